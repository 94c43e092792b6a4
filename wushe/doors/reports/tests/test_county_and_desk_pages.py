"""The county page and the desk: who may open them, names masked, every number opens to itself."""

import re
import uuid

import pytest

from tests.browsing import browser, links, morning_of, says_why, targets, text
from tests.cast import TODAY, field_id
from wushe.ledger.actions import record
from wushe.registers.catalog.models import Method, Mode

FIGURE = re.compile(r'class="ws-fig[^"]*" href="(/figures/[^"]+)"><span class="ws-num">([\d,.]+)</span>')
PEOPLE_OF_THE_STATION = ("王阿婆", "符老伯", "陈大爷", "李奶奶", "张梅", "李小雨")


@pytest.fixture
def county(cast, event_draft):
    """A visit, an attempt, and an activity in 六道居委会 with two named, 12 counted and 30 estimated."""
    morning_of(cast)
    activity = event_draft(
        method=Method.ACTIVITY,
        mode=Mode.VENUE,
        unit_id=cast.units[5].pk,
        people=(cast.wang.pk, cast.li_child.pk),
        heads_counted=12,
        heads_estimated=30,
        minutes=90,
        field_id=field_id("governance"),
    )
    record(cast.xiaozhou, activity)
    return cast


def test_the_county_officer_sees_all_measures(county):
    page = browser(county.wangke).get("/county/").context["page"]
    values = {tile.figure.measure.key: tile.figure.value for tile in page.figures}
    assert values["persons"] == 2
    assert values["person-times"] == 3 + 42
    assert values["households"] == 2
    assert values["attempts"] == 1
    assert values["service-minutes"] == 110


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "stranger", "outsider", "nobody"])
def test_nobody_else_has_a_county_page(cast, who):
    answer = browser(getattr(cast, who)).get("/county/")
    assert answer.status_code == 403
    assert says_why(answer)


def test_every_link_of_the_county_page_opens_and_no_name_is_read(county):
    client = browser(county.wangke)
    pages = {url: client.get(url) for url in ["/county/", *links(client.get("/county/"))]}
    assert len(pages) > 20
    assert {url: page.status_code for url, page in pages.items() if page.status_code not in (200, 302)} == {}
    assert [(url, name) for url, page in pages.items() for name in PEOPLE_OF_THE_STATION if name in text(page)] == []


@pytest.mark.parametrize(("who", "page"), [("wangke", "/county/"), ("xiaozhou", "/desk/"), ("laochen", "/desk/")])
def test_every_number_opens_to_the_same_number(county, who, page):
    client = browser(getattr(county, who))
    shown = FIGURE.findall(text(client.get(page)))
    assert len(shown) > 20
    opened = [(url, FIGURE.findall(text(client.get(url)))) for url, _ in shown]
    other = [url for (url, number), (_, there) in zip(shown, opened, strict=True) if (url, number) not in there]
    assert other == []


def test_the_units_add_up_only_where_adding_is_right(county):
    page = browser(county.wangke).get("/county/").context["page"]
    assert page.units_sum.person_times == page.units_total.person_times.value == 45
    assert (page.units_sum.persons, page.units_total.persons.value) == (3, 2)
    assert "去重后 2 人" in page.sum_note


def test_the_month_of_today_holds_the_records(county):
    months = browser(county.wangke).get("/county/").context["page"].months
    assert [row.person_times.value for row in months] == [0] * 11 + [45]


