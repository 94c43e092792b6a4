"""Read the catalog: service models, who works by them, policies. Nothing here is about a person."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.models import ModelAdoption, PolicyReference, ServiceField, ServiceModel
from wushe.registers.stations.models import TREES, RegionLink, Station, Tier, View
from wushe.registers.stations.queries import Viewer, holding, stations


def service_model(key: str) -> ServiceModel:
    """The newest version of a service model. Refuses: ``catalog-unknown-model``. Costs: 1 query."""
    found = None if "\x00" in key else ServiceModel.objects.filter(key=key).order_by("-version").first()
    if found is None:
        known = ServiceModel.objects.order_by("key").values_list("key", flat=True).distinct()
        raise Refused("catalog-unknown-model", key=key.replace("\x00", ""), known="、".join(known))
    return found


def field_names() -> dict[str, str]:
    """The names of the fields of service by key, in printed order. Costs: 1 query."""
    return dict(ServiceField.objects.order_by("pk").values_list("key", "name"))


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


def models_at_work(viewer: Viewer, on: date) -> list[tuple[ServiceModel, list[ModelAdoption], list[Station]]]:
    """The service models by which stations of the viewer work on a day.

    A station works by a model if, and only if, its coverage unit, its county, or a city or province in which the
    county lies adopted it. Gives: each version at work, who adopted it, and the stations by county and code of their
    areas, the station of a town before those of its villages. Costs: about 6 queries.
    """
    its_stations = _by_code(list(stations(viewer)), on)
    above = _above({station.county_id for station in its_stations}, on)
    places = {pk for found in above.values() for pk in found} | {station.coverage_id for station in its_stations}
    rows = ModelAdoption.objects.filter(holding(on), region__in=places).select_related("model", "region")
    found: dict[int, tuple[ServiceModel, list[ModelAdoption], list[Station]]] = {}
    for row in rows.order_by("region__key", "pk"):
        _model, adoptions, at_work = found.setdefault(row.model_id, (row.model, [], []))
        adoptions.append(row)
        at_work += [
            station
            for station in its_stations
            if row.region_id in above[station.county_id] | {station.coverage_id} and station not in at_work
        ]
    return list(found.values())


def _by_code(its_stations: list[Station], on: date) -> list[Station]:
    """Stations in the order of their counties and of the first village or community they cover. Costs: 1 query."""
    coverages = {station.coverage_id for station in its_stations}
    ties = RegionLink.objects.filter(holding(on), view=View.COVERAGE, parent__in=coverages)
    codes = dict(ties.order_by("-child__key").values_list("parent_id", "child__key"))

    def order(station: Station) -> tuple[str, str, bool, str]:
        code = codes.get(station.coverage_id, "")
        return station.county.key, code, station.tier == Tier.VILLAGE, station.key

    return sorted(its_stations, key=order)


def _above(county_ids: set[int], on: date) -> dict[int, set[int]]:
    """Each county with all that it lies in, by either account. Costs: a query for each level."""
    found = {pk: {pk} for pk in county_ids}
    reached = set(county_ids)
    while reached:
        ties = RegionLink.objects.filter(holding(on), view__in=TREES, child__in=reached)
        up = list(ties.values_list("child_id", "parent_id"))
        reached = {parent for _child, parent in up} - {pk for places in found.values() for pk in places}
        for places in found.values():
            places.update(parent for child, parent in up if child in places)
    return found
