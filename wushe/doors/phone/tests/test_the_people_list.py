"""The list of people: everybody of the station, searched by what was typed and filtered by what the address says."""

import logging
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browsing import browser, text
from tests.cast import TODAY, resident, visit_draft
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.work.visits.actions import record_visit


def listed(client, address="/people/"):
    """The page of the list at an address."""
    return client.get(address).context["page"]


def sought(client, typed, address="/people/"):
    """The page a search leads to."""
    return client.post(address, {"q": typed}, follow=True).context["page"]


def names(page):
    return sorted(row.name for row in page.rows)


def given(person, **facts):
    """A person with a number."""
    for name, value in facts.items():
        setattr(person, name, value)
    index_numbers(person)
    person.save()


def test_the_list_holds_all_people_of_the_station_and_no_other(cast):
    page = listed(browser(cast.xiaozhou))
    assert names(page) == sorted(["王阿婆", "符老伯", "陈大爷", "李奶奶", "张梅", "李小雨"])
    assert (page.everybody, page.total, page.place_name) == (6, 6, "六道大社区社工站")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("王", ["王阿婆"]),
        (" 李 ", ["李奶奶", "李小雨"]),
        ("小雨", ["李小雨"]),
        ("lxy", ["李小雨"]),
        ("zhangmei", ["张梅"]),
        ("邻站", []),
        ("%", []),
    ],
)
def test_a_search_finds_by_letters_initials_and_pinyin(cast, typed, found):
    assert names(sought(browser(cast.xiaozhou), typed)) == sorted(found)


@pytest.mark.parametrize("typed", ["100-1234-5678", "10012345678", "999999194005010028", "LD-2026-0001"])
def test_a_search_finds_by_a_whole_number(cast, typed):
    given(cast.wang, phone="10012345678", id_number="999999194005010028", file_number="LD-2026-0001")
    assert names(sought(browser(cast.xiaozhou), typed)) == ["王阿婆"]


def test_a_search_without_a_find_says_what_to_do(cast):
    answer = browser(cast.xiaozhou).post("/people/", {"q": "欧阳"}, follow=True)
    assert "没找到这个人" in text(answer)
    assert 'value="欧阳"' in text(answer)


@pytest.mark.parametrize("typed", ["<b>", "'", '"><script>', "\\", "_", "x" * 500, "🙂", "\x00"])
def test_a_search_takes_anything(cast, typed):
    answer = browser(cast.xiaozhou).post("/people/", {"q": typed}, follow=True)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("typed", ["王阿婆", "10012345678"])
def test_no_address_and_no_log_holds_what_was_typed(cast, caplog, typed):
    with caplog.at_level(logging.DEBUG):
        answer = browser(cast.xiaozhou).post("/people/", {"q": typed}, follow=True)
    [(address, status)] = answer.redirect_chain
    assert status == 302
    assert parse_qs(urlsplit(address).query).keys() == {"find"}
    assert typed not in address
    assert typed not in caplog.text


def test_a_search_can_be_loaded_again_by_who_made_it_on_the_same_day(cast, settings):
    client = browser(cast.xiaozhou)
    [(address, _status)] = client.post("/people/", {"q": "王"}, follow=True).redirect_chain
    assert names(listed(client, address)) == ["王阿婆"]
    others = listed(browser(cast.xiaolin), address)
    assert (others.q, others.is_stale, others.total) == ("", True, 6)
    settings.WUSHE_TODAY = (TODAY + timedelta(days=1)).isoformat()
    assert listed(client, address).is_stale


@pytest.mark.parametrize("word", ["x", "AAAA", "王", "A" * 5000, "%00", "===="])
def test_a_search_that_cannot_be_read_lists_everybody_and_says_so(cast, word):
    answer = browser(cast.xiaozhou).get(f"/people/?find={word}")
    assert answer.context["page"].total == 6
    assert "只给发出的人当天用" in text(answer)


def test_a_name_in_the_address_is_no_search(cast):
    assert listed(browser(cast.xiaozhou), "/people/?q=王").total == 6


def test_while_the_name_is_written_the_answer_is_the_list_itself(cast):
    answer = browser(cast.xiaozhou).post("/people/", {"q": "王", "live": "1"})
    assert answer.status_code == 200
    assert names(answer.context["page"]) == ["王阿婆"]
    assert answer.context["page"].address.startswith("/people/?find=")


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "²"])
def test_a_page_number_that_is_none_is_the_first_page(cast, page):
    assert listed(browser(cast.xiaozhou), f"/people/?page={page}").total == 6


