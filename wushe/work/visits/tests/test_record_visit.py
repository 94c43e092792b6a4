"""A visit is written once, with all that follows from it, or not at all."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import TODAY, Cast, attempt_draft, field_id, rows_by_table, visit_draft, worker_id
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.registers.beneficiaries.models import Membership, PersonCategory
from wushe.registers.catalog.models import Category, Method, Mode
from wushe.work.needs.models import Need, NeedState
from wushe.work.visits import actions
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.queries import record


def write(cast: Cast, **told: Any) -> Visit | ContactAttempt:
    return record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang, **told))


def test_a_visit_keeps_what_the_page_told(cast: Cast) -> None:
    told = write(cast, safety="problem", problems=("gas", "floor"), health="worse", mood="low", line=" 煤气 ")
    visit = Visit.objects.get()
    assert told == visit
    assert (visit.person, visit.day, visit.line) == (cast.wang, TODAY, "煤气")
    assert (visit.safety, visit.problems) == ("problem", ["gas", "floor"])
    assert (visit.health, visit.mood, visit.next_step) == ("worse", "low", "plan")


def test_its_ledger_row_takes_place_and_field_from_the_person(cast: Cast) -> None:
    told = write(cast, mode=Mode.VIDEO, minutes=45, origin=2, evidence=2, reason="说明")
    row = ServiceEvent.objects.get()
    assert told.event == row
    assert (row.unit, row.field_id, row.station) == (cast.units[0], field_id("elder-care"), cast.station)
    assert (row.method, row.mode, row.met, row.minutes) == (Method.VISIT, Mode.VIDEO, True, 45)
    assert (row.origin, row.evidence, row.reason, row.source) == (2, 2, "说明", f"visits.visit:{told.uuid}")
    assert row.form_id == told.uuid
    assert Attendance.objects.get().person == cast.wang


def test_the_field_is_that_of_the_first_category_of_the_day(cast: Cast) -> None:
    child, woman = (Category.objects.get(key=key) for key in ("left-behind-child", "left-behind-woman"))
    PersonCategory.objects.filter(person=cast.wang).update(ends_on=date(2026, 11, 1))
    since = {"person": cast.wang, "starts_on": date(2026, 11, 2), "basis": "test"}
    PersonCategory.objects.bulk_create(PersonCategory(category=kind, **since) for kind in (woman, child))
    assert write(cast).event.field.key == "child-care"
    assert write(cast, day=date(2026, 11, 1)).event.field.key == "elder-care"


def test_without_a_category_the_field_is_social_affairs(cast: Cast) -> None:
    PersonCategory.objects.filter(person=cast.wang).update(ends_on=date(2026, 11, 1))
    assert write(cast).event.field.key == "affairs"


def test_colleagues_who_went_along_count_as_workers(cast: Cast) -> None:
    told = write(cast, colleagues=(worker_id(cast.xiaolin),))
    workers = told.event.event_workers.values_list("worker_id", flat=True)
    assert set(workers) == {worker_id(cast.xiaozhou), worker_id(cast.xiaolin)}
    assert told.event.worker_count == 2


def test_needs_that_were_found_wait_to_be_met(cast: Cast) -> None:
    told = write(cast, needs=("medicine", "repair"))
    needs = Need.objects.order_by("pk")
    assert [(need.kind, need.state, need.source) for need in needs] == [
        ("medicine", NeedState.OPEN, f"visits.visit:{told.uuid}"),
        ("repair", NeedState.OPEN, f"visits.visit:{told.uuid}"),
    ]
    assert {(need.person, need.station, need.found_on, need.found_by) for need in needs} == {
        (cast.wang, cast.station, TODAY, cast.xiaozhou.user)
    }


def test_a_visit_is_audited_without_a_word_of_what_was_said(cast: Cast) -> None:
    told = write(cast, line="说了很多")
    line = AuditEntry.objects.get(verb="visits.record_visit")
    assert (line.target, line.actor, line.county_key) == (f"visits.visit:{told.uuid}", cast.xiaozhou.user, "460203")
    assert line.facts == {"met": True}


def test_an_attempt_is_not_a_visit(cast: Cast) -> None:
    draft = attempt_draft(cast.wang, absence="hospital", again_on=date(2026, 11, 30), line="邻居说住院了")
    told = record_visit(cast.xiaozhou, cast.station, cast.wang, draft)
    attempt = ContactAttempt.objects.get()
    assert told == attempt
    assert (attempt.reason, attempt.again_on, attempt.line) == ("hospital", date(2026, 11, 30), "邻居说住院了")
    assert (attempt.event.met, attempt.event.minutes) == (False, 0)
    assert not Visit.objects.exists()
    assert not Attendance.objects.exists()


def test_an_attempt_finds_no_need(cast: Cast) -> None:
    draft = attempt_draft(cast.wang, needs=("medicine",), minutes=30)
    record_visit(cast.xiaozhou, cast.station, cast.wang, draft)
    assert not Need.objects.exists()
    assert ServiceEvent.objects.get().minutes == 0


@pytest.mark.parametrize("make", [visit_draft, attempt_draft])
def test_a_second_press_on_save_changes_nothing(cast: Cast, make: Any) -> None:
    draft = make(cast.wang, needs=("medicine",))
    told = record_visit(cast.xiaozhou, cast.station, cast.wang, draft)
    before = rows_by_table()
    assert record_visit(cast.xiaozhou, cast.station, cast.wang, draft) == told
    assert rows_by_table() == before


def test_the_same_form_with_other_content_is_refused(cast: Cast) -> None:
    draft = visit_draft(cast.wang)
    record_visit(cast.xiaozhou, cast.station, cast.wang, draft)
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-form-reused"):
        record_visit(cast.xiaozhou, cast.station, cast.wang, replace(draft, minutes=25))
    assert rows_by_table() == before


def test_two_workers_do_not_write_the_same_visit(cast: Cast) -> None:
    write(cast)
    before = rows_by_table()
    with pytest.raises(Refused, match="visits-already-recorded") as refused:
        record_visit(cast.xiaolin, cast.station, cast.wang, visit_draft(cast.wang))
    assert refused.value.facts == {"by": "小周", "day": TODAY}
    assert rows_by_table() == before


def test_another_visit_on_the_same_day_is_said_to_be_another(cast: Cast) -> None:
    write(cast)
    record_visit(cast.xiaolin, cast.station, cast.wang, visit_draft(cast.wang, is_another=True))
    assert Visit.objects.count() == 2


def test_another_day_another_person_or_an_attempt_is_no_second_visit(cast: Cast) -> None:
    write(cast)
    write(cast, day=date(2026, 11, 23))
    record_visit(cast.xiaolin, cast.station, cast.chen, visit_draft(cast.chen))
    record_visit(cast.xiaolin, cast.station, cast.wang, attempt_draft(cast.wang))
    record_visit(cast.xiaolin, cast.station, cast.wang, attempt_draft(cast.wang))
    assert (Visit.objects.count(), ContactAttempt.objects.count()) == (3, 2)


def test_a_visit_that_was_taken_back_is_no_first_visit(cast: Cast) -> None:
    told = write(cast)
    actions.cancel_visit(cast.xiaozhou, told, form_id=uuid.uuid4(), reason="错了")
    assert record_visit(cast.xiaolin, cast.station, cast.wang, visit_draft(cast.wang))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"day": date(2026, 11, 25)}, "ledger-future-service"),
        ({"day": date(1999, 1, 1)}, "visits-no-home"),
        ({"day": date(2020, 12, 31)}, "visits-no-home"),
        ({"mode": 9}, "ledger-unknown-code"),
        ({"minutes": 1441}, "ledger-minutes-out-of-range"),
        ({"colleagues": (999_999,)}, "ledger-worker-not-posted"),
        ({"origin": 3}, "ledger-unknown-code"),
        ({"evidence": 5}, "ledger-unknown-code"),
        ({"needs": ("medicine", "car")}, "needs-unknown-kind"),
        ({"line": "字" * 501}, "visits-line-too-long"),
        ({"mood": ""}, "visits-incomplete"),
        ({"safety": "problem"}, "visits-problem-unnamed"),
        ({"reason": "字" * 201}, "ledger-reason-too-long"),
    ],
)
def test_what_is_refused_leaves_nothing(cast: Cast, told: dict[str, Any], code: str) -> None:
    before = rows_by_table()
    with pytest.raises(Refused) as refused:
        write(cast, **told)
    assert refused.value.code == code
    assert rows_by_table() == before


def test_oneself_is_not_ones_colleague(cast: Cast) -> None:
    with pytest.raises(Refused, match="ledger-no-worker"):
        write(cast, colleagues=(worker_id(cast.xiaozhou),))


def test_a_closed_month_asks_for_a_reason(cast: Cast) -> None:
    close_period(cast.wangke, cast.county, month(2026, 10))
    with pytest.raises(Refused, match="ledger-closed-needs-reason"):
        write(cast, day=date(2026, 10, 31))
    assert write(cast, day=date(2026, 10, 31), reason="迟报").event.reason == "迟报"


def test_nobody_writes_at_a_foreign_station_or_without_being_a_worker(cast: Cast) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-foreign-station"):
        record_visit(cast.stranger, cast.station, cast.wang, visit_draft(cast.wang))
    with pytest.raises(Refused, match="workforce-not-a-worker"):
        record_visit(cast.wangke, cast.station, cast.wang, visit_draft(cast.wang))
    assert rows_by_table() == before


@pytest.mark.parametrize("make", [visit_draft, attempt_draft])
def test_nobody_visits_people_of_another_station(cast: Cast, make: Any) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-unknown"):
        record_visit(cast.xiaozhou, cast.station, cast.neighbour, make(cast.neighbour))
    assert rows_by_table() == before


def test_somebody_without_a_home_that_day_cannot_be_visited(cast: Cast) -> None:
    Membership.objects.filter(person=cast.wang).update(starts_on=date(2026, 11, 20))
    with pytest.raises(Refused, match="visits-no-home"):
        write(cast, day=date(2026, 11, 19))


@pytest.mark.parametrize("step", ["told_row", "find_needs"])
def test_a_failure_on_the_way_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def power_lost(*args: object, **told: object) -> None:
        raise OSError("power lost")

    monkeypatch.setattr(actions, step, power_lost)
    before = rows_by_table()
    with pytest.raises(OSError, match="power lost"):
        write(cast, needs=("medicine",))
    assert rows_by_table() == before


def test_each_sees_the_record_only_at_their_station(cast: Cast) -> None:
    told = write(cast)
    assert record(cast.xiaolin, told.uuid) == told
    assert record(cast.laochen, told.uuid) == told
    with pytest.raises(Refused, match="visits-unknown-visit"):
        record(cast.stranger, told.uuid)
    with pytest.raises(Refused, match="visits-unknown-visit"):
        record(cast.wangke, told.uuid)
    with pytest.raises(Refused, match="visits-unknown-visit"):
        record(cast.xiaozhou, uuid.uuid4())
