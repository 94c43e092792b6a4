"""What a station was on a day, and what shows it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.partial_dates import Order, parse

#: What shows that a station really operates: people, place, money, rules, service.
PROOFS = {"people": "人员", "place": "场所", "money": "经费", "rules": "制度", "service": "服务"}
OPERATING = "operating"
PROOF_LENGTH = 200
SOURCE_LENGTH = 200


@dataclass(frozen=True)
class Step:
    """A station became something: what, and since when as printed."""

    state: str
    since_printed: str


def check_step(step: Step, proofs: Mapping[str, str], source: str) -> None:
    """May this be written down?

    Refuses: ``partial-date-unreadable``; ``stations-state-source`` without a source or with one too long;
    ``stations-proof-too-long``; ``stations-proof-missing`` for a station said to operate of which something is not
    shown: a sign on the door is no station.
    """
    parse(step.since_printed)
    if not source.strip() or len(source.strip()) > SOURCE_LENGTH:
        raise Refused("stations-state-source", most=SOURCE_LENGTH)
    told = {kind: text.strip() for kind, text in proofs.items() if text.strip()}
    if long := [PROOFS[kind] for kind, text in told.items() if len(text) > PROOF_LENGTH]:
        raise Refused("stations-proof-too-long", what="、".join(long), most=PROOF_LENGTH)
    missing = [name for kind, name in PROOFS.items() if kind not in told]
    if step.state == OPERATING and missing:
        raise Refused("stations-proof-missing", missing="、".join(missing))


@dataclass(frozen=True)
class Standing:
    """What a station is on a day. ``is_certain`` is False when a printed date leaves it open."""

    state: str
    is_certain: bool


def standing(steps: Sequence[Step], on: date) -> Standing | None:
    """What a station is on a day.

    Takes: its steps in the order they were written down. Gives: the last step that surely was taken by then; not
    certain if a later one may have been taken too. A step whose printed date sets no bound is one that may have been.
    None when nothing is known.
    """
    placed = [(step, parse(step.since_printed).place(on)) for step in steps]
    taken = [place for place, (_step, order) in enumerate(placed) if order is Order.SINCE]
    last = taken[-1] if taken else -1
    open_ones = [step for step, order in placed[last + 1 :] if order is Order.UNDECIDED]
    if taken:
        return Standing(placed[last][0].state, not open_ones)
    return Standing(open_ones[-1].state, is_certain=False) if open_ones else None
