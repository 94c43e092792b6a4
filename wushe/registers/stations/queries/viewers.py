"""The viewer: one user on one day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wushe.ground.accounts.models import User
from wushe.registers.stations.models import Grant, Region, Role, Station
from wushe.registers.stations.queries.regions import unit_ids_of


@dataclass(frozen=True)
class Viewer:
    """One user on one day: what may be seen and done. Every read takes it first.

    ``station_ids`` are stations whose people are shown in full; ``county_ids`` are counties whose figures and
    masked records are shown; ``unit_ids`` are the villages and communities the stations serve; ``led_ids`` are
    the stations the viewer leads; ``audited_ids`` are the counties whose audit the viewer reads.
    """

    user: User | None
    role: str
    place_name: str
    station_ids: frozenset[int]
    county_ids: frozenset[int]
    unit_ids: frozenset[int]
    led_ids: frozenset[int] = frozenset()
    audited_ids: frozenset[int] = frozenset()

    @property
    def person_name(self) -> str:
        """The name of who is looking."""
        return str(self.user) if self.user else ""

    @property
    def is_county(self) -> bool:
        """True for a county officer: figures, and records with names masked."""
        return self.role == Role.COUNTY

    def may(self, ability: str) -> bool:
        """True if the viewer may do this somewhere."""
        return bool(self.counties_for(ability) or self.stations_for(ability))

    def counties_for(self, ability: str) -> frozenset[int]:
        """The counties for which the viewer may do this."""
        found = {"file.ask": self.county_ids, "audit.read": self.audited_ids}.get(ability, frozenset())
        return found if self.user is not None else frozenset()

    def stations_for(self, ability: str) -> frozenset[int]:
        """The stations for which the viewer may do this."""
        return self.led_ids if ability == "file.decide" else frozenset()

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
    role = next((str(r) for r in (Role.LEAD, Role.WORKER, Role.COUNTY, Role.PRIVACY) if r in roles), "")
    places = [s.name for s in stations] or [g.county.name for g in grants if g.county is not None]
    return Viewer(
        user=user,
        role=role,
        place_name=places[0] if places else "",
        station_ids=frozenset(s.pk for s in stations),
        county_ids=frozenset(g.county_id for g in grants if g.county_id is not None and g.role == Role.COUNTY),
        unit_ids=frozenset(unit_ids_of({s.coverage_id for s in stations}, on)),
        led_ids=frozenset(g.station_id for g in grants if g.role == Role.LEAD and g.station_id is not None),
        audited_ids=frozenset(g.county_id for g in grants if g.county_id is not None and g.role == Role.PRIVACY),
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
        unit_ids=frozenset(unit_ids_of({s.coverage_id for s in stations}, on)),
        led_ids=frozenset(s.pk for s in stations),
    )


def chain_of(viewer: Viewer) -> str:
    """The county key of the audit chain on which a viewer's own doings are written; "" when there is no one county.

    Costs: 1 query.
    """
    counties = Region.objects.filter(pk__in=viewer.county_ids | viewer.audited_ids) | Region.objects.filter(
        pk__in=Station.objects.filter(pk__in=viewer.station_ids).values("county_id")
    )
    keys = list(counties.order_by("key").values_list("key", flat=True)[:2])
    return keys[0] if len(keys) == 1 else ""
