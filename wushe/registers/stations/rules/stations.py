"""What a station was on a day, and what shows it. Pure."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.partial_dates import Order, parse

#: What shows that a station really operates: people, place, money, rules, service.
PROOFS = {"people": "人员", "place": "场所", "money": "经费", "rules": "制度", "service": "服务"}
OPERATING = "operating"
#: Which tiers may stand under another station, and under which one.
BELOW, ABOVE = ("village", "neighbourhood"), "township"
PROOF_LENGTH = 200
SOURCE_LENGTH = 200
OPENING_SOURCE_LENGTH = 120


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
class NewStation:
    """A station to be written down: its name and tier, since when as printed, by whose word, and what it covers.

    ``covers`` are keys of villages and communities; ``above`` is the key of the town's station it stands under, if any.
    """

    name: str
    tier: str
    opening_printed: str
    source: str
    covers: tuple[str, ...]
    phone: str = ""
    above: str = ""


def check_new_station(new: NewStation, free: Set[str], covered: Mapping[str, tuple[str, str]]) -> None:
    """May there be such a station?

    Takes: the station; the keys of the units that lie where it stands; of these, which are covered already, each with
    its name and what covers it. Refuses: ``stations-station-unnamed``, ``partial-date-unreadable``,
    ``stations-opening-source``, ``stations-nothing-covered``, ``stations-unit-covered``.
    """
    _check_words(new)
    if not new.covers or not set(new.covers) <= free:
        raise Refused("stations-nothing-covered")
    if taken := [covered[key] for key in new.covers if key in covered]:
        raise Refused("stations-unit-covered", units="、".join(unit for unit, _by in taken), coverage=taken[0][1])


def check_station_below(
    new: NewStation, above: str, above_tier: str, units: Mapping[str, str], allowed: Set[str]
) -> None:
    """May there be such a station under that of a town?

    Takes: the station; the name and tier of the one above; the units that lie where it stands, each with its name; the
    keys of those that the one above covers and no other. A village lies then in the areas of both.
    Refuses: as ``check_new_station`` for its words; ``stations-not-a-station-below`` (only 村级站 and 幸福邻里 stand
    under another), ``stations-not-a-station-above`` (only under that of a town), ``stations-nothing-covered``,
    ``stations-not-below``.
    """
    _check_words(new)
    if new.tier not in BELOW:
        raise Refused("stations-not-a-station-below", above=above)
    if above_tier != ABOVE:
        raise Refused("stations-not-a-station-above", above=above)
    if not new.covers or not set(new.covers) <= units.keys():
        raise Refused("stations-nothing-covered")
    if wrong := [units[key] for key in new.covers if key not in allowed]:
        raise Refused("stations-not-below", units="、".join(wrong), above=above)


def _check_words(new: NewStation) -> None:
    if not new.name.strip():
        raise Refused("stations-station-unnamed")
    parse(new.opening_printed)
    if not new.source.strip() or len(new.source.strip()) > OPENING_SOURCE_LENGTH:
        raise Refused("stations-opening-source", most=OPENING_SOURCE_LENGTH)


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


def surely(steps: Sequence[Step], on: date, states: Set[str]) -> bool:
    """True if, and only if, a station is in one of some states on a day, whatever its printed dates mean.

    The last step that surely was taken by then is one of them, and so is every later one that may have been taken.
    A station of which no step surely was taken is nothing yet: "6月24日" without a year never counts.
    """
    placed = [(step.state, parse(step.since_printed).place(on)) for step in steps]
    taken = [place for place, (_state, order) in enumerate(placed) if order is Order.SINCE]
    if not taken:
        return False
    maybe = [state for state, order in placed[taken[-1] :] if order is not Order.BEFORE]
    return set(maybe) <= states
