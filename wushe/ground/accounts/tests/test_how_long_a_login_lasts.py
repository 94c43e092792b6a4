"""A login that nobody uses ends by itself: soon on a desk, after a shift on one's own phone, never after the day."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from wushe.ground.accounts.lasting import (
    Patience,
    is_phone,
    is_time_to_touch,
    seconds_left,
    system_of,
)
from wushe.ground.accounts.lasting import (
    browser_of as name_of_browser,
)
from wushe.ground.accounts.models import User
from wushe.ground.accounts.tests.phones import ANDROID, EDGE, LOGIN, WECHAT, browser_of, with_password

PATIENCE = Patience(desk=900, phone=28_800, whole=43_200)


class Watch:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def goes(self, **how: int) -> None:
        self.moment += timedelta(**how)


@pytest.fixture
def watch(monkeypatch) -> Watch:
    clock = Watch()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def zhou(cast: Cast) -> User:
    return with_password(cast.xiaozhou.user)


def is_in(client: Client) -> bool:
    return client.get("/people/").status_code == 200


def test_on_a_desk_a_login_ends_after_a_quarter_of_an_hour_unused(zhou, watch) -> None:
    client = browser_of(zhou)
    assert is_in(client)
    watch.goes(minutes=15)
    assert client.get("/people/").url == "/accounts/login/?next=/people/"


def test_on_a_desk_a_login_in_use_goes_on(zhou, watch) -> None:
    client = browser_of(zhou)
    for _ in range(10):
        watch.goes(minutes=14)
        assert is_in(client)


def test_a_login_whose_first_page_was_never_opened_ends_too(zhou, watch) -> None:
    client = browser_of(zhou, ANDROID, own_phone="on")
    watch.goes(minutes=16)
    assert not is_in(client)


def test_on_ones_own_phone_a_login_waits_a_shift(zhou, watch) -> None:
    client = browser_of(zhou, ANDROID, own_phone="on")
    assert is_in(client)
    watch.goes(hours=7, minutes=40)
    assert is_in(client)
    watch.goes(hours=8)
    assert not is_in(client)


def test_a_phone_that_is_not_ones_own_is_treated_as_a_desk(zhou, watch) -> None:
    client = browser_of(zhou, ANDROID)
    assert is_in(client)
    watch.goes(minutes=16)
    assert not is_in(client)


def test_a_desk_cannot_call_itself_a_phone(zhou, watch) -> None:
    assert "own_phone" not in Client(headers={"user-agent": EDGE}).get(LOGIN).context["form"].fields
    assert "own_phone" in Client(headers={"user-agent": ANDROID}).get(LOGIN).context["form"].fields
    client = browser_of(zhou, EDGE, own_phone="on")
    assert is_in(client)
    watch.goes(minutes=16)
    assert not is_in(client)


def test_no_login_lasts_longer_than_twelve_hours_however_busy(zhou, watch) -> None:
    client = browser_of(zhou, ANDROID, own_phone="on")
    for _ in range(11):
        assert is_in(client)
        watch.goes(hours=1)
    assert is_in(client)
    watch.goes(hours=1)
    assert not is_in(client)


def test_pages_in_quick_succession_write_nothing(zhou, watch, django_assert_num_queries) -> None:
    client = browser_of(zhou)
    is_in(client)
    watch.goes(seconds=10)
    answer = client.get("/me/")
    assert "sessionid" not in answer.cookies


def test_the_page_of_the_login_says_in_words_when_it_ends(db, settings) -> None:
    page = Client(headers={"user-agent": ANDROID}).get(LOGIN).content.decode()
    assert re.search(r"不勾：15 分钟不用，自动退出", page)


@pytest.mark.parametrize(
    ("began", "now", "own", "left"),
    [
        (0, 0, False, 900),
        (0, 0, True, 28_800),
        (0, 42_900, False, 300),
        (0, 43_200, True, 0),
        (0, 99_999, False, 0),
        (5_000, 0, True, 28_800),  # the clock was set back
    ],
)
def test_what_is_left_of_a_login(began, now, own, left) -> None:
    assert seconds_left(began, now, PATIENCE, on_own_phone=own) == left


@pytest.mark.parametrize(("touched", "now", "is_time"), [(0, 29, False), (0, 30, True), (100, 90, True), (0, 0, False)])
def test_still_here_is_written_now_and_then_and_when_the_clock_was_set_back(touched, now, is_time) -> None:
    assert is_time_to_touch(touched, now, 900) is is_time


@pytest.mark.parametrize(
    ("agent", "phone", "system", "browser"),
    [
        (ANDROID, True, "android", "chrome"),
        (WECHAT, True, "android", "wechat"),
        (EDGE, False, "windows", "edge"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", True, "iphone", "safari"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", False, "linux", "firefox"),
        ("Mozilla/5.0 (Linux; HarmonyOS; HMA-AL00) HuaweiBrowser/14 Chrome/99 Mobile", True, "harmony", "huawei"),
        ("curl/8.0", False, "", ""),
    ],
)
def test_a_device_is_recognised_as_its_owner_would_name_it(agent, phone, system, browser) -> None:
    assert (is_phone(agent), system_of(agent), name_of_browser(agent)) == (phone, system, browser)
