"""Each sees whom they have to visit, and when."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.cast import LONG_AGO, TODAY, Cast, resident, visit_draft
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person, PersonCategory, Risk, RiskLevel
from wushe.registers.catalog.models import Category, Method, Mode
from wushe.registers.stations.queries import Viewer
from wushe.work.visits.actions import cancel_visit, load_visit_rules, record_visit
from wushe.work.visits.models import VisitRule
from wushe.work.visits.queries import charges, due_list, lines

Due = Callable[[Person], date | None]


@pytest.fixture
def due(cast: Cast) -> Due:
    """When somebody is due, as 老陈 sees it."""

    def day(person: Person) -> date | None:
        found = {one.person_id: one for one in due_list(cast.laochen, charges(cast.laochen, TODAY), TODAY)}
        one = found[person.pk]
        return one.due.day if one.due else None

    return day


def seen(viewer: Viewer) -> list[int]:
    return [one.person_id for one in due_list(viewer, charges(viewer, TODAY), TODAY)]


def test_each_of_the_cast_sees_exactly_their_charges(cast: Cast) -> None:
    mine = [cast.fu, cast.wang, cast.li_grandmother, cast.li_child]
    assert set(seen(cast.xiaozhou)) == {one.pk for one in mine}
    assert set(seen(cast.xiaolin)) == {cast.chen.pk, cast.li_mother.pk}
    assert set(seen(cast.laochen)) == {one.pk for one in (*mine, cast.chen, cast.li_mother)}
    assert seen(cast.stranger) == [cast.neighbour.pk]
    assert seen(cast.wangke) == []
    assert seen(cast.nobody) == []


def test_the_most_overdue_comes_first_and_who_has_no_duty_last(cast: Cast) -> None:
    free = resident("没有类别", date(1950, 1, 1), cast.units[0])
    found = due_list(cast.laochen, charges(cast.laochen, TODAY), TODAY)
    days = [one.due.day for one in found if one.due]
    assert days == sorted(days)
    assert (found[-1].person_id, found[-1].due, found[-1].days_over(TODAY)) == (free.pk, None, 0)
    assert not found[-1].is_due(TODAY)


def test_who_was_never_met_is_due_one_interval_after_the_duty_began(cast: Cast, due: Due) -> None:
    assert due(cast.fu) == date(2021, 1, 8)
    assert due(cast.wang) == date(2021, 2, 1)
    assert due(cast.chen) == date(2021, 4, 1)


@pytest.mark.parametrize(
    ("mode", "day"),
    [
        (Mode.DOOR, date(2026, 12, 20)),
        (Mode.VIDEO, date(2026, 12, 20)),
        (Mode.PHONE, date(2021, 2, 1)),
        (Mode.PROXY, date(2021, 2, 1)),
        (Mode.VENUE, date(2021, 2, 1)),
    ],
)
def test_only_a_contact_in_an_allowed_mode_counts(
    cast: Cast, due: Due, event_draft: Callable[..., EventDraft], mode: Mode, day: date
) -> None:
    record(cast.xiaozhou, event_draft(mode=mode, occurred_on=date(2026, 11, 20)))
    assert due(cast.wang) == day


def test_any_service_that_met_the_person_counts(cast: Cast, due: Due, event_draft: Callable[..., EventDraft]) -> None:
    """A case contact at the door is a contact; nobody goes twice for the rule's sake."""
    record(cast.xiaozhou, event_draft(method=Method.CASEWORK, occurred_on=date(2026, 11, 20)))
    assert due(cast.wang) == date(2026, 12, 20)


def test_a_visit_moves_the_day_and_its_cancelling_moves_it_back(cast: Cast, due: Due) -> None:
    before = due(cast.wang)
    told = record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    assert due(cast.wang) == date(2026, 12, 24)
    cancel_visit(cast.xiaozhou, told, form_id=uuid.uuid4(), reason="错了")
    assert due(cast.wang) == before


