"""Load the catalog from its TOML files."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from wushe.ground.accounts import audit
from wushe.registers.catalog.models import (
    Category,
    FunctionDomain,
    PolicyReference,
    ServiceContent,
    ServiceField,
    ServiceModel,
    StrategicTag,
)
from wushe.registers.catalog.rules import ModelDraft, read_model
from wushe.registers.stations.models import Region

DEFINITIONS = Path(__file__).parents[1] / "definitions"
Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def load_catalog() -> None:
    """Bring all that is offered, the service models and the policies up to the TOML files 装载服务目录.

    Adds what is new and renames what changed; never removes, for ledger rows point here. Safe to run twice. A policy
    of a place that is not registered yet waits for the next time.
    Refuses: as ``load_model`` does; a file that breaks a constraint (the database says which).
    Costs: 7 queries for the tables when nothing changed, 2 for each service model, and the audit line.
    """
    audit.lock_chain("")
    domains = _load_functions()
    of = {field: domains[row["key"]] for row in _told("functions")["function"] for field in row["fields"]}
    fields = _told("fields")
    by_key = _bring_up(
        ServiceField,
        (
            {"key": row["key"], "name": row["name"], "source": fields["source"], "function": of.get(row["key"])}
            for row in fields["field"]
        ),
    )
    kinds = _told("categories")["category"]
    _bring_up(Category, ({"restricted": False} | row | {"field": by_key[row["field"]]} for row in kinds))
    _bring_up(ServiceContent, (row | {"field": by_key[row["field"]]} for row in _told("contents")["content"]))
    _bring_up(StrategicTag, _told("tags")["tag"])
    _load_policies()
    for file in sorted((DEFINITIONS / "models").glob("*.toml")):
        _load(read_model(file.read_text(encoding="utf-8"), file.name, by_key), is_shipped=True)
    audit.record("catalog.load_catalog", "catalog", actor=None, fields=len(by_key))


@transaction.atomic
def load_model(text: str, file: str) -> tuple[ServiceModel, bool]:
    """Load a service model from a file 装载服务模式.

    Takes: the TOML text and the file's name. Gives: the version in force, and whether it is new: a definition that
    changed is a new version, one that did not leaves everything as it is.
    Refuses: ``catalog-model-…`` with the file, the line and the reason. Costs: 6 queries. One audit line when new.
    """
    audit.lock_chain("")
    model, is_new = _load(read_model(text, file, list(ServiceField.objects.values_list("key", flat=True))))
    if is_new:
        audit.record("catalog.load_model", f"catalog.service_model:{model.key}", actor=None, version=model.version)
    return model, is_new


def _load(draft: ModelDraft, *, is_shipped: bool = False) -> tuple[ServiceModel, bool]:
    """Add a version unless it is the newest one; what the house ships, unless it ever was one.

    A county that has defined the slots of a shipped model is not taken back to the shipped one by each upgrade.
    """
    told: dict[str, Any] = {
        "printed": draft.printed,
        "name": draft.name,
        "source": draft.source,
        "slots": [slot.row for slot in draft.slots],
    }
    versions = list(ServiceModel.objects.filter(key=draft.key).order_by("-version"))
    known = versions if is_shipped else versions[:1]
    if any(all(getattr(row, name) == value for name, value in told.items()) for row in known):
        return versions[0], False
    version = versions[0].version + 1 if versions else 1
    return ServiceModel.objects.create(key=draft.key, version=version, **told), True


def _load_functions() -> dict[str, FunctionDomain]:
    told = _told("functions")
    rows = ({"key": row["key"], "name": row["name"], "note": row["note"]} for row in told["function"])
    return _bring_up(FunctionDomain, (row | {"source": told["source"]} for row in rows))


def _load_policies() -> None:
    rows = _told("policies")["policy"]
    places = Region.objects.in_bulk({row["place"] for row in rows if "place" in row}, field_name="key")
    usual = {"number": "", "quote": "", "dated": "", "compared": False}
    drafts = []
    for row in (usual | row for row in rows):
        place = places.get(row.pop("place", ""))
        if "place" in row and place is None:
            continue
        drafts.append({"dated_printed": row.pop("dated"), "is_compared": row.pop("compared"), "region": place} | row)
    _bring_up(PolicyReference, drafts)


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((DEFINITIONS / f"{name}.toml").read_text(encoding="utf-8"))


def _bring_up(model: type[Row], drafts: Iterable[dict[str, Any]]) -> dict[str, Row]:
    """Add the rows whose key is new, change those that differ. Gives: all rows of the file by key, in its order.

    Costs: 1 query to look, 1 for all that are new, 1 for each that differs.
    """
    rows = {row["key"]: row for row in drafts}
    known = model._default_manager.in_bulk(list(rows), field_name="key")
    new = {key: model(**row) for key, row in rows.items() if key not in known}
    model._default_manager.bulk_create(new.values())
    for key, old in known.items():
        changed = [name for name, value in rows[key].items() if _differs(old, name, value)]
        for name in changed:
            setattr(old, name, rows[key][name])
        if changed:
            old.save(update_fields=changed)
    found = known | new
    return {key: found[key] for key in rows}


def _differs(row: models.Model, name: str, value: object) -> bool:
    """True if a column holds another value; of a foreign key its id is looked at, which costs nothing."""
    if isinstance(value, models.Model):
        return bool(getattr(row, f"{name}_id") != value.pk)
    return bool(getattr(row, f"{name}_id" if value is None else name) != value)
