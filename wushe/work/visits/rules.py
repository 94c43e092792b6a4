"""When the next visit is due, and whether a visit is told in full. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import add_months

LINE_LENGTH = 500
ATTEMPTS_BEFORE_ALARM = 2
#: The way by which one stands in the home and can look around it (``catalog.models.Mode.DOOR``).
AT_THE_DOOR = 1


@dataclass(frozen=True)
class Interval:
    """At least once every so many days or months 间隔. One of the two is 0."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day on which the next contact is still in time."""
        return add_months(day, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class Duty:
    """One rule that holds for a person since a day: every so long, by these modes."""

    interval: Interval
    modes: frozenset[int]
    since: date


@dataclass(frozen=True)
class DueOn:
    """The day a person is due, the duty that says so, and the last contact that counted for it."""

    day: date
    duty: Duty
    last: date | None


def next_due(duties: Iterable[Duty], last_by_mode: Mapping[int, date]) -> DueOn | None:
    """When somebody is due.

    Takes: the duties that hold for the person, and the last day met by each mode.
    Gives: the earliest due day among the duties; a duty that no contact has answered yet is due one interval
    after it began to hold. None without duties. Ties: the duty given first.
    """
    dues = []
    for duty in duties:
        met = [day for mode, day in last_by_mode.items() if mode in duty.modes and day >= duty.since]
        last = max(met, default=None)
        dues.append(DueOn(duty.interval.after(last or duty.since), duty, last))
    return min(dues, key=lambda due: due.day, default=None)


@dataclass(frozen=True)
class VisitDraft:
    """What the visit page tells. ``met`` decides which half of it counts."""

    form_id: UUID
    person_id: int
    day: date
    mode: int
    met: bool
    minutes: int = 0
    safety: str = ""
    problems: tuple[str, ...] = ()
    health: str = ""
    mood: str = ""
    needs: tuple[str, ...] = ()
    next_step: str = ""
    line: str = ""
    absence: str = ""
    again_on: date | None = None
    again_part: str = ""
    colleagues: tuple[int, ...] = ()
    origin: int = 1
    evidence: int = 0
    reason: str = ""
    is_another: bool = False


def digest(draft: VisitDraft) -> str:
    """The SHA-256 of all that the page told (not of its id), so that a form sent twice can be told from another."""
    told = {
        name: value for name, value in vars(draft).items() if name != "form_id"
    }  # asdict copies all: ten times slower
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def check_visit(draft: VisitDraft) -> VisitDraft:
    """Is the visit told in full? The look around the home is asked of who stood in it, not of who telephoned.

    Gives: the draft. Refuses: ``visits-line-too-long``, ``visits-again-before``; when met ``visits-incomplete`` and
    ``visits-problem-unnamed``; when not met ``visits-absence-missing``.
    """
    if len(draft.line) > LINE_LENGTH:
        raise Refused("visits-line-too-long", length=len(draft.line), most=LINE_LENGTH)
    if draft.again_on is not None and draft.again_on < draft.day:
        raise Refused("visits-again-before", again=draft.again_on, day=draft.day)
    if not draft.met:
        if not draft.absence:
            raise Refused("visits-absence-missing")
        return draft
    is_looked = bool(draft.safety) or draft.mode != AT_THE_DOOR
    if not (is_looked and draft.health and draft.mood and draft.next_step and draft.minutes):
        raise Refused("visits-incomplete")
    if (draft.safety == "problem") != bool(draft.problems):
        raise Refused("visits-problem-unnamed")
    return draft


def alarms(attempts: int) -> bool:
    """Nobody home so many times in a row that the lead must see it 连续没见到."""
    return attempts >= ATTEMPTS_BEFORE_ALARM
