"""Entries about identity are numbered among the services of their county, and never changed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wushe.ground.kit.append_only import append_only

TABLES = ("ledger_serviceevent", "ledger_identityentry")
MESSAGE = "ledger: seq must follow the last row of the county without a gap"
LAST = "COALESCE((SELECT MAX(seq) FROM {table} WHERE county_id = NEW.county_id), 0)"
SERVICES, IDENTITIES = (LAST.format(table=table) for table in TABLES)

SQLITE = """
CREATE TRIGGER {table}_no_gap BEFORE INSERT ON {table}
WHEN NEW.seq <> 1 + MAX({services}, {identities})
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
SQLITE_BEFORE = """
CREATE TRIGGER ledger_serviceevent_no_gap BEFORE INSERT ON ledger_serviceevent
WHEN NEW.seq <> 1 + {services}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRES = """
CREATE OR REPLACE FUNCTION ledger_no_gap() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF NEW.seq <> 1 + GREATEST({services}, {identities}) THEN
    RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""
POSTGRES_BEFORE = """
CREATE OR REPLACE FUNCTION ledger_no_gap() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF NEW.seq <> 1 + {services} THEN
    RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER ledger_identityentry_no_gap BEFORE INSERT ON ledger_identityentry
FOR EACH ROW EXECUTE FUNCTION ledger_no_gap()
"""
WORDS = {"services": SERVICES, "identities": IDENTITIES, "message": MESSAGE}


def count_both(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One series of numbers for services and for what was found out about identity."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER ledger_serviceevent_no_gap")
        for table in TABLES:
            schema_editor.execute(SQLITE.format(table=table, **WORDS))
        return
    schema_editor.execute(POSTGRES.format(**WORDS), params=None)
    schema_editor.execute(POSTGRES_TRIGGER)


def count_services(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Number services alone again."""
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_no_gap")
        schema_editor.execute(SQLITE_BEFORE.format(**WORDS))
        return
    schema_editor.execute("DROP TRIGGER ledger_identityentry_no_gap ON ledger_identityentry")
    schema_editor.execute(POSTGRES_BEFORE.format(**WORDS), params=None)


class Migration(migrations.Migration):
    dependencies = (("ledger", "0003_keep_identity"),)
    operations = (
        append_only("ledger_identityentry", ["form_id"], ["county_id", "seq"], ["undoes_id"]),
        migrations.RunPython(count_both, count_services),
    )
