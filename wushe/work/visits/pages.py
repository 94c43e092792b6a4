"""What the visit pages show."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import reversal_of
from wushe.registers.beneficiaries.models import Person, Risk, Sex
from wushe.registers.beneficiaries.queries import homes_of, members_of
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.catalog.models import Mode
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import NeedState
from wushe.work.needs.queries import needs_of
from wushe.work.visits import queries
from wushe.work.visits.models import ContactAttempt, Problem, Visit
from wushe.work.visits.queries import Due, DueLine

RISK_KEYS = {Risk.HIGH: "high", Risk.KEY: "key", Risk.GENERAL: "general"}


@dataclass(frozen=True)
class PersonCard:
    """A person in a line, for those who may read the name."""

    uuid: uuid.UUID
    name: str
    sex_label: str
    age: int | None
    call_url: str
    know: str


def call_url(person: Person) -> str:
    """Where a call to a person is asked for; empty without a telephone. No page holds the number itself."""
    return reverse("phone:call", args=[person.uuid]) if person.phone_sealed else ""


def card_of(person: Person, on: date) -> PersonCard:
    """The card of a person on a day."""
    sex = Sex(person.sex).label
    return PersonCard(person.uuid, person.name, str(sex), age_on(person.birth_on, on), call_url(person), person.know)


@dataclass(frozen=True)
class DueRow:
    """One line of the due list."""

    person: PersonCard
    unit_name: str
    address: str
    categories: list[str]
    risk: str
    risk_label: str
    due_on: date | None
    days: int
    interval_label: str
    last_on: date | None
    last_line: str
    visit_url: str
    person_url: str
    call_url: str


def due_row(line: DueLine, on: date, last: Visit | None = None) -> DueRow:
    """The line of a due person; ``last`` is the visit before, for what was said then."""
    due, person = line.due, line.person
    return DueRow(
        person=card_of(person, on),
        unit_name=line.home.household.unit.short_name if line.home else "",
        address=line.home.household.address if line.home else "",
        categories=[row.category.name for row in line.categories],
        risk=RISK_KEYS[due.risk],
        risk_label=str(due.risk.label),
        due_on=due.due.day if due.due else None,
        days=due.days_over(on),
        interval_label=interval_label(due),
        last_on=due.due.last if due.due else None,
        last_line=last.line if last else "",
        visit_url=reverse("visits:visit", args=[person.uuid]),
        person_url=person.get_absolute_url(),
        call_url=call_url(person),
    )


def interval_label(due: Due) -> str:
    """How often, in words."""
    if due.due is None:
        return _("没有规定")
    interval = due.due.duty.interval
    if interval.months:
        return _("每月一次") if interval.months == 1 else _("每 %(n)s 个月一次") % {"n": interval.months}
    return _("每周一次") if interval.days == 7 else _("每 %(n)s 天一次") % {"n": interval.days}


@dataclass(frozen=True)
class LastVisit:
    """What was found last time."""

    day: date
    line: str
    problems: list[str]
    health_label: str
    mood_label: str


def last_visit(visit: Visit) -> LastVisit:
    """The last visit in words."""
    problems = [str(Problem(key).label) for key in visit.problems]
    return LastVisit(visit.day, visit.line, problems, visit.get_health_display(), visit.get_mood_display())


@dataclass(frozen=True)
class Contact:
    """Somebody of the same household who can be called."""

    name: str
    relation: str
    call_url: str


def contacts_of(viewer: Viewer, person: Person, on: date) -> list[Contact]:
    """Whom to call when nobody opens: others of the household with a telephone. Costs: 3 queries."""
    return [
        Contact(member.person.name, member.role, call_url(member.person))
        for member in members_of(viewer, person, on)
        if member.person_id != person.pk and member.person.phone_sealed
    ]


@dataclass(frozen=True)
class VisitPage:
    """The one-page visit record."""

    person: PersonCard
    unit_name: str
    last: LastVisit | None
    asked_before: list[str]
    attempts_line: str
    contacts: list[Contact]
    today: date
    action_url: str
    danger_url: str
    back_url: str
    is_correction: bool


def visit_page(viewer: Viewer, person: Person, told: Visit | ContactAttempt | None = None) -> VisitPage:
    """The page for one person. Costs: 8 queries."""
    on = clock.today()
    home = homes_of(viewer, [person.pk], on).get(person.pk)
    last = queries.visits_of(viewer, person).first()
    attempt = queries.attempts_of(viewer, person).first()
    open_needs = needs_of(viewer, person).filter(state=NeedState.OPEN)
    action = reverse("visits:correct", args=[told.uuid]) if told else reverse("visits:visit", args=[person.uuid])
    missed = attempt is not None and (last is None or attempt.day > last.day)
    return VisitPage(
        person=card_of(person, on),
        unit_name=home.household.unit.short_name if home else "",
        last=last_visit(last) if last else None,
        asked_before=[str(need.get_kind_display()) for need in open_needs],
        attempts_line=_("上次 %(day)s 也没见到") % {"day": f"{attempt.day:%m-%d}"} if attempt and missed else "",
        contacts=contacts_of(viewer, person, on),
        today=on,
        action_url=action,
        danger_url=reverse("safeguarding:report"),
        back_url=reverse("visits:saved", args=[told.uuid]) if told else "/today/",
        is_correction=told is not None,
    )


@dataclass(frozen=True)
class SavedPage:
    """What was written, and what follows from it."""

    person: PersonCard
    form_id: str
    day: date
    mode_label: str
    met: bool
    minutes: int
    line: str
    facts: list[tuple[str, str]]
    saved_number: str
    state: str
    next_due: date | None
    effects: list[str]
    needs: list[str]
    next_row: DueRow | None
    correct_url: str
    cancel_url: str
    amended_url: str
    back_url: str
    action_url: str
    place_url: str = "/today/"


def saved_page(viewer: Viewer, told: Visit | ContactAttempt) -> SavedPage:
    """The page of a saved record. Costs: about 15 queries."""
    on = clock.today()
    event, person = told.event, told.person
    source = f"visits.visit:{told.uuid}"
    found = [need for need in needs_of(viewer, person) if need.source == source]
    dues = queries.due_list(viewer, queries.charges(viewer, on), on)
    own = next((due for due in dues if due.person_id == person.pk), None)
    waiting = [due for due in dues if due.is_due(on) and due.person_id != person.pk]
    state, amended = state_of(viewer, event)
    counts = state == "valid"
    return SavedPage(
        person=card_of(person, told.day),
        form_id=str(told.uuid),
        day=told.day,
        mode_label=str(Mode(event.mode).label),
        met=event.met,
        minutes=event.minutes,
        line=told.line,
        facts=facts_of(told),
        saved_number=event.number,
        state=state,
        next_due=own.due.day if counts and own and own.due else None,
        effects=effects_of(told, len(found)) if counts else [],
        needs=[str(need.get_kind_display()) for need in found],
        next_row=next(iter(due_rows(viewer, waiting[:1], on)), None),
        correct_url=reverse("visits:correct", args=[told.uuid]) if counts else "",
        cancel_url=reverse("visits:cancel", args=[told.uuid]) if counts else "",
        amended_url=amended,
        back_url=reverse("visits:saved", args=[told.uuid]),
        action_url=reverse("visits:cancel", args=[told.uuid]),
    )


def facts_of(told: Visit | ContactAttempt) -> list[tuple[str, str]]:
    """What the page told, as label and value."""
    event = told.event
    if isinstance(told, ContactAttempt):
        again = f"{told.again_on}" if told.again_on else ""
        facts = [(_("什么情况"), str(told.get_reason_display())), (_("再来"), again)]
    else:
        problems = "、".join(str(Problem(key).label) for key in told.problems)
        facts = [
            (_("安全"), _("有问题：%(what)s") % {"what": problems} if problems else str(told.get_safety_display())),
            (_("身体"), str(told.get_health_display())),
            (_("心情"), str(told.get_mood_display())),
            (_("下一步"), str(told.get_next_step_display())),
        ]
    facts += [(_("记录人"), str(event.recorded_by or "")), (_("理由"), event.reason)]
    return [(label, value) for label, value in facts if value]


def state_of(viewer: Viewer, event: ServiceEvent) -> tuple[str, str]:
    """Whether a row still counts: ("valid", ""), ("reversed", "") or ("amended", url of the right one)."""
    if reversal_of(viewer, event) is None:
        return "valid", ""
    newer = event.amendments.first()
    if newer is None:
        return "reversed", ""
    return "amended", reverse("visits:saved", args=[newer.form_id])


def effects_of(told: Visit | ContactAttempt, needs: int) -> list[str]:
    """What one record did besides itself, in words: nobody has to write it again."""
    if isinstance(told, ContactAttempt):
        effects = [_("记为一次联系尝试，不计探访次数")]
        return effects + ([_("约好 %(day)s 再来") % {"day": f"{told.again_on:%m-%d}"}] if told.again_on else [])
    effects = [_("本站和区县的人次、时长已经加上，不用再报")]
    if needs:
        effects.append(_("登记了 %(n)s 项需求，列入待办") % {"n": needs})
    if told.next_step != "plan":
        effects.append(_("答应的事已列入待办：%(step)s") % {"step": told.get_next_step_display()})
    return effects


def due_rows(viewer: Viewer, dues: Sequence[Due], on: date) -> list[DueRow]:
    """Rows of the due list with what was said last time. Costs: 6 queries."""
    latest: dict[int, Visit] = {}
    for visit in queries.latest_visits(viewer, [due.person_id for due in dues]):
        latest[visit.person_id] = visit
    return [due_row(line, on, latest.get(line.person.pk)) for line in queries.lines(viewer, dues, on)]
