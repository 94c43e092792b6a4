"""The viewer: one user on one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wushe.ground.accounts.models import User
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, OperatingContract, Region, RegionKind, Station
from wushe.registers.stations.queries.regions import counties_under, unit_ids_of
from wushe.registers.stations.rules.access import Door, role_rights, route, table


@dataclass(frozen=True)
class Reach:
    """How far one ability goes: the stations, the counties, and the regions that grants of it name or hold."""

    station_ids: frozenset[int] = frozenset()
    county_ids: frozenset[int] = frozenset()
    region_ids: frozenset[int] = frozenset()

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(
            self.station_ids | other.station_ids,
            self.county_ids | other.county_ids,
            self.region_ids | other.region_ids,
        )


NOWHERE = Reach()


@dataclass(frozen=True)
class Viewer:
    """One user on one day: what may be seen and done. Every read takes it first.

    ``station_ids`` are stations whose people are shown in full; ``county_ids`` are counties whose figures are
    shown; ``unit_ids`` are the villages and communities the stations serve; ``led_ids`` are the stations the viewer
    leads; ``watched_station_ids`` and ``watched_unit_ids`` are those whose people are shown masked.
    ``reach`` says for each ability how far it goes: two grants never lend each other their places.
    """

    user: User | None
    role: str
    place_name: str
    station_ids: frozenset[int]
    county_ids: frozenset[int]
    unit_ids: frozenset[int]
    led_ids: frozenset[int] = frozenset()
    watched_station_ids: frozenset[int] = frozenset()
    watched_unit_ids: frozenset[int] = frozenset()
    reach: Mapping[str, Reach] = field(default_factory=dict, hash=False)

    @property
    def person_name(self) -> str:
        """The name of who is looking."""
        return str(self.user) if self.user else ""

    @property
    def role_name(self) -> str:
        """The role in words; empty for nobody."""
        return table().roles[self.role].name if self.role in table().roles else ""

    @property
    def abilities(self) -> frozenset[str]:
        """All that may be done somewhere."""
        return frozenset(self.reach)

    @property
    def is_county(self) -> bool:
        """True for somebody who comes to see figures of counties, and works at no station."""
        return bool(self.county_ids) and not self.station_ids

    @property
    def home(self) -> str:
        """The name of the address where this viewer belongs."""
        return role_rights(self.role).home if self.role in table().roles else "phone:today"

    def may(self, ability: str) -> bool:
        """True if the viewer may do this somewhere; where, ``stations_for`` and ``counties_for`` say."""
        return ability in self.reach

    def opens(self, name: str) -> bool:
        """True if the access table lets the viewer through the door of this route. An undeclared one stays shut."""
        found = route(name)
        return found is not None and found.lets_in(self.reach.keys())

    def enter(self, name: str) -> None:
        """Go through the door of a route.

        Refuses: ``stations-not-for-you`` at a part of the house, ``stations-not-here`` at one person, record or
        figure, and at an address nobody declared.
        """
        if self.opens(name):
            return
        found = route(name)
        if found is None or found.door is Door.THING:
            raise Refused("stations-not-here")
        raise Refused("stations-not-for-you", what=found.title)

    def stations_for(self, ability: str) -> frozenset[int]:
        """The stations for which the viewer may do this."""
        return self.reach.get(ability, NOWHERE).station_ids

    def counties_for(self, ability: str) -> frozenset[int]:
        """The counties for which the viewer may do this."""
        return self.reach.get(ability, NOWHERE).county_ids

    def regions_for(self, ability: str) -> frozenset[int]:
        """The regions that grants with this ability name, and the counties below them."""
        return self.reach.get(ability, NOWHERE).region_ids

    def sees_station(self, station_id: int) -> bool:
        """True if this viewer works at the station."""
        return station_id in self.station_ids


def _in_force(on: date) -> QuerySet[Grant]:
    rows = Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, withdrawn_at=None)
    return rows.select_related("station", "organization", "region")


def viewer_for(user: User, on: date) -> Viewer:
    """The viewer a user is on a day.

    Gives: grants in force on that day, added up ability by ability; the role of the strongest (the order of the
    access table: at a station before above it). No grant: role "" and nothing to see. Costs: 2 queries, 1 more
    for somebody who sees people masked, for grants on organizations, and for each city or province.
    """
    grants = list(_in_force(on).filter(user=user).order_by("pk"))
    roles = {grant.role for grant in grants}
    run = _run_by({grant.organization_id for grant in grants if grant.organization_id is not None}, on)
    reach: dict[str, Reach] = {}
    for grant in grants:
        far = _extent(grant, run, on)
        for ability in role_rights(grant.role).abilities:
            reach[ability] = reach.get(ability, NOWHERE) | far
    stations = [grant.station for grant in grants if grant.station is not None]
    places = [station.name for station in stations] or [grant.place.name for grant in grants] or [""]
    place = (
        places[0] if stations or len(places) == 1 else _("%(name)s等 %(n)s 处") % {"name": places[0], "n": len(places)}
    )
    stations += [station for run_by_one in run.values() for station in run_by_one]
    role = next((key for key in table().roles if key in roles), "")
    return _viewer(user, role, place, reach, stations, on)


def _viewer(
    user: User | None, role: str, place_name: str, reach: Mapping[str, Reach], stations: list[Station], on: date
) -> Viewer:
    """A viewer with this reach over these stations. Costs: 1 query, 2 when people are seen masked."""
    coverages = {station.pk: station.coverage_id for station in stations}
    full = reach.get("people.read_full", NOWHERE).station_ids
    watched = reach.get("people.read_masked", NOWHERE).station_ids - full
    return Viewer(
        user=user,
        role=role,
        place_name=place_name,
        station_ids=full,
        county_ids=reach.get("figures.read", NOWHERE).county_ids,
        unit_ids=frozenset(unit_ids_of({coverages[pk] for pk in full}, on)),
        led_ids=reach.get("people.lead", NOWHERE).station_ids,
        watched_station_ids=watched,
        watched_unit_ids=frozenset(unit_ids_of({coverages[pk] for pk in watched}, on)) if watched else frozenset(),
        reach=reach,
    )


def _run_by(organization_ids: set[int], on: date) -> dict[int, list[Station]]:
    """The stations that organizations run on a day, by organization. Costs: 1 query, none for no organization."""
    run: dict[int, list[Station]] = {key: [] for key in organization_ids}
    if run:
        rows = OperatingContract.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
        for row in rows.filter(organization_id__in=run).select_related("station").order_by("station__name"):
            run[row.organization_id].append(row.station)
    return run


def _extent(grant: Grant, run: Mapping[int, list[Station]], on: date) -> Reach:
    """What a grant stands on, as ids. Costs: 1 query for a region that is no county, none for others."""
    if grant.organization_id is not None:
        return Reach(station_ids=frozenset(station.pk for station in run[grant.organization_id]))
    if grant.region is None:
        return Reach(station_ids=frozenset({grant.place.pk}))
    if grant.region.kind == RegionKind.COUNTY:
        counties = frozenset({grant.region.pk})
    else:
        counties = frozenset(counties_under(grant.region, grant.view, on).values_list("pk", flat=True))
    return Reach(county_ids=counties, region_ids=counties | {grant.region.pk})


def operator(county: Region, on: date) -> Viewer:
    """The viewer of the command line and of loading: all stations of one county, no user.

    Costs: 2 queries.
    """
    stations = list(Station.objects.filter(county=county))
    everything = Reach(frozenset(s.pk for s in stations), frozenset({county.pk}), frozenset({county.pk}))
    return _viewer(None, "operator", county.name, dict.fromkeys(table().abilities, everything), stations, on)


def chain_of(viewer: Viewer) -> str:
    """The county key of the audit chain on which a viewer's own doings are written; "" when there is no one county.

    Costs: 1 query.
    """
    everywhere = NOWHERE
    for far in viewer.reach.values():
        everywhere |= far
    homes = Station.objects.filter(pk__in=everywhere.station_ids).values("county_id")
    counties = Region.objects.filter(Q(pk__in=everywhere.county_ids) | Q(pk__in=homes))
    keys = list(counties.order_by("key").values_list("key", flat=True)[:2])
    return keys[0] if len(keys) == 1 else ""