@pytest.mark.parametrize("page", ["2", "999999999999999999999", "9" * 5000])
def test_a_page_past_the_end_does_not_claim_that_there_is_nobody(cast, page):
    answer = browser(cast.xiaozhou).get("/people/", {"page": page})
    assert answer.status_code == 200
    assert "本站还没有服务对象" not in text(answer)


def test_the_pager_leads_through_all_people_found(cast):
    for number in range(35):
        resident(f"林&{number}", None, cast.units[3])
    client = browser(cast.xiaozhou)
    first = sought(client, "&")
    second = listed(client, first.pager.next_url)
    assert (len(first.rows), len(second.rows)) == (30, 5)
    assert len({row.name for row in first.rows + second.rows}) == 35


def test_the_chips_say_how_many_are_of_each_category(cast):
    page = listed(browser(cast.xiaozhou))
    assert [(chip.name, chip.count) for chip in page.chips] == [
        ("全部", 6),
        ("独居老人", 3),
        ("留守儿童", 1),
        ("留守老人", 1),
        ("留守妇女", 1),
    ]
    alone = listed(browser(cast.xiaozhou), page.chips[1].url)
    assert names(alone) == sorted(["王阿婆", "符老伯", "陈大爷"])
    assert [chip.is_chosen for chip in alone.chips] == [False, True, False, False, False]


def test_every_filter_stands_in_the_address_and_they_add_up(cast):
    client = browser(cast.xiaozhou)
    lin = cast.xiaolin.user.pk
    assert names(listed(client, "/people/?unit=unit-1")) == sorted(["王阿婆", "陈大爷"])
    assert names(listed(client, f"/people/?unit=unit-1&worker={lin}")) == ["陈大爷"]
    assert names(listed(client, "/people/?risk=high")) == ["符老伯"]
    assert names(listed(client, f"/people/?category=left-behind-woman&worker={lin}")) == ["张梅"]
    nobody = listed(client, f"/people/?risk=high&worker={lin}")
    assert (nobody.rows, nobody.total) == ([], 0)
    assert [chip.count for chip in nobody.chips] == [0, 0, 0, 0, 0]


def test_the_overdue_and_those_due_within_a_week_are_told_apart(cast):
    client = browser(cast.xiaozhou)
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    resident("林小妹", None, cast.units[0])
    page = listed(client)
    late = listed(client, "/people/?due=late")
    assert late.total == page.late == 5
    assert "王阿婆" not in names(late)
    assert names(listed(client, "/people/?due=none")) == ["林小妹"]
    assert listed(client, "/people/?due=week").total == page.soon


@pytest.mark.parametrize("wrong", ["category=x", "unit=next-unit", "risk=x", "due=x", "worker=x", "worker=999999"])
def test_a_filter_that_there_is_not_is_dropped(cast, wrong):
    page = listed(browser(cast.xiaozhou), f"/people/?{wrong}")
    assert (page.total, page.asked.is_any) == (6, False)


def test_filters_stay_while_one_searches_and_the_search_stays_while_one_filters(cast):
    client = browser(cast.xiaozhou)
    found = sought(client, "李", "/people/?unit=unit-2")
    assert (names(found), found.asked.unit) == (["李奶奶", "李小雨"], "unit-2")
    narrowed = listed(client, next(chip.url for chip in found.chips if chip.name == "留守儿童"))
    assert (names(narrowed), narrowed.q, narrowed.asked.unit) == (["李小雨"], "李", "unit-2")


def test_no_conditions_left_leads_back_to_everybody(cast):
    answer = browser(cast.xiaozhou).get("/people/?risk=high&category=left-behind-child")
    assert "没有符合条件的人" in text(answer)
    assert "清除条件，看全部" in text(answer)


def test_numbers_are_masked_and_no_number_of_a_paper_is_there(cast):
    given(cast.wang, phone="10012341234", id_number="999999194005010028", file_number="LD-2026-0001")
    page = text(browser(cast.xiaozhou).get("/people/"))
    assert "100****1234" in page
    assert "LD-2026-0001" in page
    assert "10012341234" not in page
    assert "999999" not in page


def test_a_person_without_a_birth_date_has_no_age_that_is_made_up(cast):
    unknown = resident("某人", None, cast.units[0], by=cast.xiaozhou.user)
    client = browser(cast.xiaozhou)
    assert "None" not in text(client.get(f"/people/{unknown.uuid}/"))
    assert "None" not in text(client.get("/people/"))
    assert "None" not in text(client.get(f"/people/{unknown.uuid}/visit/"))


def test_the_row_says_when_somebody_was_last_met_and_who_looks_after_them(cast):
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    [row] = [row for row in listed(browser(cast.xiaozhou)).rows if row.name == "王阿婆"]
    assert (row.last_on, row.carers, row.risk, row.unit_name) == (TODAY, "小周", "key", "田独")
