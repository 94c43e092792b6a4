"""Write the years into the ledger, through its own actions 记入台账: week by week, and closing by closing."""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from wushe.config.demo.past import local, moment
from wushe.config.demo.places import Places
from wushe.config.demo.slips import Line, Slip
from wushe.config.demo.staff import Member
from wushe.ground.kit.periods import month_of
from wushe.ledger import actions as ledger
from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person
from wushe.work.visits.actions import cancel_visit, correct_visit, reversal_id
from wushe.work.visits.bulk import events_of, tell_many
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.rules import VisitDraft

Progress = Callable[[int, int], None]
Thing = TypeVar("Thing", Line, Slip)
Row = Visit | ContactAttempt | ServiceEvent


class Historian:
    """Writes lines, slips and closings in the order in which they happened."""

    def __init__(self, places: Places, staff: dict[str, Member], progress: Progress) -> None:
        self.places, self.staff, self.progress = places, staff, progress
        self.rows: dict[UUID, Row] = {}
        self.persons: dict[int, Person] = {}
        self.events: dict[UUID, EventDraft] = {}
        self.done = 0

    def write(self, written: list[Line], slipped: list[Slip], closed: dict[date, datetime], last: date) -> None:
        """Write everything.

        Takes: what was written when, what was put right when, when each month was closed, the last day.
        Costs: about 20 queries a week and worker, 30 a slip.
        """
        lines = deque(sorted(written, key=lambda line: (line.moment, line.draft.form_id)))
        slips = deque(sorted(slipped, key=lambda slip: (slip.moment, slip.wrong)))
        awaited = {slip.wrong for slip in slips}
        self.persons = Person.objects.in_bulk()
        total, since = len(lines) + len(slips), lines[0].moment - timedelta(days=1)
        months = {at: month for month, at in closed.items()}
        self._prepare(lines)
        for until in _cuts(since, closed, last):
            self._write_lines(_until(lines, until), awaited, until)
            for slip in _until(slips, until):
                self._put_right(slip)
            if until in months:
                self._close(months[until], until)
            self.progress(self.done, total)

    def _prepare(self, lines: Iterable[Line]) -> None:
        """Turn every visit into the ledger's draft of it, all of one worker's at once."""
        visits: dict[str, list[VisitDraft]] = {}
        for line in lines:
            if isinstance(line.draft, VisitDraft):
                visits.setdefault(line.username, []).append(line.draft)
        for username, own in visits.items():
            events = events_of(self.staff[username].viewer, self.places.station, own)
            self.events |= {event.form_id: event for event in events}

    def _write_lines(self, lines: list[Line], awaited: set[UUID], until: datetime) -> None:
        lines = sorted(lines, key=lambda line: (line.username, line.moment, line.draft.form_id))
        for username, own in groupby(lines, key=lambda line: line.username):
            with moment(until):
                self._write_own(self.staff[username], list(own), awaited)

    def _write_own(self, member: Member, lines: list[Line], awaited: set[UUID]) -> None:
        drafts = [
            line.draft if isinstance(line.draft, EventDraft) else self.events.pop(line.draft.form_id) for line in lines
        ]
        rows = ledger.record_many(member.viewer, drafts, recorded=[line.moment for line in lines])
        pairs = [(row, line.draft) for row, line in zip(rows, lines, strict=True) if isinstance(line.draft, VisitDraft)]
        told = tell_many(member.viewer, pairs)
        for row in rows:
            if row.form_id in awaited:
                self.rows[row.form_id] = told.get(str(row.form_id), row)
        self.done += len(lines)

    def _put_right(self, slip: Slip) -> None:
        row, viewer = self.rows.pop(slip.wrong), self.staff[slip.username].viewer
        with moment(slip.moment):
            match row, slip.right:
                case ServiceEvent(), EventDraft() as right:
                    ledger.amend(viewer, row, right, reversal_id=reversal_id(right.form_id))
                case ServiceEvent(), _:
                    ledger.reverse(viewer, row, form_id=slip.form_id, reason=slip.reason)
                case Visit() | ContactAttempt(), VisitDraft() as right:
                    correct_visit(viewer, row, self.persons[right.person_id], right)
                case Visit() | ContactAttempt(), _:
                    cancel_visit(viewer, row, form_id=slip.form_id, reason=slip.reason)
        self.done += 1

    def _close(self, month: date, at: datetime) -> None:
        with moment(at):
            ledger.close_period(self.staff["wang"].viewer, self.places.county, month_of(month))


def _cuts(since: datetime, closed: dict[date, datetime], last: date) -> list[datetime]:
    """The moments up to which history is written in one go: every Sunday night, every closing, the last night."""
    end = local(last, 23, 59, 59)
    sunday = local(since.date() + timedelta(days=6 - since.weekday()), 23)
    weeks = []
    while sunday < end:
        weeks.append(sunday)
        sunday += timedelta(days=7)
    return sorted({*weeks, *closed.values(), end})


def _until(things: deque[Thing], until: datetime) -> list[Thing]:
    """Take those that happened by a moment off the front of the queue."""
    taken = []
    while things and things[0].moment <= until:
        taken.append(things.popleft())
    return taken
