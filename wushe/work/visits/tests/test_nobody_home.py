"""Nobody home twice becomes an open item, and goes when the person is met; so does a promise."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import TODAY, Cast, attempt_draft, visit_draft
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import Mode
from wushe.work.visits.actions import cancel_visit, record_visit
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.queries import open_items


def tried(cast: Cast, day: int, absence: str = "no_answer") -> Visit | ContactAttempt:
    draft = attempt_draft(cast.wang, day=date(2026, 11, day), absence=absence)
    return record_visit(cast.xiaozhou, cast.station, cast.wang, draft)


def met(cast: Cast, day: int, **told: object) -> Visit | ContactAttempt:
    draft = visit_draft(cast.wang, day=date(2026, 11, day), **told)
    return record_visit(cast.xiaozhou, cast.station, cast.wang, draft)


def titles(cast: Cast, who: str = "xiaozhou") -> list[str]:
    return [item.title for item in open_items(getattr(cast, who), TODAY)]


def test_once_is_no_alarm(cast: Cast) -> None:
    tried(cast, 20)
    assert titles(cast) == []


def test_twice_in_a_row_is_seen_by_the_worker_and_the_lead(cast: Cast) -> None:
    tried(cast, 20)
    tried(cast, 22, "relatives")
    [item] = open_items(cast.xiaozhou, TODAY)
    assert (item.kind, item.title, item.level) == ("attempts", "王阿婆连续 2 次没见到", "red")
    assert (item.detail, item.since) == ("最近一次：走亲戚", date(2026, 11, 20))
    assert item.url == f"/people/{cast.wang.uuid}/"
    assert titles(cast, "laochen") == titles(cast)


@pytest.mark.parametrize("who", ["xiaolin", "stranger", "wangke", "nobody"])
def test_nobody_else_is_told(cast: Cast, who: str) -> None:
    tried(cast, 20)
    tried(cast, 22)
    assert titles(cast, who) == []


def test_it_goes_when_the_person_is_met(cast: Cast) -> None:
    tried(cast, 20)
    tried(cast, 22)
    met(cast, 23)
    assert titles(cast) == []


def test_any_contact_at_all_ends_it(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    tried(cast, 20)
    tried(cast, 22)
    record(cast.xiaozhou, event_draft(mode=Mode.VENUE, occurred_on=date(2026, 11, 22)))
    assert titles(cast) == []


def test_only_the_times_since_the_last_meeting_count(cast: Cast) -> None:
    tried(cast, 18)
    met(cast, 20)
    tried(cast, 22)
    assert titles(cast) == []
    tried(cast, 23)
    tried(cast, 24)
    assert titles(cast) == ["王阿婆连续 3 次没见到"]


def test_an_attempt_that_was_taken_back_does_not_count(cast: Cast) -> None:
    tried(cast, 20)
    second = tried(cast, 22)
    cancel_visit(cast.xiaozhou, second, form_id=uuid.uuid4(), reason="错了")
    assert titles(cast) == []


def test_a_meeting_that_was_taken_back_brings_it_again(cast: Cast) -> None:
    tried(cast, 20)
    tried(cast, 22)
    meeting = met(cast, 23)
    cancel_visit(cast.xiaozhou, meeting, form_id=uuid.uuid4(), reason="错了")
    assert titles(cast) == ["王阿婆连续 2 次没见到"]


def test_a_promise_waits_until_the_next_contact(cast: Cast) -> None:
    met(cast, 20, next_step="refer", line="联系残联")
    [item] = open_items(cast.xiaozhou, TODAY)
    assert (item.kind, item.title, item.level) == ("promise", "答应王阿婆：转介给别的单位", "blue")
    assert (item.detail, item.since) == ("联系残联", date(2026, 11, 20))
    met(cast, 21)
    assert titles(cast) == []


def test_to_visit_by_plan_is_no_promise(cast: Cast) -> None:
    met(cast, 20, next_step="plan")
    assert titles(cast) == []


def test_a_promise_of_a_visit_that_was_taken_back_is_none(cast: Cast) -> None:
    told = met(cast, 20, next_step="call")
    cancel_visit(cast.xiaozhou, told, form_id=uuid.uuid4(), reason="错了")
    assert titles(cast) == []
