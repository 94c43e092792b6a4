"""Several people press save in the same moment: every row is numbered, and nothing is written twice."""

import threading
import uuid
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from tests.cast import TODAY, Cast, visit_draft
from wushe.ground.kit.errors import Refused
from wushe.ledger.actions import amend, merge_people, record
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.actions import register_person
from wushe.registers.beneficiaries.rules import HomeDraft, PersonDraft, PersonFacts
from wushe.work.safeguarding.actions import report_child_in_danger
from wushe.work.safeguarding.models import MandatoryReport
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs: Sequence[Callable[[], object]]) -> list[object]:
    """What each job gave, or the code with which it was refused; all begin in the same moment."""
    start = threading.Barrier(len(jobs))
    outcomes: list[object] = [None] * len(jobs)

    def run(number: int, job: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes[number] = job()
        except Refused as refused:
            outcomes[number] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_rows_of_a_county_are_numbered_without_a_gap(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    drafts = [[event_draft() for _ in range(5)] for _ in range(4)]
    outcomes = at_once([lambda own=own: [record(cast.xiaozhou, draft).seq for draft in own] for own in drafts])
    assert sorted(seq for seqs in outcomes for seq in seqs) == list(range(1, 21))
    assert Attendance.objects.count() == 20


def test_the_same_form_pressed_at_once_is_one_row(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    draft = event_draft()
    outcomes = at_once([lambda: record(cast.xiaozhou, draft).pk] * 4)
    assert outcomes == [ServiceEvent.objects.get().pk] * 4


def test_two_workers_who_write_the_same_visit_at_once_write_one(cast: Cast) -> None:
    outcomes = at_once(
        [
            lambda who=who: record_visit(who, cast.station, cast.wang, visit_draft(cast.wang)).pk
            for who in (cast.xiaozhou, cast.xiaolin)
        ]
    )
    assert set(outcomes) == {Visit.objects.get().pk, "visits-already-recorded"}


def test_two_corrections_of_one_row_at_once_are_one(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    row = record(cast.xiaozhou, event_draft())
    outcomes = at_once(
        [
            lambda minutes=minutes: (
                amend(cast.xiaozhou, row, event_draft(minutes=minutes, reason="写错"), reversal_id=uuid.uuid4()).seq
            )
            for minutes in (45, 50)
        ]
    )
    assert set(outcomes) == {3, "ledger-already-reversed"}
    assert ServiceEvent.objects.count() == 3


def test_danger_pressed_many_times_at_once_is_one_report(cast: Cast) -> None:
    press = uuid.uuid4()
    job = [lambda: report_child_in_danger(cast.xiaozhou, cast.station, press, cast.li_child).pk]
    assert at_once(job * 4) == [MandatoryReport.objects.get().pk] * 4


def test_two_who_register_at_once_get_numbers_without_a_gap(cast: Cast) -> None:
    def draft(name: str) -> PersonDraft:
        home = HomeDraft(unit_id=cast.units[0].pk)
        return PersonDraft(uuid.uuid4(), PersonFacts(name=name), home, TODAY, although="压力测试，不是同一个人")

    outcomes = at_once(
        [
            lambda who=who, call=call: [register_person(who, draft(f"{call}{n}")).file_seq for n in range(5)]
            for who, call in ((cast.xiaozhou, "甲某"), (cast.xiaolin, "乙某"))
        ]
    )
    assert sorted(seq for seqs in outcomes for seq in seqs) == list(range(1, 11))


def test_one_pair_merged_at_once_both_ways_is_merged_one_way(cast: Cast) -> None:
    pairs = ((cast.fu, cast.wang), (cast.wang, cast.fu))
    outcomes = at_once(
        [
            lambda pair=pair: merge_people(cast.laochen, *pair, form_id=uuid.uuid4(), reason="同一个人").seq
            for pair in pairs
        ]
    )
    assert set(outcomes) == {1, "beneficiaries-unknown-person"}
