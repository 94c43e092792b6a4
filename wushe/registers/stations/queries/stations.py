"""The stations and the county of a viewer."""

from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries.regions import unit_ids_of
from wushe.registers.stations.queries.viewers import Viewer


def stations(viewer: Viewer) -> QuerySet[Station]:
    """The stations a viewer works at or oversees, by name. Costs: 1 query."""
    seen = Q(pk__in=viewer.station_ids) | Q(county_id__in=viewer.county_ids)
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


def overseen_county(viewer: Viewer) -> Region:
    """The county whose figures the viewer oversees.

    Refuses: ``stations-no-county``. Costs: 1 query.
    """
    county = Region.objects.filter(pk__in=viewer.county_ids).order_by("key").first()
    if county is None:
        raise Refused("stations-no-county")
    return county
