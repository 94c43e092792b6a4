"""From a draft to the rows it becomes: what surrounds it is read once, however many drafts there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.partial_dates import PartialDate, parse
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.ledger.queries import closed_periods
from wushe.ledger.rules import EventDraft, Surroundings, check_event, digest
from wushe.registers.beneficiaries.queries import histories
from wushe.registers.beneficiaries.rules import Facts
from wushe.registers.catalog.models import Method, Mode, ServiceField
from wushe.registers.stations.models import RegionLink, Station, View
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.models import Posting


@dataclass(frozen=True)
class Checked:
    """A draft that may enter, with all that its rows will carry."""

    draft: EventDraft
    station: Station
    marks: str
    people: tuple[Facts, ...]


class Checker:
    """Checks drafts of one county against what the house knows.

    A station may write for the units it serves and by the workers posted there, each on the day of the service.
    Costs: 4 queries, and 4 per 900 persons, when made; none per draft.
    """

    def __init__(self, viewer: Viewer, stations: Sequence[Station], drafts: Sequence[EventDraft]) -> None:
        self.stations = {station.pk: station for station in stations}
        self.openings: dict[int, PartialDate] = {s.pk: parse(s.opening_printed) for s in stations}
        self.closed = [(row.starts_on, row.ends_on) for row in closed_periods(stations[0].county_id)]
        self.field_ids = frozenset(ServiceField.objects.values_list("pk", flat=True))
        self.postings = list(Posting.objects.filter(station__in=self.stations))
        self.links = list(RegionLink.objects.filter(view=View.COVERAGE, parent__in={s.coverage_id for s in stations}))
        self.here: dict[tuple[int, date], tuple[frozenset[int], frozenset[int]]] = {}
        self.histories = histories(viewer, {person for draft in drafts for person in draft.people})
        self.today = clock.today()

    def check(self, draft: EventDraft) -> Checked:
        """May the draft enter?

        Refuses: ``ledger-unknown-person``, ``ledger-after-death``, ``ledger-same-person-twice`` (two files of one) and
        all of ``rules.check_event``.
        """
        marks = check_event(draft, self._surroundings(draft))
        people = [self.histories.facts(person, draft.occurred_on) for person in draft.people]
        known = tuple(facts for facts in people if facts is not None)
        if len(known) < len(people):
            raise Refused("ledger-unknown-person", day=draft.occurred_on)
        died = self.histories.death_before(draft.people, draft.occurred_on)
        if died is not None:
            raise Refused("ledger-after-death", day=draft.occurred_on, died=died)
        if self.histories.has_twice(draft.people):
            raise Refused("ledger-same-person-twice")
        return Checked(draft, self.stations[draft.station_id], marks, known)

    def _surroundings(self, draft: EventDraft) -> Surroundings:
        opening = self.openings[draft.station_id]
        unit_ids, worker_ids = self._here_on(draft.station_id, draft.occurred_on)
        return Surroundings(
            today=self.today,
            opening=opening.place(draft.occurred_on),
            opening_printed=opening.printed,
            closed=self._is_closed(draft.occurred_on),
            field_ids=self.field_ids,
            methods=frozenset(Method.values),
            modes=frozenset(Mode.values),
            unit_ids=unit_ids,
            worker_ids=worker_ids,
        )

    def _here_on(self, station_id: int, day: date) -> tuple[frozenset[int], frozenset[int]]:
        """The units a station serves and the workers posted there on a day."""
        found = self.here.get((station_id, day))
        if found is None:
            coverage = self.stations[station_id].coverage_id
            units = (row.child_id for row in self.links if row.parent_id == coverage and row.holds(day))
            workers = (row.worker_id for row in self.postings if row.station_id == station_id and row.holds(day))
            found = self.here[station_id, day] = frozenset(units), frozenset(workers)
        return found

    def _is_closed(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.closed)


def event_row(
    entry: Checked, seq: int, recorded_at: datetime, by: User | None, amends: ServiceEvent | None
) -> ServiceEvent:
    """The event row of a checked draft, not yet saved."""
    draft = entry.draft
    return ServiceEvent(  # type: ignore[misc]  # a sealed text is a property
        form_id=draft.form_id,
        digest=digest(draft),
        seq=seq,
        county=entry.station.county,
        station=entry.station,
        unit_id=draft.unit_id,
        amends=amends,
        reason=draft.reason.strip(),
        occurred_on=draft.occurred_on,
        recorded_at=recorded_at,
        field_id=draft.field_id,
        method=draft.method,
        mode=draft.mode,
        met=draft.met,
        minutes=draft.minutes,
        worker_count=len(draft.workers),
        named=len(entry.people),
        heads_counted=draft.heads_counted,
        heads_estimated=draft.heads_estimated,
        origin=draft.origin,
        evidence=draft.evidence,
        sensitivity=draft.sensitivity,
        source=draft.source,
        marks=entry.marks,
        recorded_by=by,
    )


def attendance_rows(event: ServiceEvent, entry: Checked) -> Iterator[Attendance]:
    """One row for each named person, numbered from 1, stamped with what was true of them that day."""
    for line, facts in enumerate(entry.people, 1):
        yield Attendance(
            event=event,
            line=line,
            seq=event.seq,
            county_id=event.county_id,
            station_id=event.station_id,
            unit_id=event.unit_id,
            day=event.occurred_on,
            field_id=event.field_id,
            method=event.method,
            mode=event.mode,
            person_id=facts.person_id,
            household_id=facts.household_id,
            sex=facts.sex,
            groups=facts.groups,
            age=facts.age,
        )
