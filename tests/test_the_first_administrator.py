"""A new installation: the first administrator gets in, once, with a password that is not easy to guess."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cast import Cast, county_named, rows_by_table
from wushe.config.management.commands import first_administrator
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, Role

WHO = {"username": "Fang", "name": "王芳", "place": "460203"}
GOOD = "木棉花开-1187"


@pytest.fixture
def county(db: None, frozen_day: object) -> object:
    """Nothing but a county."""
    return county_named("460203", "吉阳区")


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> object:
    """Hand a line to standard input."""
    return lambda line: monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))


def administer(**changes: str) -> str:
    said = io.StringIO()
    call_command("first_administrator", stdout=said, **{**WHO, **changes})
    return said.getvalue()


def refused(**changes: str) -> str:
    before = rows_by_table()
    with pytest.raises((CommandError, Refused)) as caught:
        administer(**changes)
    assert rows_by_table() == before
    return str(caught.value)


def test_the_first_administrator_logs_in_and_keeps_the_grants(county, piped) -> None:
    piped(GOOD)
    assert "王芳（账号 fang）是吉阳区的系统管理员了" in administer()
    grant = Grant.objects.get()
    assert (grant.user.username, grant.role, grant.region) == ("fang", Role.ADMIN, county)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", "actor"))
    assert verbs == [("accounts.open_account", None), ("stations.give_grant", None)]
    client = Client()
    assert client.login(username="fang", password=GOOD)
    assert client.get("/grants/", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("abc", "不到 8 个字符"),
        ("12345678", "只包含数字"),
        ("password1", "太常见"),
        ("fangfang1", "太相似"),
        ("", "不到 8 个字符"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(county, piped, password: str, why: str) -> None:
    piped(password)
    said = refused(username="fangfang")
    assert said.startswith("这个密码不行")
    assert why in said
    assert "password" not in said.lower()


def test_where_an_administrator_stands_there_is_no_second_first(cast: Cast, piped) -> None:
    piped(GOOD)
    said = refused()
    assert "已经有系统管理员：管理员" in said
    assert "wushe reset-login 管理员" in said


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"username": "有 空格"}, "accounts-username-unfit"),
        ({"name": " "}, "accounts-no-name"),
        ({"place": "999999"}, "stations-unknown-region"),
        ({"username": "taken"}, "accounts-username-taken"),
    ],
)
def test_what_is_wrong_is_said_before_a_password_is_asked(county, piped, changes, why: str) -> None:
    User.objects.create_user("taken", password="!", name="别人")
    piped(GOOD)
    assert why in refused(**changes)


def test_a_role_stands_on_a_county_a_city_or_a_province(county, piped) -> None:
    piped(GOOD)
    county.kind = "village"
    county.save()
    assert "stations-role-stands-elsewhere" in refused()
    assert not User.objects.exists()


def test_on_a_terminal_the_password_is_typed_twice(county, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([GOOD, "别的", GOOD, GOOD])
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr(first_administrator, "getpass", lambda words: next(typed))
    assert "不一样" in refused()
    assert "王芳" in administer()
