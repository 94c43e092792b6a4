"""What was held, who came, and whom one can choose from."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, through
from wushe.ledger.models import Attendance
from wushe.ledger.queries import reversed_ids
from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory
from wushe.registers.beneficiaries.queries import in_force, own_files, people, search, station_serving
from wushe.registers.stations.models import Organization, Region, Station
from wushe.registers.stations.queries import Viewer, units_served
from wushe.work.groupwork.models import Activity, Part, Participation, Partner

#: How many people one looks through at once; more is found by one character more of the name.
MOST_SHOWN = 200
#: How far back one looks for what is held again and again, and how many of these are offered.
LOOKED_BACK = 60
MOST_OFFERED = 4


class Asked(NamedTuple):
    """Whom one looks for among the people: a part of a name, a village, a category; nothing asks for nobody."""

    text: str = ""
    unit_id: int | None = None
    category_id: int | None = None


def activity(viewer: Viewer, uuid: UUID) -> Activity:
    """The activity a form made, at the viewer's stations. Refuses: ``groupwork-unknown-activity``. Costs: 1 query."""
    found = _whole(_own(viewer)).filter(uuid=uuid).first()
    if found is None:
        raise Refused("groupwork-unknown-activity")
    return found


def activities(viewer: Viewer, period: Period) -> QuerySet[Activity]:
    """Valid activities of the viewer's stations in a period, the latest first. Costs: 1 query."""
    rows = _whole(_valid(_own(viewer))).filter(day__gte=period.start, day__lt=period.end)
    return rows.order_by("-day", "-pk")


def days_around(viewer: Viewer, period: Period) -> tuple[date | None, date | None]:
    """The last day before a period and the first after it on which something was held. Costs: 2 queries."""
    rows = _valid(_own(viewer))
    before = rows.filter(day__lt=period.start).aggregate(day=Max("day"))["day"]
    return before, rows.filter(day__gte=period.end).aggregate(day=Min("day"))["day"]


def last_day(viewer: Viewer, on: date) -> date | None:
    """The last day on which something was held. Costs: 1 query."""
    day: date | None = _valid(_own(viewer)).filter(day__lte=on).aggregate(day=Max("day"))["day"]
    return day


def same_day(viewer: Viewer, station: Station, day: date, method: int) -> QuerySet[Activity]:
    """Valid activities of one way that a station held on a day. Costs: 1 query."""
    return _whole(_valid(_own(viewer))).filter(station=station, day=day, event__method=method)


def held_again(viewer: Viewer) -> list[Activity]:
    """What was held last, each title once, the latest first: to begin the next from. Costs: 1 query."""
    found: dict[tuple[int, str], Activity] = {}
    for row in _whole(_valid(_own(viewer))).order_by("-day", "-pk")[:LOOKED_BACK]:
        found.setdefault((row.event.method, row.title), row)
    return list(found.values())[:MOST_OFFERED]


class Attended(NamedTuple):
    """Somebody came, and in which part."""

    person: Person
    part: str


def attended(viewer: Viewer, told: Activity) -> list[Attended]:
    """Who came in which part, in the order told; none from another's station. Costs: 2 queries."""
    rows = Attendance.objects.filter(event_id=told.event_id, station_id__in=viewer.station_ids).order_by("line")
    parts = dict(Participation.objects.filter(activity=told).values_list("person_id", "part"))
    return [
        Attended(row.person, parts.get(row.person_id, Part.ATTENDEE.value))
        for row in rows.select_related("person__key")
    ]


def partners(viewer: Viewer, told: Activity) -> list[Partner]:
    """With whom it was done, in the order told. Costs: 1 query."""
    return list(Partner.objects.filter(activity=told, activity__station_id__in=viewer.station_ids).order_by("line"))


def held_with(viewer: Viewer, person_id: int) -> dict[int, Activity]:
    """The activities to which somebody came, under any of their files, by the id of the ledger row. Costs: 1 query."""
    came = Attendance.objects.filter(person_id__in=own_files(viewer, person_id))
    rows = _own(viewer).filter(event_id__in=came.values("event_id")).select_related("event__county")
    return {row.event_id: row for row in rows}


def known_here(viewer: Viewer) -> QuerySet[Person]:
    """Persons who live, or ever lived, where the viewer works, with their key: their names may be said.

    Wider than ``people``: who is ticked stays ticked when the day is changed. Costs: 1 query.
    """
    homes = Membership.objects.filter(household__unit_id__in=viewer.unit_ids)
    return Person.objects.filter(pk__in=homes.values("person_id")).select_related("key").order_by("pk")


def organizations_on(viewer: Viewer, on: date) -> QuerySet[Organization]:
    """Organizations of the register that there are on a day, by name. Costs: 1 query."""
    return Organization.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on)).order_by("name", "pk")


def units_since(viewer: Viewer, on: date) -> QuerySet[Region]:
    """Where the viewer's stations held something, or hold it, since a day. Costs: 2 queries."""
    at = list(Station.objects.filter(pk__in=viewer.station_ids))
    today = clock.today()
    return units_served(viewer, at, through(min(on, today), today))


def station_for(viewer: Viewer, unit_id: int, on: date) -> Station:
    """The viewer's station that served a place on a day. Refuses: ``groupwork-unknown-unit``. Costs: 2 queries."""
    try:
        return station_serving(viewer, unit_id, on)
    except Refused:
        raise Refused("groupwork-unknown-unit", day=on) from None


def roster(viewer: Viewer, asked: Asked, on: date) -> tuple[list[Person], bool]:
    """People to choose from, living on the day, and whether some were left out.

    Takes: whom one looks for. Gives: at most ``MOST_SHOWN`` persons with their key, by id. Costs: 1 query, and a search
    when a name is asked for.
    """
    if not any(asked):
        return [], False
    rows = search(viewer, asked.text, on) if asked.text else people(viewer, on)
    rows = rows.exclude(died_on__lt=on)
    if asked.unit_id is not None:
        homes = Membership.objects.filter(in_force(on), household__unit_id=asked.unit_id)
        rows = rows.filter(pk__in=homes.values("person_id"))
    if asked.category_id is not None:
        kinds = PersonCategory.objects.filter(in_force(on), category_id=asked.category_id)
        rows = rows.filter(pk__in=kinds.values("person_id"))
    found = list(rows[: MOST_SHOWN + 1])
    return found[:MOST_SHOWN], len(found) > MOST_SHOWN


def _own(viewer: Viewer) -> QuerySet[Activity]:
    return Activity.objects.filter(station_id__in=viewer.station_ids)


def _whole(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    return rows.select_related(
        "station",
        "event__county",
        "event__station",
        "event__unit",
        "event__field",
        "event__recorded_by",
        "event__amends",
    )


def _valid(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    return rows.exclude(event_id__in=reversed_ids())
