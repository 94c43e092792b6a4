"""A journalist or an auditor checks numbers down to the shape of records, and learns of nobody."""

from urllib.parse import urlencode

import pytest

from tests.browsing import browser, links, text
from tests.cast import TODAY, Cast, resident, station_named
from wushe.doors.reports.shapes import opens_shapes
from wushe.ledger.actions import record
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.stations.rules.access import role_rights
from wushe.statistics.rules import FEW
from wushe.statistics.scopes import scope_for

MONTH = "from=2026-11-01&to=2026-11-30"


@pytest.fixture
def told(cast: Cast, event_draft) -> Cast:
    """王阿婆 was visited, and came to an activity with nine others whom nobody wrote down."""
    record(cast.xiaozhou, event_draft())
    record(cast.xiaozhou, event_draft(method=Method.ACTIVITY, mode=Mode.VENUE, heads_counted=9, minutes=60))
    return cast


def opened(cast: Cast, who: str, query: str):
    """The page of a figure, as somebody sees it."""
    return browser(getattr(cast, who)).get("/figures/?" + urlencode({"q": query}))


def test_a_reader_may_do_three_things() -> None:
    rights = role_rights("reader")
    assert rights.abilities == {"figures.read", "board.read", "records.shape"}
    assert rights.stands_on == ("county", "city")


def test_a_reader_sees_the_shape_of_a_record_and_of_the_person_that_there_is_one(told: Cast) -> None:
    answer = opened(told, "jizhe", f"person-times@1?scope=460203&{MONTH}")
    page = answer.context["page"]
    assert page.figure.value == 11
    assert [(row.who, row.sex_age, row.unit_name, row.worker_name, row.url) for row in page.rows] == [
        ("实名 1 人", "", "", "", ""),
        ("实名 1 人", "", "", "", ""),
        ("未实名 9 人", "", "", "", ""),
    ]
    assert {(row.day, row.field_label) for row in page.rows} == {(TODAY, "养老服务")}
    assert all(row.number.startswith("460203-") and row.evidence for row in page.rows)
    assert "这里看记录的样子" in page.rights_note


def test_nothing_on_the_page_leads_to_a_record_or_a_person(told: Cast) -> None:
    answer = opened(told, "jizhe", f"persons@1?scope=460203&{MONTH}")
    assert not [url for url in links(answer) if url.startswith(("/records/", "/people/"))]
    for word in ("王", "田独", "小周", "女"):
        assert word not in "".join(str(row) for row in answer.context["page"].rows)


def test_the_records_of_one_village_do_not_open_to_a_reader(told: Cast) -> None:
    page = opened(told, "jizhe", f"persons@1?scope=unit-1&{MONTH}").context["page"]
    assert (page.figure.value, page.rows) == (1, [])
    assert "一个村（社区）的记录在这里不打开" in page.rights_note


def test_the_records_of_a_station_of_one_village_do_not_open_to_a_reader_either(told: Cast) -> None:
    station_named("village", "村级站", told.county, told.units[:1])
    assert not opens_shapes(told.jizhe, scope_for("village-station"))
    assert opens_shapes(told.jizhe, scope_for("liudao-station"))
    page = opened(told, "jizhe", f"persons@1?scope=village-station&{MONTH}").context["page"]
    assert page.rows == []
    assert "一个村（社区）的记录在这里不打开" in page.rights_note


@pytest.mark.parametrize("narrowed", ["group=living-alone-elder", "age=70-"])
def test_a_count_of_one_to_four_of_a_kind_is_not_told_to_a_reader(told: Cast, narrowed: str) -> None:
    page = opened(told, "jizhe", f"persons@1?scope=460203&{MONTH}&{narrowed}").context["page"]
    assert (page.figure.kind, page.figure.value, page.rows) == (FEW, 0, [])
    assert "＜5" in page.veil_note
    assert opened(told, "wangke", f"persons@1?scope=460203&{MONTH}&{narrowed}").context["page"].figure.value == 1


def test_who_has_many_of_a_kind_is_shown_their_shapes(told: Cast, event_draft) -> None:
    for number in range(5):
        one = resident(f"赵{number}", told.wang.birth_on, told.units[0], category="living-alone-elder")
        record(told.xiaozhou, event_draft(people=(one.pk,)))
    page = opened(told, "jizhe", f"persons@1?scope=460203&{MONTH}&age=70-").context["page"]
    assert page.figure.value == 6
    assert {row.who for row in page.rows} == {"实名 1 人"}


def test_the_county_still_sees_masked_records_and_the_city_none(told: Cast) -> None:
    query = f"persons@1?scope=460203&{MONTH}"
    assert opened(told, "wangke", query).context["page"].rows[0].who == "王＊＊"
    assert opened(told, "shiju", query).context["page"].rows == []


@pytest.mark.parametrize("path", ["/records/460203-1/", "/people/", "/stations/", "/files/", "/audit/", "/desk/"])
def test_a_reader_opens_no_record_no_file_and_no_register(told: Cast, path: str) -> None:
    assert browser(told.jizhe).get(path).status_code in (403, 404)


def test_a_reader_sees_small_counts_of_restricted_categories_hidden(told: Cast) -> None:
    page = opened(told, "jizhe", f"persons@1?scope=460203&{MONTH}&group=domestic-violence").context["page"]
    assert page.rows == []


def test_another_county_is_not_there_for_a_reader(told: Cast) -> None:
    assert opened(told, "jizhe", f"persons@1?scope=530302&{MONTH}").status_code == 404


def test_a_reader_comes_home_to_the_articles(told: Cast) -> None:
    answer = browser(told.jizhe).get("/", follow=True)
    assert answer.request["PATH_INFO"] == "/articles/"
    assert {"/county/", "/articles/"} <= links(answer)
    assert "来访核数" in text(answer)


def test_the_numbers_lead_to_the_briefings(told: Cast) -> None:
    assert "/briefings/" in links(browser(told.jizhe).get("/county/"))
    assert "/briefings/" in links(browser(told.shiju).get("/county/"))
