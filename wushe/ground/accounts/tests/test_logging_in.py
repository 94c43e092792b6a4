"""Who guesses is made to wait, is told for how long, and learns nothing about who has an account."""

import time
from html import unescape

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import caches
from django.test import Client

from tests.cast import Cast
from wushe.ground.accounts.models import AuditEntry, CacheRow
from wushe.ground.accounts.tests.phones import PASSWORD, try_to_log_in, with_password

GUESS = "not-the-password-9"
TRIES = 5


def lines(verb: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(verb=f"accounts.{verb}").order_by("pk"))


def alert(answer) -> str:
    """The sentence above the login form."""
    return "；".join(answer.context["form"].non_field_errors())


def guess(client: Client, username: str, times: int) -> list[str]:
    return [alert(try_to_log_in(client, username, GUESS)) for _ in range(times)]


@pytest.fixture
def zhou(cast: Cast) -> str:
    return with_password(cast.xiaozhou.user).username


def test_the_right_password_lets_in_and_leaves_one_line(client: Client, cast: Cast, zhou: str) -> None:
    assert try_to_log_in(client, zhou).url == "/"
    (line,) = lines("log_in")
    assert (line.actor, line.target) == (cast.xiaozhou.user, f"accounts.user:{cast.xiaozhou.user.pk}")
    assert line.facts == {"address": "127.0.0.1", "device": "desk", "code": False}


def test_five_wrong_passwords_lock_the_account_and_the_sentence_says_how_long_and_whom_to_ask(client, zhou) -> None:
    said = guess(client, zhou, TRIES + 1)
    assert said[:TRIES] == ["账号或密码不对，请再输一次。忘了密码，请系统管理员重设。"] * TRIES
    assert said[-1] == "试错的次数太多，先锁 15 分钟。请过 15 分钟再试；急着用，请找系统管理员。"


def test_a_locked_account_stays_locked_for_the_right_password_and_from_elsewhere(client, zhou) -> None:
    guess(client, zhou, TRIES)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert "先锁 15 分钟" in alert(try_to_log_in(elsewhere, zhou))
    assert "先锁 15 分钟" in alert(try_to_log_in(elsewhere, zhou.upper()))


def test_after_the_lock_the_right_password_lets_in(client, zhou, monkeypatch) -> None:
    guess(client, zhou, TRIES)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(ratelimit.time, "time", lambda: later)
    assert try_to_log_in(client, zhou).status_code == 302


def test_the_lock_is_remembered_by_the_database_so_that_other_processes_and_a_new_start_know_it(client, zhou) -> None:
    guess(client, zhou, TRIES)
    assert CacheRow.objects.exists()
    caches.close_all()
    del caches["default"]  # another process begins with nothing
    assert "先锁" in alert(try_to_log_in(Client(), zhou))


def test_others_go_on_logging_in(client, cast, zhou) -> None:
    guess(client, zhou, TRIES)
    lin = with_password(cast.xiaolin.user).username
    assert try_to_log_in(Client(), lin).status_code == 302


def test_an_unknown_name_gets_the_same_answers_as_a_known_one(client, zhou) -> None:
    known = [try_to_log_in(client, zhou, GUESS) for _ in range(TRIES + 1)]
    unknown = [try_to_log_in(Client(), "nobody", GUESS) for _ in range(TRIES + 1)]
    assert [(a.status_code, alert(a)) for a in known] == [(a.status_code, alert(a)) for a in unknown]


def test_a_refused_login_leaves_one_line_with_neither_password_nor_unknown_name(client, cast, zhou) -> None:
    guess(client, zhou, 1)
    guess(client, "王小明的密码", 1)
    known, unknown = lines("refuse_login")
    told = {"reason": "password", "address": "127.0.0.1"}
    assert (known.actor, known.target) == (None, f"accounts.user:{cast.xiaozhou.user.pk}")
    assert known.facts == told
    assert (unknown.target, unknown.facts) == ("accounts.user:unknown", told)
    assert GUESS not in str([line.facts for line in lines("refuse_login")])


def test_a_try_at_a_locked_account_is_written_down_as_such(client, zhou) -> None:
    guess(client, zhou, TRIES + 1)
    assert [line.facts["reason"] for line in lines("refuse_login")] == ["password"] * TRIES + ["locked"]


def test_a_closed_account_is_refused_and_written_down(client, cast, zhou) -> None:
    cast.xiaozhou.user.is_active = False
    cast.xiaozhou.user.save(update_fields=["is_active"])
    answer = try_to_log_in(client, zhou)
    assert answer.url == "/accounts/inactive/"
    assert [line.facts["reason"] for line in lines("refuse_login")] == ["closed"]
    assert client.get("/today/").status_code == 302


def test_empty_fields_are_asked_for(client, db) -> None:
    assert "账号和密码都要填" in unescape(client.post("/accounts/login/", {}).content.decode())


def test_leaving_leaves_a_line(client, cast, zhou) -> None:
    try_to_log_in(client, zhou, PASSWORD)
    assert client.post("/accounts/logout/").url == "/accounts/login/"
    assert [line.actor for line in lines("log_out")] == [cast.xiaozhou.user]
