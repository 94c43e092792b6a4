"""A briefing is written out of figures alone: every number is the figure behind it, nothing is rounded or mixed."""

import re
import uuid
from io import BytesIO
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.browsing import browser, links, text
from tests.cast import TODAY, Cast, staff_member
from wushe.doors.reports.briefing_numbers import Numbers
from wushe.doors.reports.places import place_for, places_of
from wushe.doors.reports.telling import Number, listed, number, plain, told
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period, record, reverse
from wushe.registers.catalog.models import Method, Mode, ServiceField
from wushe.registers.stations.models import Region, Role
from wushe.statistics.counting import answer, slice_of
from wushe.statistics.rules import Filters, Query, measure, read_query
from wushe.statistics.scopes import method_keys, scope_for
from wushe.statistics.shares import FIELD, METHOD, shares

MONTH = month(2026, 11)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def busy(cast: Cast, event_draft) -> Cast:
    """Two visits and an activity of 95 minutes with nine unnamed, five of them estimated; one visit was taken back."""
    record(cast.xiaozhou, event_draft())
    record(cast.xiaozhou, event_draft(people=(cast.chen.pk,), field_id=ServiceField.objects.get(key="affairs").pk))
    row = record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), unit_id=cast.units[2].pk))
    reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="记错了")
    crowd = {"heads_counted": 4, "heads_estimated": 5, "minutes": 95}
    record(cast.xiaozhou, event_draft(method=Method.ACTIVITY, mode=Mode.VENUE, **crowd))
    return cast


def paper(client, key: str = "460203", more: str = ""):
    """The briefing of a place."""
    return client.get(f"/briefings/{key}/?period=month{more}").context["page"]


def words(page) -> str:
    """All of its text."""
    return "\n".join(f"{part.title}\n" + "\n".join(map(plain, part.paragraphs)) for _numeral, part in page.parts)


def numbers_in(page) -> list[Number]:
    """All numbers in its sentences."""
    sentences = (sentence for _numeral, part in page.parts for sentence in part.paragraphs)
    return [piece for sentence in sentences for piece in sentence if isinstance(piece, Number)]


# ---- sentences -------------------------------------------------------------------------------------------------------


def test_numbers_are_written_whole() -> None:
    assert number(12059, "人次").text == "12,059"
    assert number(125, "分钟") == Number("2 小时 5 分钟", "", "", "counted")
    assert number(3, "人", "/x", "few") == Number("＜5", "人", "", "few")


def test_a_sentence_keeps_its_words_and_puts_its_numbers_in() -> None:
    sentence = told("共 {n}，{m}。", n=number(2, "人"), m=number(5, "人次"))
    assert plain(sentence) == "共 2 人，5 人次。"
    assert plain(listed([("养老", number(1, "人次")), ("儿童", number(2, "人次"))])) == "养老 1 人次，儿童 2 人次。"


def test_the_figures_of_the_month_stand_in_the_text(busy: Cast) -> None:
    said = words(paper(browser(busy.wangke)))
    assert "2026年11月1日至2026年11月24日，共服务 2 人，12 人次，涉及 2 户" in said
    assert "开展活动（小组、社区活动、宣传）1 场；服务时长 2 小时 35 分钟。" in said
    assert "12 人次中，实名 3 人次，未实名 9 人次（现场点数 4 人次，估计 5 人次）" in said
    assert "按服务领域分：养老服务 11 人次，社会事务 1 人次。" in said
    assert "按服务方式分：探访 2 人次，社区活动 10 人次。" in said


def test_every_number_is_the_figure_it_opens_to(busy: Cast) -> None:
    opened = [one for one in numbers_in(paper(browser(busy.wangke))) if one.url.startswith("/figures/?q=")]
    assert len(opened) > 10
    own = {"实名": 3}
    for one in opened:
        query = parse_qs(urlsplit(one.url).query)["q"][0]
        found = answer(read_query(query))
        parts = {found.value, *found.parts.values(), found.parts.get("counted", 0) + found.parts.get("estimated", 0)}
        assert one.text in {number(value, found.unit).text for value in parts} | {str(value) for value in own.values()}


