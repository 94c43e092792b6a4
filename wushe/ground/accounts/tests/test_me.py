"""我的: who I am, how my login is protected, where I am logged in, and out of which I can log myself."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from tests.browsing import browser, text
from tests.cast import Cast
from wushe.ground.accounts.actions import reset_login
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ground.accounts.pages import seen
from wushe.ground.accounts.tests.phones import (
    EDGE,
    PASSWORD,
    WECHAT,
    browser_of,
    enrol,
    try_to_log_in,
    with_password,
)
from wushe.ground.kit.errors import Refused


@pytest.fixture
def zhou(cast: Cast) -> User:
    return with_password(cast.xiaozhou.user)


def devices(client: Client):
    return client.get("/me/").context["page"].devices


def last_line() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


def test_it_tells_who_i_am_and_where(zhou) -> None:
    page = text(browser_of(zhou).get("/me/"))
    assert [word for word in ("小周", "驻站社工", "六道大社区社工站", "账号 小周", "未开启") if word not in page] == []


def test_it_lists_my_devices_this_one_first(zhou) -> None:
    office, pocket = browser_of(zhou, EDGE), browser_of(zhou, WECHAT)
    office.get("/people/")
    shown = [(str(device.system), str(device.browser), device.is_here, device.seen) for device in devices(pocket)]
    assert shown == [("安卓手机", "微信", True, "刚刚在用"), ("Windows 电脑", "Edge", False, "刚刚在用")]


def test_i_can_log_out_another_device(zhou) -> None:
    office, pocket = browser_of(zhou, EDGE), browser_of(zhou, WECHAT)
    other = devices(pocket)[1]
    assert pocket.post("/me/logins/end/", {"login": other.key}).url == "/me/"
    assert office.get("/people/").url == "/accounts/login/?next=/people/"
    assert [device.is_here for device in devices(pocket)] == [True]
    assert (last_line().verb, last_line().facts) == ("accounts.end_login", {"ended": 1})


def test_i_can_log_out_all_others_at_once(zhou) -> None:
    others, here = [browser_of(zhou) for _ in range(3)], browser_of(zhou)
    here.post("/me/logins/end-others/")
    assert [client.get("/people/").status_code for client in [*others, here]] == [302, 302, 302, 200]
    assert last_line().facts == {"ended": 3}


@pytest.mark.parametrize("login", ["", "x", "0", "99999999"])
def test_an_unknown_device_is_refused_in_words(zhou, login) -> None:
    answer = browser_of(zhou).post("/me/logins/end/", {"login": login})
    assert answer.status_code == 404
    assert "这台设备已经退出了" in text(answer)


def test_nobody_logs_out_somebody_else(cast, zhou) -> None:
    browser_of(zhou)
    lin = browser_of(with_password(cast.xiaolin.user))
    assert lin.post("/me/logins/end/", {"login": UserSession.objects.get(user=zhou).pk}).status_code == 404
    assert UserSession.objects.filter(user=zhou).exists()


def test_a_device_that_logged_out_or_waited_too_long_is_not_listed(zhou) -> None:
    gone, idle, here = browser_of(zhou), browser_of(zhou), browser_of(zhou)
    gone.post("/accounts/logout/")
    waited = Session.objects.filter(session_key=idle.session.session_key)
    waited.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    assert len(devices(here)) == 1


def test_a_new_password_logs_out_all_other_devices(zhou) -> None:
    other, here = browser_of(zhou), browser_of(zhou)
    fields = {"oldpassword": PASSWORD, "password1": "quite-another-8", "password2": "quite-another-8"}
    answer = here.post("/accounts/password/change/", fields)
    assert answer.url == "/me/"
    assert "密码改好了" in text(here.get("/me/"))
    assert [client.get("/people/").status_code for client in (other, here)] == [302, 200]
    assert len(devices(here)) == 1
    assert (last_line().verb, last_line().facts) == ("accounts.change_password", {"ended": 1})


def test_a_wrong_old_password_changes_nothing_and_says_so_in_words(zhou) -> None:
    fields = {"oldpassword": "wrong", "password1": "quite-another-8", "password2": "quite-another-8"}
    assert "现在的密码不对" in text(browser_of(zhou).post("/accounts/password/change/", fields))


def test_whoever_has_no_post_sees_it_too(cast) -> None:
    assert browser(cast.nobody).get("/me/").status_code == 200


def test_few_recovery_codes_are_said(zhou) -> None:
    client = browser_of(zhou)
    enrol(client)
    assert "已开启" in text(client.get("/me/"))
    assert "备用码快用完了" not in text(client.get("/me/"))


@pytest.mark.parametrize(
    ("ago", "said"),
    [({"minutes": 1}, "刚刚在用"), ({"minutes": 12}, "12 分钟前用过"), ({"hours": 3}, "11月24日 09:00 用过")],
)
def test_when_a_device_was_last_used_is_said_as_people_say_it(ago, said) -> None:
    moment = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    assert seen(moment - timedelta(**ago), moment) == said


def test_a_lost_phone_and_a_forgotten_password_are_mended_by_who_runs_the_computer(zhou, capsys) -> None:
    client = browser_of(zhou)
    enrol(client)
    for _ in range(6):
        try_to_log_in(Client(), zhou.username, "wrong")
    call_command("reset_login", zhou.username)
    password = capsys.readouterr().out.splitlines()[0].split("：")[1]
    assert client.get("/people/").status_code == 302
    assert try_to_log_in(Client(), zhou.username, PASSWORD).status_code == 200
    assert try_to_log_in(Client(), zhou.username, password).url == "/"
    assert AuditEntry.objects.filter(verb="accounts.reset_login", target=f"accounts.user:{zhou.pk}").count() == 1
    assert password not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_an_unknown_account_cannot_be_reset(db) -> None:
    with pytest.raises(Refused, match="accounts-unknown-user"):
        reset_login("nobody", actor=None)
