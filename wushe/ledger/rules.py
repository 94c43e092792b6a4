"""What may enter the ledger. Pure: drafts in, the draft or Refused out."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.partial_dates import Order

LONGEST_MINUTES = 24 * 60
MOST_HEADS = 100_000
FIRST_DAY = date(2000, 1, 1)
REASON_LENGTH = 200

#: Mark of a row whose station's printed opening date cannot decide whether it was open.
OPENING_UNDECIDED = "opening-undecided"


@dataclass(frozen=True)
class EventDraft:
    """One service as a form tells it, before it has a place in the ledger.

    ``people`` are ids of named persons met; ``workers`` ids of workers who gave it. Minutes are the length of
    the service, once. An attempt that met nobody has ``met=False`` and no people.
    """

    form_id: UUID
    station_id: int
    unit_id: int
    occurred_on: date
    field_id: int
    method: int
    mode: int
    met: bool
    minutes: int
    workers: tuple[int, ...]
    people: tuple[int, ...]
    source: str
    heads_counted: int = 0
    heads_estimated: int = 0
    origin: int = 1
    evidence: int = 0
    sensitivity: int = 1
    reason: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What the ledger knows when a draft comes in."""

    today: date
    opening: Order
    opening_printed: str
    closed: bool
    field_ids: frozenset[int]
    methods: frozenset[int]
    modes: frozenset[int]
    unit_ids: frozenset[int]
    worker_ids: frozenset[int]


def digest(draft: EventDraft) -> str:
    """The SHA-256 of what the form says (not of its id), so that a form sent twice can be told from another."""
    told = {
        name: value for name, value in vars(draft).items() if name != "form_id"
    }  # asdict copies all: ten times slower
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def check_event(draft: EventDraft, around: Surroundings) -> str:
    """May this draft become a row?

    Takes: the draft and what surrounds it. Gives: the row's marks ("" or ``opening-undecided``).
    Refuses: ``ledger-future-service``, ``ledger-day-too-old``, ``ledger-station-not-open``,
    ``ledger-closed-needs-reason``, ``ledger-unknown-code``, ``ledger-worker-not-posted``,
    ``ledger-person-twice``, ``ledger-no-worker``,
    ``ledger-nobody-served``, ``ledger-attempt-with-people``, ``ledger-minutes-out-of-range``,
    ``ledger-heads-out-of-range``, ``ledger-reason-too-long``.
    """
    _check_day(draft, around)
    _check_codes(draft, around)
    _check_people(draft)
    _check_amounts(draft)
    if around.closed and not draft.reason.strip():
        raise Refused("ledger-closed-needs-reason", month=f"{draft.occurred_on:%Y-%m}")
    if len(draft.reason) > REASON_LENGTH:
        raise Refused("ledger-reason-too-long", length=len(draft.reason), most=REASON_LENGTH)
    return OPENING_UNDECIDED if around.opening is Order.UNDECIDED else ""


def _check_day(draft: EventDraft, around: Surroundings) -> None:
    if draft.occurred_on > around.today:
        raise Refused("ledger-future-service", day=draft.occurred_on, today=around.today)
    if draft.occurred_on < FIRST_DAY:
        raise Refused("ledger-day-too-old", day=draft.occurred_on)
    if around.opening is Order.BEFORE:
        raise Refused("ledger-station-not-open", day=draft.occurred_on, opening=around.opening_printed)


def _check_codes(draft: EventDraft, around: Surroundings) -> None:
    known = (
        ("服务领域", draft.field_id in around.field_ids),
        ("方式", draft.method in around.methods),
        ("途径", draft.mode in around.modes),
        ("服务的村（居）", draft.unit_id in around.unit_ids),
        ("任务来源", draft.origin in (1, 2)),
        ("证据等级", draft.evidence in range(5)),
        ("敏感级", draft.sensitivity in range(4)),
    )
    for what, is_known in known:
        if not is_known:
            raise Refused("ledger-unknown-code", what=what)
    if not set(draft.workers) <= around.worker_ids:
        raise Refused("ledger-worker-not-posted", day=draft.occurred_on)


def _check_people(draft: EventDraft) -> None:
    if twice := [person for person, times in Counter(draft.people).items() if times > 1]:
        raise Refused("ledger-person-twice", persons=len(twice))
    if not draft.workers or len(set(draft.workers)) < len(draft.workers):
        raise Refused("ledger-no-worker")
    heads = draft.heads_counted + draft.heads_estimated
    if draft.met and not draft.people and not heads:
        raise Refused("ledger-nobody-served")
    if not draft.met and (draft.people or heads):
        raise Refused("ledger-attempt-with-people")


def _check_amounts(draft: EventDraft) -> None:
    if not (0 if not draft.met else 1) <= draft.minutes <= LONGEST_MINUTES:
        raise Refused("ledger-minutes-out-of-range", minutes=draft.minutes, most=LONGEST_MINUTES)
    if not (0 <= draft.heads_counted <= MOST_HEADS and 0 <= draft.heads_estimated <= MOST_HEADS):
        raise Refused("ledger-heads-out-of-range", most=MOST_HEADS)
