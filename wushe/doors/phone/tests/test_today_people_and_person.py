"""Today, the people, one person: who may open them, and what stands on them."""

import uuid
from urllib.parse import quote

import pytest

from tests.browsing import browser, links, morning_of, refusal, says_why, text
from tests.cast import resident

PAGES = ["/today/", "/people/", "/desk/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["xiaozhou", "xiaolin", "laochen", "stranger", "outsider"])
def test_everybody_who_works_at_a_station_has_these_pages(cast, page, who):
    assert browser(getattr(cast, who)).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["wangke", "nobody"])
def test_who_works_at_no_station_is_told_so(cast, page, who):
    answer = browser(getattr(cast, who)).get(page)
    assert answer.status_code == 403
    assert says_why(answer)


@pytest.mark.parametrize("page", [*PAGES, "/county/", "/figures/?q=x", "/records/460203-1/", "/"])
def test_a_visitor_is_sent_to_log_in_and_comes_back(client, db, page):
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer.url == f"/accounts/login/?next={quote(page)}"


def test_logging_in_leads_back_to_the_page_that_was_asked_for(cast, client):
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.save()
    account = {"login": cast.xiaozhou.user.username, "password": "long-and-odd-7", "next": f"/people/{cast.wang.uuid}/"}
    answer = client.post("/accounts/login/", account)
    assert (answer.status_code, answer.url) == (302, f"/people/{cast.wang.uuid}/")


def test_a_wrong_password_is_told_in_chinese_and_the_name_stays(cast, client):
    answer = client.post("/accounts/login/", {"login": cast.xiaozhou.user.username, "password": "wrong"})
    assert answer.status_code == 200
    assert "忘了密码" in text(answer)
    assert f'value="{cast.xiaozhou.user.username}"' in text(answer)


def test_nobody_is_led_to_another_house_after_logging_in(cast, client):
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.save()
    account = {"login": cast.xiaozhou.user.username, "password": "long-and-odd-7", "next": "https://example.org/"}
    assert client.post("/accounts/login/", account).url == "/"


@pytest.mark.parametrize(("who", "where"), [("xiaozhou", "/today/"), ("laochen", "/today/"), ("wangke", "/county/")])
def test_home_is_where_one_works(cast, who, where):
    assert browser(getattr(cast, who)).get("/").url == where


@pytest.mark.parametrize("who", ["xiaozhou", "xiaolin", "laochen"])
def test_the_station_sees_its_person(cast, who):
    answer = browser(getattr(cast, who)).get(f"/people/{cast.wang.uuid}/")
    assert answer.status_code == 200
    assert "王阿婆" in text(answer)


@pytest.mark.parametrize("who", ["stranger", "outsider", "wangke", "nobody"])
def test_nobody_else_learns_that_the_person_exists(cast, who):
    known = browser(getattr(cast, who)).get(f"/people/{cast.wang.uuid}/")
    unknown = browser(getattr(cast, who)).get(f"/people/{uuid.uuid4()}/")
    assert known.status_code == unknown.status_code == 404
    assert refusal(known) == refusal(unknown)
    assert says_why(known)
    assert "王阿婆" not in text(known)


def test_today_says_who_is_due_and_what_waits(cast):
    morning_of(cast)
    page = browser(cast.xiaozhou).get("/today/").context["page"]
    assert (page.station_name, page.worker_name, page.weekday) == ("六道大社区社工站", "小周", "星期二")
    assert {row.person.name for row in page.due} == {"符老伯", "李奶奶", "李小雨"}
    assert [item.kind for item in page.open_items] == ["need"]


def test_a_worker_is_due_their_own_people_and_the_lead_all(cast):
    assert {row.person.name for row in browser(cast.xiaolin).get("/today/").context["page"].due} == {"陈大爷", "张梅"}
    assert len(browser(cast.laochen).get("/today/").context["page"].due) == 6


def test_the_month_on_today_opens_to_the_same_number(cast):
    morning_of(cast)
    client = browser(cast.xiaozhou)
    progress = client.get("/today/").context["page"].progress
    assert [line.done for line in progress] == [1, 1, 1]
    assert [client.get(line.url).context["page"].figure.value for line in progress] == [1, 1, 1]


