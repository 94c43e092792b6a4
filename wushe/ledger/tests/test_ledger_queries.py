"""What the ledger tells, and to whom."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import TODAY, Cast
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import record, reverse
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import (
    event,
    last_contacts,
    last_seq,
    reversal_of,
    services_of,
    valid_attempts,
    valid_attendances,
    valid_events,
)
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import Method, Mode

MakeDraft = Callable[..., EventDraft]
NOVEMBER = month(2026, 11)


def take_back(cast: Cast, row: ServiceEvent) -> ServiceEvent:
    return reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="错了")


@pytest.mark.parametrize("who", ["xiaozhou", "xiaolin", "laochen", "wangke"])
def test_a_row_is_found_by_its_number(cast: Cast, event_draft: MakeDraft, who: str) -> None:
    row = record(cast.xiaozhou, event_draft())
    assert event(getattr(cast, who), "460203", 1) == row


@pytest.mark.parametrize("who", ["stranger", "outsider", "nobody"])
def test_a_row_of_another_station_is_unknown(cast: Cast, event_draft: MakeDraft, who: str) -> None:
    record(cast.xiaozhou, event_draft())
    with pytest.raises(Refused, match="ledger-unknown-number") as refused:
        event(getattr(cast, who), "460203", 1)
    assert refused.value.facts == {"number": "460203-1"}


def test_a_number_nobody_gave_is_unknown(cast: Cast) -> None:
    with pytest.raises(Refused, match="ledger-unknown-number"):
        event(cast.xiaozhou, "460203", 1)


def test_an_empty_ledger_ends_at_zero(cast: Cast, event_draft: MakeDraft) -> None:
    assert last_seq(cast.county.pk) == 0
    record(cast.xiaozhou, event_draft())
    assert (last_seq(cast.county.pk), last_seq(cast.far_station.county_id)) == (1, 0)


def test_a_reversed_row_and_its_reversal_are_not_valid(cast: Cast, event_draft: MakeDraft) -> None:
    kept, gone = record(cast.xiaozhou, event_draft()), record(cast.xiaozhou, event_draft())
    reversal = take_back(cast, gone)
    assert list(valid_events(cast.county.pk, NOVEMBER)) == [kept]
    assert [row.event for row in valid_attendances(cast.county.pk, NOVEMBER)] == [kept]
    assert reversal_of(cast.xiaozhou, gone) == reversal
    assert reversal_of(cast.xiaozhou, kept) is None


def test_as_of_a_number_the_ledger_is_what_it_was(cast: Cast, event_draft: MakeDraft) -> None:
    first, second = record(cast.xiaozhou, event_draft()), record(cast.xiaozhou, event_draft())
    take_back(cast, first)
    seen = [set(valid_events(cast.county.pk, NOVEMBER, as_of)) for as_of in (0, 1, 2, 3, None)]
    assert seen == [set(), {first}, {first, second}, {second}, {second}]


def test_an_attempt_is_no_service_and_a_service_no_attempt(cast: Cast, event_draft: MakeDraft) -> None:
    service = record(cast.xiaozhou, event_draft())
    attempt = record(cast.xiaozhou, event_draft(met=False, minutes=0, people=()))
    gone = record(cast.xiaozhou, event_draft(met=False, minutes=0, people=()))
    take_back(cast, gone)
    assert list(valid_events(cast.county.pk, NOVEMBER)) == [service]
    assert list(valid_attempts(cast.county.pk, NOVEMBER)) == [attempt]


@pytest.mark.parametrize(("day", "is_in"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_a_row_lies_in_the_month_of_its_true_day(cast: Cast, event_draft: MakeDraft, day: date, is_in: bool) -> None:
    record(cast.xiaozhou, event_draft(occurred_on=day))
    assert valid_events(cast.county.pk, NOVEMBER).exists() is is_in
    assert valid_attendances(cast.county.pk, NOVEMBER).exists() is is_in


def test_the_last_contact_of_each_mode_counts_only_while_it_is_valid(cast: Cast, event_draft: MakeDraft) -> None:
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 1)))
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 3), mode=Mode.PHONE))
    latest = record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 20)))
    pk = cast.wang.pk
    contacts = [set(last_contacts(cast.xiaozhou, [pk, cast.fu.pk], day)) for day in (TODAY, date(2026, 11, 2))]
    take_back(cast, latest)
    contacts.append(set(last_contacts(cast.xiaozhou, [pk], TODAY)))
    assert contacts == [
        {(pk, Mode.DOOR, date(2026, 11, 20)), (pk, Mode.PHONE, date(2026, 11, 3))},
        {(pk, Mode.DOOR, date(2026, 11, 1))},
        {(pk, Mode.DOOR, date(2026, 11, 1)), (pk, Mode.PHONE, date(2026, 11, 3))},
    ]


def test_other_services_of_a_person_are_told_to_their_station_only(cast: Cast, event_draft: MakeDraft) -> None:
    record(cast.xiaozhou, event_draft())
    older = record(cast.xiaozhou, event_draft(method=Method.GROUP, occurred_on=date(2026, 11, 2)))
    newer = record(cast.xiaozhou, event_draft(method=Method.ACTIVITY, occurred_on=date(2026, 11, 9)))
    take_back(cast, record(cast.xiaozhou, event_draft(method=Method.CASEWORK)))
    assert [row.event for row in services_of(cast.xiaolin, cast.wang.pk)] == [newer, older]
    assert list(services_of(cast.stranger, cast.wang.pk)) == []