def test_the_numbers_of_fields_and_methods_are_those_of_the_figures_under_that_filter(busy: Cast) -> None:
    part = slice_of(scope_for("460203"), MONTH)
    row = measure("person-times")
    by_field, by_method = (
        {code: value for code, (value, _records, _parts) in shares(row, part, axis).items()} for axis in (FIELD, METHOD)
    )
    assert sum(by_field.values()) == sum(by_method.values()) == 12
    for row in ServiceField.objects.all():
        query = Query("person-times", "460203", MONTH, Filters(fields=frozenset({row.key})))
        assert by_field.get(row.pk, 0) == answer(query).value
    for key, code in method_keys().items():
        query = Query("person-times", "460203", MONTH, Filters(methods=frozenset({key})))
        assert by_method.get(int(code), 0) == answer(query).value


def test_what_cannot_be_counted_is_named_so_that_nobody_takes_it_for_nothing(busy: Cast) -> None:
    assert "系统还没有接入：培训、资格考试、讲师团、人才荣誉。" in words(paper(browser(busy.wangke)))


def test_a_period_without_services_says_so_and_no_zeros(busy: Cast) -> None:
    page = browser(busy.wangke).get("/briefings/460203/?period=custom&from=2025-01-01&to=2025-01-31").context["page"]
    assert "2025年1月1日至2025年1月31日，台账里没有服务记录。" in words(page)


def test_a_closed_month_that_changed_is_told_as_reported_and_as_known(cast: Cast, event_draft) -> None:
    record(cast.xiaozhou, event_draft(occurred_on=TODAY.replace(month=10, day=8)))
    close_period(cast.wangke, cast.county, month(2026, 10))
    record(cast.xiaozhou, event_draft(occurred_on=TODAY.replace(month=10, day=9), reason="补记"))
    page = browser(cast.wangke).get("/briefings/460203/?period=year").context["page"]
    assert "2026年10月上报 1 人次，现在 2 人次。" in words(page)
    then, now = [one for one in numbers_in(page) if "2026-10-01" in one.url][-2:]
    assert [answer(read_query(parse_qs(urlsplit(one.url).query)["q"][0])).value for one in (then, now)] == [1, 2]


def test_long_service_is_told_only_of_a_period_that_is_long_enough(busy: Cast) -> None:
    client = browser(busy.wangke)
    assert "长期服务" not in words(paper(client))
    year = client.get("/briefings/460203/?period=year").context["page"]
    assert "长期服务 0 人：在这段时间里服务 3 次以上" in words(year)


# ---- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("wangke", ["460203", "liudao-coverage", "next-coverage"]),
        ("shiju", ["4602", "460202", "460203", "liudao-coverage", "next-coverage"]),
        ("dudao", ["liudao-coverage"]),
        ("jizhe", ["460203", "liudao-coverage", "next-coverage"]),
    ],
)
def test_everybody_has_the_places_they_may_read(cast: Cast, who: str, keys: list[str]) -> None:
    groups = places_of(getattr(cast, who))
    assert sorted(place.key for group in groups for place in group.places) == sorted(keys)
    pages = {f"/briefings/{key}/" for key in keys}
    client = browser(getattr(cast, who))
    assert pages <= links(client.get("/briefings/"))
    assert {client.get(page).status_code for page in pages} == {200}


@pytest.mark.parametrize("key", ["460202", "4602", "far-coverage", "nowhere", "liudao-station"])
def test_a_place_that_is_not_the_readers_is_not_there(cast: Cast, key: str) -> None:
    client = browser(cast.wangke)
    assert client.get(f"/briefings/{key}/").status_code == 404
    assert client.get(f"/briefings/{key}/word/").status_code == 404


def test_a_city_is_not_for_whoever_sees_only_some_of_its_counties(cast: Cast) -> None:
    with pytest.raises(Refused, match="statistics-foreign-scope"):
        place_for(cast.wangke, "4602")


