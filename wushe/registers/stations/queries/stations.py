"""The stations and the county of a viewer."""

from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries.regions import unit_ids_of
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
    """The villages and communities a coverage unit covers on a day, in code order. Costs: 1 query."""
    return Region.objects.filter(pk__in=unit_ids_of({coverage.pk}, on)).order_by("code", "key")


def overseen_counties(viewer: Viewer) -> QuerySet[Region]:
    """The counties whose figures the viewer sees, by key. Costs: 1 query."""
    return Region.objects.filter(pk__in=viewer.county_ids).order_by("key")
