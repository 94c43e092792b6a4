"""Load the catalog from its TOML files."""

import tomllib
from pathlib import Path

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.registers.catalog.models import Category, ServiceField, ServiceModel

DEFINITIONS = Path(__file__).parent / "definitions"


@transaction.atomic
def load_catalog() -> None:
    """Bring fields, categories and service models up to the TOML files 装载服务目录.

    Adds what is new and renames what changed; never removes, for ledger rows point here. Safe to run twice.
    Refuses: a file that breaks a constraint (the database says which).
    """
    fields = tomllib.loads((DEFINITIONS / "fields.toml").read_text(encoding="utf-8"))
    for row in fields["field"]:
        ServiceField.objects.update_or_create(
            key=row["key"], defaults={"name": row["name"], "source": fields["source"]}
        )
    for row in fields["model"]:
        ServiceModel.objects.update_or_create(
            key=row["key"],
            defaults={"printed": row["printed"], "slots": row["slots"], "source": fields["source"]},
        )
    by_key = {field.key: field for field in ServiceField.objects.all()}
    for row in tomllib.loads((DEFINITIONS / "categories.toml").read_text(encoding="utf-8"))["category"]:
        Category.objects.update_or_create(
            key=row["key"],
            defaults={k: row[k] for k in ("name", "bit", "source")}
            | {"field": by_key[row["field"]], "restricted": row.get("restricted", False)},
        )
    audit.record("catalog.load_catalog", "catalog", actor=None, fields=len(by_key))
