"""When each service was written down, and what went wrong: late entries, corrections, doubles 迟报、更正、重记."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from wushe.config.demo import words
from wushe.config.demo.calendar import ONE_DAY, is_working, months
from wushe.config.demo.past import local
from wushe.config.demo.roll import Entry
from wushe.config.demo.rounds import Told
from wushe.config.demo.staff import Member
from wushe.ledger.rules import EventDraft
from wushe.work.groupwork.rules import ActivityDraft
from wushe.work.visits.rules import VisitDraft

Draft = VisitDraft | EventDraft | ActivityDraft
LATE_A_THOUSAND, VERY_LATE_A_THOUSAND = 50, 12
CORRECTED_A_THOUSAND, DOUBLED_A_THOUSAND = 5, 3
CLOSING_DAY = 5
OTHER_MINUTES = (10, 20, 30, 45, 60, 90)


@dataclass(frozen=True)
class Line:
    """A service written down at a moment."""

    moment: datetime
    username: str
    draft: Draft


@dataclass(frozen=True)
class Slip:
    """What was written under ``wrong`` is put right at a moment, or taken back when there is nothing right."""

    moment: datetime
    username: str
    wrong: UUID
    right: Draft | None
    reason: str
    form_id: UUID


def day_of(draft: Draft) -> date:
    """The day of the service."""
    return draft.occurred_on if isinstance(draft, EventDraft) else draft.day


def closings(first: date, last: date) -> dict[date, datetime]:
    """When each month is closed: in the afternoon of the 5th of the next, or of the next working day.

    Gives: moments by the first day of the month, oldest first; only those that have passed by the last day.
    """
    found = {}
    for month in months(first, last):
        day = (month + timedelta(days=31)).replace(day=CLOSING_DAY)
        while not is_working(day):
            day += ONE_DAY
        if day <= last:
            found[month] = local(day, 16, 30)
    return found


class Clerk:
    """Writes everything down in time, mostly."""

    def __init__(self, rng: Random, staff: dict[str, Member], closed: dict[date, datetime], last: date) -> None:
        self.rng, self.staff, self.closed, self.last = rng, staff, closed, last

    def write_down(self, services: list[Told | Entry]) -> tuple[list[Line], list[Slip]]:
        """Give every service the moment it was written, and let a few go wrong."""
        lines: list[Line] = []
        slips: list[Slip] = []
        for service in services:
            line = self._line(service)
            for written, slip in self._with_slip(line):
                lines.append(written)
                slips += [slip] if slip else []
        return lines, slips

    def _line(self, service: Told | Entry) -> Line:
        day = day_of(service.draft)
        evening = self._evening(day)
        chance = self.rng.randrange(1000)
        late = 0
        if chance < VERY_LATE_A_THOUSAND:
            late = 8 + self.rng.randrange(33)
        elif chance < LATE_A_THOUSAND + VERY_LATE_A_THOUSAND:
            late = 1 + self.rng.randrange(4)
        moment = evening + timedelta(days=late)
        if not self._may_write(service.username, moment):
            moment = evening
        draft = service.draft
        if self._is_closed(day, moment):
            draft = replace(draft, reason=self.rng.choice(words.LATE_REASONS))
        return Line(moment, service.username, draft)

    def _with_slip(self, line: Line) -> Iterator[tuple[Line, Slip | None]]:
        """The line as it was first written, with what becomes of it; and its double if it was written twice."""
        chance = self.rng.randrange(1000)
        later = line.moment + timedelta(days=1 + self.rng.choice((0, 1, 2, 4, 6, 20, 33, 45)))
        is_plain = not isinstance(line.draft, VisitDraft) or (line.draft.met and not line.draft.needs)
        may_slip = is_plain and self._may_write(line.username, later)
        if not may_slip or chance >= CORRECTED_A_THOUSAND + DOUBLED_A_THOUSAND:
            yield line, None
        elif chance < CORRECTED_A_THOUSAND:
            reason = self.rng.choice(words.SLIP_REASONS)
            wrong = replace(line, draft=self._again(self._wrong(line.draft)))
            right = self._right(line.draft, reason)
            yield wrong, Slip(later, line.username, wrong.draft.form_id, right, reason, right.form_id)
        else:
            double = replace(line, draft=self._again(line.draft), moment=line.moment + timedelta(minutes=5))
            reason = words.CANCEL_REASONS[0]
            yield line, None
            yield double, Slip(later, line.username, double.draft.form_id, None, reason, self._uuid())

    def _right(self, draft: Draft, reason: str) -> Draft:
        """The truth, and why it is written again; another activity of that title and day may stand there already."""
        if isinstance(draft, ActivityDraft):
            return replace(draft, reason=reason, is_another=True)
        return replace(draft, reason=reason)

    def _wrong(self, draft: Draft) -> Draft:
        """The same with another length, or another head count."""
        if not isinstance(draft, VisitDraft) and draft.heads_counted > 1:
            return replace(draft, heads_counted=draft.heads_counted * 10)
        others = [minutes for minutes in OTHER_MINUTES if minutes != draft.minutes]
        return replace(draft, minutes=self.rng.choice(others))

    def _again(self, draft: Draft) -> Draft:
        form_id = self._uuid()
        if isinstance(draft, EventDraft):
            return replace(draft, form_id=form_id, source=f"ledger.event:{form_id}")
        return replace(draft, form_id=form_id)

    def _may_write(self, username: str, moment: datetime) -> bool:
        """True if it is not after the last day, and this one still worked here."""
        return moment.date() <= self.last and self.staff[username].serves_on(moment.date())

    def _is_closed(self, day: date, moment: datetime) -> bool:
        closed_at = self.closed.get(day.replace(day=1))
        return closed_at is not None and moment > closed_at

    def _evening(self, day: date) -> datetime:
        return local(day, 17 + self.rng.randrange(4), self.rng.randrange(50), self.rng.randrange(60))

    def _uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)
