"""The page of a stock figure: the number on its day, what counts, its rows, and nobody's name above the county."""

from urllib.parse import urlencode

import pytest

from tests.browsing import browser, refusal, text
from tests.cast import INVENTED, LONG_AGO, lies_in, region_named
from wushe.registers.catalog.queries import service_model
from wushe.registers.stations.models import DeclaredFigure, Organization, RegionKind, StationState, View
from wushe.registers.workforce.models import Assignment, Certificate, Worker
from wushe.statistics.tests.stock_world import aims, certificate, looks_after, nursed, organization, runs

CERTIFIED = "certified?scope=460203&on=2026-11-24"
TARGET = "target?scope=4602&key=professional-per-community&on=2026-11-24"


def url(query, **more):
    return "/figures/?" + urlencode({"q": query, **more})


def page(viewer, query, **more):
    return browser(viewer).get(url(query, **more))


@pytest.fixture
def holders(cast):
    """Twenty-five holders of the county; the first holds two certificates."""
    people = [Worker.objects.create(name=f"持证{number:02}", called="x") for number in range(25)]
    for one in people:
        certificate(one, cast.county)
    certificate(people[0], cast.county)
    return people


def test_a_county_reads_how_many_are_certified_and_their_masked_rows(cast, holders):
    answer = page(cast.wangke, CERTIFIED)
    shown = answer.context["page"]
    assert (answer.status_code, shown.figure.value, shown.total, len(shown.rows)) == (200, 25, 26, 20)
    assert "证书 26 本，去重后 25 人" in text(answer)
    assert "2026年11月24日当日" in text(answer)
    assert "持＊＊＊" in text(answer)
    assert [word for word in ("持证00", "2021330000001234") if word in text(answer)] == []
    assert "＊＊＊＊＊＊＊＊＊＊＊＊1234" in text(answer)


def test_the_rows_of_a_stock_figure_go_on_on_the_next_page(cast, holders):
    first, second = (page(cast.wangke, CERTIFIED, page=number) for number in (1, 2))
    assert first.context["page"].pager.next_url == url(CERTIFIED, page=2)
    assert len(second.context["page"].rows) == 6


def test_another_day_is_asked_on_the_page(cast, holders):
    client = browser(cast.wangke)
    answer = client.get(url(CERTIFIED, on="2020-12-31"))
    assert answer.url == url("certified?scope=460203&on=2020-12-31")
    assert client.get(answer.url).context["page"].figure.value == 0
    assert client.get(url(CERTIFIED, on="昨天")).status_code == 200


@pytest.mark.parametrize("who", ["shiju", "shengting"])
def test_a_city_and_a_province_read_no_name_of_a_worker_and_no_day(cast, holders, who):
    answer = page(getattr(cast, who), CERTIFIED.replace("460203", "4602"))
    assert answer.status_code == 200
    assert answer.context["page"].figure.value == 25
    shown = text(answer)
    assert [word for word in ("持＊", "1234", str(LONG_AGO)) if word in shown] == []
    assert [word for word in ("助理（初级）", "吉阳区", "2021", "不看是谁的证") if word not in shown] == []


@pytest.mark.parametrize(
    ("who", "scope"),
    [("wangke", "4602"), ("wangke", "530302"), ("shiju", "5303"), ("xiaozhou", "460203"), ("jigou", "460203")],
)
def test_a_place_that_is_not_the_readers_is_not_there(cast, who, scope):
    answer = page(getattr(cast, who), CERTIFIED.replace("460203", scope))
    assert answer.status_code == 404
    assert "这里没有您能看的内容" in refusal(answer)


def test_a_worker_reads_what_the_own_station_covers(cast):
    query = f"units-covered?scope={cast.coverage.key}&kind=village&on=2026-11-24"
    answer = page(cast.xiaozhou, query)
    assert answer.context["page"].figure.value == 5
    assert "田独村" in text(answer)
    assert page(cast.stranger, query).status_code == 404


def test_stations_lead_to_their_pages_only_for_who_may_open_them(cast):
    StationState.objects.create(station=cast.station, state="opened", since_printed="2021年8月底", source=INVENTED)
    query = "stations?scope=460203&tier=township&state=opened&on=2021-08-31"
    officer, city = page(cast.wangke, query), page(cast.shiju, query.replace("460203", "4602"))
    assert 'href="/stations/liudao-station/"' in text(officer)
    assert [word for word in ("六道大社区社工站", "自 2021年8月底", "某社工机构") if word not in text(officer)] == []
    assert "六道大社区社工站" in text(city)
    assert "/stations/liudao-station/" not in text(city)