def test_a_city_adds_only_what_adds_up(busy: Cast) -> None:
    page = browser(busy.shiju).get("/briefings/4602/?period=year").context["page"]
    said = words(page)
    assert "共服务 2 人，12 人次，涉及 2 户" in said
    assert "长期服务人数不能跨区县相加" in said
    assert [(name, [one.text for one in row]) for name, row in page.table.rows] == [
        ("邻县", ["0", "0", "0", "0"]),
        ("吉阳区", ["2", "12", "2", "1"]),
    ]
    city = [one for one in numbers_in(page) if one.url and not one.url.startswith("/figures/?q=")]
    assert {urlsplit(one.url).path for one in city} == {"/county/"}
    client = browser(busy.shiju)
    assert all(one.text in text(client.get(one.url)) for one in city if one.unit in ("人", "户"))


def test_a_person_of_two_counties_is_one_person_of_the_city(busy: Cast) -> None:
    viewer = staff_member("又一个市局", Role.CITY, county=Region.objects.get(key="4602"))
    numbers = Numbers(viewer, place_for(viewer, "4602"), MONTH, TODAY)
    assert (numbers.of("persons").text, numbers.of("person-times").text) == ("2", "12")


def test_minors_and_elders_and_the_assisted_are_told_where_the_house_can_ask(busy: Cast) -> None:
    numbers = Numbers(busy.wangke, place_for(busy.wangke, "460203"), MONTH, TODAY)
    found = numbers.narrowed("persons", "&group=living-alone-elder")
    assert found is not None
    assert found.text == "2"
    assert numbers.narrowed("persons", "&nonsense=1") is None


# ---- periods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", ["period=custom&from=2026-11-30&to=2026-11-01", "period=custom&from=x&to=y"])
def test_a_period_that_cannot_be_read_says_why_and_shows_this_month(busy: Cast, more: str) -> None:
    answered = browser(busy.wangke).get(f"/briefings/460203/?{more}")
    assert answered.status_code == 422
    assert answered.context["page"].error.endswith("。")
    assert answered.context["page"].starts_on == TODAY.replace(day=1)


def test_a_period_that_goes_on_is_told_up_to_today(busy: Cast) -> None:
    assert paper(browser(busy.wangke)).ends_on == TODAY


# ---- Word ------------------------------------------------------------------------------------------------------------


def test_the_word_file_says_what_the_page_says_and_its_numbers_are_links(busy: Cast) -> None:
    client = browser(busy.wangke)
    page = paper(client)
    answered = client.get(page.word_url)
    assert ".docx" in answered["Content-Disposition"]
    with ZipFile(BytesIO(answered.content)) as file:
        document = ElementTree.fromstring(file.read("word/document.xml"))
        targets = file.read("word/_rels/document.xml.rels").decode()
        footer = file.read("word/footer1.xml").decode()
    written = "\n".join("".join(node.text or "" for node in line.iter(f"{W}t")) for line in document.iter(f"{W}p"))
    assert page.title in written
    for line in words(page).split("\n"):
        assert re.sub(r"\s", "", line) in re.sub(r"\s", "", written)
    assert len(list(document.iter(f"{W}hyperlink"))) == len([one for one in numbers_in(page) if one.url])
    assert 'Target="http://testserver/figures/?q=' in targets
    assert "PAGE" in footer
    assert "数据来源：吾社服务台账和登记册，含至" in written


def test_the_word_file_of_a_city_has_the_table_of_its_counties(busy: Cast) -> None:
    answered = browser(busy.shiju).get("/briefings/4602/word/?period=year")
    with ZipFile(BytesIO(answered.content)) as file:
        document = ElementTree.fromstring(file.read("word/document.xml"))
    assert len(list(document.iter(f"{W}tr"))) == 3


def test_the_page_says_where_its_numbers_come_from(busy: Cast) -> None:
    assert "含至" in text(browser(busy.wangke).get("/briefings/460203/"))
