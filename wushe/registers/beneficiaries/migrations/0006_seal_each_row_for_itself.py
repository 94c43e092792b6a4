"""What stood in rows of one person could be put in each other's place; each is sealed for its own row now.

There is no way back: what is sealed for a row opens nowhere else.
"""

import uuid
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wushe.ground.kit.crypto import Key, seal, unseal, unwrap
from wushe.ground.kit.keyring import county_key

COLUMNS = {
    "PersonCategory": "document_sealed",
    "PersonChange": "before_sealed",
    "Reveal": "words_sealed",
    "RiskLevel": "reason_sealed",
}


def seal_each(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name, column in COLUMNS.items():
        model = apps.get_model("beneficiaries", name)
        table = model._meta.db_table
        for row in model.objects.select_related("person__key").order_by("pk").iterator():
            row.uuid = uuid.uuid4()
            changed = {"uuid"}
            key = key_of(row)
            if sealed := bytes(getattr(row, column)):
                text = unseal(key, sealed, f"{table}|{column}|{place_before(name, row)}")
                setattr(row, column, seal(key, text, f"{table}|{column}|{row.uuid}"))
                changed.add(column)
            for plain in ("basis", "source") if name == "PersonCategory" else ():
                if text_now := getattr(row, plain):
                    place = f"{table}|{plain}_sealed|{row.uuid}"
                    setattr(row, f"{plain}_sealed", seal(key, text_now.encode(), place))
                    changed.add(f"{plain}_sealed")
            row.save(update_fields=sorted(changed))


def key_of(row: Any) -> Key:
    kept = row.person.key
    return unwrap(county_key(kept.county_key), bytes(kept.wrapped), f"data-key|{kept.county_key}")


def place_before(name: str, row: Any) -> str:
    return f"{row.person.uuid}|{row.user_id}|{row.day}" if name == "Reveal" else str(row.person.uuid)


class Migration(migrations.Migration):
    dependencies = (("beneficiaries", "0005_add_places_for_sealing"), ("accounts", "0001_initial"))
    operations = (migrations.RunPython(seal_each),)
