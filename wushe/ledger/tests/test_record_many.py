"""Many services at once: numbered in their order, one audit line, all or nothing."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.cast import LONG_AGO, TODAY, Cast, rows_by_table, worker_id
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ledger.actions import record, record_many
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Membership
from wushe.registers.stations.models import Grant, Role
from wushe.registers.stations.queries import Viewer, operator, viewer_for

MakeDraft = Callable[..., EventDraft]


@pytest.fixture
def at_next_station(cast: Cast, event_draft: MakeDraft) -> MakeDraft:
    """Makes drafts of 陌生人 at the next station of the same county."""
    home = Membership.objects.get(person=cast.neighbour).household
    usual = {
        "station_id": cast.next_station.pk,
        "unit_id": home.unit_id,
        "people": (cast.neighbour.pk,),
        "workers": (worker_id(cast.stranger),),
    }
    return lambda **told: event_draft(**usual | told)


def test_rows_are_numbered_in_the_order_given(cast: Cast, event_draft: MakeDraft) -> None:
    record(cast.xiaozhou, event_draft())
    drafts = [event_draft(occurred_on=date(2026, 11, n), minutes=n) for n in (20, 3, 11)]
    rows = record_many(cast.xiaozhou, drafts)
    assert [(row.seq, row.minutes) for row in rows] == [(2, 20), (3, 3), (4, 11)]
    assert list(Attendance.objects.order_by("seq").values_list("seq", "event__seq")) == [(n, n) for n in range(1, 5)]


def test_they_have_one_audit_line_together(cast: Cast, event_draft: MakeDraft) -> None:
    before = AuditEntry.objects.count()
    record_many(cast.xiaozhou, [event_draft() for _ in range(3)])
    assert AuditEntry.objects.count() == before + 1
    line = AuditEntry.objects.latest("pk")
    assert (line.verb, line.target, line.facts) == ("ledger.record_many", "ledger.events:460203-1..3", {"events": 3})


def test_they_are_the_rows_that_record_would_have_written(cast: Cast, event_draft: MakeDraft) -> None:
    draft = event_draft(people=(cast.wang.pk, cast.fu.pk), heads_counted=2, evidence=1)
    one, [other] = record(cast.xiaozhou, draft), record_many(cast.xiaozhou, [replace(draft, form_id=uuid.uuid4())])
    assert told(one) == told(other)
    assert [told(row) for row in one.attendances.all()] == [told(row) for row in other.attendances.all()]


def told(row: ServiceEvent | Attendance) -> dict[str, object]:
    """All that a row tells but its own numbers and the moment."""
    own = {"id", "form_id", "seq", "recorded_at", "event_id", "_state"}
    row.refresh_from_db()
    return {name: value for name, value in vars(row).items() if name not in own}


def test_older_records_keep_the_name_of_who_wrote_each(
    cast: Cast, event_draft: MakeDraft, at_next_station: MakeDraft
) -> None:
    writers = [cast.stranger.user, cast.xiaozhou.user]
    rows = record_many(operator(cast.county, TODAY), [at_next_station(), event_draft()], by=writers)
    assert [row.recorded_by for row in rows] == writers
    assert AuditEntry.objects.latest("pk").actor is None


def test_one_refusal_writes_nothing_at_all(cast: Cast, event_draft: MakeDraft) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-person-twice"):
        record_many(cast.xiaozhou, [event_draft(), event_draft(people=(cast.wang.pk, cast.wang.pk)), event_draft()])
    assert rows_by_table() == before


def test_a_form_that_is_already_in_the_ledger_writes_nothing_twice(cast: Cast, event_draft: MakeDraft) -> None:
    draft = event_draft()
    record(cast.xiaozhou, draft)
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-form-reused"):
        record_many(cast.xiaozhou, [event_draft(), draft])
    assert rows_by_table() == before


def test_a_form_that_is_twice_in_the_batch_writes_nothing(cast: Cast, event_draft: MakeDraft) -> None:
    draft = event_draft()
    before = rows_by_table()
    with pytest.raises((Refused, IntegrityError)):
        record_many(cast.xiaozhou, [draft, draft])
    assert rows_by_table() == before


def test_the_moments_of_entry_can_be_taken_over(cast: Cast, event_draft: MakeDraft) -> None:
    moments = [datetime(2026, 11, n, 9, tzinfo=UTC) for n in (3, 4)]
    rows = record_many(cast.xiaozhou, [event_draft(), event_draft()], recorded=moments)
    assert [row.recorded_at for row in rows] == moments
    assert list(ServiceEvent.objects.order_by("seq").values_list("recorded_at", flat=True)) == moments


def test_moments_must_be_as_many_as_the_services(cast: Cast, event_draft: MakeDraft) -> None:
    before = rows_by_table()
    with pytest.raises(ValueError, match="zip"):
        record_many(cast.xiaozhou, [event_draft(), event_draft()], recorded=[datetime(2026, 11, 3, tzinfo=UTC)])
    assert rows_by_table() == before


def test_two_stations_of_one_county_go_together(cast: Cast, event_draft: MakeDraft, at_next_station: MakeDraft) -> None:
    everything = operator(cast.county, TODAY)
    rows = record_many(everything, [event_draft(), at_next_station(), event_draft()])
    assert [(row.seq, row.station) for row in rows] == [
        (1, cast.station),
        (2, cast.next_station),
        (3, cast.station),
    ]
    assert {row.recorded_by for row in rows} == {None}


@pytest.fixture
def in_two_counties(cast: Cast) -> Viewer:
    user = cast.xiaozhou.user
    Grant.objects.create(user=user, role=Role.WORKER, station=cast.far_station, starts_on=LONG_AGO)
    return viewer_for(user, TODAY)


def test_two_counties_are_refused(cast: Cast, event_draft: MakeDraft, in_two_counties: Viewer) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-many-counties") as refused:
        record_many(in_two_counties, [event_draft(), event_draft(station_id=cast.far_station.pk)])
    assert refused.value.facts == {"counties": 2}
    assert rows_by_table() == before


def test_a_foreign_station_is_refused(cast: Cast, event_draft: MakeDraft, at_next_station: MakeDraft) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-foreign-station"):
        record_many(cast.xiaozhou, [event_draft(), at_next_station()])
    assert rows_by_table() == before


def test_each_service_is_given_by_workers_of_its_own_station(
    cast: Cast, event_draft: MakeDraft, at_next_station: MakeDraft
) -> None:
    foreign = event_draft(workers=(worker_id(cast.stranger),))
    with pytest.raises(Refused, match="ledger-worker-not-posted"):
        record_many(operator(cast.county, TODAY), [at_next_station(), foreign])


def test_ten_cost_no_more_queries_than_two(
    cast: Cast, event_draft: MakeDraft, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = (cast.wang.pk, cast.fu.pk, cast.chen.pk)
    two, ten = ([event_draft(people=people) for _ in range(number)] for number in (2, 10))
    record_many(cast.xiaozhou, [event_draft()])  # the first line of a county begins its audit chain
    with CaptureQueriesContext(connection) as queries:
        record_many(cast.xiaozhou, two)
    with django_assert_num_queries(len(queries)):
        record_many(cast.xiaozhou, ten)
