"""Who is looking, and what a grant of that day lets them see."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.cast import LONG_AGO, TODAY, Cast, station_named, unit_named, user_named
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, RegionLink, Role
from wushe.registers.stations.queries import (
    find_places,
    home_station,
    operator,
    overseen_counties,
    stations,
    unit_ids_of,
    viewer_for,
)


def test_a_worker_sees_the_units_of_the_station(cast: Cast) -> None:
    assert cast.xiaozhou.role == Role.WORKER
    assert cast.xiaozhou.station_ids == {cast.station.pk}
    assert cast.xiaozhou.unit_ids == {unit.pk for unit in cast.units}
    assert cast.xiaozhou.county_ids == frozenset()
    assert cast.xiaozhou.place_name == "六道大社区社工站"
    assert cast.xiaozhou.person_name == "小周"


def test_a_county_officer_sees_the_county_and_no_unit(cast: Cast) -> None:
    assert cast.wangke.is_county
    assert cast.wangke.county_ids == {cast.county.pk}
    assert cast.wangke.station_ids == frozenset()
    assert cast.wangke.unit_ids == frozenset()
    assert cast.wangke.place_name == "吉阳区"


def test_without_a_grant_there_is_nothing_to_see(cast: Cast) -> None:
    assert (cast.nobody.role, cast.nobody.place_name) == ("", "")
    assert list(stations(cast.nobody)) == []


def test_another_station_is_not_seen(cast: Cast) -> None:
    assert cast.xiaozhou.sees_station(cast.station.pk)
    assert not cast.xiaozhou.sees_station(cast.next_station.pk)
    assert not cast.wangke.sees_station(cast.station.pk)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "role"),
    [
        (date(2026, 11, 24), None, "worker"),
        (date(2026, 11, 25), None, ""),
        (date(2026, 1, 1), date(2026, 11, 24), "worker"),
        (date(2026, 1, 1), date(2026, 11, 23), ""),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(
    cast: Cast, starts_on: date, ends_on: date | None, role: str
) -> None:
    user = user_named("新来的")
    Grant.objects.create(user=user, role=Role.WORKER, station=cast.station, starts_on=starts_on, ends_on=ends_on)
    assert viewer_for(user, TODAY).role == role


def test_the_strongest_role_holds_and_places_add_up(cast: Cast) -> None:
    user = cast.xiaozhou.user
    Grant.objects.create(user=user, role=Role.LEAD, station=cast.next_station, starts_on=LONG_AGO)
    Grant.objects.create(user=user, role=Role.COUNTY, region=cast.county, starts_on=LONG_AGO)
    both = viewer_for(user, TODAY)
    assert both.role == Role.LEAD
    assert both.station_ids == {cast.station.pk, cast.next_station.pk}
    assert both.county_ids == {cast.county.pk}


@pytest.mark.parametrize("has_both", [True, False])
def test_a_grant_has_exactly_one_place(cast: Cast, has_both: bool) -> None:
    places = {"station": cast.station, "region": cast.county} if has_both else {}
    with pytest.raises(IntegrityError, match="grant_has_one_place"), transaction.atomic():
        Grant.objects.create(user=cast.nobody.user, role=Role.LEAD, starts_on=LONG_AGO, **places)


def test_a_unit_is_served_from_day_to_day(cast: Cast) -> None:
    link = RegionLink.objects.get(parent=cast.coverage, child=cast.units[5])
    link.ends_on = date(2026, 11, 23)
    link.save(update_fields=["ends_on"])
    user = cast.xiaozhou.user
    assert cast.units[5].pk in viewer_for(user, date(2026, 11, 23)).unit_ids
    assert cast.units[5].pk not in viewer_for(user, TODAY).unit_ids
    assert sorted(unit_ids_of({cast.coverage.pk}, TODAY)) == [u.pk for u in cast.units[:5]]


def test_the_operator_works_at_every_station_of_one_county(cast: Cast) -> None:
    everything = operator(cast.county, TODAY)
    assert everything.user is None
    assert everything.person_name == ""
    assert everything.station_ids == {cast.station.pk, cast.next_station.pk}
    assert cast.far_elder.memberships.get().household.unit_id not in everything.unit_ids


def test_each_sees_exactly_their_stations(cast: Cast) -> None:
    assert [s.pk for s in stations(cast.xiaozhou)] == [cast.station.pk]
    assert [s.pk for s in stations(cast.stranger)] == [cast.next_station.pk]
    assert {s.pk for s in stations(cast.wangke)} == {cast.station.pk, cast.next_station.pk}


def test_whoever_works_at_no_station_has_no_home_station(cast: Cast) -> None:
    assert home_station(cast.laochen) == cast.station
    with pytest.raises(Refused, match="stations-no-station"):
        home_station(cast.wangke)


def test_only_a_county_officer_oversees_a_county(cast: Cast) -> None:
    assert list(overseen_counties(cast.wangke)) == [cast.county]
    assert list(overseen_counties(cast.laochen)) == []


def test_places_are_found_by_part_of_their_name(cast: Cast) -> None:
    assert find_places("田独") == [("unit-1", "田独村", "village", "460203")]
    assert [row[0] for row in find_places("六道")] == ["liudao-coverage", "unit-6", "liudao-station"]
    assert find_places("没有这个") == []


def test_a_viewer_costs_two_queries_however_many_units(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more = tuple(unit_named(f"more-{n}", f"新村{n}", cast.county) for n in range(10))
    station = station_named("more", "新站", cast.county, more)
    Grant.objects.create(user=cast.nobody.user, role=Role.LEAD, station=station, starts_on=LONG_AGO)
    with django_assert_num_queries(2):
        assert len(viewer_for(cast.nobody.user, TODAY).unit_ids) == 10
