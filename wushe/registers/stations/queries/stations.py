"""The stations and the county of a viewer."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period
from wushe.registers.stations.models import (
    OperatingContract,
    Region,
    RegionLink,
    Station,
    StationState,
    View,
)
from wushe.registers.stations.queries.regions import holding, served_by
from wushe.registers.stations.queries.viewers import Viewer


def stations(viewer: Viewer) -> QuerySet[Station]:
    """The stations a viewer works at, watches over or oversees, by name. Costs: 1 query."""
    seen = Q(pk__in=viewer.stations_for("figures.read")) | Q(county_id__in=viewer.county_ids)
    seen |= Q(county_id__in=viewer.counties_for("regions.read"))
    return Station.objects.filter(seen).select_related("county", "coverage").order_by("name")


def station_by_key(viewer: Viewer, key: str) -> Station:
    """One station, if the viewer works there or oversees it. Refuses: ``stations-unknown-station``. Costs: 1 query."""
    found = None if "\x00" in key else stations(viewer).filter(key=key).select_related("above").first()
    if found is None:
        raise Refused("stations-unknown-station")
    return found


def states_of(viewer: Viewer, its_stations: Iterable[Station]) -> dict[int, list[StationState]]:
    """The states of some stations by station, in the order they were written down. Costs: 1 query."""
    found: dict[int, list[StationState]] = {}
    rows = StationState.objects.filter(station__in=list(its_stations), station_id__in=stations(viewer).values("pk"))
    for row in rows.select_related("recorded_by").order_by("pk"):
        found.setdefault(row.station_id, []).append(row)
    return found


def contracts_of(viewer: Viewer, its_stations: Iterable[Station]) -> dict[int, list[OperatingContract]]:
    """Who runs or ran some stations, by station, the latest first. Costs: 1 query."""
    found: dict[int, list[OperatingContract]] = {}
    rows = OperatingContract.objects.filter(
        station__in=list(its_stations), station_id__in=stations(viewer).values("pk")
    )
    for row in rows.select_related("organization").order_by("-starts_on", "pk"):
        found.setdefault(row.station_id, []).append(row)
    return found


def towns_of(viewer: Viewer, its_stations: Iterable[Station], on: date) -> dict[int, list[Region]]:
    """The towns 乡镇（街道） in which some stations cover villages or communities on a day, by station, in key order.

    Costs: 2 queries.
    """
    coverages = {row.coverage_id: row.pk for row in its_stations}
    ties = RegionLink.objects.filter(holding(on), view=View.COVERAGE, parent_id__in=coverages)
    pairs = list(ties.values_list("parent_id", "child_id"))
    up = RegionLink.objects.filter(holding(on), view=View.STATUTORY, child_id__in={unit for _at, unit in pairs})
    above = {row.child_id: row.parent for row in up.select_related("parent")}
    found: dict[int, dict[int, Region]] = {}
    for coverage, unit in pairs:
        if unit in above:
            found.setdefault(coverages[coverage], {})[above[unit].pk] = above[unit]
    return {pk: sorted(towns.values(), key=lambda town: town.key) for pk, towns in found.items()}


def units_covered(viewer: Viewer, station: Station, on: date) -> QuerySet[Region]:
    """The villages and communities a station covers on a day, in key order. Costs: 1 query."""
    ties = RegionLink.objects.filter(holding(on), view=View.COVERAGE, parent=station.coverage_id)
    return Region.objects.filter(pk__in=ties.values("child_id")).order_by("key")


def contract(viewer: Viewer, station: Station, pk: int) -> OperatingContract:
    """One contract of a station. Refuses: ``stations-unknown-contract``. Costs: 1 query."""
    rows = OperatingContract.objects.filter(station=station, station_id__in=stations(viewer).values("pk"))
    found = rows.select_related("organization").filter(pk=pk).first()
    if found is None:
        raise Refused("stations-unknown-contract")
    return found


def home_station(viewer: Viewer) -> Station:
    """The station where the viewer works.

    Refuses: ``stations-no-station`` when the viewer works at none. Costs: 1 query.
    """
    station = stations(viewer).filter(pk__in=viewer.station_ids).first()
    if station is None:
        raise Refused("stations-no-station")
    return station


def stations_below(viewer: Viewer, station: Station) -> QuerySet[Station]:
    """The village stations under one at which the viewer works, or which they oversee, by key. Costs: 1 query."""
    return Station.objects.filter(above=station, above__in=stations(viewer)).order_by("key")


def units_served(viewer: Viewer, its_stations: Iterable[Station], period: Period) -> QuerySet[Region]:
    """The villages and communities some stations served at any time in a period, in key order.

    The areas these came from are among them, as long as services of the period may stand under their names: only
    together do they hold all that was done. Costs: 1 query.
    """
    coverages = {station.coverage_id for station in its_stations}
    return served_by(coverages, period.start, period.last).order_by("key")


def overseen_counties(viewer: Viewer) -> QuerySet[Region]:
    """The counties whose figures the viewer sees, by key. Costs: 1 query."""
    return Region.objects.filter(pk__in=viewer.county_ids).order_by("key")
