"""Above the station 1 to 4 of a restricted category is ＜5, also when it could be worked out from the same page."""

import re

import pytest

from tests.browsing import browser, links, text
from tests.cast import INVENTED, LONG_AGO, TODAY, Cast, resident
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month_of
from wushe.ledger.actions import record
from wushe.registers.beneficiaries.models import PersonCategory
from wushe.registers.catalog.models import Category
from wushe.registers.stations.queries import operator
from wushe.statistics.counting import count
from wushe.statistics.rules import FEW, VEILED, Filters, Query
from wushe.statistics.scopes import scope_for
from wushe.statistics.veil import veil_for

RESTRICTED = Filters(groups=frozenset({"domestic-violence"}))
ASKED = "/county/?group=domestic-violence"
DIGITS = re.compile(r'class="ws-num">([\d,.]+)<')


@pytest.fixture
def served(cast: Cast, event_draft):
    """In the first village of 六道 three victims of violence were served, in the second six; elsewhere none."""
    kind = Category.objects.get(key="domestic-violence")
    for unit, number in ((cast.units[0], 3), (cast.units[1], 6)):
        for each in range(number):
            person = resident(f"某{unit.pk}-{each}", None, unit, by=cast.xiaozhou.user)
            PersonCategory.objects.create(person=person, category=kind, starts_on=LONG_AGO, basis=INVENTED)
            record(cast.xiaozhou, event_draft(people=(person.pk,), unit_id=unit.pk))
    return cast


def page_of(viewer, address: str = ASKED):
    return browser(viewer).get(address).context["page"]


def test_a_small_count_is_not_told_above_the_station(served):
    page = page_of(served.wangke, f"{ASKED}&scope=unit-1")
    assert {tile.figure.kind for tile in page.figures if tile.figure.measure.key in ("persons", "person-times")} == {
        FEW
    }
    assert [tile.figure.value for tile in page.figures if tile.figure.kind == FEW] == [0, 0, 0]
    shown = text(browser(served.wangke).get(f"{ASKED}&scope=unit-1"))
    assert "＜5" in shown
    assert "3" not in DIGITS.findall(shown)


def test_a_count_of_five_or_more_and_none_at_all_are_told(served):
    assert page_of(served.wangke, f"{ASKED}&scope=unit-2").figures[0].figure.value == 6
    assert page_of(served.wangke, f"{ASKED}&scope=unit-3").figures[0].figure.value == 0


def test_a_breakdown_with_a_small_count_shows_no_figure(served):
    page = page_of(served.wangke)
    assert page.figures[0].figure.value == 9
    assert {row.persons.kind for row in page.units} == {VEILED}
    assert (page.units_sum, page.sum_note) == (None, "")
    numbers = DIGITS.findall(text(browser(served.wangke).get(ASKED)))
    assert {"3", "6"}.isdisjoint(numbers)
    assert "9" in numbers


def test_other_categories_are_exact_in_ones_county(served, event_draft):
    record(served.xiaozhou, event_draft())
    assert page_of(served.wangke, "/county/?group=living-alone-elder").figures[0].figure.value == 1


def test_a_small_count_does_not_open(served):
    scope = scope_for("unit-1")
    assert (
        veil_for(served.wangke, scope, RESTRICTED).one(count("persons", scope, month_of(TODAY), RESTRICTED)).url == ""
    )


@pytest.mark.parametrize("scope", ["unit-1", "unit-2", "460203"])
def test_no_figure_of_a_restricted_category_opens_to_records(served, scope):
    query = Query("persons", scope, month_of(TODAY), RESTRICTED)
    page = browser(served.wangke).get("/figures/", {"q": query.text}).context["page"]
    assert (page.rows, page.pager, page.reported_vs_known) == ([], None, [])
    assert page.rights_note


@pytest.mark.parametrize("who", ["dudao", "jigou"])
def test_who_watches_over_a_station_reads_no_small_count(served, who):
    assert page_of(getattr(served, who), f"{ASKED}&scope=unit-1").figures[0].figure.kind == FEW


@pytest.mark.parametrize("who", ["xiaozhou", "laochen"])
@pytest.mark.parametrize("scope", ["unit-1", "liudao-station", "liudao-station.unit-1"])
def test_the_station_reads_its_own_counts(served, who, scope):
    query = Query("persons", scope, month_of(TODAY), RESTRICTED)
    page = browser(getattr(served, who)).get("/figures/", {"q": query.text}).context["page"]
    assert page.figure.value in (3, 9)
    assert page.rows


def test_the_operator_counts_exactly(served):
    assert not veil_for(operator(served.county, TODAY), scope_for("460203"), RESTRICTED).is_down
    assert not veil_for(operator(served.county, TODAY), scope_for("unit-1"), RESTRICTED).is_down


def test_a_restricted_category_is_asked_for_by_itself(served):
    both = Filters(groups=frozenset({"domestic-violence", "living-alone-elder"}))
    with pytest.raises(Refused, match="statistics-restricted-alone"):
        veil_for(served.wangke, scope_for("460203"), both)
    assert not veil_for(served.xiaozhou, scope_for("unit-1"), both).is_down
    answer = browser(served.wangke).get(f"{ASKED}&group=living-alone-elder")
    assert answer.status_code == 422


def test_every_link_of_a_veiled_page_opens(served):
    client = browser(served.wangke)
    assert {client.get(url).status_code for url in links(client.get(ASKED))} <= {200, 302}


def test_a_masked_list_shows_no_restricted_category(served):
    shown = text(browser(served.dudao).get("/people/"))
    assert "独居老人" in shown
    assert "家庭暴力受害人" not in shown
