"""Read the catalog: service models, who works by them, policies. Nothing here is about a person."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.models import ModelAdoption, PolicyReference, ServiceModel
from wushe.registers.stations.queries import holding


def service_model(key: str) -> ServiceModel:
    """The newest version of a service model. Refuses: ``catalog-unknown-model``. Costs: 1 query."""
    found = None if "\x00" in key else ServiceModel.objects.filter(key=key).order_by("-version").first()
    if found is None:
        known = ServiceModel.objects.order_by("key").values_list("key", flat=True).distinct()
        raise Refused("catalog-unknown-model", key=key.replace("\x00", ""), known="、".join(known))
    return found


def newest_models() -> list[ServiceModel]:
    """Each service model in its newest version, by key. Costs: 1 query."""
    newest = {row.key: row for row in ServiceModel.objects.order_by("key", "version")}
    return list(newest.values())


def adopted_models(region_keys: Collection[str], on: date) -> list[ModelAdoption]:
    """By which service models some places work on a day, in order of the place's key, then as they were adopted.

    Only what the places themselves adopted: what their city adopted is asked by the city's key. Costs: 1 query.
    """
    rows = ModelAdoption.objects.filter(holding(on), region__key__in=region_keys)
    return list(rows.select_related("model", "region").order_by("region__key", "pk"))


def policies(region_keys: Collection[str]) -> list[PolicyReference]:
    """What may be cited in these places: what holds everywhere, then what holds in them. Costs: 1 query."""
    rows = PolicyReference.objects.filter(Q(region=None) | Q(region__key__in=region_keys)).select_related("region")
    return sorted(rows, key=lambda row: (row.region.key if row.region else "", row.pk))
