"""Where a report stands, by what was added to it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

#: Whole years from which somebody is no child. Source: 未成年人保护法, 第二条.
OF_AGE = 18


class State(Enum):
    """Where a report stands."""

    OPEN = "open"
    CALLED = "called"
    MISTAKE = "mistake"


@dataclass(frozen=True)
class Said:
    """What of an entry decides: its kind, and whether 110 or 12345 was called."""

    kind: str
    has_called: bool


def state_of(entries: Sequence[Said]) -> State:
    """Where a report stands.

    Takes: what was added, the oldest first.
    Gives: MISTAKE if, and only if, the last word of the station says so: whoever adds a fact later takes the mistake
    back. Else CALLED once somebody has called, else OPEN. What the county adds decides neither.
    """
    own = [entry for entry in entries if entry.kind != "taken"]
    if own and own[-1].kind == "mistake":
        return State.MISTAKE
    return State.CALLED if any(entry.has_called for entry in own) else State.OPEN


def is_taken(entries: Sequence[Said]) -> bool:
    """True if the county has the report in hand 区县已接报."""
    return any(entry.kind == "taken" for entry in entries)
