"""One service is written once, and never twice."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from tests.cast import TODAY, Cast, field_id, rows_by_table, station_named, unit_named, worker_id
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period, record
from wushe.ledger.models import Attendance, EventWorker, Kind, ServiceEvent
from wushe.ledger.rules import OPENING_UNDECIDED, EventDraft
from wushe.registers.beneficiaries.models import Membership, PersonCategory
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.stations.models import Grant, RegionLink, Role
from wushe.registers.stations.queries import viewer_for
from wushe.registers.workforce.models import Posting

MakeDraft = Callable[..., EventDraft]


def test_a_service_becomes_one_row_with_all_that_was_told(cast: Cast, event_draft: MakeDraft) -> None:
    draft = event_draft(origin=2, evidence=3, heads_counted=4, heads_estimated=5, reason=" 说明 ")
    row = record(cast.xiaozhou, draft)
    row.refresh_from_db()
    assert (row.form_id, row.seq, row.kind, row.number) == (draft.form_id, 1, Kind.SERVICE, "460203-1")
    assert (row.county, row.station, row.unit) == (cast.county, cast.station, cast.units[0])
    assert (row.occurred_on, row.field_id) == (TODAY, field_id("elder-care"))
    assert (row.method, row.mode, row.met, row.minutes) == (Method.VISIT, Mode.DOOR, True, 30)
    assert (row.heads_counted, row.heads_estimated, row.worker_count) == (4, 5, 1)
    assert (row.origin, row.evidence, row.sensitivity, row.source, row.reason) == (2, 3, 1, "test", "说明")
    assert (row.recorded_by, row.marks, row.amends, row.reverses) == (cast.xiaozhou.user, "", None, None)


def test_each_named_person_has_an_attendance_row_and_each_worker_a_line(cast: Cast, event_draft: MakeDraft) -> None:
    workers = (worker_id(cast.xiaozhou), worker_id(cast.xiaolin))
    row = record(cast.xiaozhou, event_draft(people=(cast.chen.pk, cast.wang.pk), workers=workers))
    rows = Attendance.objects.order_by("line").values_list("event", "line", "seq", "person")
    assert list(rows) == [(row.pk, 1, 1, cast.chen.pk), (row.pk, 2, 1, cast.wang.pk)]
    assert set(EventWorker.objects.values_list("event", "worker")) == {(row.pk, worker) for worker in workers}
    assert row.worker_count == 2


def test_one_service_writes_one_audit_line_without_a_name(cast: Cast, event_draft: MakeDraft) -> None:
    before = AuditEntry.objects.count()
    record(cast.xiaozhou, event_draft())
    assert AuditEntry.objects.count() == before + 1
    line = AuditEntry.objects.latest("pk")
    assert (line.verb, line.target, line.actor) == ("ledger.record", "ledger.event:460203-1", cast.xiaozhou.user)
    assert (line.county_key, line.facts) == ("460203", {})


def test_an_attempt_has_no_attendance(cast: Cast, event_draft: MakeDraft) -> None:
    row = record(cast.xiaozhou, event_draft(met=False, minutes=0, people=()))
    assert not row.met
    assert not Attendance.objects.exists()


def test_the_attendance_carries_what_was_true_on_the_day_of_service(cast: Cast, event_draft: MakeDraft) -> None:
    """王阿婆 was 85 and lived alone in 田独村 in March; in April she moved to 李家 and lived alone no longer."""
    home = Membership.objects.get(person=cast.wang)
    home.ends_on = date(2026, 3, 31)
    home.save(update_fields=["ends_on"])
    li = Membership.objects.get(person=cast.li_mother).household
    Membership.objects.create(person=cast.wang, household=li, role="母亲", starts_on=date(2026, 4, 1))
    kind = PersonCategory.objects.get(person=cast.wang)
    kind.ends_on = date(2026, 3, 31)
    kind.save(update_fields=["ends_on"])

    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 3, 10)))
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 24), unit_id=cast.units[1].pk))

    then, now = Attendance.objects.order_by("day")
    assert (then.age, then.groups, then.household, then.sex) == (85, 0b1, home.household, 2)
    assert (now.age, now.groups, now.household) == (86, 0, li)
    assert (then.station, then.unit, then.day, then.method) == (cast.station, cast.units[0], date(2026, 3, 10), 1)


def test_facts_that_change_later_change_no_row(cast: Cast, event_draft: MakeDraft) -> None:
    record(cast.xiaozhou, event_draft())
    cast.wang.birth_on = date(1930, 1, 1)
    cast.wang.save(update_fields=["birth_on"])
    PersonCategory.objects.filter(person=cast.wang).update(ends_on=date(2022, 1, 1))
    row = Attendance.objects.get()
    assert (row.age, row.groups) == (86, 0b1)


def test_the_place_of_the_service_is_where_it_was_given(cast: Cast, event_draft: MakeDraft) -> None:
    row = record(cast.xiaozhou, event_draft(unit_id=cast.units[5].pk))
    assert row.attendances.get().unit == cast.units[5]


def test_the_same_form_again_gives_the_same_row(cast: Cast, event_draft: MakeDraft) -> None:
    draft = event_draft()
    row = record(cast.xiaozhou, draft)
    before = rows_by_table()
    assert record(cast.xiaozhou, draft).pk == row.pk
    assert record(cast.xiaolin, draft).pk == row.pk
    assert rows_by_table() == before


def test_the_same_form_with_other_content_is_refused(cast: Cast, event_draft: MakeDraft) -> None:
    form_id = uuid.uuid4()
    record(cast.xiaozhou, event_draft(form_id=form_id))
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-form-reused"):
        record(cast.xiaozhou, event_draft(form_id=form_id, minutes=31))
    assert rows_by_table() == before


def test_nobody_writes_at_a_foreign_station(cast: Cast, event_draft: MakeDraft) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-foreign-station"):
        record(cast.stranger, event_draft())
    with pytest.raises(Refused, match="ledger-foreign-station"):
        record(cast.wangke, event_draft())
    with pytest.raises(Refused, match="ledger-foreign-station"):
        record(cast.outsider, event_draft())
    assert rows_by_table() == before


def test_a_form_of_another_station_does_not_show_its_row(cast: Cast, event_draft: MakeDraft) -> None:
    draft = event_draft()
    record(cast.xiaozhou, draft)
    with pytest.raises(Refused, match="ledger-foreign-station"):
        record(cast.stranger, draft)


def test_somebody_who_does_not_live_here_is_refused(cast: Cast, event_draft: MakeDraft) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-unknown-person") as refused:
        record(cast.xiaozhou, event_draft(people=(cast.wang.pk, cast.neighbour.pk)))
    assert refused.value.facts == {"day": TODAY}
    assert rows_by_table() == before


def test_nobody_is_served_before_they_lived_here(cast: Cast, event_draft: MakeDraft) -> None:
    Membership.objects.filter(person=cast.wang).update(starts_on=date(2026, 11, 1))
    with pytest.raises(Refused, match="ledger-unknown-person"):
        record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 31)))


def test_somebody_who_does_not_exist_is_refused(cast: Cast, event_draft: MakeDraft) -> None:
    with pytest.raises(Refused, match="ledger-unknown-person"):
        record(cast.xiaozhou, event_draft(people=(999_999,)))


def test_a_worker_of_another_station_is_refused(cast: Cast, event_draft: MakeDraft) -> None:
    with pytest.raises(Refused, match="ledger-worker-not-posted"):
        record(cast.xiaozhou, event_draft(workers=(worker_id(cast.stranger),)))


def test_a_worker_is_posted_on_the_day_of_the_service_or_refused(cast: Cast, event_draft: MakeDraft) -> None:
    Posting.objects.filter(worker=worker_id(cast.xiaolin)).update(starts_on=date(2026, 11, 20))
    both = (worker_id(cast.xiaozhou), worker_id(cast.xiaolin))
    assert record(cast.xiaozhou, event_draft(workers=both, occurred_on=date(2026, 11, 20))).worker_count == 2
    with pytest.raises(Refused, match="ledger-worker-not-posted"):
        record(cast.xiaozhou, event_draft(form_id=uuid.uuid4(), workers=both, occurred_on=date(2026, 11, 19)))


def test_a_unit_of_another_station_is_refused(cast: Cast, event_draft: MakeDraft) -> None:
    unit_id = Membership.objects.get(person=cast.neighbour).household.unit_id
    with pytest.raises(Refused, match="ledger-unknown-code") as refused:
        record(cast.xiaozhou, event_draft(unit_id=unit_id))
    assert refused.value.facts == {"what": "服务的村（居）"}


@pytest.fixture
def at_station(cast: Cast, event_draft: MakeDraft) -> Callable[[str, date], ServiceEvent]:
    """Records 10 unnamed heads by 小周 at a new station with this printed opening date, on this day."""

    def write(opening: str, day: date) -> ServiceEvent:
        unit = unit_named("new-unit", "新村", cast.county)
        station = station_named("new", "新站", cast.county, (unit,), opening=opening)
        user = cast.xiaozhou.user
        Grant.objects.create(user=user, role=Role.WORKER, station=station, starts_on=date(2021, 1, 1))
        user.worker.postings.create(station=station, starts_on=date(2021, 1, 1))
        draft = event_draft(
            station_id=station.pk, unit_id=unit.pk, occurred_on=day, people=(), heads_counted=10, method=Method.ACTIVITY
        )
        return record(viewer_for(user, TODAY), draft)

    return write


def test_before_the_opening_of_the_station_there_is_no_service(
    at_station: Callable[[str, date], ServiceEvent],
) -> None:
    with pytest.raises(Refused, match="ledger-station-not-open") as refused:
        at_station("2026年3月1日", date(2026, 2, 28))
    assert refused.value.facts == {"day": date(2026, 2, 28), "opening": "2026年3月1日"}


def test_on_the_day_of_the_opening_there_is(at_station: Callable[[str, date], ServiceEvent]) -> None:
    assert at_station("2026年3月1日", date(2026, 3, 1)).marks == ""


@pytest.mark.parametrize("opening", ["6月24日", "2026年", "2026年11月底前"])
def test_an_opening_that_cannot_decide_is_accepted_and_marked(
    at_station: Callable[[str, date], ServiceEvent], opening: str
) -> None:
    assert at_station(opening, date(2026, 11, 24)).marks == OPENING_UNDECIDED


def test_a_closed_month_takes_a_late_service_only_with_a_reason(cast: Cast, event_draft: MakeDraft) -> None:
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 5)))
    closed = close_period(cast.wangke, cast.county, month(2026, 10))
    with pytest.raises(Refused, match="ledger-closed-needs-reason"):
        record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 31)))
    late = record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 31), reason="手机没信号"))
    assert (late.occurred_on, late.reason) == (date(2026, 10, 31), "手机没信号")
    assert late.seq > closed.last_seq
    assert record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 1))).reason == ""


def test_closing_one_county_leaves_the_other_open(cast: Cast, event_draft: MakeDraft) -> None:
    close_period(cast.wangke, cast.county, month(2026, 10))
    row = record(
        cast.outsider,
        event_draft(
            station_id=cast.far_station.pk,
            unit_id=Membership.objects.get(person=cast.far_elder).household.unit_id,
            people=(cast.far_elder.pk,),
            workers=(worker_id(cast.outsider),),
            occurred_on=date(2026, 10, 5),
        ),
    )
    assert row.number == "530302-1"


def lost(cast: Cast, draft: EventDraft) -> None:
    """A service that was written, and then the power went."""
    with transaction.atomic():
        record(cast.xiaozhou, draft)
        raise PowerLostError


class PowerLostError(Exception):
    """Nothing of the transaction may stay."""


def test_numbers_have_no_gap_after_a_transaction_that_was_lost(cast: Cast, event_draft: MakeDraft) -> None:
    first = record(cast.xiaozhou, event_draft())
    before = rows_by_table()
    draft = event_draft()
    with pytest.raises(PowerLostError):
        lost(cast, draft)
    assert rows_by_table() == before
    assert [first.seq, record(cast.xiaozhou, draft).seq] == [1, 2]


def test_a_unit_no_longer_served_is_refused(cast: Cast, event_draft: MakeDraft) -> None:
    RegionLink.objects.filter(child=cast.units[0]).update(ends_on=date(2026, 11, 23))
    today = viewer_for(cast.xiaozhou.user, TODAY)
    with pytest.raises(Refused, match="ledger-unknown-code"):
        record(today, event_draft())
