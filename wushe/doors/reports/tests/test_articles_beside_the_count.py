"""Printed sentences stand as printed, each figure beside what is counted; a drawer opens one."""

import pytest

from tests.browsing import browser, links, refusal, text
from tests.cast import TODAY, Cast, county_named, lies_in, region_named, staff_member
from wushe.doors.reports.articles import articles, articles_for
from wushe.doors.reports.articles_page import quoted
from wushe.doors.reports.seed_figures import SeedFigure, as_printed, seed_figures, what_is_meant
from wushe.doors.reports.verdicts import reading_of, verdict_of
from wushe.registers.stations.models import DeclaredFigure, Region, RegionKind, RegionLink, Role, View
from wushe.statistics.stocks_asked import Beside

OLD_AND_HELPED = "long-term-persons@1?scope=530302102&from=2021-01-01&to=2026-11-24&age=70-"


@pytest.fixture
def printed(cast: Cast) -> Cast:
    """吉阳区 has 六道大社区, as the newspaper printed it."""
    coverage = region_named("liudao", "六道大社区", RegionKind.COVERAGE)
    lies_in(coverage, cast.county, View.COVERAGE)
    for unit in cast.units:
        lies_in(unit, coverage, View.COVERAGE)
    DeclaredFigure.objects.create(
        region=coverage, key="served-population", name="服务群众总数", value=47162, unit="人", source="据南海网"
    )
    return cast


def figure(key: str, **told: object) -> SeedFigure:
    """A printed figure, counted as told."""
    [row] = [row for row in seed_figures_without_places() if row.id == key]
    return SeedFigure(**{name: getattr(row, name) for name in row.__dataclass_fields__} | told)  # type: ignore[arg-type]


def seed_figures_without_places() -> list[SeedFigure]:
    """All printed figures, in a house without any of the places."""
    return seed_figures(TODAY)


# ---- the print ------------------------------------------------------------------------------------------------------


def test_every_printed_figure_stands_in_exactly_one_sentence(db) -> None:
    marked = [key for article in articles().values() for key in article.ids]
    assert len(marked) == len(set(marked)) == 27
    assert set(marked) == {row.id for row in seed_figures_without_places()}


def test_a_sentence_cut_at_its_figures_is_the_sentence(db) -> None:
    for article in articles().values():
        for sentence in article.sentences:
            lines = {mark.id: None for mark in sentence.marks}
            assert "".join(piece.words for piece in quoted(sentence, lines).pieces) == sentence.text  # type: ignore[arg-type]


def test_each_report_names_its_source_as_printed() -> None:
    assert {article.key: article.source for article in articles().values()} == {
        "deqing": "据浙江省民政厅",
        "liudao": "据南海网",
        "qujing": "据《曲靖日报》",
    }


def test_a_damaged_word_stands_as_printed_and_as_read(cast: Cast) -> None:
    region_named("3305", "湖州市", RegionKind.CITY)
    county = county_named("330521", "德清县")
    officer = staff_member("德清科", Role.COUNTY, county=county)
    page = text(browser(officer).get("/articles/deqing/"))
    assert "幸福?吾社" in page
    assert "读作“幸福·吾社”，推测" in page


# ---- who reads what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("wangke", ["liudao"]),
        ("shiju", ["liudao"]),
        ("jizhe", ["liudao"]),
        ("far_officer", ["qujing"]),
        ("dudao", ["liudao"]),
    ],
)
def test_only_reports_of_places_one_may_see_are_shown(printed: Cast, who: str, keys: list[str]) -> None:
    assert [article.key for article in articles_for(getattr(printed, who))] == keys


def test_a_city_reads_its_report_only_when_all_its_counties_are_its_own(printed: Cast) -> None:
    county = county_named("530303", "另一县")
    lies_in(county, Region.objects.get(key="5303"))
    of_one = staff_member("一县科", Role.COUNTY, county=county)
    of_all = staff_member("曲靖局", Role.CITY, county=Region.objects.get(key="5303"))
    assert [len(articles_for(one)) for one in (of_one, of_all)] == [0, 1]


def test_who_may_see_no_place_of_a_report_is_told_why(cast: Cast) -> None:
    page = text(browser(cast.wangke).get("/articles/"))
    assert "没有可对照的报道" in page
    assert "您的范围里没有这几处" in page


def test_a_foreign_report_tells_no_figure(printed: Cast) -> None:
    answer = browser(printed.wangke).get("/articles/qujing/?open=QJ12")
    assert answer.status_code == 200
    assert "不在您的范围内" in text(answer)
    assert "QJ" not in text(answer)


def test_a_report_nobody_printed_is_not_there(printed: Cast) -> None:
    answer = browser(printed.wangke).get("/articles/nowhere/")
    assert answer.status_code == 404
    assert refusal(answer)


@pytest.mark.parametrize("who", ["xiaozhou", "guanli", "zhuanyuan"])
def test_who_reads_no_numbers_has_no_articles(cast: Cast, who: str) -> None:
    assert browser(getattr(cast, who)).get("/articles/").status_code == 403


# ---- the page and its drawer ----------------------------------------------------------------------------------------


def test_each_figure_of_a_report_stands_beside_its_count(printed: Cast) -> None:
    page = browser(printed.jizhe).get("/articles/liudao/").context["page"]
    lines = {line.id: line for sentence in page.sentences for line in sentence.lines}
    assert {key: ([value.value for value in line.values], line.verdict.word) for key, line in lines.items()} == {
        "SY05": ([5], "成立"),
        "SY01": ([5], "成立"),
        "SY02": ([1], "成立"),
        "SY03": ([6], "成立"),
        "SY04": ([47162], "申报"),
    }
    assert page.summary == "成立 4，申报 1"
    assert {line.records for line in lines.values()} == {1, 5, 6}