@pytest.mark.parametrize("page", ["/today/", "/people/", "/desk/"])
@pytest.mark.parametrize("who", ["xiaozhou", "laochen"])
def test_every_link_of_a_station_page_opens(cast, page, who):
    morning_of(cast)
    client = browser(getattr(cast, who))
    answers = {url: client.get(url).status_code for url in links(client.get(page))}
    assert len(answers) > 5
    assert {url: status for url, status in answers.items() if status not in (200, 302)} == {}


def test_the_list_holds_all_people_of_the_station_and_no_other(cast):
    page = browser(cast.xiaozhou).get("/people/").context["page"]
    assert {row.person.name for row in page.rows} == {"王阿婆", "符老伯", "陈大爷", "李奶奶", "张梅", "李小雨"}
    assert page.total == 6


@pytest.mark.parametrize(
    ("typed", "names"),
    [("王", ["王阿婆"]), (" 李 ", ["李奶奶", "李小雨"]), ("小雨", ["李小雨"]), ("邻站", []), ("%", [])],
)
def test_a_search_finds_who_has_the_letters_in_the_name(cast, typed, names):
    page = browser(cast.xiaozhou).get("/people/", {"q": typed}).context["page"]
    assert sorted(row.person.name for row in page.rows) == sorted(names)


def test_a_search_without_a_find_says_what_to_do(cast):
    answer = browser(cast.xiaozhou).get("/people/", {"q": "欧阳"})
    assert "没找到这个人" in text(answer)
    assert 'value="欧阳"' in text(answer)


@pytest.mark.parametrize("typed", ["<b>", "'", '"><script>', "\\", "_", "x" * 500, "🙂"])
def test_a_search_takes_anything(cast, typed):
    answer = browser(cast.xiaozhou).get("/people/", {"q": typed})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_a_search_for_a_letter_that_no_database_takes_finds_nobody(cast):
    assert browser(cast.xiaozhou).get("/people/?q=%00").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "²"])
def test_a_page_number_that_is_none_is_the_first_page(cast, page):
    assert browser(cast.xiaozhou).get("/people/", {"page": page}).context["page"].total == 6


@pytest.mark.parametrize("page", ["2", "999999999999999999999", "9" * 5000])
def test_a_page_past_the_end_does_not_claim_that_there_is_nobody(cast, page):
    answer = browser(cast.xiaozhou).get("/people/", {"page": page})
    assert answer.status_code == 200
    assert "本站还没有服务对象" not in text(answer)


def test_the_pager_leads_through_all_people_found(cast):
    for number in range(35):
        resident(f"林&{number}", None, cast.units[3])
    client = browser(cast.xiaozhou)
    first = client.get("/people/", {"q": "&"}).context["page"]
    second = client.get(f"/people/{first.pager.next_url}").context["page"]
    assert (len(first.rows), len(second.rows)) == (30, 5)
    assert len({row.person.uuid for row in first.rows + second.rows}) == 35


def test_a_person_without_a_birth_date_has_no_age_that_is_made_up(cast):
    unknown = resident("某人", None, cast.units[0], by=cast.xiaozhou.user)
    client = browser(cast.xiaozhou)
    assert "None" not in text(client.get(f"/people/{unknown.uuid}/"))
    assert "None" not in text(client.get("/people/", {"q": "某人"}))
    assert "None" not in text(client.get(f"/people/{unknown.uuid}/visit/"))


def test_the_person_page_tells_family_categories_and_what_happened(cast):
    morning_of(cast)
    client = browser(cast.xiaozhou)
    page = client.get(f"/people/{cast.wang.uuid}/").context["page"]
    assert [(line.kind, line.line, line.by) for line in page.timeline] == [("visit", "都好", "小周")]
    assert [need.title for need in page.open_needs] == ["配药送药"]
    assert (page.risk, page.worker_name) == ("key", "小周")
    family = client.get(f"/people/{cast.li_child.uuid}/").context["page"].members
    assert [member.name for member in family] == ["李奶奶", "张梅", "李小雨"]


def test_a_cancelled_visit_is_no_longer_what_happened(cast):
    visit = morning_of(cast).visit
    client = browser(cast.xiaozhou)
    client.post(f"/visits/{visit.uuid}/cancel/", {"form_id": str(uuid.uuid4()), "reason": "记错人"})
    page = client.get(f"/people/{cast.wang.uuid}/").context["page"]
    assert [line.state for line in page.timeline if line.state == "valid"] == []
    assert page.last_on is None
