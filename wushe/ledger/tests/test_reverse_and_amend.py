"""A mistake is answered by new rows; the old one stays as it was."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.forms.models import model_to_dict

from tests.cast import Cast, rows_by_table, worker_id
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import amend, close_period, record, record_many, reverse
from wushe.ledger.models import Attendance, EventWorker, Kind, ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person

MakeDraft = Callable[..., EventDraft]


@pytest.fixture
def row(cast: Cast, event_draft: MakeDraft) -> ServiceEvent:
    """30 minutes with 王阿婆 and two unnamed heads today, by 小周."""
    return record(cast.xiaozhou, event_draft(heads_counted=2))


def new_id() -> uuid.UUID:
    return uuid.uuid4()


def test_a_reversal_is_a_new_row_that_names_the_old_one(cast: Cast, row: ServiceEvent) -> None:
    before = model_to_dict(ServiceEvent.objects.get(pk=row.pk))
    reversal = reverse(cast.xiaolin, row, form_id=new_id(), reason=" 记错了人 ")
    reversal.refresh_from_db()
    assert (reversal.seq, reversal.kind, reversal.reverses) == (2, Kind.REVERSAL, row)
    assert (reversal.reason, reversal.recorded_by) == ("记错了人", cast.xiaolin.user)
    assert (reversal.met, reversal.minutes, reversal.worker_count, reversal.heads_counted) == (False, 0, 0, 0)
    assert (reversal.station, reversal.unit, reversal.occurred_on) == (row.station, row.unit, row.occurred_on)
    assert model_to_dict(ServiceEvent.objects.get(pk=row.pk)) == before
    assert AuditEntry.objects.latest("pk").target == "ledger.event:460203-2"


def test_a_reversal_has_no_attendance_and_no_worker(cast: Cast, row: ServiceEvent) -> None:
    reversal = reverse(cast.xiaozhou, row, form_id=new_id(), reason="错了")
    assert not Attendance.objects.filter(event=reversal).exists()
    assert not EventWorker.objects.filter(event=reversal).exists()


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_reversal_needs_a_reason(cast: Cast, row: ServiceEvent, reason: str) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-needs-reason"):
        reverse(cast.xiaozhou, row, form_id=new_id(), reason=reason)
    assert rows_by_table() == before


def test_a_reason_that_is_too_long_is_refused(cast: Cast, row: ServiceEvent) -> None:
    with pytest.raises(Refused, match="ledger-reason-too-long") as refused:
        reverse(cast.xiaozhou, row, form_id=new_id(), reason="字" * 201)
    assert refused.value.facts == {"length": 201, "most": 200}


def test_a_row_is_reversed_once(cast: Cast, row: ServiceEvent) -> None:
    reverse(cast.xiaozhou, row, form_id=new_id(), reason="错了")
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-already-reversed"):
        reverse(cast.xiaolin, row, form_id=new_id(), reason="也错了")
    assert rows_by_table() == before


def test_a_reversal_is_final(cast: Cast, row: ServiceEvent) -> None:
    reversal = reverse(cast.xiaozhou, row, form_id=new_id(), reason="错了")
    with pytest.raises(Refused, match="ledger-reversal-is-final"):
        reverse(cast.xiaozhou, reversal, form_id=new_id(), reason="没错")


def test_a_second_press_gives_the_same_reversal(cast: Cast, row: ServiceEvent) -> None:
    form_id = new_id()
    reversal = reverse(cast.xiaozhou, row, form_id=form_id, reason="错了")
    before = rows_by_table()
    assert reverse(cast.xiaozhou, row, form_id=form_id, reason="错了").pk == reversal.pk
    assert rows_by_table() == before


def test_a_second_press_with_another_reason_is_refused(cast: Cast, row: ServiceEvent) -> None:
    form_id = new_id()
    reverse(cast.xiaozhou, row, form_id=form_id, reason="错了")
    with pytest.raises(Refused, match="ledger-form-reused"):
        reverse(cast.xiaozhou, row, form_id=form_id, reason="换个说法")


def test_the_form_of_a_service_cannot_reverse_one(cast: Cast, row: ServiceEvent) -> None:
    with pytest.raises(Refused, match="ledger-form-reused"):
        reverse(cast.xiaozhou, row, form_id=row.form_id, reason="错了")


def test_the_form_of_a_reversal_cannot_record_a_service(cast: Cast, row: ServiceEvent, event_draft: MakeDraft) -> None:
    form_id = new_id()
    reverse(cast.xiaozhou, row, form_id=form_id, reason="错了")
    with pytest.raises(Refused, match="ledger-form-reused"):
        record(cast.xiaozhou, event_draft(form_id=form_id))


def test_a_foreign_station_reverses_nothing(cast: Cast, row: ServiceEvent) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-foreign-station"):
        reverse(cast.stranger, row, form_id=new_id(), reason="错了")
    assert rows_by_table() == before


def test_an_amendment_is_a_reversal_and_a_new_row_that_names_the_old_one(
    cast: Cast, row: ServiceEvent, event_draft: MakeDraft
) -> None:
    right = event_draft(minutes=45, people=(cast.fu.pk,), reason="记错了人")
    new = amend(cast.xiaozhou, row, right, reversal_id=new_id())
    reversal = ServiceEvent.objects.get(reverses=row)
    assert [row.seq, reversal.seq, new.seq] == [1, 2, 3]
    assert (new.amends, new.kind, new.reason, new.minutes) == (row, Kind.SERVICE, "记错了人", 45)
    assert (reversal.reason, reversal.amends) == ("记错了人", None)
    assert list(new.attendances.values_list("person", flat=True)) == [cast.fu.pk]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"reason": ""}, "ledger-needs-reason"),
        ({"reason": "改日期", "occurred_on": date(2026, 11, 25)}, "ledger-future-service"),
        ({"reason": "改人", "people": ()}, "ledger-nobody-served"),
        ({"reason": "改时长", "minutes": 0}, "ledger-minutes-out-of-range"),
    ],
)
def test_an_amendment_that_is_refused_leaves_the_row_valid(
    cast: Cast, row: ServiceEvent, event_draft: MakeDraft, told: dict[str, object], code: str
) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match=code):
        amend(cast.xiaozhou, row, event_draft(**told), reversal_id=new_id())
    assert rows_by_table() == before


def test_an_amendment_can_be_amended_but_the_old_row_only_once(
    cast: Cast, row: ServiceEvent, event_draft: MakeDraft
) -> None:
    second = amend(cast.xiaozhou, row, event_draft(minutes=45, reason="一"), reversal_id=new_id())
    third = amend(cast.xiaozhou, second, event_draft(minutes=50, reason="二"), reversal_id=new_id())
    assert third.amends == second
    with pytest.raises(Refused, match="ledger-already-reversed"):
        amend(cast.xiaolin, row, event_draft(minutes=60, reason="三"), reversal_id=new_id())


def test_a_second_press_on_an_amendment_gives_the_same_row(
    cast: Cast, row: ServiceEvent, event_draft: MakeDraft
) -> None:
    right, reversal_id = event_draft(minutes=45, reason="改"), new_id()
    new = amend(cast.xiaozhou, row, right, reversal_id=reversal_id)
    before = rows_by_table()
    assert amend(cast.xiaozhou, row, right, reversal_id=reversal_id).pk == new.pk
    assert rows_by_table() == before
    with pytest.raises(Refused, match="ledger-form-reused"):
        amend(cast.xiaozhou, row, replace(right, minutes=46), reversal_id=reversal_id)


def test_a_foreign_station_amends_nothing_and_learns_nothing(
    cast: Cast, row: ServiceEvent, event_draft: MakeDraft
) -> None:
    right = event_draft(minutes=45, reason="改")
    with pytest.raises(Refused, match="ledger-foreign-station"):
        amend(cast.stranger, row, right, reversal_id=new_id())
    amend(cast.xiaozhou, row, right, reversal_id=new_id())
    with pytest.raises(Refused, match="ledger-foreign-station"):
        amend(cast.stranger, row, right, reversal_id=new_id())


def test_a_closed_month_can_be_corrected_with_a_reason(cast: Cast, event_draft: MakeDraft) -> None:
    october = event_draft(occurred_on=date(2026, 10, 5))
    row = record(cast.xiaozhou, october)
    closed = close_period(cast.wangke, cast.county, month(2026, 10))
    right = replace(october, form_id=new_id(), minutes=60, reason="时长写错")
    new = amend(cast.xiaozhou, row, right, reversal_id=new_id())
    assert (closed.last_seq, new.seq) == (1, 3)


def test_an_attempt_can_be_amended_into_a_service(cast: Cast, event_draft: MakeDraft) -> None:
    attempt = record(cast.xiaozhou, event_draft(met=False, minutes=0, people=()))
    both = (worker_id(cast.xiaozhou), worker_id(cast.xiaolin))
    new = amend(cast.xiaozhou, attempt, event_draft(workers=both, reason="见到了"), reversal_id=new_id())
    assert new.met
    assert new.worker_count == 2


def test_nobody_is_served_after_the_day_of_death(cast: Cast, row: ServiceEvent, event_draft: MakeDraft) -> None:
    died = date(2026, 11, 20)
    Person.objects.filter(pk__in=(cast.wang.pk, cast.chen.pk)).update(died_on=died)
    on_the_day, after = event_draft(occurred_on=died), event_draft(people=(cast.fu.pk, cast.chen.pk))
    assert record(cast.xiaozhou, on_the_day).occurred_on == died
    before = rows_by_table()
    for write in (
        lambda: record(cast.xiaozhou, after),
        lambda: record_many(cast.xiaozhou, [event_draft(people=(cast.fu.pk,)), after]),
        lambda: amend(cast.xiaozhou, row, event_draft(minutes=45, reason="时长"), reversal_id=new_id()),
    ):
        with pytest.raises(Refused, match="ledger-after-death") as refused:
            write()
        assert refused.value.facts["died"] == died
    assert rows_by_table() == before
    right = event_draft(occurred_on=died, reason="日期记错了")
    assert amend(cast.xiaozhou, row, right, reversal_id=new_id()).occurred_on == died