def test_a_contact_before_the_category_began_does_not_count(
    cast: Cast, due: Due, event_draft: Callable[..., EventDraft]
) -> None:
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 5)))
    PersonCategory.objects.filter(person=cast.wang).update(starts_on=date(2026, 11, 1))
    assert due(cast.wang) == date(2026, 12, 1)


def test_a_category_that_has_ended_is_no_duty(cast: Cast, due: Due) -> None:
    PersonCategory.objects.filter(person=cast.wang).update(ends_on=date(2026, 11, 23))
    assert due(cast.wang) is None


def test_the_strictest_of_two_categories_wins(cast: Cast, due: Due) -> None:
    """留守妇女 at key risk every two months; as 留守老人 too, every month."""
    RiskLevel.objects.create(
        person=cast.li_mother, level=Risk.KEY, starts_on=LONG_AGO, decided_by=cast.laochen.user, reason="test"
    )
    assert due(cast.li_mother) == date(2021, 3, 1)
    elder = Category.objects.get(key="left-behind-elder")
    PersonCategory.objects.create(person=cast.li_mother, category=elder, starts_on=LONG_AGO, basis="test")
    assert due(cast.li_mother) == date(2021, 2, 1)


def test_a_countys_own_rule_comes_before_the_general_one(cast: Cast, due: Due) -> None:
    kind = Category.objects.get(key="living-alone-elder")
    VisitRule.objects.create(category=kind, risk=Risk.KEY, county=cast.county, days=10, modes=["door"], source="test")
    assert due(cast.wang) == date(2021, 1, 11)


def test_a_rule_of_another_county_does_not_hold(cast: Cast, due: Due) -> None:
    kind = Category.objects.get(key="living-alone-elder")
    VisitRule.objects.create(
        category=kind, risk=Risk.KEY, county=cast.far_station.county, days=10, modes=["door"], source="test"
    )
    assert due(cast.wang) == date(2021, 2, 1)


def test_days_over_count_from_the_last_day_in_time(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), occurred_on=date(2026, 11, 15)))
    [fu] = [one for one in due_list(cast.xiaozhou, charges(cast.xiaozhou, TODAY), TODAY) if one.person_id == cast.fu.pk]
    assert [fu.days_over(day) for day in (date(2026, 11, 21), date(2026, 11, 22), TODAY)] == [-1, 0, 2]
    assert [fu.is_due(day) for day in (date(2026, 11, 21), date(2026, 11, 22), TODAY)] == [False, True, True]


def test_the_lines_show_name_home_and_categories_in_the_same_order(cast: Cast) -> None:
    dues = due_list(cast.xiaozhou, charges(cast.xiaozhou, TODAY), TODAY)
    shown = lines(cast.xiaozhou, dues, TODAY)
    assert [line.due for line in shown] == dues
    assert (shown[0].person, shown[0].home.household.unit) == (cast.fu, cast.units[2])
    assert [row.category.name for row in shown[0].categories] == ["独居老人"]


def test_ten_more_people_cost_no_more_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = due_list(cast.xiaolin, charges(cast.xiaolin, TODAY), TODAY)
        lines(cast.xiaolin, found, TODAY)
    told = {"category": "left-behind-elder", "by": cast.xiaolin.user}
    ten = [resident(f"新{number}", date(1950, 1, 1), cast.units[number % 6], **told) for number in range(10)]
    assert all(record_visit(cast.xiaolin, cast.station, one, visit_draft(one)) for one in ten)
    with django_assert_num_queries(len(queries)):
        more = due_list(cast.xiaolin, charges(cast.xiaolin, TODAY), TODAY)
        lines(cast.xiaolin, more, TODAY)
    assert len(more) == len(found) + 10


def test_the_rules_can_be_loaded_again(cast: Cast) -> None:
    before = list(VisitRule.objects.order_by("pk").values())
    load_visit_rules()
    assert list(VisitRule.objects.order_by("pk").values()) == before
    assert not VisitRule.objects.filter(source="").exists()
