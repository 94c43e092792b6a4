"""The figures three articles print, beside what the house counts."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from wushe.doors.reports.seed_figures import holds, seed_figures, step
from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import ServiceModel
from wushe.registers.stations.models import DeclaredFigure, Region, RegionLink, View
from wushe.statistics.stocks import stock

ON = date(2026, 11, 24)


@pytest.fixture
def coverage(db):
    load_catalog()
    coverage = Region.objects.create(key="liudao", name="六道大社区", short_name="六道", kind="coverage", source="test")
    kinds = ["village"] * 5 + ["community"]
    units = [
        Region.objects.create(key=f"u{number}", name=f"u{number}", short_name="u", kind=kind, source="test")
        for number, kind in enumerate(kinds)
    ]
    RegionLink.objects.bulk_create(RegionLink(view=View.COVERAGE, parent=coverage, child=unit) for unit in units)
    DeclaredFigure.objects.create(
        region=coverage,
        key="served-population",
        name="服务群众总数",
        value=47162,
        unit="人",
        as_of_printed="6月24日报道",
        source="据南海网",
    )
    return coverage


def rows(on=ON):
    return {row.id: row for row in seed_figures(on)}


@pytest.mark.parametrize(
    ("printed", "least", "most"),
    [(1800, 1801, 1899), (430, 431, 439), (5200, 5201, 5299), (40, 41, 49), (2500, 2501, 2599), (200, 201, 299)],
)
def test_more_than_in_print_holds_up_to_the_next_step_of_its_last_digit(printed, least, most):
    holding = [number for number in range(2 * printed) if holds(">", printed, number)]
    assert holding == list(range(least, most + 1))


@given(st.integers(1, 10**9), st.integers(0, 2 * 10**9))
def test_a_step_divides_what_is_printed_and_ten_of_it_do_not(printed, computed):
    assert printed % step(printed) == 0
    assert printed % (10 * step(printed)) != 0
    assert holds("=", printed, computed) == (printed == computed)
    assert holds(">=", printed, computed) == (computed >= printed)


def test_another_comparator_is_an_error():
    with pytest.raises(ValueError, match="~"):
        holds("~", 1, 1)


def test_all_27_printed_figures_stand_in_the_order_of_the_articles(coverage):
    found = seed_figures(ON)
    assert len(found) == 27
    assert [row.id for row in found[:3]] == ["DQ01", "DQ02", "DQ03"]


def test_the_units_of_liudao_are_counted_from_its_links(coverage):
    found = rows()
    assert [(found[key].kind, found[key].computed, found[key].holds) for key in ("SY01", "SY02", "SY03")] == [
        ("counted", 5, True),
        ("counted", 1, True),
        ("counted", 6, True),
    ]
    assert (found["SY02"].records, stock(found["SY02"].query).records) == (1, ["u5"])


def test_a_unit_that_is_no_longer_covered_is_not_counted(coverage):
    RegionLink.objects.filter(child__key="u0").update(ends_on=date(2026, 6, 30))
    assert rows()["SY01"].computed == 4
    assert rows()["SY03"].holds is False
    assert rows(date(2026, 6, 30))["SY01"].holds is True


def test_the_population_is_declared_with_its_source(coverage):
    row = rows()["SY04"]
    assert (row.kind, row.computed, row.holds) == ("declared", 47162, True)
    assert row.source == DeclaredFigure.objects.get().source == "据南海网"


def test_the_fields_of_service_are_counted_from_the_model(coverage):
    found = stock(rows()["SY05"].query)
    assert found.records == ["assistance", "elder-care", "child-care", "governance", "affairs"]
    slots = ServiceModel.objects.get(key="1-1-5-x").slots
    slots[2]["fields"].pop()
    ServiceModel.objects.create(key="1-1-5-x", version=2, printed="1+1+5+X", name="新版", slots=slots, source="test")
    assert (rows()["SY05"].computed, rows()["SY05"].holds) == (4, False)


def test_the_fields_of_a_model_that_nobody_loaded_are_not_counted(coverage):
    with pytest.raises(Refused, match="statistics-no-such-stock"):
        stock("service-model?key=9-9&slot=服务领域")


def test_what_the_house_has_no_room_for_is_pending_and_does_not_hold_or_fail(coverage):
    pending = [row for row in seed_figures(ON) if row.kind == "pending"]
    assert len(pending) == 22
    assert {(row.computed, row.holds, row.query) for row in pending} == {(None, None, None)}


def test_in_an_empty_house_everything_is_pending(db):
    assert {row.kind for row in seed_figures(ON)} == {"pending"}


def test_the_command_prints_every_row_as_json(coverage, capsys, frozen_day):
    call_command("seed_figures", "--json")
    printed = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    asked = ("place", "measure", "comparator", "printed", "computed", "unit", "kind", "holds", "records", "query")
    assert {name: printed["SY02"][name] for name in asked} == {
        "place": "三亚六道大社区",
        "measure": "居委会",
        "comparator": "=",
        "printed": 1,
        "computed": 1,
        "unit": "个",
        "kind": "counted",
        "holds": True,
        "records": 1,
        "query": "units-covered?scope=liudao&kind=community&on=2026-11-24",
    }


def test_the_command_prints_a_line_for_each_row(coverage, capsys, frozen_day):
    call_command("seed_figures")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 27
    assert "✓ SY04 三亚六道大社区 服务群众总数：= 47,162 人；47,162" in lines


@pytest.mark.parametrize(
    "query", ["units-covered?scope=liudao", "units-covered?on=x&scope=liudao&kind=village", "declared"]
)
def test_a_stock_query_that_cannot_be_read_is_refused(coverage, query):
    with pytest.raises(Refused, match="statistics-unreadable-query"):
        stock(query)


def test_the_records_of_a_stock_figure_are_listed_by_explain(coverage, capsys):
    call_command("explain_figure", "units-covered?scope=liudao&kind=community&on=2026-11-24", "--json")
    assert json.loads(capsys.readouterr().out) == ["u5"]
