"""Stock figures: every one is counted from dated rows, and changes when one of its rows ends."""

from datetime import date

import pytest

from tests.cast import LONG_AGO, lies_in, region_named
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import DeclaredFigure, RegionKind, RegionLink, State, Tier, View
from wushe.statistics.stocks import is_stock, stock
from wushe.statistics.stocks_asked import kinds
from wushe.statistics.tests.stock_world import (
    ON,
    SOON,
    aims,
    became,
    certificate,
    looks_after,
    nursed,
    organization,
    runs,
    small_city,
    station,
    worker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return small_city()


def ask(text, on=ON):
    return stock(f"{text}&on={on}")


def value(text, on=ON):
    return ask(text, on).value


def beside(text, on=ON):
    return {one.label: one.value for one in ask(text, on).beside}


def end(row, **changes):
    for name, told in ({"ends_on": SOON} | changes).items():
        setattr(row, name, told)
    row.save()


# ---- people: DQ01, QJ07 ----------------------------------------------------------------------------------------------


def test_a_holder_counts_once_where_the_certificate_is_registered(world):
    holder, other = worker("张三"), worker("李四")
    first, second = certificate(holder, world.one), certificate(holder, world.one)
    certificate(other, world.zone)
    found = ask("certified?scope=530302")
    assert (found.value, found.records) == (1, [str(first.uuid), str(second.uuid)])
    assert value("certified?scope=5303") == 2
    assert value("certified?scope=zone") == 1
    assert value("certified?scope=530304") == 0


def test_who_only_teaches_or_registered_nowhere_is_not_certified(world):
    certificate(worker("教师"), world.one, "teaching")
    certificate(worker("别处"), None)
    assert value("certified?scope=5303") == 0


def test_a_certificate_counts_from_its_day_of_issue_to_its_last_day(world):
    row = certificate(worker("张三"), world.one)
    assert value("certified?scope=530302", LONG_AGO) == 1
    assert value("certified?scope=530302", date(2020, 12, 31)) == 0
    end(row, ends_on=None, valid_until=ON)
    assert value("certified?scope=530302") == 1


def test_certified_falls_when_one_certificate_runs_out(world):
    kept, lost = (certificate(worker(name), world.one) for name in "甲乙")
    assert value("certified?scope=530302") == 2
    end(lost, ends_on=None, valid_until=SOON)
    found = ask("certified?scope=530302")
    assert (found.value, found.records) == (1, [str(kept.uuid)])


# ---- organizations: DQ02, QJ04, QJ05, QJ06 ---------------------------------------------------------------------------


def test_organizations_count_by_seat_kind_and_day(world):
    organization("a", world.one)
    organization("b", world.zone)
    organization("c", world.one, "association")
    organization("d", None)
    organization("e", world.one, since=date(2027, 1, 1))
    organization("f", world.one, since=None)
    assert ask("organizations?scope=530302&kind=service").records == ["a", "f"]
    assert ask("organizations?scope=5303&kind=service").records == ["a", "b", "f"]


def test_organizations_fall_when_one_is_wound_up(world):
    row = organization("a", world.one)
    assert value("organizations?scope=530302&kind=service") == 1
    end(row, ends_on=ON)
    assert value("organizations?scope=530302&kind=service") == 1, "its last day still counts"
    end(row)
    assert value("organizations?scope=530302&kind=service") == 0


def test_an_organization_is_nursed_until_it_is_broken_off_and_stays_so_when_it_flew_out(world):
    one, two, three = (organization(key, world.one) for key in "abc")
    flown, broken = nursed(world.one, one), nursed(world.city, two)
    nursed(world.zone, two)
    nursed(world.city, three)
    assert value("incubated?scope=5303") == 3
    end(flown, outcome="graduated")
    end(broken, outcome="broken-off")
    assert ask("incubated?scope=5303").records == ["a", "b", "c"], "two places nursed b, one went on"
    assert value("incubated?scope=530302") == 1


def test_nursed_organizations_fall_when_one_is_broken_off_or_wound_up(world):
    one, two = organization("a", world.one), organization("b", world.one)
    row = nursed(world.city, one)
    nursed(world.city, two)
    end(row, outcome="broken-off", ends_on=ON)
    assert value("incubated?scope=5303") == 2, "its last day still counts"
    end(row)
    assert ask("incubated?scope=5303").records == ["b"]
    end(two)
    assert value("incubated?scope=5303") == 0
    assert value("incubated?scope=5303", date(2020, 1, 1)) == 0, "nothing had begun"


@pytest.mark.parametrize(("kind", "where"), [("county", "one"), ("zone", "zone")])
def test_an_area_has_an_organization_until_its_only_one_is_wound_up(world, kind, where):
    area = getattr(world, where)
    row = organization("a", area)
    organization("b", area, "association")
    text = f"areas-with-organization?scope=5303&kind={kind}"
    assert ask(text).records == [area.key]
    assert beside(text) == {"还没有的": 1 if kind == "county" else 0}
    end(row)
    assert value(text) == 0


# ---- stations: DQ03, DQ04, DQ10, QJ01, QJ08 --------------------------------------------------------------------------


@pytest.mark.parametrize("tier", [Tier.TOWNSHIP, Tier.NEIGHBOURHOOD])
def test_a_site_is_run_until_its_contract_ends(world, tier):
    firm = organization("a", world.one)
    one, two = (station(key, world.one, world.village, tier=tier) for key in ("x", "y"))
    station("z", world.one, tier=tier)
    row = runs(firm, one)
    runs(firm, two)
    text = f"stations-run?scope=530302&tier={tier}"
    assert (value(text), beside(text)) == (2, {"由几家机构承接": 1})
    assert value(f"stations-run?scope=530302&tier={Tier.CENTRE}") == 0
    end(row)
    assert ask(text).records == ["y-station"]


def test_a_station_since_the_end_of_august_counts_on_its_last_day_and_so_does_one_that_works(world):
    opened, works, vague = (station(key, world.one) for key in ("a", "b", "c"))
    became(opened, State.OPENED, "2021年8月底")
    became(works, State.OPENED, "2021年3月")
    became(works, State.OPERATING, "2021年6月1日")
    became(vague, State.OPENED, "6月24日")
    text = "stations?scope=530302&tier=township&state=opened"
    assert ask(text, date(2021, 8, 31)).records == ["a-station", "b-station"]
    assert ask(text, date(2021, 8, 30)).records == ["b-station"], "on the 30th nobody can say"
    assert value(text, date(2020, 12, 31)) == 0


def test_opened_stations_fall_when_one_is_closed_or_suspended(world):
    one, two = station("a", world.one), station("b", world.one)
    became(one, State.OPENED, "2021年8月底")
    became(two, State.OPENED, "2021年8月底")
    text = "stations?scope=530302&tier=township&state=opened"
    assert value(text, date(2021, 8, 31)) == 2
    became(one, State.CLOSED, "2021年8月31日")
    assert value(text, date(2021, 8, 31)) == 1
    became(two, State.SUSPENDED, "2021年8月底")
    assert value(text, date(2021, 8, 31)) == 0


def test_a_station_that_works_since_before_the_end_of_may_counts_as_of_its_last_day(world):
    one, two = station("a", world.one), station("b", world.other)
    became(one, State.OPERATING, "2021年5月底前")
    became(two, State.OPENED, "2021年5月底前")
    text = "stations?scope=5303&tier=township&state=operating"
    assert ask(text, date(2021, 5, 31)).records == ["a-station"]
    assert value(text, date(2021, 5, 30)) == 0
    assert beside(text, date(2021, 5, 31)) == {"同层级的站，当日不是这个状态": 1}


def test_working_stations_fall_when_one_may_have_stopped(world):
    one = station("a", world.one)
    became(one, State.OPERATING, "2021年5月底前")
    text = "stations?scope=5303&tier=township&state=operating"
    assert value(text) == 1
    became(one, State.SUSPENDED, "2026年11月")
    assert value(text) == 0, "some day of this month it stopped: that it works today is no longer sure"


def test_village_stations_of_a_town_are_those_that_cover_a_unit_of_it_and_fall_when_one_closes(world):
    one = station("a", world.one, world.village, tier=Tier.VILLAGE)
    elsewhere = station("b", world.one, world.north, tier=Tier.VILLAGE)
    became(one, State.OPERATING, "2021年5月底前")
    became(elsewhere, State.OPERATING, "2021年5月底前")
    text = "stations?scope=530302102&tier=village&state=operating"
    assert ask(text).records == ["a-station"]
    assert ask(text.replace("530302102", "zone")).records == ["b-station"]
    assert value(text.replace("530302102", "a-coverage")) == 1
    became(one, State.CLOSED, "2026年1月1日")
    assert value(text) == 0


# ---- the target: QJ02 ------------------------------------------------------------------------------------------------

TARGET = "target?scope=5303&key=professional-per-community"


def test_a_target_is_the_recorded_number_and_beside_it_who_meets_it(world):
    aims(world.city)
    able, idle = worker("持证"), worker("没证")
    certificate(able, world.one)
    looks_after(able, world.community)
    looks_after(idle, world.north)
    found = ask(TARGET)
    assert (found.value, found.kind, found.look, found.name) == (1, "counted", "target", "每个社区社会工作专业人才")
    assert beside(TARGET) == {"没有达到目标": 1, "达到目标": 1, "靠兼顾达到目标": 0}
    assert {one.label: stock(one.query).records for one in found.beside} == {
        "没有达到目标": ["c2"],
        "达到目标": ["c1"],
        "靠兼顾达到目标": [],
    }


def test_who_looks_after_two_communities_is_shared(world):
    aims(world.city)
    able = worker("持证")
    certificate(able, None)
    looks_after(able, world.community)
    looks_after(able, world.north)
    assert beside(TARGET) == {"没有达到目标": 0, "达到目标": 2, "靠兼顾达到目标": 2}


def test_what_stands_beside_a_target_changes_when_an_assignment_ends_or_a_certificate_runs_out(world):
    aims(world.city)
    able = worker("持证")
    paper = certificate(able, world.one)
    row = looks_after(able, world.community)
    looks_after(able, world.north)
    end(row)
    assert beside(TARGET) == {"没有达到目标": 1, "达到目标": 1, "靠兼顾达到目标": 0}
    end(paper, ends_on=None, valid_until=SOON)
    assert beside(TARGET) == {"没有达到目标": 2, "达到目标": 0, "靠兼顾达到目标": 0}


def test_a_target_that_ended_is_no_target_any_more_and_another_may_take_its_place(world):
    row = aims(world.city)
    end(row)
    with pytest.raises(Refused, match="statistics-no-such-stock"):
        ask(TARGET)
    aims(world.city, 2)
    assert value(TARGET) == 2
    assert value(TARGET, LONG_AGO) in (1, 2), "a target without a first day was always there"


def test_a_county_is_measured_by_the_target_of_its_city(world):
    aims(world.city)
    assert beside(TARGET.replace("5303", "530302")) == {"没有达到目标": 2, "达到目标": 0, "靠兼顾达到目标": 0}


# ---- what a coverage unit covers, what others declare: SY01 to SY04 --------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [("kind=village", 1, 0), ("kind=community", 1, 1), ("kind=village&kind=community", 2, 1)],
)
def test_covered_units_fall_when_one_tie_ends(world, asked, before, after):
    at = station("a", world.one, world.village, world.community)
    text = f"units-covered?scope={at.coverage.key}&{asked}"
    assert value(text) == before
    tie = RegionLink.objects.get(view=View.COVERAGE, parent=at.coverage, child=world.village)
    end(tie)
    assert value(text) == after


