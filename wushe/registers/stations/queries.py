"""Through whose eyes: the viewer, and the places a viewer sees."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.accounts.models import User
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, Region, RegionKind, RegionLink, Role, Station

LIVES_IN = (RegionKind.VILLAGE, RegionKind.COMMUNITY)


@dataclass(frozen=True)
class Viewer:
    """One user on one day: what may be seen and done. Every read takes it first.

    ``station_ids`` are stations whose people are shown in full; ``county_ids`` are counties whose figures and
    masked records are shown; ``unit_ids`` are the villages and communities the stations serve; ``led_ids`` are
    the stations the viewer leads.
    """

    user: User | None
    role: str
    place_name: str
    station_ids: frozenset[int]
    county_ids: frozenset[int]
    unit_ids: frozenset[int]
    led_ids: frozenset[int] = frozenset()

    @property
    def person_name(self) -> str:
        """The name of who is looking."""
        return str(self.user) if self.user else ""

    @property
    def is_county(self) -> bool:
        """True for a county officer: figures, and records with names masked."""
        return self.role == Role.COUNTY

    def sees_station(self, station_id: int) -> bool:
        """True if this viewer works at the station."""
        return station_id in self.station_ids


def viewer_for(user: User, on: date) -> Viewer:
    """The viewer a user is on a day.

    Gives: grants in force on that day, added up; the role of the strongest (lead before worker before county,
    for a user at a station works there first). No grant: role "" and nothing to see. Costs: 2 queries.
    """
    grants = list(
        Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user, starts_on__lte=on)
        .select_related("station", "county")
        .order_by("pk")
    )
    stations = [g.station for g in grants if g.station is not None]
    roles = {g.role for g in grants}
    role = next((str(r) for r in (Role.LEAD, Role.WORKER, Role.COUNTY) if r in roles), "")
    places = [s.name for s in stations] or [g.county.name for g in grants if g.county is not None]
    return Viewer(
        user=user,
        role=role,
        place_name=places[0] if places else "",
        station_ids=frozenset(s.pk for s in stations),
        county_ids=frozenset(g.county_id for g in grants if g.county_id is not None),
        unit_ids=frozenset(_units_of({s.coverage_id for s in stations}, on)),
        led_ids=frozenset(g.station_id for g in grants if g.role == Role.LEAD and g.station_id is not None),
    )


def operator(county: Region, on: date) -> Viewer:
    """The viewer of the command line and of loading: all stations of one county, no user.

    Costs: 2 queries.
    """
    stations = list(Station.objects.filter(county=county))
    return Viewer(
        user=None,
        role="operator",
        place_name=county.name,
        station_ids=frozenset(s.pk for s in stations),
        county_ids=frozenset({county.pk}),
        unit_ids=frozenset(_units_of({s.coverage_id for s in stations}, on)),
    )


def _units_of(coverage_ids: set[int], on: date) -> QuerySet[RegionLink, int]:
    return _in_force(on).filter(parent_id__in=coverage_ids).values_list("child_id", flat=True)


def _in_force(on: date) -> QuerySet[RegionLink]:
    return RegionLink.objects.filter(Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on))


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
    return Region.objects.filter(pk__in=_units_of({coverage.pk}, on)).order_by("code", "key")


def find_places(text: str) -> list[tuple[str, str, str, str]]:
    """Regions and stations whose name or key holds the text.

    Gives: rows (key, name, kind, parent key), regions first, in key order. Costs: 2 queries.
    """
    regions = Region.objects.filter(Q(name__contains=text) | Q(key__contains=text) | Q(short_name__contains=text))
    rows = [
        (r.key, r.name, r.kind, r.parent.key if r.parent else "")
        for r in regions.select_related("parent").order_by("key")
    ]
    found = Station.objects.filter(Q(name__contains=text) | Q(key__contains=text)).select_related("coverage")
    return rows + [(s.key, s.name, "station", s.coverage.key) for s in found.order_by("key")]


def overseen_county(viewer: Viewer) -> Region:
    """The county whose figures the viewer oversees.

    Refuses: ``stations-no-county``. Costs: 1 query.
    """
    county = Region.objects.filter(pk__in=viewer.county_ids).order_by("key").first()
    if county is None:
        raise Refused("stations-no-county")
    return county
