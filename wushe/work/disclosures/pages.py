"""What the pages of file requests show, as plain values that the templates read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.beneficiaries.models import Masked, Person, Sex
from wushe.registers.beneficiaries.queries import categories_of, homes_of, members_of, responsible_for
from wushe.registers.beneficiaries.queries.kept import kept_person
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.beneficiaries.rules.reveals import REVEALED_SECONDS, masked_id, masked_phone
from wushe.registers.stations.queries import Viewer
from wushe.work.disclosures.models import FileRequest, State
from wushe.work.disclosures.queries import StationCount, own_requests, requests_to_decide, services

PAGE = 20
TIMELINE = 20
LEVELS = {State.WAITING: "amber", State.GRANTED: "green", State.REFUSED: "red", State.ENDED: "plain"}


class FoundRow(NamedTuple):
    """How many there are at one station; a way to ask when it is one."""

    station_name: str
    persons: int
    ask_url: str


class RequestRow(NamedTuple):
    """One request as a line. ``who`` is the person, for the station only."""

    number: str
    station_name: str
    who: str
    asked_by: str
    asked_at: datetime
    purpose_label: str
    purpose_words: str
    state_label: str
    level: str
    until: date | None
    answer: str
    url: str


@dataclass(frozen=True)
class SearchPage:
    """调阅档案: look for somebody, and one's own requests."""

    found: list[FoundRow] | None
    total: int
    requests: list[RequestRow]
    pager: Pager | None


def search_page(
    viewer: Viewer,
    number: int,
    counts: list[StationCount] | None = None,
    handles: Mapping[tuple[int, int], str] | None = None,
) -> SearchPage:
    """The page of who may ask.

    Takes: which page of the requests, what a search found (None: nothing was asked), and the opaque handles by
    person and station. Costs: 2 queries.
    """
    found = None
    if counts is not None:
        found = [found_row(row, (handles or {}).get((row.person_id or 0, row.station.pk), "")) for row in counts]
    rows = own_requests(viewer)
    total = rows.count()
    first = first_of(number, PAGE, total)
    lines = [request_row(viewer, row) for row in rows[first : first + PAGE]]
    return SearchPage(found, sum(row.persons for row in counts or ()), lines, pager("?", first, PAGE, total))


def found_row(count: StationCount, handle: str) -> FoundRow:
    """A station where somebody was found."""
    url = reverse("disclosures:ask", args=[handle]) if handle else ""
    return FoundRow(count.station.name, count.persons, url)


def request_row(viewer: Viewer, row: FileRequest) -> RequestRow:
    """A request as its asker, or the station, may see it: the name is for the station, and for a reader."""
    on = clock.today()
    decides = row.station_id in viewer.stations_for("file.decide")
    is_open = row.state == State.GRANTED and row.ends_on is not None and row.ends_on >= on
    url = reverse("disclosures:file", args=[row.uuid]) if is_open else ""
    if decides:
        url = reverse("disclosures:decide", args=[row.uuid])
    is_over = row.state == State.GRANTED and not is_open
    return RequestRow(
        number=row.number,
        station_name=row.station.name,
        who=kept_person(viewer, row.person).name if decides else "",
        asked_by=str(row.asked_by),
        asked_at=row.asked_at,
        purpose_label=str(row.get_purpose_display()),
        purpose_words=row.purpose_words,
        state_label=_("已到期") if is_over else str(row.get_state_display()),
        level="plain" if is_over else LEVELS[State(row.state)],
        until=row.ends_on,
        answer=row.answer,
        url=url,
    )


@dataclass(frozen=True)
class RequestsPage:
    """调阅申请 of a station: what waits, what was answered."""

    rows: list[RequestRow]
    total: int
    pager: Pager | None


def requests_page(viewer: Viewer, number: int) -> RequestsPage:
    """The page of who decides; what waits comes first. Costs: 2 queries."""
    rows = requests_to_decide(viewer)
    total = rows.count()
    first = first_of(number, PAGE, total)
    lines = [request_row(viewer, row) for row in rows[first : first + PAGE]]
    return RequestsPage(lines, total, pager("?", first, PAGE, total))


