"""The stations and the county of a viewer."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period
from wushe.registers.stations.models import Region, RegionLink, Station, View
from wushe.registers.stations.queries.regions import holding, touching
from wushe.registers.stations.queries.viewers import Viewer


def stations(viewer: Viewer) -> QuerySet[Station]:
    """The stations a viewer works at, watches over or oversees, by name. Costs: 1 query."""
    seen = Q(pk__in=viewer.stations_for("figures.read")) | Q(county_id__in=viewer.county_ids)
    return Station.objects.filter(seen).select_related("county", "coverage").order_by("name")


def home_station(viewer: Viewer) -> Station:
    """The station where the viewer works.

    Refuses: ``stations-no-station`` when the viewer works at none. Costs: 1 query.
    """
    station = stations(viewer).filter(pk__in=viewer.station_ids).first()
    if station is None:
        raise Refused("stations-no-station")
    return station


def units_of(viewer: Viewer, coverage: Region, on: date) -> QuerySet[Region]:
    """The villages and communities a coverage unit covers on a day, in key order. Costs: 1 query."""
    links = RegionLink.objects.filter(holding(on), view=View.COVERAGE, parent=coverage)
    return Region.objects.filter(pk__in=links.values("child_id")).order_by("key")


def units_served(viewer: Viewer, its_stations: Iterable[Station], period: Period) -> QuerySet[Region]:
    """The villages and communities some stations served at any time in a period, in key order.

    Those that were merged or split in the period are among them, and so are those they became: only together do
    they hold all that was done. Costs: 1 query.
    """
    coverages = {station.coverage_id for station in its_stations}
    links = RegionLink.objects.filter(touching(period), view=View.COVERAGE, parent_id__in=coverages)
    return Region.objects.filter(pk__in=links.values("child_id")).order_by("key")


def overseen_counties(viewer: Viewer) -> QuerySet[Region]:
    """The counties whose figures the viewer sees, by key. Costs: 1 query."""
    return Region.objects.filter(pk__in=viewer.county_ids).order_by("key")
