"""A visit is put right or taken back by new rows; what was found in it follows."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import TODAY, Cast, attempt_draft, rows_by_table, visit_draft
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ledger.models import Kind, ServiceEvent
from wushe.ledger.queries import main_worker
from wushe.registers.workforce.queries import worker_of
from wushe.work.needs.actions import answer_need
from wushe.work.needs.models import Need, NeedState
from wushe.work.visits import actions
from wushe.work.visits.actions import cancel_visit, correct_visit, record_visit
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.queries import attempts_of, visits_of


@pytest.fixture
def visit(cast: Cast) -> Visit | ContactAttempt:
    """20 minutes with 王阿婆 today, in which 配药送药 and 家里修缮 were asked for."""
    draft = visit_draft(cast.wang, needs=("medicine", "repair"))
    return record_visit(cast.xiaozhou, cast.station, cast.wang, draft)


def put_right(cast: Cast, told: Visit | ContactAttempt, **changes: Any) -> Visit | ContactAttempt:
    return correct_visit(cast.xiaozhou, told, cast.wang, visit_draft(cast.wang, **{"reason": "写错"} | changes))


def kinds(state: NeedState) -> list[str]:
    return list(Need.objects.filter(state=state).order_by("pk").values_list("kind", flat=True))


def test_a_correction_reverses_the_old_row_and_writes_the_right_one(cast: Cast, visit: Visit) -> None:
    new = put_right(cast, visit, minutes=45, mood="low")
    assert [(row.seq, row.kind) for row in ServiceEvent.objects.order_by("seq")] == [
        (1, Kind.SERVICE),
        (2, Kind.REVERSAL),
        (3, Kind.SERVICE),
    ]
    assert (new.event.amends, new.event.minutes, new.event.reason) == (visit.event, 45, "写错")
    assert list(visits_of(cast.xiaozhou, cast.wang)) == [new]
    assert Visit.objects.get(pk=visit.pk).mood == "calm"
    assert AuditEntry.objects.latest("pk").verb == "visits.correct_visit"


def test_needs_go_with_the_visit_they_were_found_in(cast: Cast, visit: Visit) -> None:
    put_right(cast, visit, needs=("repair", "company"))
    assert kinds(NeedState.WITHDRAWN) == ["medicine", "repair"]
    assert kinds(NeedState.OPEN) == ["repair", "company"]
    assert {need.settled_on for need in Need.objects.filter(state=NeedState.WITHDRAWN)} == {TODAY}


def test_a_need_that_was_met_stays_met(cast: Cast, visit: Visit) -> None:
    answer_need(cast.xiaozhou, Need.objects.get(kind="medicine").uuid)
    put_right(cast, visit)
    assert kinds(NeedState.ANSWERED) == ["medicine"]
    assert kinds(NeedState.WITHDRAWN) == ["repair"]


def test_a_visit_can_turn_out_to_be_an_attempt(cast: Cast, visit: Visit) -> None:
    new = correct_visit(cast.xiaozhou, visit, cast.wang, attempt_draft(cast.wang, reason="记错了人"))
    assert isinstance(new, ContactAttempt)
    assert list(visits_of(cast.xiaozhou, cast.wang)) == []
    assert list(attempts_of(cast.xiaozhou, cast.wang)) == [new]
    assert kinds(NeedState.OPEN) == []


def test_an_attempt_can_turn_out_to_be_a_visit(cast: Cast) -> None:
    attempt = record_visit(cast.xiaozhou, cast.station, cast.wang, attempt_draft(cast.wang))
    new = put_right(cast, attempt)
    assert list(visits_of(cast.xiaozhou, cast.wang)) == [new]
    assert list(attempts_of(cast.xiaozhou, cast.wang)) == []


def test_a_colleague_may_correct_but_another_station_may_not(cast: Cast, visit: Visit) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-foreign-station"):
        correct_visit(cast.stranger, visit, cast.wang, visit_draft(cast.wang, reason="写错"))
    assert rows_by_table() == before
    new = correct_visit(cast.xiaolin, visit, cast.wang, visit_draft(cast.wang, reason="写错"))
    assert new.event.recorded_by == cast.xiaolin.user
    assert main_worker(cast.xiaolin, new.event) == worker_of(cast.xiaozhou), "the visit stays the one of who made it"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": ""}, "ledger-needs-reason"),
        ({"reason": "字" * 201}, "ledger-reason-too-long"),
        ({"day": date(2026, 11, 25)}, "ledger-future-service"),
        ({"minutes": 0}, "visits-incomplete"),
        ({"needs": ("car",)}, "needs-unknown-kind"),
    ],
)
def test_a_correction_that_is_refused_leaves_the_visit_as_it_was(
    cast: Cast, visit: Visit, changes: dict[str, Any], code: str
) -> None:
    before = rows_by_table()
    with pytest.raises(Refused) as refused:
        put_right(cast, visit, **changes)
    assert refused.value.code == code
    assert rows_by_table() == before
    assert kinds(NeedState.OPEN) == ["medicine", "repair"]


def test_a_correction_onto_a_day_with_another_visit_is_a_second_visit(cast: Cast, visit: Visit) -> None:
    yesterday = date(2026, 11, 23)
    record_visit(cast.xiaolin, cast.station, cast.wang, visit_draft(cast.wang, day=yesterday))
    before = rows_by_table()
    with pytest.raises(Refused, match="visits-already-recorded") as refused:
        put_right(cast, visit, day=yesterday)
    assert refused.value.facts == {"by": "小林", "day": yesterday}
    assert rows_by_table() == before
    assert put_right(cast, visit, day=yesterday, is_another=True)


def test_a_visit_is_corrected_once_and_the_right_one_again(cast: Cast, visit: Visit) -> None:
    new = put_right(cast, visit, minutes=45)
    with pytest.raises(Refused, match="ledger-already-reversed"):
        put_right(cast, visit, minutes=50)
    assert put_right(cast, new, minutes=50).event.minutes == 50


def test_a_second_press_on_a_correction_changes_nothing(cast: Cast, visit: Visit) -> None:
    draft = visit_draft(cast.wang, minutes=45, needs=("repair",), reason="写错")
    new = correct_visit(cast.xiaozhou, visit, cast.wang, draft)
    before = rows_by_table()
    assert correct_visit(cast.xiaozhou, visit, cast.wang, draft) == new
    assert rows_by_table() == before
    assert kinds(NeedState.OPEN) == ["repair"]
    with pytest.raises(Refused, match="ledger-form-reused"):
        correct_visit(cast.xiaozhou, visit, cast.wang, replace(draft, minutes=50))


@pytest.mark.parametrize("step", ["told_row", "find_needs", "withdraw_needs"])
def test_a_failure_on_the_way_leaves_the_visit_as_it_was(
    cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def power_lost(*args: object, **told: object) -> None:
        raise OSError("power lost")

    monkeypatch.setattr(actions, step, power_lost)
    before = rows_by_table()
    with pytest.raises(OSError, match="power lost"):
        put_right(cast, visit)
    assert rows_by_table() == before
    assert kinds(NeedState.OPEN) == ["medicine", "repair"]


def test_a_visit_that_is_taken_back_was_never_made(cast: Cast, visit: Visit) -> None:
    cancel_visit(cast.xiaozhou, visit, form_id=uuid.uuid4(), reason="不是这家")
    assert list(visits_of(cast.xiaozhou, cast.wang)) == []
    assert kinds(NeedState.WITHDRAWN) == ["medicine", "repair"]
    assert Visit.objects.filter(pk=visit.pk).exists()
    assert AuditEntry.objects.latest("pk").target == f"visits.visit:{visit.uuid}"


@pytest.mark.parametrize(("reason", "code"), [("", "ledger-needs-reason"), ("字" * 201, "ledger-reason-too-long")])
def test_taking_back_needs_a_reason(cast: Cast, visit: Visit, reason: str, code: str) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match=code):
        cancel_visit(cast.xiaozhou, visit, form_id=uuid.uuid4(), reason=reason)
    assert rows_by_table() == before


def test_another_station_takes_nothing_back(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused, match="ledger-foreign-station"):
        cancel_visit(cast.stranger, visit, form_id=uuid.uuid4(), reason="错了")


def test_a_visit_is_taken_back_once(cast: Cast, visit: Visit) -> None:
    cancel_visit(cast.xiaozhou, visit, form_id=uuid.uuid4(), reason="错了")
    with pytest.raises(Refused, match="ledger-already-reversed"):
        cancel_visit(cast.xiaolin, visit, form_id=uuid.uuid4(), reason="错了")


def test_a_second_press_on_taking_back_changes_nothing(cast: Cast, visit: Visit) -> None:
    form_id = uuid.uuid4()
    cancel_visit(cast.xiaozhou, visit, form_id=form_id, reason="错了")
    before = rows_by_table()
    cancel_visit(cast.xiaozhou, visit, form_id=form_id, reason="错了")
    assert rows_by_table() == before
