"""What is known of one person, in one look."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.ledger.queries import services_of
from wushe.registers.beneficiaries.models import Membership, Person
from wushe.registers.beneficiaries.queries import members_of, responsible_for
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import NeedState
from wushe.work.needs.queries import needs_of
from wushe.work.visits import queries as visits
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.pages import DueRow, PersonCard, card_of, due_row

TIMELINE = 20


@dataclass(frozen=True)
class MemberLine:
    """Somebody of the same household."""

    name: str
    relation: str
    sex_label: str
    age: int | None
    person_url: str
    phone: str
    is_self: bool


@dataclass(frozen=True)
class CategoryLine:
    """What kind of beneficiary somebody is, since when, on what ground."""

    name: str
    starts_on: date
    ends_on: date | None
    basis: str


@dataclass(frozen=True)
class TimelineLine:
    """One thing that happened."""

    day: date
    title: str
    line: str
    by: str
    kind: str
    url: str
    state: str


@dataclass(frozen=True)
class NeedLine:
    """A need that waits, and where it is settled."""

    title: str
    detail: str
    since: date
    url: str


@dataclass(frozen=True)
class PersonPage:
    """One person."""

    person: PersonCard
    household_name: str
    unit_name: str
    address: str
    members: list[MemberLine]
    categories: list[CategoryLine]
    risk: str
    risk_label: str
    interval_label: str
    worker_name: str
    due_on: date | None
    days: int
    last_on: date | None
    visit_url: str
    danger_url: str
    danger_form_id: UUID
    timeline: list[TimelineLine]
    open_needs: list[NeedLine]


def person_page(viewer: Viewer, person: Person) -> PersonPage:
    """The page of one person. Costs: about 15 queries."""
    on = clock.today()
    [line] = visits.lines(viewer, visits.due_list(viewer, visits.only(viewer, person, on), on), on)
    row: DueRow = due_row(line, on)
    members = members_of(viewer, person, on)
    head = next((m.person.name for m in members if m.role == "户主"), person.name)
    return PersonPage(
        person=card_of(person, on),
        household_name=_("%(name)s家") % {"name": head},
        unit_name=row.unit_name,
        address=row.address,
        members=[member_line(member, person, on) for member in members],
        categories=[CategoryLine(row.category.name, row.starts_on, row.ends_on, row.basis) for row in line.categories],
        risk=row.risk,
        risk_label=row.risk_label,
        interval_label=row.interval_label,
        worker_name="、".join(str(user) for user in responsible_for(viewer, person, on)),
        due_on=row.due_on,
        days=row.days,
        last_on=row.last_on,
        visit_url=row.visit_url,
        danger_url=reverse("safeguarding:report"),
        danger_form_id=uuid4(),
        timeline=timeline(viewer, person),
        open_needs=[
            NeedLine(str(need.get_kind_display()), "", need.found_on, reverse("needs:answer", args=[need.uuid]))
            for need in needs_of(viewer, person).filter(state=NeedState.OPEN)
        ],
    )


def member_line(member: Membership, person: Person, on: date) -> MemberLine:
    """A member of the household."""
    card = card_of(member.person, on)
    url = member.person.get_absolute_url()
    is_self = member.person_id == person.pk
    return MemberLine(card.name, member.role, card.sex_label, card.age, url, card.phone, is_self)


def timeline(viewer: Viewer, person: Person) -> list[TimelineLine]:
    """The last things that happened: visits, attempts, other services. Costs: 3 queries."""
    lines = [told_line(told) for told in visits.visits_of(viewer, person)[:TIMELINE]]
    lines += [told_line(told) for told in visits.attempts_of(viewer, person)[:TIMELINE]]
    lines += [other_line(row) for row in services_of(viewer, person.pk)[:TIMELINE]]
    return sorted(lines, key=lambda line: line.day, reverse=True)[:TIMELINE]


def told_line(told: Visit | ContactAttempt) -> TimelineLine:
    """A visit or an attempt."""
    event: ServiceEvent = told.event
    met = isinstance(told, Visit)
    title = str(event.get_mode_display()) + (_("探访") if met else _("，没见到"))
    line = told.line if isinstance(told, Visit) else " ".join((told.get_reason_display(), told.line)).strip()
    url = reverse("visits:saved", args=[told.uuid])
    kind = "visit" if met else "attempt"
    return TimelineLine(told.day, title, line, str(event.recorded_by or ""), kind, url, "valid")


def other_line(row: Attendance) -> TimelineLine:
    """A group, an activity, a campaign the person took part in."""
    by = str(row.event.recorded_by or "")
    url = reverse("reports:record", args=[row.event.number])
    return TimelineLine(row.day, str(row.get_method_display()), str(row.field), by, "other", url, "valid")
