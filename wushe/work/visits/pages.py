"""What the visit pages show."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.registers.beneficiaries.models import Person, Risk, Sex
from wushe.registers.beneficiaries.queries import heads_of, homes_of, members_of
from wushe.registers.beneficiaries.queries.kept import kept_persons
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.catalog.models import Mode
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import NeedState
from wushe.work.needs.queries import needs_of
from wushe.work.safeguarding.rules import OF_AGE
from wushe.work.visits import queries
from wushe.work.visits.models import ContactAttempt, DayPart, Problem, Visit
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
    """Where a call to a person is asked for; empty without a telephone, and for the dead. No page holds the number."""
    is_there = person.phone_sealed and person.died_on is None
    return reverse("phone:call", args=[person.uuid]) if is_there else ""


def card_of(person: Person, on: date) -> PersonCard:
    """The card of a person on a day."""
    sex = Sex(person.sex).label
    age = age_on(person.birth_on, person.died_on or on)
    return PersonCard(person.uuid, person.name, str(sex), age, call_url(person), person.know)


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
    tried_label: str
    visit_url: str
    person_url: str
    call_url: str
    call_of: str


def due_row(
    line: DueLine,
    on: date,
    last: Visit | None = None,
    tried: ContactAttempt | None = None,
    head: Person | None = None,
) -> DueRow:
    """The line of a due person.

    Takes: the visit before, for what was said then; the last time nobody was met, told only while nobody was since;
    the head of the household, who is called about a child and for somebody without a telephone.
    """
    due, person = line.due, line.person
    last_on = due.due.last if due.due else None
    is_since = tried is not None and (last_on is None or tried.day > last_on)
    called, call_of = whom_to_call(person, head, on)
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
        last_on=last_on,
        last_line=last.line if last and last.day == last_on else "",
        tried_label=tried_label(tried, on) if tried is not None and is_since else called_label(last, last_on, on),
        visit_url=reverse("visits:visit", args=[person.uuid]),
        person_url=person.get_absolute_url(),
        call_url=call_url(called),
        call_of=call_of,
    )


def whom_to_call(person: Person, head: Person | None, on: date) -> tuple[Person, str]:
    """Whom to call about somebody, and the name when it is somebody else.

    A child's is the one of the head of the household, if there is one; so is that of somebody who has none.
    """
    age = age_on(person.birth_on, on)
    is_reached = bool(person.phone_sealed) and (age is None or age >= OF_AGE)
    if head is None or head.pk == person.pk or not head.phone_sealed or head.died_on is not None or is_reached:
        return person, ""
    return head, head.name


def tried_label(tried: ContactAttempt, on: date) -> str:
    """When and how nobody was met, and what was agreed: 今天去过，没见到，约傍晚再来."""
    when = day_label(tried.day, on)
    ways = {Mode.PHONE: _("打过电话，没接通"), Mode.VIDEO: _("视频过，没接通"), Mode.PROXY: _("托人去过，没见到")}
    what = ways.get(Mode(tried.event.mode), _("去过，没见到"))
    again = come_again(tried.again_on, tried.again_part, on)
    return when + what + (_("，") + again if again else "")


def called_label(last: Visit | None, last_on: date | None, on: date) -> str:
    """What is told of a last visit that does not answer the duty: 今天电话联系过，不算应访."""
    if last is None or last_on is None or last.day <= last_on:
        return ""
    facts = {"when": day_label(last.day, on), "mode": Mode(last.event.mode).label}
    return _("%(when)s%(mode)s联系过，不算应访") % facts


def day_label(day: date, on: date) -> str:
    """A day gone by: 今天, 昨天, 11-20."""
    return {0: _("今天"), 1: _("昨天")}.get((on - day).days, f"{day:%m-%d} ")


def again_label(again_on: date | None, part: str, on: date) -> str:
    """The day, and the part of it, on which somebody comes again, as it is said on a day: 傍晚, 明天上午, 12-01."""
    if again_on is None:
        return ""
    of_day = str(DayPart(part).label) if part else ""
    if again_on == on:
        return of_day or _("今天")
    return (_("明天") if again_on - on == timedelta(days=1) else f"{again_on:%m-%d}") + of_day


def come_again(again_on: date | None, part: str, on: date) -> str:
    """What was agreed: 约傍晚再来; empty when nothing was."""
    label = again_label(again_on, part, on)
    return _("约%(when)s再来") % {"when": f" {label} " if label[0].isdigit() else label} if label else ""


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
    is_safe: bool
    problems: list[str]
    health_label: str
    mood_label: str


def last_visit(visit: Visit) -> LastVisit:
    """The last visit in words; ``is_safe`` if somebody looked around then and found nothing."""
    problems = [str(Problem(key).label) for key in visit.problems]
    is_safe = bool(visit.safety) and not problems
    return LastVisit(visit.day, visit.line, is_safe, problems, visit.get_health_display(), visit.get_mood_display())


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
        for member in members_of(viewer, person, on).filter(person__merged_into=None)
        if member.person_id != person.pk and member.person.phone_sealed and member.person.died_on is None
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
    told_day: date | None


def visit_page(viewer: Viewer, person: Person, told: Visit | ContactAttempt | None = None) -> VisitPage:
    """The page for one person. Costs: 8 queries."""
    on, person = clock.today(), kept_persons(viewer, [person])[person.pk]
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
        told_day=told.day if told else None,
    )


def due_rows(viewer: Viewer, dues: Sequence[Due], on: date) -> list[DueRow]:
    """Rows of the due list with what was said last time, who was sought in vain, whom to call. Costs: 10 queries."""
    ids = [due.person_id for due in dues]
    latest = queries.latest_visits(viewer, ids)
    tried = queries.last_tries(viewer, ids, on)
    lines = queries.lines(viewer, dues, on)
    heads = heads_of(viewer, {line.home.household_id for line in lines if line.home}, on)
    kept = kept_persons(viewer, heads.values())
    return [
        due_row(
            line,
            on,
            latest.get(line.person.pk),
            tried.get(line.person.pk),
            kept[heads[line.home.household_id].pk] if line.home and line.home.household_id in heads else None,
        )
        for line in lines
    ]