def test_a_declared_figure_says_who_declared_it_and_as_of_when(world):
    DeclaredFigure.objects.create(
        region=world.town,
        key="people",
        name="服务群众总数",
        value=47162,
        unit="人",
        as_of_printed="6月24日报道",
        source="据南海网",
    )
    found = stock("declared?scope=530302102&key=people")
    assert (found.kind, found.look, found.value, found.unit) == ("declared", "declared", 47162, "人")
    assert (found.name, found.source, found.on) == ("服务群众总数", "据南海网", None)
    assert "截至（原文）：6月24日报道" in found.definition


# ---- all of them -----------------------------------------------------------------------------------------------------

TEXTS = [
    "certified?scope=5303",
    "organizations?scope=5303&kind=service",
    "stations-run?scope=5303&tier=township",
    "stations?scope=5303&tier=township&state=operating",
    "incubated?scope=5303",
    "areas-with-organization?scope=5303&kind=county",
    TARGET,
    "target-units?scope=5303&key=professional-per-community&state=gap",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_stock_figure_says_all_of_itself(world, text):
    aims(world.city)
    found = ask(text)
    assert is_stock(found.query)
    assert (found.on, found.scope_key, found.scope_name) == (ON, "5303", "小市")
    words = (found.name, found.unit, found.source, *found.definition)
    assert [word for word in words if not word.strip() or "{" in word] == []
    assert found.url.startswith("/figures/?q=")


@pytest.mark.parametrize("text", TEXTS)
def test_a_stock_figure_costs_as_many_queries_with_many_rows(world, text, django_assert_max_num_queries):
    aims(world.city)
    for number in range(12):
        at = station(f"s{number}", world.one, world.village)
        became(at, State.OPERATING, "2021年5月底前")
        firm, one = organization(f"o{number}", world.one), worker(f"{number}")
        runs(firm, at)
        nursed(world.city, firm)
        certificate(one, world.one)
        looks_after(one, world.community)
    with django_assert_max_num_queries(12):
        ask(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("certified?scope=nowhere&on=2026-11-24", "statistics-unknown-scope"),
        ("certified?scope=530302102&on=2026-11-24", "statistics-registered-by-county"),
        ("organizations?scope=530302102&kind=service&on=2026-11-24", "statistics-registered-by-county"),
        ("certified?scope=5303", "statistics-unreadable-query"),
        ("certified?scope=5303&on=2026-02-30", "statistics-unreadable-query"),
        ("certified", "statistics-unreadable-query"),
        ("certified?scope=53%0003&on=2026-11-24", "statistics-unreadable-query"),
        ("organizations?scope=5303&kind=club&on=2026-11-24", "statistics-unreadable-query"),
        ("stations?scope=5303&tier=hut&state=opened&on=2026-11-24", "statistics-unreadable-query"),
        ("stations?scope=5303&tier=village&state=gone&on=2026-11-24", "statistics-unreadable-query"),
        ("target?scope=5303&key=none&on=2026-11-24", "statistics-no-such-stock"),
        ("units-covered?scope=530302102&kind=village&on=2026-11-24", "statistics-no-such-stock"),
        ("declared?scope=5303&key=none", "statistics-no-such-stock"),
    ],
)
def test_what_cannot_be_counted_is_refused(world, text, why):
    with pytest.raises(Refused, match=why):
        stock(text)


def test_every_kind_names_its_source_and_what_its_records_are():
    rows = {"stations", "organizations", "certificates", "areas", "units", "fields", "none"}
    assert [row.key for row in kinds().values() if not row.source or not row.definition or row.rows not in rows] == []


def test_a_county_in_no_managed_view_still_counts_its_own_certificates(world):
    lone = region_named("990000", "独县", RegionKind.COUNTY)
    lies_in(lone, world.city, View.STATUTORY)
    certificate(worker("张三"), lone)
    assert value("certified?scope=990000") == 1
