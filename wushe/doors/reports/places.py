"""The places a reader may ask about as a whole: counties, cities, and what a station covers 地方."""

from dataclasses import dataclass
from typing import NamedTuple

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Region, RegionKind, View
from wushe.registers.stations.queries import Viewer, counties_under, overseen_counties, stations
from wushe.statistics.rules import Scope
from wushe.statistics.scopes import permitted, scope_for


@dataclass(frozen=True)
class Place:
    """A place in one ledger (one scope), or a city with the ledgers of its counties."""

    key: str
    name: str
    kind: str
    scopes: tuple[Scope, ...]

    @property
    def is_city(self) -> bool:
        """True if its figures come out of several ledgers."""
        return self.kind == RegionKind.CITY


class Choice(NamedTuple):
    """A place one may choose."""

    key: str
    name: str
    hint: str


def place_for(viewer: Viewer, key: str) -> Place:
    """The place of a key, if the viewer may see the figures of all of it.

    Refuses: ``statistics-foreign-scope``, ``statistics-unknown-scope``. Costs: 3 to 12 queries, 2 more a county of
    a city.
    """
    city = None if "\x00" in key else Region.objects.filter(key=key, kind=RegionKind.CITY).first()
    if city is None:
        scope = permitted(viewer, scope_for(key))
        if scope.station_id is not None:
            raise Refused("statistics-unknown-scope", key=key)  # a station has the paper of what it covers
        return Place(scope.key, scope.name, scope.kind, (scope,))
    counties = list(counties_under(city, View.STATUTORY, clock.today()))
    if not counties or not {county.pk for county in counties} <= viewer.county_ids:
        raise Refused("statistics-foreign-scope")
    return Place(city.key, city.name, city.kind, tuple(scope_for(county.key) for county in counties))


def may_read(viewer: Viewer, key: str) -> bool:
    """True if the viewer may see the figures of all of a place."""
    try:
        place_for(viewer, key)
    except Refused:
        return False
    return True


def places_of(viewer: Viewer) -> list[Choice]:
    """The places a viewer may choose: cities of which every county is theirs, counties, coverage units of stations.

    Costs: 3 queries, 1 more for each city.
    """
    counties = list(overseen_counties(viewer).prefetch_related("links_up__parent"))
    above = {link.parent for county in counties for link in county.links_up.all() if link.view == View.STATUTORY}
    cities = sorted((place for place in above if place.kind == RegionKind.CITY), key=lambda place: place.key)
    rows = [Choice(city.key, city.name, str(city.get_kind_display())) for city in cities if may_read(viewer, city.key)]
    rows += [Choice(county.key, county.name, str(county.get_kind_display())) for county in counties]
    its_stations = stations(viewer).select_related("coverage").order_by("county__key", "name")
    return rows + [Choice(one.coverage.key, one.coverage.name, one.name) for one in its_stations]