@dataclass(frozen=True)
class DecidePage:
    """One request for the one who decides: who, whom, why, and how often before."""

    row: RequestRow
    person_url: str
    before: int
    is_open: bool
    decided_by: str
    decided_at: datetime | None
    url: str
    end_url: str


def decide_page(viewer: Viewer, request: FileRequest) -> DecidePage:
    """The page of one request. Costs: 1 query."""
    others = requests_to_decide(viewer).filter(asked_by=request.asked_by).exclude(pk=request.pk)
    ends_on = request.ends_on
    return DecidePage(
        row=request_row(viewer, request),
        person_url=kept_person(viewer, request.person).get_absolute_url(),
        before=others.count(),
        is_open=request.state == State.GRANTED and ends_on is not None and ends_on >= clock.today(),
        decided_by=str(request.decided_by or ""),
        decided_at=request.decided_at,
        url=reverse("disclosures:decide", args=[request.uuid]),
        end_url=reverse("disclosures:end", args=[request.uuid]),
    )


class Number(NamedTuple):
    """A number of the file: hidden, or shown for once."""

    field: str
    label: str
    shown: str
    is_hidden: bool


class Happened(NamedTuple):
    """One service, without what was said."""

    day: date
    title: str
    by: str
    number: str
    url: str


@dataclass(frozen=True)
class FilePage:
    """One person's file for a reader from outside the station."""

    number: str
    station_name: str
    until: date
    purpose_words: str
    name: str
    sex_label: str
    age: int | None
    died_on: date | None
    unit_name: str
    address: str
    categories: list[tuple[str, date, str]]
    worker_name: str
    members: list[tuple[str, str, int | None]]
    numbers: list[Number]
    happened: list[Happened]
    reveal_url: str
    seconds: int = REVEALED_SECONDS


def file_page(viewer: Viewer, request: FileRequest, revealed: Mapping[str, str] | None = None) -> FilePage:
    """The file as of today, numbers hidden but for the one just revealed. Costs: 7 queries."""
    on, person = clock.today(), kept_person(viewer, request.person)
    home = homes_of(viewer, [person.pk], on).get(person.pk)
    kinds = categories_of(viewer, [person.pk], on).get(person.pk, [])
    return FilePage(
        number=request.number,
        station_name=request.station.name,
        until=request.ends_on or on,
        purpose_words=request.purpose_words,
        name=person.name,
        sex_label=str(Sex(person.sex).label),
        age=age_on(person.birth_on, person.died_on or on),
        died_on=person.died_on,
        unit_name=home.household.unit.name if home else "",
        address=home.household.address if home else "",
        categories=[(row.category.name, row.starts_on, row.basis) for row in kinds],
        worker_name="、".join(str(user) for user in responsible_for(viewer, person, on)),
        members=members(viewer, person, on),
        numbers=numbers(person, revealed or {}),
        happened=happened(viewer, request),
        reveal_url=reverse("disclosures:reveal", args=[request.uuid]),
    )


def members(viewer: Viewer, person: Person, on: date) -> list[tuple[str, str, int | None]]:
    """Who else lives there: relation, sex, age; their names are not in this person's file."""
    rows = members_of(viewer, person, on).exclude(person=person).filter(person__merged_into=None, person__died_on=None)
    return [(row.role, str(Sex(row.person.sex).label), age_on(row.person.birth_on, on)) for row in rows]


def numbers(person: Person, revealed: Mapping[str, str]) -> list[Number]:
    """The numbers there are."""
    there = (
        (Masked.PHONE, person.phone, masked_phone(person.phone)),
        (Masked.ID, person.id_number, masked_id(person.id_number)),
    )
    return [
        Number(field, str(field.label), revealed.get(field, hidden), field not in revealed)
        for field, value, hidden in there
        if value
    ]


def happened(viewer: Viewer, request: FileRequest) -> list[Happened]:
    """What was done, the latest first."""
    return [
        Happened(
            row.occurred_on,
            str(row.get_method_display()),
            str(row.recorded_by or ""),
            row.number,
            reverse("reports:record", args=[row.number]),
        )
        for row in services(viewer, request, TIMELINE)
    ]
