"""Put the lines that were written before there was a chain onto it, in the order they were written.

What happened to them before this day the chain cannot tell.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wushe.ground.accounts.rules import Line, hash_of, seal_of
from wushe.ground.kit.keyring import audit_key, begin_key


def seal_older_lines(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    entries, chains = apps.get_model("accounts", "AuditEntry"), apps.get_model("accounts", "AuditChain")
    heads: dict[str, tuple[int, str]] = {}
    for row in entries.objects.order_by("pk").iterator():
        count, last = heads.get(row.county_key, (0, ""))
        begin_key(row.county_key)
        line = Line(row.county_key, count + 1, row.at, row.actor_id, row.verb, row.target, row.facts)
        row.seq, row.prev, row.hash = line.seq, last, hash_of(audit_key(row.county_key), last, line)
        row.save(update_fields=["seq", "prev", "hash"])
        heads[row.county_key] = (row.seq, row.hash)
    if heads:
        heads.setdefault("", (0, ""))
        begin_key("")
    for key, (count, last) in heads.items():
        others = " ".join(sorted(heads.keys() - {""})) if not key else ""
        seal = seal_of(audit_key(key), key, count, last, others)
        chains.objects.create(county_key=key, count=count, hash=last, chains=others, seal=seal)


class Migration(migrations.Migration):
    dependencies = (("accounts", "0004_add_chain"),)
    operations = (migrations.RunPython(seal_older_lines, migrations.RunPython.noop),)
