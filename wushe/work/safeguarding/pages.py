"""What the pages of mandatory reports show."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wushe.ground.kit import clock
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.beneficiaries.models import Membership, Person, Sex
from wushe.registers.beneficiaries.queries import HEAD, found, homes_of, members_of
from wushe.registers.beneficiaries.queries.kept import kept_person, kept_persons
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.stations.queries import Viewer
from wushe.work.safeguarding import queries
from wushe.work.safeguarding.models import Called, EntryKind, MandatoryReport, ReportEntry, Situation
from wushe.work.safeguarding.rules import OF_AGE, Said, State, is_taken, state_of

PAGE = 30
MOST_FOUND = 8
#: Where the arrow may lead back to: a visit half told, a correction, a person.
BACK = re.compile(r"/(people|visits)/[0-9a-f-]{36}/((visit|correct)/)?", re.ASCII)
STATES = {
    State.OPEN: gettext_lazy("还没打电话"),
    State.CALLED: gettext_lazy("已打电话"),
    State.MISTAKE: gettext_lazy("误点，作废留底"),
}


@dataclass(frozen=True)
class ChildLine:
    """A child, or somebody who may be meant: by name, sex, age and home; or only in words."""

    name: str
    uuid: UUID | None = None
    sex_label: str = ""
    age: int | None = None
    unit_name: str = ""
    address: str = ""
    head_name: str = ""

    @property
    def may_be_child(self) -> bool:
        """True unless known to be of age."""
        return self.age is None or self.age < OF_AGE


@dataclass(frozen=True)
class EntryLine:
    """One entry of a report, in words."""

    form_id: UUID
    at: datetime
    by: str
    title: str
    situation_labels: list[str]
    facts: str
    called_label: str
    receipt: str


@dataclass(frozen=True)
class ReportPage:
    """A report and what was added to it."""

    number: str
    at: datetime
    station_name: str
    station_phone: str
    reporter: str
    state: str
    state_label: str
    is_taken: bool
    child: ChildLine | None
    home: ChildLine | None
    asks_who: bool
    children: list[ChildLine]
    found: list[ChildLine]
    q: str
    entries: list[EntryLine]
    urls: dict[str, str]
    back_url: str


def report_page(viewer: Viewer, made: MandatoryReport, *, back: str = "", q: str = "") -> ReportPage:
    """The page of a report. Costs: 2 queries, 5 more for the home, 4 when somebody is looked for."""
    on = clock.today()
    entries = list(queries.entries_of(viewer, made))
    state, taken = standing(entries)
    about = last_about(entries)
    someone = about.person if about and about.person else made.person
    someone = kept_person(viewer, someone) if someone else None
    home = child_line(viewer, someone, on) if someone else None
    child = ChildLine(about.facts) if about and about.person is None else home if home and home.may_be_child else None
    asks_who = child is None and not viewer.is_county
    back_url = back if BACK.fullmatch(back) else "/county/" if viewer.is_county else "/today/"
    way_back = f"?{urlencode({'back': back})}" if back == back_url else ""
    kept = kept_persons(viewer, [entry.person for entry in entries if entry.person])
    names = ("one", "child", "mistake", "taken")
    return ReportPage(
        number=made.number,
        at=made.reported_at,
        station_name=made.station.name,
        station_phone=made.station.phone,
        reporter=str(made.reported_by or ""),
        state=state.value,
        state_label=str(STATES[state]),
        is_taken=taken,
        child=child,
        home=home,
        asks_who=asks_who,
        children=minors_at(viewer, someone, on) if asks_who and someone else [],
        found=found_lines(viewer, q, on) if q else [],
        q=q,
        entries=[entry_line(entry, kept) for entry in entries],
        urls={name: reverse(f"safeguarding:{name}", args=[made.uuid]) + way_back for name in names},
        back_url=back_url,
    )


def standing(entries: list[ReportEntry]) -> tuple[State, bool]:
    """Where a report stands, and whether the county has it in hand."""
    said = [Said(entry.kind, entry.called != Called.NOT_YET) for entry in entries]
    return state_of(said), is_taken(said)


def last_about(entries: list[ReportEntry]) -> ReportEntry | None:
    """The entry that says whom the report is about: the last one holds."""
    return next((entry for entry in reversed(entries) if entry.kind == EntryKind.ABOUT), None)


def found_lines(viewer: Viewer, q: str, on: date) -> list[ChildLine]:
    """Who was looked for, the children first: of a grown-up the home is meant. Costs: 2 queries and 4 per person."""
    lines = [child_line(viewer, person, on) for person in islice(found(viewer, q, on), MOST_FOUND)]
    return sorted(lines, key=lambda line: not line.may_be_child)


def child_line(viewer: Viewer, person: Person, on: date) -> ChildLine:
    """Somebody by name, with the home. Costs: 4 queries."""
    members = list(members_of(viewer, person, on).filter(person__merged_into=None))
    home = homes_of(viewer, [person.pk], on).get(person.pk)
    head = next((member.person.name for member in members if member.role == HEAD), "")
    return ChildLine(
        name=person.name,
        uuid=person.uuid,
        sex_label=str(Sex(person.sex).label),
        age=age_on(person.birth_on, on),
        unit_name=home.household.unit.short_name if home else "",
        address=home.household.address if home else "",
        head_name=head,
    )


def minors_at(viewer: Viewer, person: Person, on: date) -> list[ChildLine]:
    """The children who live where the button was pressed. Costs: 3 queries."""
    members: list[Membership] = list(members_of(viewer, person, on).filter(person__merged_into=None))
    lines = [
        ChildLine(one.name, one.uuid, str(Sex(one.sex).label), age_on(one.birth_on, on))
        for one in (member.person for member in members)
        if one.died_on is None
    ]
    return [line for line in lines if line.age is not None and line.may_be_child]


def entry_line(entry: ReportEntry, kept: Mapping[int, Person]) -> EntryLine:
    """An entry in words. Takes: also the person by the file it names."""
    who = kept[entry.person.pk].name if entry.person else entry.facts
    titles = {
        EntryKind.TOLD: "",
        EntryKind.ABOUT: _("说的是：%(who)s") % {"who": who},
        EntryKind.MISTAKE: _("按错了，作废（留底）"),
        EntryKind.TAKEN: _("区县已接报"),
    }
    return EntryLine(
        entry.form_id,
        entry.at,
        str(entry.by or ""),
        titles[EntryKind(entry.kind)],
        [str(Situation(key).label) for key in entry.situations],
        "" if entry.kind == EntryKind.ABOUT else entry.facts,
        str(Called(entry.called).label) if entry.called != Called.NOT_YET else "",
        entry.receipt,
    )


@dataclass(frozen=True)
class ReportRow:
    """One report of a list."""

    number: str
    at: datetime
    who: str
    station_name: str
    reporter: str
    state: str
    state_label: str
    is_taken: bool
    url: str


@dataclass(frozen=True)
class ReportsPage:
    """强制报告: all that the viewer may read, the newest first."""

    rows: list[ReportRow]
    total: int
    pager: Pager | None


def reports_page(viewer: Viewer, number: int) -> ReportsPage:
    """The list of reports. Costs: 4 queries."""
    rows = queries.reports(viewer)
    total = rows.count()
    first = first_of(number, PAGE, total)
    shown = with_entries(rows)[first : first + PAGE]
    return ReportsPage([report_row(viewer, row) for row in shown], total, pager("?", first, PAGE, total))


def with_entries(rows: QuerySet[MandatoryReport]) -> QuerySet[MandatoryReport]:
    """Reports with what was added to them read along."""
    return rows.prefetch_related("entries__person__key", "entries__report__county")


def report_row(viewer: Viewer, made: MandatoryReport) -> ReportRow:
    """A report in a line; the name only for those who work at its station. Costs: nothing when read along."""
    entries = sorted(made.entries.all(), key=lambda entry: entry.pk)
    state, taken = standing(entries)
    about = last_about(entries)
    person = about.person if about and about.person else None if about else made.person
    who = kept_person(viewer, person).name if person else about.facts if about else ""
    return ReportRow(
        number=made.number,
        at=made.reported_at,
        who=who if viewer.sees_station(made.station_id) else "",
        station_name=made.station.name,
        reporter=str(made.reported_by or ""),
        state=state.value,
        state_label=str(STATES[state]),
        is_taken=taken,
        url=made.get_absolute_url(),
    )