def test_a_unit_that_is_no_longer_covered_makes_the_sentence_fail(printed: Cast) -> None:
    RegionLink.objects.filter(child=printed.units[0], parent__key="liudao").update(ends_on="2026-06-30")
    page = browser(printed.jizhe).get("/articles/liudao/").context["page"]
    verdicts = {line.id: line.verdict for sentence in page.sentences for line in sentence.lines}
    assert (verdicts["SY01"].word, verdicts["SY01"].note) == ("不成立", "比印出的少 1")


def test_a_figure_in_a_sentence_opens_its_drawer_without_a_script(printed: Cast) -> None:
    client = browser(printed.jizhe)
    assert "/articles/liudao/?open=SY01" in links(client.get("/articles/liudao/"))
    answer = client.get("/articles/liudao/?open=SY01")
    drawer = answer.context["drawer"]
    assert (drawer.title, drawer.reading) == ("三亚六道大社区 · 行政村", "读作正好 5 个")
    assert "田独村" in drawer.names
    assert drawer.close_url == "/articles/liudao/#SY01"
    assert 'id="drawer"' in text(answer)


def test_the_drawer_comes_alone_for_the_script(printed: Cast) -> None:
    answer = browser(printed.jizhe).get("/articles/liudao/?open=SY04&part=drawer")
    assert text(answer).lstrip().startswith("<dialog")
    assert "申报" in text(answer)


@pytest.mark.parametrize("key", ["QJ12", "x", "DQ05", ""])
def test_a_drawer_that_the_report_has_not_stays_shut(printed: Cast, key: str) -> None:
    answer = browser(printed.jizhe).get(f"/articles/liudao/?open={key}&part=drawer")
    assert answer.status_code == 200
    assert answer.context["drawer"] is None


# ---- verdicts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("persons", "times", "word"),
    [(2557, 10308, "按“人”成立"), (900, 2557, "按“人次”成立"), (2501, 2599, "两种都成立"), (900, 2400, "不成立")],
)
def test_persons_or_person_times_may_be_what_was_printed(db, persons: int, times: int, word: str) -> None:
    beside = (Beside("人次", times, "人次", "q"),)
    row = figure("QJ12", computed=persons, kind="counted", holds=2500 < persons < 2600, beside=beside)
    assert verdict_of(row).word == word


@pytest.mark.parametrize(
    ("persons", "times", "said"),
    [
        (2557, 10308, "只能读作“人”：2500 余最多是 2,599"),
        (900, 2557, "只能读作“人次”"),
        (2501, 2599, "两种读法都成立"),
        (900, 2400, "两种读法都不成立：2500 余是超过 2500、不到 2,600"),
    ],
)
def test_a_sentence_says_which_of_the_two_can_be_meant(persons: int, times: int, said: str) -> None:
    told = what_is_meant(2500, persons, times)
    assert f"数得 {persons:,} 人，{times:,} 人次" in told
    assert said in told


def test_of_a_target_only_the_gap_is_told(db) -> None:
    beside = (Beside("没有达到", 27, "个", "t?state=gap"), Beside("达到", 435, "个", "t?state=met"))
    row = figure("QJ02", computed=1, kind="counted", holds=True, beside=beside)
    assert verdict_of(row).word == "目标，差 27"
    met = figure("QJ02", computed=1, kind="counted", holds=True, beside=(Beside("没有达到", 0, "个", "t?state=gap"),))
    assert verdict_of(met).word == "目标，已达到"


def test_an_overlap_with_the_line_above_is_said(db) -> None:
    beside = (Beside("其中 70 岁以上", 305, "人", OLD_AND_HELPED),)
    note = verdict_of(figure("QJ11", computed=508, kind="counted", holds=True, beside=beside)).note
    assert note == "其中 70 岁以上 305 人：和上一行有重叠，两行不能相加"


@pytest.mark.parametrize(
    ("key", "computed", "note"),
    [
        ("DQ01", 1900, "比印出的多得多：按“余”最多到 1,899"),
        ("DQ01", 1800, "没有超过印出的数"),
        ("QJ07", 406, "比印出的多 1"),
        ("QJ07", 404, "比印出的少 1"),
    ],
)
def test_a_figure_that_does_not_hold_says_by_how_much(db, key: str, computed: int, note: str) -> None:
    verdict = verdict_of(figure(key, computed=computed, kind="counted", holds=False))
    assert (verdict.word, verdict.note) == ("不成立", note)


def test_what_is_pending_says_what_is_missing(db) -> None:
    assert verdict_of(figure("QJ03")) == ("未接入", "plain", "报考的记录还没有接入")
    assert verdict_of(figure("QJ01")).note == "这里还没有这些记录"


def test_a_printed_number_is_read_in_words(db) -> None:
    read = [reading_of(figure(key)) for key in ("DQ01", "DQ02", "QJ02")]
    assert read == ["读作多于 1,800、不到 1,900 人", "读作正好 19 家", "读作至少 1 名"]


def test_beside_and_note_stand_in_the_json_only_where_there_are_any(db) -> None:
    plain = as_printed(figure("DQ02"))
    assert list(plain) == [
        *("id", "place", "measure", "comparator", "printed", "computed", "unit", "kind", "holds", "records", "query"),
        *("as_of", "source"),
    ]
    told = as_printed(figure("QJ12", beside=(Beside("人次", 9, "人次", "q"),), note="原文"))
    assert told["beside"] == [{"label": "人次", "value": 9, "unit": "人次", "query": "q"}]
    assert told["note"] == "原文"


def test_a_day_printed_once_for_several_figures_stands_at_each(db) -> None:
    assert figure("SY03").as_of == figure("SY01").as_of == "6月24日报道"
