"""Today, the people, one person: who may open them, and what stands on today."""

import uuid
from urllib.parse import quote

import pytest

from tests.browsing import browser, links, morning_of, refusal, says_why, text

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