ASKED = [
    {"period": "quarter"},
    {"period": "year"},
    {"period": "all"},
    {"period": "custom", "from": "2026-11-24", "to": "2026-11-24"},
    {"scope": "liudao-station"},
    {"scope": "liudao-coverage"},
    {"scope": "unit-6"},
    {"field": "governance"},
    {"group": "living-alone-elder"},
    {"method": "activity"},
    {"method": ["activity", "visit"], "field": ["governance", "elder-care"]},
    {"period": "nonsense"},
    {"field": ""},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_slice_can_be_asked_for(county, asked):
    answer = browser(county.wangke).get("/county/", asked)
    assert answer.status_code == 200
    assert answer.context["page"].error == ""


def test_a_filter_narrows_the_figures(county):
    client = browser(county.wangke)
    page = client.get("/county/", {"method": "activity"}).context["page"]
    values = {tile.figure.measure.key: tile.figure.value for tile in page.figures}
    assert (values["person-times"], values["persons"]) == (44, 2)
    page = client.get("/county/", {"scope": "unit-1"}).context["page"]
    assert {tile.figure.measure.key: tile.figure.value for tile in page.figures}["person-times"] == 1


ASKED_WRONGLY = [
    {"period": "custom", "from": "2026-13-01", "to": "2026-11-24"},
    {"period": "custom", "from": "", "to": ""},
    {"period": "custom"},
    {"period": "custom", "from": "2026-11-24", "to": "2026-11-01"},
    {"period": "custom", "from": "0001-01-01", "to": "9999-12-31"},
    {"scope": "nowhere"},
    {"scope": "530302"},
    {"scope": "far-station"},
    {"scope": "x' OR 1=1"},
    {"field": "gold"},
    {"group": "everybody"},
    {"method": "9"},
]


@pytest.mark.parametrize("asked", ASKED_WRONGLY, ids=str)
def test_a_slice_that_cannot_be_is_answered_with_this_month_and_the_reason(county, asked):
    answer = browser(county.wangke).get("/county/", asked)
    assert answer.status_code == 422
    page = answer.context["page"]
    assert page.error.endswith("。")
    assert page.error in text(answer)
    assert (page.scope_name, page.starts_on) == ("吉阳区", TODAY.replace(day=1))


@pytest.mark.parametrize("query", ["scope=%00", "field=%00", "group=%00", "method=%00", "period=%00"])
def test_a_letter_that_no_database_takes_breaks_nothing(county, query):
    assert browser(county.wangke).get(f"/county/?{query}").status_code in (200, 422)


def test_far_back_and_far_ahead_can_be_asked_for(county):
    asked = {"period": "custom", "from": "0001-01-01", "to": "9999-12-30"}
    page = browser(county.wangke).get("/county/", asked).context["page"]
    assert {tile.figure.measure.key: tile.figure.value for tile in page.figures}["person-times"] == 45


def test_the_desk_shows_the_month_of_the_station(county):
    page = browser(county.xiaozhou).get("/desk/").context["page"]
    assert {kpi.figure.measure.key: kpi.figure.value for kpi in page.kpis} == {
        "persons": 2,
        "person-times": 45,
        "service-minutes": 110,
        "attempts": 1,
    }
    assert [row.person_times.value for row in page.units] == [1, 0, 0, 0, 0, 44]


def test_the_desk_of_another_station_is_empty(county):
    page = browser(county.stranger).get("/desk/").context["page"]
    assert [kpi.figure.value for kpi in page.kpis] == [0, 0, 0, 0]
    assert page.open_items == []


def test_a_correction_moves_the_figure(county):
    client = browser(county.xiaozhou)
    visit = str(client.get(f"/people/{county.wang.uuid}/").context["page"].timeline.lines[0].url)
    client.post(f"{visit}cancel/", {"form_id": str(uuid.uuid4()), "reason": "记错人"})
    page = client.get("/desk/").context["page"]
    assert {kpi.figure.measure.key: kpi.figure.value for kpi in page.kpis}["person-times"] == 44


@pytest.mark.parametrize("page", ["/county/", "/desk/"])
def test_no_address_holds_a_name(county, page):
    client = browser(county.wangke if page == "/county/" else county.xiaozhou)
    held = [url for url in targets(client.get(page)) for name in PEOPLE_OF_THE_STATION if name in url]
    assert held == []
