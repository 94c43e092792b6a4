"""What may enter the ledger, decided without a database."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.partial_dates import Order
from wushe.ledger.rules import OPENING_UNDECIDED, EventDraft, Surroundings, check_event, digest

TODAY = date(2026, 11, 24)
DRAFT = EventDraft(
    form_id=uuid.UUID(int=1),
    station_id=1,
    unit_id=10,
    occurred_on=TODAY,
    field_id=5,
    method=1,
    mode=1,
    met=True,
    minutes=30,
    workers=(7,),
    people=(100, 101),
    source="test",
)
AROUND = Surroundings(
    today=TODAY,
    opening=Order.SINCE,
    opening_printed="2021年6月24日",
    closed=False,
    field_ids=frozenset({5}),
    methods=frozenset(range(1, 7)),
    modes=frozenset(range(1, 6)),
    unit_ids=frozenset({10}),
    worker_ids=frozenset({7, 8}),
)
ATTEMPT: dict[str, Any] = {"met": False, "people": (), "minutes": 0}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"occurred_on": date(2000, 1, 1)},
        {"minutes": 1},
        {"minutes": 1440},
        {"workers": (7, 8)},
        {"people": (), "heads_counted": 1},
        {"people": (), "heads_estimated": 100_000},
        {"heads_counted": 3, "heads_estimated": 4},
        {"origin": 2, "evidence": 4, "sensitivity": 3},
        {"reason": "字" * 200},
        ATTEMPT,
        ATTEMPT | {"minutes": 15},
    ],
)
def test_a_service_told_in_full_may_enter(told: dict[str, Any]) -> None:
    assert check_event(replace(DRAFT, **told), AROUND) == ""


@pytest.mark.parametrize(
    ("told", "code", "facts"),
    [
        ({"occurred_on": date(2026, 11, 25)}, "future-service", {"day": date(2026, 11, 25), "today": TODAY}),
        ({"occurred_on": date(1999, 12, 31)}, "day-too-old", {"day": date(1999, 12, 31)}),
        ({"field_id": 6}, "unknown-code", {"what": "服务领域"}),
        ({"method": 0}, "unknown-code", {"what": "方式"}),
        ({"method": 7}, "unknown-code", {"what": "方式"}),
        ({"mode": 6}, "unknown-code", {"what": "途径"}),
        ({"unit_id": 11}, "unknown-code", {"what": "服务的村（居）"}),
        ({"workers": (7, 9)}, "worker-not-posted", {"day": TODAY}),
        ({"origin": 0}, "unknown-code", {"what": "任务来源"}),
        ({"origin": 3}, "unknown-code", {"what": "任务来源"}),
        ({"evidence": -1}, "unknown-code", {"what": "证据等级"}),
        ({"evidence": 5}, "unknown-code", {"what": "证据等级"}),
        ({"sensitivity": 4}, "unknown-code", {"what": "敏感级"}),
        ({"people": (100, 100)}, "person-twice", {"persons": 1}),
        ({"people": (100, 101, 100, 101, 102)}, "person-twice", {"persons": 2}),
        ({"workers": ()}, "no-worker", {}),
        ({"workers": (7, 7)}, "no-worker", {}),
        ({"people": ()}, "nobody-served", {}),
        ({"met": False, "minutes": 0}, "attempt-with-people", {}),
        (ATTEMPT | {"heads_counted": 1}, "attempt-with-people", {}),
        (ATTEMPT | {"heads_estimated": 1}, "attempt-with-people", {}),
        ({"minutes": 0}, "minutes-out-of-range", {"minutes": 0, "most": 1440}),
        ({"minutes": -1}, "minutes-out-of-range", {"minutes": -1, "most": 1440}),
        ({"minutes": 1441}, "minutes-out-of-range", {"minutes": 1441, "most": 1440}),
        (ATTEMPT | {"minutes": 1441}, "minutes-out-of-range", {"minutes": 1441, "most": 1440}),
        ({"heads_counted": 100_001}, "heads-out-of-range", {"most": 100_000}),
        ({"heads_estimated": 100_001}, "heads-out-of-range", {"most": 100_000}),
        ({"heads_counted": -1}, "heads-out-of-range", {"most": 100_000}),
        ({"reason": "字" * 201}, "reason-too-long", {"length": 201, "most": 200}),
    ],
)
def test_what_is_wrong_is_refused_by_name(told: dict[str, Any], code: str, facts: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        check_event(replace(DRAFT, **told), AROUND)
    assert (refused.value.code, refused.value.facts) == (f"ledger-{code}", facts)


def test_before_the_station_opened_nothing_enters() -> None:
    with pytest.raises(Refused, match="ledger-station-not-open") as refused:
        check_event(DRAFT, replace(AROUND, opening=Order.BEFORE))
    assert refused.value.facts == {"day": TODAY, "opening": "2021年6月24日"}


def test_an_opening_that_cannot_decide_is_accepted_and_marked() -> None:
    assert check_event(DRAFT, replace(AROUND, opening=Order.UNDECIDED)) == OPENING_UNDECIDED


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_closed_month_asks_for_a_reason(reason: str) -> None:
    with pytest.raises(Refused, match="ledger-closed-needs-reason") as refused:
        check_event(replace(DRAFT, reason=reason), replace(AROUND, closed=True))
    assert refused.value.facts == {"month": "2026-11"}


def test_a_closed_month_with_a_reason_is_open_to_late_rows() -> None:
    assert check_event(replace(DRAFT, reason="迟报"), replace(AROUND, closed=True)) == ""


OTHERWISE: dict[str, Any] = {
    "station_id": 2,
    "unit_id": 11,
    "occurred_on": date(2026, 11, 23),
    "field_id": 6,
    "method": 2,
    "mode": 2,
    "met": False,
    "minutes": 31,
    "workers": (8,),
    "people": (101, 100),
    "source": "else",
    "heads_counted": 1,
    "heads_estimated": 1,
    "origin": 2,
    "evidence": 1,
    "sensitivity": 2,
    "reason": "x",
}


def test_the_digest_does_not_depend_on_the_form_id() -> None:
    assert digest(DRAFT) == digest(replace(DRAFT, form_id=uuid.UUID(int=2)))


@pytest.mark.parametrize("name", OTHERWISE)
def test_the_digest_sees_every_other_thing_told(name: str) -> None:
    assert digest(DRAFT) != digest(replace(DRAFT, **{name: OTHERWISE[name]}))


def test_nothing_a_form_tells_is_left_out_of_the_table_above() -> None:
    assert {*OTHERWISE, "form_id"} == set(EventDraft.__dataclass_fields__)


@given(st.integers(-10, 2000), st.booleans(), st.integers(-2, 3), st.integers(-2, 3), st.sets(st.integers(1, 4)))
def test_whatever_is_let_in_served_somebody_or_nobody_at_all(
    minutes: int, met: bool, counted: int, estimated: int, people: set[int]
) -> None:
    draft = replace(
        DRAFT, minutes=minutes, met=met, heads_counted=counted, heads_estimated=estimated, people=tuple(people)
    )
    served = bool(people) or counted + estimated > 0
    amounts = min(counted, estimated) >= 0 and (1 if met else 0) <= minutes <= 1440
    assert entered(draft) == (amounts and met == served)


def entered(draft: EventDraft) -> bool:
    try:
        check_event(draft, AROUND)
    except Refused:
        return False
    return True
