"""What is known of one person, in one look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.doors.phone.people_page import shown_name
from wushe.doors.phone.timeline import PAGE, Timeline, entries_of, timeline
from wushe.ground.kit import clock
from wushe.registers.beneficiaries.models import (
    IdKind,
    Masked,
    Membership,
    Person,
    PersonCategory,
    Risk,
    RiskLevel,
    Sex,
    Why,
)
from wushe.registers.beneficiaries.queries import (
    HEAD,
    categories_of,
    consents_of,
    leads,
    members_of,
    responsible_for,
)
from wushe.registers.beneficiaries.queries.listing import category_changes_of, risk_changes_of
from wushe.registers.beneficiaries.queries.reveals import last_reveals, reveals_used
from wushe.registers.beneficiaries.queries.sight import in_full, may_edit, may_reveal, reader, told_kinds
from wushe.registers.beneficiaries.rules import age_on, masked
from wushe.registers.beneficiaries.rules.reveals import masked_id, masked_phone
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import NeedState
from wushe.work.needs.queries import needs_of
from wushe.work.visits import queries as visits
from wushe.work.visits.pages import DueRow, call_url, due_row, whom_to_call

LAST_REVEALS = 3
MOST_SHOWN = 2000


@dataclass(frozen=True)
class PersonHead:
    """Who it is, as this viewer may read it."""

    uuid: UUID
    name: str
    sex_label: str
    age: int | None
    file_number: str
    call_url: str
    call_of: str
    know: str


@dataclass(frozen=True)
class MemberLine:
    """Somebody of the same household."""

    name: str
    relation: str
    sex_label: str
    age: int | None
    categories: list[str]
    person_url: str
    call_url: str
    is_dead: bool
    is_self: bool


@dataclass(frozen=True)
class CategoryLine:
    """What kind of beneficiary somebody is or was, since when, on what ground."""

    name: str
    starts_on: date
    ends_on: date | None
    basis: str


@dataclass(frozen=True)
class ConsentLine:
    """What somebody agreed to, or took back."""

    purpose: str
    since: date
    is_open: bool


@dataclass(frozen=True)
class NeedLine:
    """A need that waits, and where it is settled."""

    title: str
    detail: str
    since: date
    url: str


@dataclass(frozen=True)
class MaskedLine:
    """One masked thing: what stands in its place, and why it could be shown."""

    field: str
    label: str
    masked: str
    reasons: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class RevealLine:
    """Who looked at what, and why."""

    at: datetime
    by: str
    what: str
    why: str


@dataclass(frozen=True)
class Papers:
    """证件和电话: what is masked, who looked, how many looks are left today."""

    lines: list[MaskedLine]
    doubt: str
    reveal_url: str
    left: int
    last: list[RevealLine]


@dataclass(frozen=True)
class PersonPage:
    """One person."""

    person: PersonHead
    is_full: bool
    household_name: str
    unit_name: str
    address: str
    members: list[MemberLine]
    family_url: str
    categories: list[CategoryLine]
    risk: str
    risk_label: str
    risk_reason: str
    interval_label: str
    worker_name: str
    died_on: date | None
    due_on: date | None
    days: int
    last_on: date | None
    visit_url: str
    edit_url: str
    acts: list[tuple[str, str]]
    consents: list[ConsentLine]
    consent_url: str
    danger_url: str
    danger_form_id: UUID
    papers: Papers | None
    timeline: Timeline
    open_needs: list[NeedLine]


def person_page(viewer: Viewer, person: Person, told: Mapping[str, str]) -> PersonPage:
    """The page of one person, as somebody reads it who sees them in full or masked. Costs: about 28 queries."""
    on, whole = clock.today(), reader(viewer)
    is_full, timeline_asked = person.pk in in_full(viewer, [person.pk], on), (told.get("only", ""), shown_of(told))
    [line] = visits.lines(whole, visits.due_list(whole, visits.only(whole, person, on), on), on)
    row: DueRow = due_row(line, on)
    members = family_of(whole, person, on)
    head = next((m.person for m in members if m.role == HEAD), person)
    kinds = told_kinds(category_changes_of(whole, person), is_full=is_full)
    levels = risk_changes_of(whole, person)
    return PersonPage(
        person=head_of(person, head, on, is_full=is_full),
        is_full=is_full,
        household_name=_("%(name)s家") % {"name": shown_name(head, is_full=is_full)},
        unit_name=row.unit_name,
        address=row.address if is_full else "",
        members=member_lines(whole, members, person, on, is_full=is_full),
        family_url=family_url(viewer, members) if is_full else "",
        categories=category_lines(kinds, on, is_full=is_full),
        risk=row.risk,
        risk_label=row.risk_label,
        risk_reason=reason_of(levels, on) if is_full else "",
        interval_label=row.interval_label,
        worker_name="、".join(str(user) for user in responsible_for(whole, person, on)),
        died_on=person.died_on,
        due_on=row.due_on,
        days=row.days,
        last_on=row.last_on,
        visit_url=row.visit_url if is_full and person.died_on is None else "",
        edit_url=reverse("beneficiaries:edit", args=[person.uuid]) if is_full else "",
        acts=acts_of(viewer, person, on) if is_full else [],
        consents=consent_lines(whole, person),
        consent_url=reverse("beneficiaries:consent", args=[person.uuid]) if is_full else "",
        danger_url=reverse("safeguarding:report") if is_full else "",
        danger_form_id=uuid4(),
        papers=papers_of(viewer, person, on, is_full=is_full) if may_reveal(viewer) else None,
        timeline=timeline(person, entries_of(viewer, person, kinds, levels, is_full=is_full), *timeline_asked),
        open_needs=open_needs(whole, person, is_full=is_full),
    )


def acts_of(viewer: Viewer, person: Person, on: date) -> list[tuple[str, str]]:
    """What the viewer can do with the file, as words and address. Costs: none, or 3 queries for a lead."""
    acts = {"category": _("登记身份"), "charge": _("指定责任人"), "move": _("登记搬家"), "death": _("登记去世")}
    if person.died_on is not None:
        acts = {"category": _("登记身份"), "death": _("撤销去世登记")}
    if leads(viewer, person, on):
        acts |= {"merge": _("合并档案"), "changes": _("改过什么")}
    return [(words, reverse(f"beneficiaries:{name}", args=[person.uuid])) for name, words in acts.items()]


def consent_lines(viewer: Viewer, person: Person) -> list[ConsentLine]:
    """The latest word on each purpose, what holds before what was taken back. Costs: 1 query."""
    latest: dict[str, ConsentLine] = {}
    for state in consents_of(viewer, person):
        since = state.withdrawn_on or state.consent.starts_on
        line = ConsentLine(str(state.consent.get_purpose_display()), since, state.is_open)
        latest.setdefault(state.consent.purpose, line)
    return sorted(latest.values(), key=lambda line: not line.is_open)


def open_needs(viewer: Viewer, person: Person, *, is_full: bool) -> list[NeedLine]:
    """What somebody still needs. Costs: 1 query."""
    needs = needs_of(viewer, person).filter(state=NeedState.OPEN)
    return [
        NeedLine(
            str(need.get_kind_display()),
            "",
            need.found_on,
            reverse("needs:answer", args=[need.uuid]) if is_full else "",
        )
        for need in needs
    ]


def shown_of(told: Mapping[str, str]) -> int:
    """How many lines of the timeline an address asks for."""
    words = told.get("shown", "")[:5]
    return min(max(int(words), PAGE), MOST_SHOWN) if words.isdecimal() else PAGE


def head_of(person: Person, head: Person, on: date, *, is_full: bool) -> PersonHead:
    """Who it is, and whom to call about them."""
    called, call_of = whom_to_call(person, head, on)
    return PersonHead(
        uuid=person.uuid,
        name=shown_name(person, is_full=is_full),
        sex_label=str(Sex(person.sex).label),
        age=age_on(person.birth_on, person.died_on or on),
        file_number=person.file_number,
        call_url=call_url(called) if is_full else "",
        call_of=call_of if is_full else "",
        know=person.know if is_full else "",
    )


def family_of(viewer: Viewer, person: Person, on: date) -> list[Membership]:
    """Who lives with a person, the person included; of merged files the one that stands. Costs: 2 queries."""
    rows = members_of(viewer, person, on).filter(person__merged_into=None)
    return list(rows.select_related("person__key", "household"))


def family_url(viewer: Viewer, members: Sequence[Membership]) -> str:
    """Where one more member of the household is registered, for those who keep files."""
    if not members or not may_edit(viewer):
        return ""
    return f"{reverse('beneficiaries:new')}?{urlencode({'home': members[0].household.uuid})}"


def member_lines(
    viewer: Viewer, members: Sequence[Membership], person: Person, on: date, *, is_full: bool
) -> list[MemberLine]:
    """The members of the household, who all live in one village: all are read alike. Costs: 2 queries."""
    kinds = categories_of(viewer, [member.person_id for member in members], on)
    return [
        MemberLine(
            name=shown_name(member.person, is_full=is_full),
            relation=member.role,
            sex_label=str(Sex(member.person.sex).label),
            age=age_on(member.person.birth_on, member.person.died_on or on),
            categories=[row.category.name for row in told_kinds(kinds.get(member.person_id, ()), is_full=is_full)],
            person_url=member.person.get_absolute_url(),
            call_url=call_url(member.person) if is_full else "",
            is_dead=member.person.died_on is not None,
            is_self=member.person_id == person.pk,
        )
        for member in members
    ]


def category_lines(changes: Sequence[PersonCategory], on: date, *, is_full: bool) -> list[CategoryLine]:
    """What somebody is, then what they were; on what ground, for those who read the file."""
    begun = sorted((row for row in changes if row.starts_on <= on), key=lambda row: not holds(row, on))
    return [
        CategoryLine(
            row.category.name,
            row.starts_on,
            None if holds(row, on) else row.ends_on,
            row.basis if is_full else "",
        )
        for row in begun
    ]


def holds(row: PersonCategory | RiskLevel, on: date) -> bool:
    """True if it is so on the day."""
    return row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)


def reason_of(levels: Sequence[RiskLevel], on: date) -> str:
    """Why the level of risk in force was decided; a general risk needs no reason told."""
    level = next((level for level in levels if holds(level, on)), None)
    return level.reason if level is not None and level.level != Risk.GENERAL else ""


def papers_of(viewer: Viewer, person: Person, on: date, *, is_full: bool) -> Papers:
    """证件和电话. Those who see the person masked learn only what is there to be asked for. Costs: 2 queries."""
    kept = {
        Masked.NAME: ("" if is_full else person.name, masked),
        Masked.PHONE: (person.phone, masked_phone if is_full else stars),
        Masked.ID: (person.id_number, masked_id if is_full else stars),
    }
    labels = {Masked.ID: IdKind(person.id_kind).label if person.id_kind != IdKind.NONE else Masked.ID.label}
    lines = [
        MaskedLine(str(field), str(labels.get(field, field.label)), mask(value), reasons_for(field))
        for field, (value, mask) in kept.items()
        if value
    ]
    return Papers(
        lines=lines,
        doubt=person.id_doubt if is_full else "",
        reveal_url=reverse("phone:reveal", args=[person.uuid]),
        left=max(0, settings.WUSHE_REVEALS_A_DAY - reveals_used(viewer, on)),
        last=[
            RevealLine(row.at, str(row.user), str(row.get_field_display()), str(row.get_reason_display()))
            for row in last_reveals(viewer, person)[:LAST_REVEALS]
        ],
    )


def stars(value: str) -> str:
    """What those who see people masked learn of a number: that there is one."""
    return _("已登记") if value else ""


def reasons_for(field: Masked) -> list[tuple[str, str, bool]]:
    """The reasons to choose from; whoever opens a telephone number mostly wants to call."""
    return [(str(why), str(why.label), field == Masked.PHONE and why == Why.CALL) for why in Why]
