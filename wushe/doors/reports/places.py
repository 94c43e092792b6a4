"""The places a reader may ask about as a whole: counties, cities, and what a station covers 地方."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Region, RegionKind, Tier, View
from wushe.registers.stations.queries import Viewer, counties_under, overseen_counties, stations
from wushe.statistics.rules import Scope
from wushe.statistics.scopes import permitted, scope_for

#: More places than this under one heading are folded.
LONG = 8


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


class Group(NamedTuple):
    """Places under one heading; a long one is folded at first."""

    name: str
    places: list[Choice]

    @property
    def is_long(self) -> bool:
        """True if it is folded at first."""
        return len(self.places) > LONG


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


def places_of(viewer: Viewer) -> list[Group]:
    """The places a viewer may choose: cities of which every county is theirs, counties, and what the stations of towns
    cover, county by county. 幸福邻里 and village stations lie in these.

    Costs: 4 queries, 1 more for each city.
    """
    counties = list(overseen_counties(viewer).prefetch_related("links_up__parent"))
    above = {link.parent for county in counties for link in county.links_up.all() if link.view == View.STATUTORY}
    cities = sorted((place for place in above if place.kind == RegionKind.CITY), key=lambda place: place.key)
    rows = [_choice(city) for city in cities if may_read(viewer, city.key)] + [_choice(county) for county in counties]
    wholes = [Group(_("市、区县"), rows)] if rows else []
    its_stations = stations(viewer).filter(tier=Tier.TOWNSHIP).order_by("county__key", "key")
    by_county: dict[str, dict[str, Choice]] = {}
    for one in its_stations:
        there = by_county.setdefault(one.county.name, {})
        there[one.coverage.key] = Choice(one.coverage.key, one.coverage.name, one.name)
    return wholes + [Group(name, list(places.values())) for name, places in by_county.items()]


def _choice(region: Region) -> Choice:
    return Choice(region.key, region.name, str(region.get_kind_display()))
