"""Each of the cast sees exactly the people of their station, as of the day."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import LONG_AGO, TODAY, Cast, household_in, resident
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Membership, PersonCategory, Responsibility, Risk, RiskLevel
from wushe.registers.beneficiaries.queries import (
    caseload,
    categories_of,
    histories,
    homes_of,
    members_of,
    people,
    person,
    responsible_for,
    risks_of,
    search,
)
from wushe.registers.catalog.models import Category

MOVING_DAY = date(2026, 4, 1)


@pytest.fixture
def moved_to_the_next_station(cast: Cast) -> Cast:
    """王阿婆 moved from 田独村 to 邻村 on 1 April."""
    old = Membership.objects.get(person=cast.wang)
    old.ends_on = date(2026, 3, 31)
    old.save(update_fields=["ends_on"])
    there = Membership.objects.get(person=cast.neighbour).household
    Membership.objects.create(person=cast.wang, household=there, role="亲戚", starts_on=MOVING_DAY)
    return cast


def test_each_of_the_cast_sees_exactly_their_people(cast: Cast) -> None:
    ours = [cast.wang, cast.fu, cast.chen, *cast.li_family]
    assert list(people(cast.xiaozhou, TODAY)) == ours
    assert list(people(cast.xiaolin, TODAY)) == ours
    assert list(people(cast.laochen, TODAY)) == ours
    assert list(people(cast.stranger, TODAY)) == [cast.neighbour]
    assert list(people(cast.outsider, TODAY)) == [cast.far_elder]
    assert list(people(cast.wangke, TODAY)) == []
    assert list(people(cast.nobody, TODAY)) == []


def test_a_caseload_is_who_one_looks_after(cast: Cast) -> None:
    assert list(caseload(cast.xiaozhou, TODAY)) == [cast.wang, cast.fu, cast.li_grandmother, cast.li_child]
    assert list(caseload(cast.xiaolin, TODAY)) == [cast.chen, cast.li_mother]
    assert list(caseload(cast.laochen, TODAY)) == []


def test_a_responsibility_that_has_ended_is_no_longer_a_caseload(cast: Cast) -> None:
    row = Responsibility.objects.get(person=cast.wang)
    row.ends_on = date(2026, 11, 23)
    row.save(update_fields=["ends_on"])
    assert cast.wang not in caseload(cast.xiaozhou, TODAY)
    assert cast.wang in caseload(cast.xiaozhou, date(2026, 11, 23))
    assert responsible_for(cast.xiaozhou, cast.wang, TODAY) == []


def test_responsibility_without_the_right_to_see_shows_nobody(cast: Cast) -> None:
    Responsibility.objects.create(person=cast.neighbour, user=cast.xiaozhou.user, starts_on=LONG_AGO)
    assert cast.neighbour not in caseload(cast.xiaozhou, TODAY)


def test_a_person_of_another_station_is_unknown(cast: Cast) -> None:
    assert person(cast.xiaozhou, cast.wang.uuid, TODAY) == cast.wang
    with pytest.raises(Refused, match="beneficiaries-unknown-person"):
        person(cast.xiaozhou, cast.neighbour.uuid, TODAY)
    with pytest.raises(Refused, match="beneficiaries-unknown-person"):
        person(cast.wangke, cast.wang.uuid, TODAY)


def test_who_moves_away_is_seen_by_the_new_station_from_that_day(moved_to_the_next_station: Cast) -> None:
    cast = moved_to_the_next_station
    assert cast.wang in people(cast.xiaozhou, date(2026, 3, 31))
    assert cast.wang not in people(cast.xiaozhou, MOVING_DAY)
    assert cast.wang not in people(cast.stranger, date(2026, 3, 31))
    assert cast.wang in people(cast.stranger, MOVING_DAY)


def test_facts_of_a_day_are_told_only_to_the_station_of_that_day(moved_to_the_next_station: Cast) -> None:
    cast = moved_to_the_next_station
    ours, theirs = (histories(viewer, [cast.wang.pk]) for viewer in (cast.xiaozhou, cast.stranger))
    assert ours.facts(cast.wang.pk, date(2026, 3, 31)) is not None
    assert ours.facts(cast.wang.pk, MOVING_DAY) is None
    assert theirs.facts(cast.wang.pk, date(2026, 3, 31)) is None
    assert theirs.facts(cast.wang.pk, MOVING_DAY) is not None


def test_somebody_without_a_household_is_seen_by_nobody(cast: Cast) -> None:
    home = Membership.objects.get(person=cast.chen)
    home.ends_on = date(2026, 11, 1)
    home.save(update_fields=["ends_on"])
    assert cast.chen not in people(cast.laochen, TODAY)


def test_a_name_is_searched_only_among_ones_own_people(cast: Cast) -> None:
    assert list(search(cast.xiaozhou, "李", TODAY)) == sorted(
        [cast.li_grandmother, cast.li_child], key=lambda one: one.name
    )
    assert list(search(cast.xiaozhou, "邻站", TODAY)) == []
    assert list(search(cast.xiaozhou, "%", TODAY)) == []


def test_the_family_of_three_lives_together(cast: Cast) -> None:
    assert [m.person for m in members_of(cast.xiaozhou, cast.li_child, TODAY)] == list(cast.li_family)
    assert [m.person for m in members_of(cast.xiaozhou, cast.wang, TODAY)] == [cast.wang]


def test_who_left_the_family_is_no_longer_a_member(cast: Cast) -> None:
    row = Membership.objects.get(person=cast.li_mother)
    row.ends_on = date(2026, 6, 30)
    row.save(update_fields=["ends_on"])
    shown = [m.person for m in members_of(cast.xiaozhou, cast.li_child, TODAY)]
    assert shown == [cast.li_grandmother, cast.li_child]


def test_categories_hold_from_day_to_day_in_order_of_bit(cast: Cast) -> None:
    kind = Category.objects.get(key="living-alone-elder")
    PersonCategory.objects.create(
        person=cast.li_grandmother, category=kind, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30), basis="test"
    )
    pk = cast.li_grandmother.pk
    then, now = (categories_of(cast.xiaozhou, [pk], day) for day in (date(2026, 6, 30), TODAY))
    assert [row.category.key for row in then[pk]] == ["living-alone-elder", "left-behind-elder"]
    assert [row.category.key for row in now[pk]] == ["left-behind-elder"]


def test_the_latest_decision_on_risk_holds(cast: Cast) -> None:
    RiskLevel.objects.create(
        person=cast.wang, level=Risk.HIGH, starts_on=date(2026, 11, 1), decided_by=cast.laochen.user, reason="跌倒"
    )
    assert risks_of(cast.xiaozhou, [cast.wang.pk, cast.chen.pk], TODAY) == {cast.wang.pk: Risk.HIGH}
    assert risks_of(cast.xiaozhou, [cast.wang.pk], date(2026, 10, 31)) == {cast.wang.pk: Risk.KEY}


def test_the_home_is_that_of_the_day(moved_to_the_next_station: Cast) -> None:
    cast = moved_to_the_next_station
    before, after = (homes_of(cast.xiaozhou, [cast.wang.pk], day) for day in (date(2026, 3, 31), MOVING_DAY))
    assert before[cast.wang.pk].household.unit == cast.units[0]
    assert after[cast.wang.pk].household.unit.name == "邻村"


def test_histories_cost_four_queries_however_many_people(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    household = household_in(cast.units[0])
    more = [resident(f"新{n}", date(1950, 1, 1), household=household, category="left-behind-elder") for n in range(10)]
    with django_assert_num_queries(4):
        told = histories(cast.xiaozhou, [person.pk for person in more])
    assert all(told.facts(person.pk, TODAY) for person in more)