def test_organizations_say_what_they_are_where_and_since_when(cast):
    one = organization("haifeng", cast.county)
    runs(one, cast.next_station)
    nursed(cast.county, one)
    listed = text(page(cast.wangke, "organizations?scope=460203&kind=service&on=2026-11-24"))
    assert [
        w for w in ("haifeng中心", "社会服务机构（民办非企业单位）", "吉阳区", "2021-01-01") if w not in listed
    ] == []
    assert "进行中" in text(page(cast.wangke, "incubated?scope=460203&on=2026-11-24"))
    areas = text(page(cast.shiju, "areas-with-organization?scope=4602&kind=county&on=2026-11-24"))
    assert [word for word in ("吉阳区", "haifeng中心", "还没有的") if word not in areas] == []
    run = text(page(cast.wangke, "stations-run?scope=460203&tier=township&on=2026-11-24"))
    assert [word for word in ("邻站", "haifeng中心", "由几家机构承接") if word not in run] == []


def test_a_target_shows_its_gaps_first_and_who_looks_after_what(cast):
    aims(cast.units[0])  # somewhere else: not this one's
    aims(region_named("x", "别处", RegionKind.CITY))
    from_city = cast.county.links_up.get(view=View.MANAGED).parent
    aims(from_city)
    other = region_named("zz", "后面的社区", RegionKind.COMMUNITY)
    lies_in(other, cast.county)
    able, idle = Worker.objects.create(name="林有证", called="林"), Worker.objects.create(name="陈没证", called="陈")
    certificate(able, cast.county)
    looks_after(able, cast.units[5])
    looks_after(idle, other)
    officer = page(cast.wangke, TARGET.replace("4602", "460203"))
    rows = [[cell.text for _head, cell in row] for row in officer.context["page"].rows]
    assert rows == [
        ["后面的社区", "没有达到目标", "陈＊＊（没有有效证书）"],
        ["六道居委会", "达到目标", "林＊＊"],
    ]
    assert "目标，不是数出来的" in text(officer)
    assert "ws-is-target" in text(officer)
    city = text(page(cast.shiju, TARGET))
    assert [word for word in ("林", "陈＊") if word in city.split('id="records"')[1]] == []
    assert "1 人，其中有效持证 1 人" in city
    gap = page(cast.shiju, TARGET.replace("target?", "target-units?") + "&state=gap")
    assert [row[0][1].text for row in gap.context["page"].rows] == ["后面的社区"]
    looks_after(able, other)
    shared = page(cast.wangke, TARGET.replace("target?scope=4602", "target-units?scope=460203") + "&state=shared")
    assert "林＊＊（还联系别处）" in text(shared)


def test_a_declared_figure_is_drawn_dashed_and_has_no_rows(cast):
    DeclaredFigure.objects.create(
        region=cast.coverage,
        key="people",
        name="服务群众总数",
        value=47162,
        unit="人",
        as_of_printed="6月24日",
        source="据南海网",
    )
    answer = page(cast.wangke, f"declared?scope={cast.coverage.key}&key=people")
    shown = text(answer)
    assert [w for w in ("47,162", "申报的数，不是数出来的", "ws-is-declared", "据南海网") if w not in shown] == []
    assert 'id="records"' not in shown


def test_the_fields_of_a_service_model_open_too(cast):
    slot = next(slot for slot in service_model("1-1-5-x").parts if slot.fields)
    answer = page(cast.wangke, "service-model?" + urlencode({"key": "1-1-5-x", "slot": slot.label}))
    assert answer.context["page"].figure.value == len(slot.fields)
    assert "养老服务" in text(answer)


def test_what_has_no_rows_says_so_and_what_means_nothing_is_refused(cast):
    assert "这一天一条也没有" in text(page(cast.wangke, CERTIFIED))
    assert page(cast.wangke, "certified?scope=460203").status_code == 400
    assert page(cast.wangke, CERTIFIED.replace("460203", "unit-1")).status_code == 400
    assert Certificate.objects.count() + Assignment.objects.count() == 0
    assert Organization.objects.count() == 1
