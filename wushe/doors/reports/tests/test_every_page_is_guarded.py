"""What holds for every page of the house: nobody comes in unasked, nothing foreign runs, nothing is kept by proxies."""

import re
import uuid

import pytest

from tests.browsing import browser, morning_of, visit_url
from tests.routes import addresses

OPEN = {"account_login", "account_logout", "account_inactive", "mfa_authenticate"}  # they show nobody and nothing
PAGES = ["/today/", "/people/", "/desk/", "/me/", "/accounts/logout/", "/accounts/password/change/"]
INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"")


ADDRESSES = [(address.name, address.path({})) for address in addresses() if address.name not in OPEN]


@pytest.mark.parametrize(("name", "path"), ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_gets_nothing_but_the_login(client, db, name, path, method):
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={path}")


def test_there_is_no_way_to_sign_up_or_to_administer(client, db):
    paths = ["/accounts/signup/", "/accounts/password/reset/", "/accounts/email/", "/accounts/2fa/", "/admin/"]
    assert [client.get(path).status_code for path in paths] == [404] * 5


@pytest.mark.parametrize("page", [*PAGES, "visit", "person", "saved", "cancel", "unknown"])
def test_only_our_own_scripts_and_styles_run(cast, page):
    morning = morning_of(cast)
    deeper = {
        "visit": visit_url(cast.wang),
        "person": f"/people/{cast.wang.uuid}/",
        "saved": f"/visits/{morning.visit.uuid}/",
        "cancel": f"/visits/{morning.visit.uuid}/cancel/",
        "unknown": f"/people/{uuid.uuid4()}/",
    }
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.save()
    answer = browser(cast.xiaozhou).get(deeper.get(page, page))
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert INLINE.findall(answer.content.decode()) == []


def test_the_login_page_is_guarded_too(client, db):
    answer = client.get("/accounts/login/")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert INLINE.findall(answer.content.decode()) == []


@pytest.mark.parametrize(("who", "page"), [("xiaozhou", "/today/"), ("xiaozhou", "/people/"), ("wangke", "/county/")])
def test_a_page_is_not_kept_for_the_next_reader_of_the_phone(cast, who, page):
    answer = browser(getattr(cast, who)).get(page)
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_the_session_is_out_of_reach_of_scripts(cast, client):
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.save()
    client.post("/accounts/login/", {"login": cast.xiaozhou.user.username, "password": "long-and-odd-7"})
    cookie = client.cookies["sessionid"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


def test_who_guesses_passwords_is_made_to_wait(cast, client):
    guesses = [{"login": cast.xiaozhou.user.username, "password": f"guess-{number}"} for number in range(7)]
    answers = [client.post("/accounts/login/", guess) for guess in guesses]
    assert "请" in answers[-1].content.decode()
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.save()
    right = client.post("/accounts/login/", {"login": cast.xiaozhou.user.username, "password": "long-and-odd-7"})
    assert right.status_code != 302


def test_an_account_that_is_closed_lets_nobody_in(cast, client):
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.is_active = False
    cast.xiaozhou.user.save()
    client.post("/accounts/login/", {"login": cast.xiaozhou.user.username, "password": "long-and-odd-7"})
    assert client.get("/today/").status_code == 302


def test_a_post_that_ended_yesterday_shows_nothing_today(cast):
    cast.xiaozhou.user.grants.update(ends_on="2026-11-23")
    client = browser(cast.xiaozhou)
    assert client.get("/today/").status_code == 403
    assert client.get(f"/people/{cast.wang.uuid}/").status_code == 404
