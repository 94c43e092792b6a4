"""Administrators open accounts and let people in again; a password they made must be changed before anything opens."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.browsing import browser, errors, text
from tests.cast import LONG_AGO, TODAY, Cast, user_named
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ground.accounts.passwords import mark_of
from wushe.ground.accounts.tests.phones import PASSWORD, browser_of, enrol, try_to_log_in, with_password
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.accounts import admit, let_in_again
from wushe.registers.stations.actions.grants import give_grant
from wushe.registers.stations.models import Grant, Role

NEW = "/grants/accounts/new/"
CHANGE = "/accounts/password/change/"


def reset_page(user: User | None) -> str:
    assert user is not None
    return f"/grants/accounts/{user.pk}/reset-login/"


def reset(client: Client, user: User | None) -> HttpResponse:
    """Press the button of a page that was just opened."""
    page = client.get(reset_page(user))
    return client.post(reset_page(user), {"seen": page.context["form"].initial["seen"]})


def test_somebody_new_is_let_in_on_the_pages_and_chooses_a_password(cast: Cast) -> None:
    told = browser(cast.guanli).post(NEW, {"username": " LiXia ", "name": "李霞"})
    password, user = told.context["password"], User.objects.get(username="lixia")
    assert [word for word in ("账号开好了", "李霞", "lixia", password) if word not in text(told)] == []
    assert "?username=lixia" in text(told)
    give_grant(cast.guanli, user, "worker", "liudao-station", starts_on=TODAY)

    client = Client()
    assert try_to_log_in(client, "lixia", password).status_code == 302
    for page in ("/people/", "/today/", "/me/"):
        assert client.get(page).url == CHANGE
    assert "现在的密码是别人给的" in text(client.get(CHANGE))
    same = {"oldpassword": password, "password1": password, "password2": password}
    assert "这就是别人给的那个密码" in text(client.post(CHANGE, same))
    changed = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(CHANGE, changed).status_code == 302
    assert client.get("/people/").status_code == 200
    assert try_to_log_in(Client(), "lixia", password).status_code == 200


def test_an_account_without_a_grant_sees_nothing(cast: Cast) -> None:
    user, _password = admit(cast.guanli, "lixia", "李霞")
    assert not Grant.objects.filter(user=user).exists()
    (line,) = AuditEntry.objects.filter(verb="accounts.open_account")
    assert (line.actor, line.target, line.county_key) == (cast.guanli.user, f"accounts.user:{user.pk}", "460203")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"username": "", "name": "李霞"}, "请写登录用的账号。"),
        ({"username": "lixia", "name": " "}, "请写姓名。"),
        ({"username": "li xia", "name": "李霞"}, "账号“li xia”不能用"),
        ({"username": "小周", "name": "李霞"}, "账号“小周”已经有人用了"),
    ],
)
def test_what_cannot_be_an_account_is_said_at_its_field_and_kept(cast: Cast, typed, why) -> None:
    answer = browser(cast.guanli).post(NEW, typed)
    assert answer.status_code == 422
    assert why in str(errors(answer))
    assert typed["username"] in text(answer)
    assert not User.objects.filter(name="李霞").exists()


def test_who_lost_phone_and_password_is_let_in_again_on_the_pages(cast: Cast) -> None:
    zhou = with_password(cast.xiaozhou.user)
    client = browser_of(zhou)
    enrol(client)
    told = reset(browser(cast.guanli), zhou)
    assert "登录重设好了" in text(told)
    assert client.get("/people/").status_code == 302
    again = Client()
    assert try_to_log_in(again, zhou.username, told.context["password"]).url == "/"
    assert again.get("/people/").url == CHANGE
    (line,) = AuditEntry.objects.filter(verb="accounts.reset_login")
    assert (line.actor, line.county_key) == (cast.guanli.user, "460203")
    assert told.context["password"] not in str(list(AuditEntry.objects.values_list("facts", "target")))


def test_a_page_that_is_loaded_again_resets_nothing(cast: Cast) -> None:
    office, zhou = browser(cast.guanli), with_password(cast.xiaozhou.user)
    seen = {"seen": mark_of(zhou)}
    password = office.post(reset_page(zhou), seen).context["password"]
    again = office.post(reset_page(zhou), seen)
    assert again.status_code == 422
    assert "刚刚已经重设过" in text(again)
    assert try_to_log_in(Client(), zhou.username, password).status_code == 302


def test_whoever_has_no_grant_yet_is_listed_and_can_be_let_in_again(cast: Cast) -> None:
    office = browser(cast.guanli)
    user, _password = admit(cast.guanli, "lixia", "李霞")
    assert "还没有授权的" in text(office.get("/grants/"))
    assert "登录重设好了" in text(reset(office, user))
    give_grant(cast.guanli, user, "worker", "liudao-station", starts_on=TODAY)
    assert "还没有授权的" not in text(office.get("/grants/"))
    other, _password = admit(cast.far_keeper, "elsewhere", "别处")
    assert "别处" not in text(office.get("/grants/"))
    assert office.get(reset_page(other)).status_code == 404


def test_nobody_resets_the_own_login(cast: Cast) -> None:
    with pytest.raises(Refused, match="stations-own-login"):
        let_in_again(cast.guanli, cast.guanli.user.pk, "")
    answer = browser(cast.guanli).get(reset_page(cast.guanli.user))
    assert answer.status_code == 403
    assert "自己的登录不在这里重设" in text(answer)
    assert AuditEntry.objects.get(verb="refused").facts["code"] == "stations-own-login"


def test_a_grant_to_oneself_is_refused_and_leaves_a_line(cast: Cast) -> None:
    asked = {"username": "管理员", "role": "worker", "place": "liudao-station", "starts_on": str(TODAY)}
    answer = browser(cast.guanli).post("/grants/new/", asked | {"username": cast.guanli.user.username})
    assert answer.status_code == 403
    assert AuditEntry.objects.get(verb="refused").facts["code"] == "stations-grant-to-oneself"


@pytest.mark.parametrize("starts_on", [LONG_AGO, TODAY + timedelta(days=9)])
def test_who_also_works_where_the_administrator_keeps_nothing_is_let_in_by_somebody_else(cast: Cast, starts_on) -> None:
    Grant.objects.create(user=cast.xiaozhou.user, role=Role.WORKER, station=cast.far_station, starts_on=starts_on)
    with pytest.raises(Refused, match="stations-account-elsewhere"):
        let_in_again(cast.guanli, cast.xiaozhou.user.pk, mark_of(cast.xiaozhou.user))
    assert "也有授权" in text(browser(cast.guanli).get(reset_page(cast.xiaozhou.user)))


def test_what_somebody_did_elsewhere_once_does_not_matter(cast: Cast) -> None:
    Grant.objects.create(
        user=cast.xiaozhou.user,
        role=Role.WORKER,
        station=cast.far_station,
        starts_on=LONG_AGO,
        ends_on=TODAY - timedelta(days=1),
    )
    assert let_in_again(cast.guanli, cast.xiaozhou.user.pk, mark_of(cast.xiaozhou.user))[0] == cast.xiaozhou.user


def test_an_account_the_administrator_does_not_keep_is_not_there(cast: Cast) -> None:
    far = Grant.objects.create(user=user_named("远站"), role=Role.WORKER, station=cast.far_station, starts_on=LONG_AGO)
    with pytest.raises(Refused, match="stations-unknown-account"):
        let_in_again(cast.guanli, far.user_id, "")
    assert browser(cast.guanli).get(reset_page(far.user)).status_code == 404


def test_only_who_keeps_grants_opens_accounts(cast: Cast) -> None:
    with pytest.raises(Refused, match="stations-not-for-you"):
        admit(cast.wangke, "lixia", "李霞")
    assert browser(cast.wangke).get(NEW).status_code == 403
    assert browser(cast.wangke).get(reset_page(cast.xiaozhou.user)).status_code in (403, 404)
