"""The boards of service models say for each station what fills each slot, or why nobody can say."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browsing import browser, links, text
from tests.cast import TODAY, Cast, field_id, resident, station_named, unit_named, worker_id
from wushe.doors.reports.models_page import Board, models_page
from wushe.ground.kit.periods import year_of
from wushe.ledger.actions import record
from wushe.registers.catalog.actions import adopt_model, load_model
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.catalog.rules import evidence
from wushe.registers.catalog.tests.test_reading_a_service_model import GOOD
from wushe.registers.stations.models import Region, Station, StationState, Tier
from wushe.registers.stations.queries import Viewer, operator
from wushe.statistics.counting import count
from wushe.statistics.rules import Filters
from wushe.statistics.scopes import scope_for
from wushe.statistics.slots import QUESTIONS

FIELDS = ["assistance", "elder-care", "child-care", "governance", "affairs"]


def adopt(cast: Cast, key: str, region: Region | None = None) -> None:
    adopt_model(operator(cast.county, TODAY), key, region or cast.county, starts_on=None, source="据南海网")


def board(viewer: Viewer, printed: str, period: str = "year") -> Board:
    [found] = [one for one in models_page(viewer, period).boards if one.printed == printed]
    return found


def cells(shown: Board) -> dict[str, list[tuple[str, int | str]]]:
    """For each station the state of each cell, and its number or its word."""
    return {
        row.name: [(cell.state, cell.figure.value if cell.figure else cell.word) for cell in row.cells]
        for group in shown.groups
        for row in group.rows
    }


@pytest.fixture
def served(cast: Cast, event_draft) -> Cast:
    """小周 visited two elders and held a crowd of 12 in the field of governance; the next station did nothing."""
    record(cast.xiaozhou, event_draft())
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), unit_id=cast.units[2].pk))
    crowd = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "people": (), "heads_counted": 10, "heads_estimated": 2}
    record(cast.xiaozhou, event_draft(field_id=field_id("governance"), **crowd))
    record(cast.xiaozhou, event_draft(occurred_on=date(2025, 12, 31), field_id=field_id("affairs"), reason="迟报"))
    return cast


UNCONNECTED = ("unconnected", "未接入")
EMPTY = ("empty", "空")


def test_each_slot_of_the_sanya_model_is_filled_empty_or_unconnected(served: Cast) -> None:
    adopt(served, "1-1-5-x")
    found = cells(board(served.wangke, "1+1+5+X"))
    assert found == {
        served.next_station.name: [UNCONNECTED, UNCONNECTED, *[EMPTY] * 5, UNCONNECTED],
        served.station.name: [
            UNCONNECTED,
            UNCONNECTED,
            EMPTY,
            ("there", 2),
            EMPTY,
            ("there", 12),
            EMPTY,
            UNCONNECTED,
        ],
    }


def test_each_number_is_the_figure_that_it_opens_to(served: Cast) -> None:
    adopt(served, "1-1-5-x")
    client = browser(served.wangke)
    found = links(client.get("/models/"))
    rows = [row for group in board(served.wangke, "1+1+5+X").groups for row in group.rows]
    shown = [cell.figure for row in rows for cell in row.cells if cell.figure]
    scope = scope_for(served.station.key)
    asked = [count("person-times", scope, year_of(TODAY), Filters(frozenset({key}))) for key in FIELDS]
    assert shown == [figure for figure in asked if figure.value]
    assert {figure.url for figure in shown} <= set(found)
    assert [client.get(figure.url).status_code for figure in shown] == [200, 200]


def test_a_model_nobody_coded_for_has_the_right_board(served: Cast, tmp_path: Path) -> None:
    file = tmp_path / "1-2-5-n.toml"
    file.write_text(GOOD, encoding="utf-8")
    call_command("service_models", "load", str(file))
    call_command("service_models", "adopt", "1-2-5-n", "--place", served.county.key, "--source", "县里的文件")
    StationState.objects.create(station=served.station, state="operating", since_printed="2021年5月底前", source="test")
    shown = board(served.wangke, "1+2+5+N")
    assert [(tile.amount, tile.label, tile.state) for tile in shown.tiles] == [
        ("1", "社工总站", "there"),
        ("2", "服务阵地", "there"),
        ("5", "服务领域", "there"),
        ("N", "", "undefined"),
    ]
    assert cells(shown) == {
        served.next_station.name: [EMPTY, EMPTY, *[EMPTY] * 5, ("undefined", "未定义")],
        served.station.name: [
            ("there", "有"),
            ("there", 1),
            EMPTY,
            ("there", 2),
            EMPTY,
            ("there", 12),
            EMPTY,
            ("undefined", "未定义"),
        ],
    }


def test_a_broken_model_changes_no_board(served: Cast, tmp_path: Path) -> None:
    adopt(served, "1-1-5-x")
    before = models_page(served.wangke, "year").boards
    file = tmp_path / "bad.toml"
    file.write_text(GOOD.replace("1-2-5-n", "1-1-5-x").rsplit("[[slot]]", 1)[0], encoding="utf-8")
    with pytest.raises(CommandError, match=r"^bad\.toml 第 3 行：原文“1\+2\+5\+N”有 4 段，栏位却有 3 个。"):
        call_command("service_models", "load", str(file))
    assert models_page(served.wangke, "year").boards == before


def test_what_deqing_left_undefined_stays_undefined(served: Cast) -> None:
    adopt(served, "1-3-3x-n")
    shown = board(served.wangke, "1+3+3X+N")
    assert {state for row in cells(shown).values() for state, _word in row} == {"undefined"}
    assert ([tile.amount for tile in shown.tiles], shown.is_counted) == (["1", "3", "3X", "N"], False)


def test_the_three_plans_are_named_though_nothing_counts_them_yet(served: Cast) -> None:
    adopt(served, "one-platform-three-plans")
    shown = board(served.wangke, "一平台三计划")
    assert shown.tiles[1].items == ("赋能计划", "展翅计划", "翱翔计划")
    assert {tile.state for tile in shown.tiles} == {"unconnected"}


def test_covered_means_really_operating_on_the_day(served: Cast) -> None:
    adopt(served, "one-two-three-years")
    for state, printed in (("opened", "2021年1月1日"), ("operating", "2021年5月底前"), ("suspended", "2026年12月1日")):
        StationState.objects.create(station=served.station, state=state, since_printed=printed, source="test")
    StationState.objects.create(station=served.next_station, state="opened", since_printed="2021年1月1日", source="t")
    found = cells(board(served.wangke, "一年覆盖、两年规范、三年提升"))
    assert found[served.station.name][0] == ("there", "有")
    assert found[served.next_station.name][0] == EMPTY
    assert "2021年5月底前" in text(browser(served.wangke).get("/models/"))


def test_the_period_is_the_one_asked_for(served: Cast) -> None:
    adopt(served, "1-1-5-x")
    affairs = {
        period: cells(board(served.wangke, "1+1+5+X", period))[served.station.name][6] for period in ("all", "year")
    }
    assert affairs == {"all": ("there", 1), "year": EMPTY}


def test_what_the_city_adopted_holds_in_its_counties_and_nowhere_else(served: Cast) -> None:
    adopt(served, "1-1-5-x", Region.objects.get(key="4602"))
    assert set(cells(board(served.wangke, "1+1+5+X"))) == {served.station.name, served.next_station.name}
    assert models_page(served.far_officer, "year").boards == []


def test_what_a_coverage_unit_adopted_holds_at_its_station(served: Cast) -> None:
    adopt(served, "1-1-5-x", served.coverage)
    assert set(cells(board(served.wangke, "1+1+5+X"))) == {served.station.name}


def test_who_adopted_it_twice_over_has_one_board(served: Cast) -> None:
    for region in (Region.objects.get(key="4602"), served.county, served.coverage):
        adopt(served, "1-1-5-x", region)
    shown = board(served.wangke, "1+1+5+X")
    assert (shown.adopted_by, shown.total) == (["某市", "吉阳区", served.coverage.name], 2)


def test_who_works_at_a_station_sees_that_station_alone(served: Cast) -> None:
    adopt(served, "1-1-5-x")
    for viewer in (served.xiaozhou, served.laochen, served.dudao, served.jigou):
        assert set(cells(board(viewer, "1+1+5+X"))) == {served.station.name}
    assert set(cells(board(served.stranger, "1+1+5+X"))) == {served.next_station.name}


def test_a_city_sees_its_counties_one_below_the_other(served: Cast) -> None:
    second = Region.objects.get(key="460202")
    station_named("second", "邻县站", second, (unit_named("second-unit", "东村", second),))
    adopt(served, "1-1-5-x", Region.objects.get(key="4602"))
    assert [group.name for group in board(served.shiju, "1+1+5+X").groups] == ["邻县", "吉阳区"]
    assert browser(served.shiju).get("/models/").status_code == 200


def test_stations_stand_in_the_order_of_their_areas_codes(served: Cast) -> None:
    adopt(served, "1-1-5-x")
    assert list(cells(board(served.wangke, "1+1+5+X"))) == [served.next_station.name, served.station.name]


def test_a_neighbourhood_is_no_station_of_the_board(served: Cast) -> None:
    adopt(served, "1-1-5-x")
    Station.objects.filter(pk=served.next_station.pk).update(tier=Tier.NEIGHBOURHOOD)
    assert set(cells(board(served.wangke, "1+1+5+X"))) == {served.station.name}


def test_a_changed_definition_is_said_until_it_is_adopted(served: Cast) -> None:
    load_model(GOOD, "m.toml")
    adopt(served, "1-2-5-n")
    assert board(served.wangke, "1+2+5+N").version_note == ""
    load_model(GOOD.replace("社工总站", "总站"), "m.toml")
    assert board(served.wangke, "1+2+5+N").version_note == "这里采用的是第 1 版，已有第 2 版。"


def test_ten_more_stations_cost_no_more_queries(served: Cast, event_draft) -> None:
    for key in ("1-1-5-x", "one-two-three-years"):
        adopt(served, key)
    models_page(served.wangke, "year")
    with CaptureQueriesContext(connection) as few:
        models_page(served.wangke, "year")
    for number in range(10):
        station_named(
            f"more-{number}",
            f"新站{number}",
            served.county,
            (unit_named(f"more-unit-{number}", "新村", served.county),),
        )
    person = resident("新来的", None, served.units[0])
    record(served.xiaozhou, event_draft(people=(person.pk,), workers=(worker_id(served.xiaozhou),)))
    with CaptureQueriesContext(connection) as many:
        assert board(served.wangke, "1+1+5+X").total == 12
    assert len(many) <= len(few)
    assert len(few) < 25


def test_without_a_model_the_page_says_what_to_do(served: Cast) -> None:
    assert "这里还没有采用服务模式" in text(browser(served.wangke).get("/models/"))


def test_the_desk_leads_to_the_board(served: Cast) -> None:
    assert "/models/" in links(browser(served.xiaozhou).get("/desk/"))


def test_whoever_has_no_figures_does_not_get_in(served: Cast) -> None:
    for viewer in (served.guanli, served.zhuanyuan, served.nobody):
        assert browser(viewer).get("/models/").status_code == 403


def test_every_question_that_is_answered_stands_in_the_closed_list() -> None:
    assert set(QUESTIONS) <= set(evidence())


def test_an_adoption_that_has_ended_has_no_board(served: Cast) -> None:
    row = adopt_model(served.wangke, "1-1-5-x", served.county, starts_on=date(2022, 1, 1), source="test")
    row.ends_on = TODAY - timedelta(days=1)
    row.save(update_fields=["ends_on"])
    assert models_page(served.wangke, "all").boards == []
