"""Write the years of a county into the ledger, through its own actions 记入台账: from one closing to the next."""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from wushe.config.demo.past import local, moment
from wushe.config.demo.slips import Draft, Line, Slip
from wushe.config.demo.staff import Member
from wushe.ground.kit.periods import month_of
from wushe.ledger import actions as ledger
from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import operator
from wushe.work.groupwork import bulk as activities
from wushe.work.groupwork.actions import cancel_activity, correct_activity
from wushe.work.groupwork.models import Activity
from wushe.work.groupwork.rules import ActivityDraft
from wushe.work.visits import bulk as visits
from wushe.work.visits.actions import cancel_visit, correct_visit, reversal_id
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.rules import VisitDraft

Progress = Callable[[int, int], None]
Thing = TypeVar("Thing", Line, Slip)
Row = Visit | ContactAttempt | Activity | ServiceEvent


class Historian:
    """Writes the lines, slips and closings of one county in the order in which they happened.

    ``tell`` hears how many were written since it was told last.
    """

    def __init__(
        self, county: Region, staff: dict[str, Member], persons: dict[int, Person], tell: Callable[[int], None]
    ) -> None:
        self.county, self.staff, self.persons, self.tell = county, staff, persons, tell
        self.closer = next(member for member in staff.values() if member.post.at == county.key)
        self.rows: dict[UUID, Row] = {}
        self.events: dict[UUID, EventDraft] = {}

    def write(self, written: list[Line], slipped: list[Slip], closed: dict[date, datetime], last: date) -> None:
        """Write everything.

        Takes: what was written when, what was put right when, when each month was closed, the last day.
        Costs: about 20 queries a month, 30 a slip.
        """
        lines = deque(sorted(written, key=lambda line: (line.moment, line.draft.form_id)))
        slips = deque(sorted(slipped, key=lambda slip: (slip.moment, slip.wrong)))
        awaited = {slip.wrong for slip in slips}
        months = {at: month for month, at in closed.items()}
        self._prepare(lines)
        for until in sorted({*months, local(last, 23, 59, 59)}):
            own = _until(lines, until)
            if own:
                self._write_lines(own, awaited, until)
            corrected = _until(slips, until)
            for slip in corrected:
                self._put_right(slip)
            if until in months:
                self._close(months[until], until)
            self.tell(len(own) + len(corrected))

    def _prepare(self, lines: Iterable[Line]) -> None:
        """Turn every visit and activity into the ledger's draft of it, all of one worker's at once."""
        drafts: dict[str, list[Draft]] = {}
        for line in lines:
            drafts.setdefault(line.username, []).append(line.draft)
        for username, own in drafts.items():
            member = self.staff[username]
            assert member.places is not None  # noqa: S101 - who gives services works at a station
            viewer, station = member.viewer, member.places.station
            events = visits.events_of(viewer, station, [d for d in own if isinstance(d, VisitDraft)])
            events += activities.events_of(viewer, station, [d for d in own if isinstance(d, ActivityDraft)])
            events += [draft for draft in own if isinstance(draft, EventDraft)]
            self.events |= {event.form_id: event for event in events}

    def _write_lines(self, lines: list[Line], awaited: set[UUID], until: datetime) -> None:
        """Take over what all workers of the county wrote since the last time, with moment and writer of each."""
        drafts = [self.events.pop(line.draft.form_id) for line in lines]
        writers = [self.staff[line.username].user for line in lines]
        with moment(until):
            viewer = operator(self.county, until.date())
            rows = ledger.record_many(viewer, drafts, recorded=[line.moment for line in lines], by=writers)
            pairs = list(zip(rows, (line.draft for line in lines), strict=True))
            visited = [(row, draft) for row, draft in pairs if isinstance(draft, VisitDraft)]
            held = [(row, draft) for row, draft in pairs if isinstance(draft, ActivityDraft)]
            told: dict[str, Row] = {**visits.tell_many(viewer, visited, known=self.persons)}
            told |= activities.tell_many(viewer, held)
        for row in rows:
            if row.form_id in awaited:
                self.rows[row.form_id] = told.get(str(row.form_id), row)

    def _put_right(self, slip: Slip) -> None:
        row, viewer = self.rows.pop(slip.wrong), self.staff[slip.username].viewer
        with moment(slip.moment):
            match row, slip.right:
                case ServiceEvent(), EventDraft() as right:
                    ledger.amend(viewer, row, right, reversal_id=reversal_id(right.form_id))
                case ServiceEvent(), _:
                    ledger.reverse(viewer, row, form_id=slip.form_id, reason=slip.reason)
                case Activity(), ActivityDraft() as right:
                    correct_activity(viewer, row, right)
                case Activity(), _:
                    cancel_activity(viewer, row, form_id=slip.form_id, reason=slip.reason)
                case Visit() | ContactAttempt(), VisitDraft() as right:
                    correct_visit(viewer, row, self.persons[right.person_id], right)
                case Visit() | ContactAttempt(), _:
                    cancel_visit(viewer, row, form_id=slip.form_id, reason=slip.reason)

    def _close(self, month: date, at: datetime) -> None:
        with moment(at):
            ledger.close_period(self.closer.viewer, self.county, month_of(month))


def _until(things: deque[Thing], until: datetime) -> list[Thing]:
    """Take those that happened by a moment off the front of the queue."""
    taken = []
    while things and things[0].moment <= until:
        taken.append(things.popleft())
    return taken
