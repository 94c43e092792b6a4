"""A village may be served by two stations, that of its town and its own: every reader copes."""

import uuid

import pytest

from tests.browsing import browser, text
from tests.cast import INVENTED, LONG_AGO, TODAY, Cast, staff_member, user_named, visit_draft
from wushe.ground.kit.periods import month_of
from wushe.registers.beneficiaries.queries import people
from wushe.registers.stations.actions.areas import merge_areas
from wushe.registers.stations.actions.openings import open_station
from wushe.registers.stations.models import Grant, Role, Station, View
from wushe.registers.stations.queries import covers_of, unit_spans, units_served, viewer_for
from wushe.registers.stations.rules.areas import NewArea
from wushe.registers.stations.rules.stations import NewStation
from wushe.statistics.counting import count
from wushe.statistics.scopes import permitted, scope_for
from wushe.work.disclosures.queries import counted
from wushe.work.visits.actions import record_visit


@pytest.fixture
def village(cast: Cast) -> Station:
    """A station in 田独村, under 六道大社区社工站."""
    words = {"name": "田独村级站", "tier": "village", "opening_printed": "2026年8月底", "source": "据区民政局"}
    return open_station(cast.wangke, cast.county, NewStation(covers=("unit-1",), above="liudao-station", **words))


def test_both_stations_see_the_people_of_the_village_and_each_person_once(cast: Cast, village: Station) -> None:
    helper = staff_member("村里社工", Role.WORKER, station=village)
    assert helper.unit_ids == {cast.units[0].pk}
    assert {one.pk for one in people(helper, TODAY)} == {cast.wang.pk, cast.chen.pk}
    assert cast.units[0].pk in viewer_for(cast.xiaozhou.user, TODAY).unit_ids
    town = [one.pk for one in people(cast.xiaozhou, TODAY)]
    assert len(town) == len(set(town))
    assert cast.wang.pk in town


def test_a_worker_of_both_stations_sees_each_person_once(cast: Cast, village: Station) -> None:
    both = user_named("两头跑")
    for at in (cast.station, village):
        Grant.objects.create(user=both, role=Role.WORKER, station=at, starts_on=LONG_AGO)
    viewer = viewer_for(both, TODAY)
    found = [one.pk for one in people(viewer, TODAY)]
    assert viewer.station_ids == {cast.station.pk, village.pk}
    assert sorted(found) == sorted(one.pk for one in people(cast.xiaozhou, TODAY))


def test_a_visit_counts_at_the_station_that_made_it_and_once_in_the_county(cast: Cast, village: Station) -> None:
    helper = staff_member("村里社工", Role.WORKER, station=village)
    record_visit(helper, village, cast.wang, visit_draft(cast.wang))
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang, form_id=uuid.uuid4()))
    asked = [village.key, cast.station.key, "unit-1", cast.county.key, village.coverage.key]
    times = [count("person-times", scope_for(key), month_of(TODAY)).value for key in asked]
    assert times == [1, 1, 2, 2, 2]
    assert count("persons", scope_for(cast.county.key), month_of(TODAY)).value == 1


def test_the_list_of_units_of_the_county_names_each_once(cast: Cast, village: Station) -> None:
    served = [unit.key for unit in units_served(cast.wangke, [cast.station, village], month_of(TODAY))]
    assert len(served) == len(set(served)) == 6
    ties = [tie.child.key for tie in covers_of(cast.county, TODAY)]
    assert ties.count("unit-1") == 2
    spans = unit_spans(cast.county, View.COVERAGE)
    assert len(spans) == len(set(spans))
    board = browser(cast.wangke).get("/county/")
    assert text(board).count(">田独<") <= 2
    assert permitted(cast.wangke, scope_for(f"{village.key}.unit-1")).station_id == village.pk


def test_the_page_of_a_village_shows_both_ties(cast: Cast, village: Station) -> None:
    shown = text(browser(cast.wangke).get("/regions/unit-1/"))
    assert [name for name in (village.coverage.name, cast.coverage.name) if name not in shown] == []


def test_a_merged_village_goes_on_to_both_stations(cast: Cast, village: Station) -> None:
    area = NewArea(name="田新村", kind="village", key="joined")
    merge_areas(cast.wangke, cast.units[:2], area, day=TODAY, source=INVENTED)
    ties = {tie.parent_id for tie in covers_of(cast.county, TODAY) if tie.child.key == "joined"}
    assert ties == {cast.coverage.pk, village.coverage_id}


def test_a_county_that_looks_for_somebody_finds_the_person_at_both_stations(cast: Cast, village: Station) -> None:
    found = {row.station: row.persons for row in counted(cast.wangke, cast.wang.name, TODAY)}
    assert found == {cast.station: 1, village: 1}


def test_the_people_and_the_desk_of_the_town_show_nobody_twice(cast: Cast, village: Station) -> None:
    for path in ("/people/", "/today/", "/desk/"):
        answer = browser(cast.xiaozhou).get(path)
        assert answer.status_code == 200, path
    shown = text(browser(cast.xiaozhou).get("/people/"))
    assert shown.count(f'/people/{cast.wang.uuid}/"') == shown.count(f'/people/{cast.fu.uuid}/"')
