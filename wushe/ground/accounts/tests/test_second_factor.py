"""A code from the phone after the password: switched on, asked for, replaced by recovery codes, switched off."""

import json
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator as Stored
from django.contrib.sessions.models import Session
from django.test import Client

from tests.browsing import text
from tests.cast import Cast
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ground.accounts.tests.phones import (
    CODE,
    CODES,
    LOGIN,
    NEW_CODES,
    OFF,
    ON,
    Authenticator,
    browser_of,
    enrol,
    try_to_log_in,
    with_password,
)


@pytest.fixture
def zhou(cast: Cast) -> User:
    return with_password(cast.xiaozhou.user)


@pytest.fixture
def required(settings) -> None:
    settings.WUSHE_SECOND_FACTOR = "required"


def verbs() -> list[str]:
    return [line.verb.removeprefix("accounts.") for line in AuditEntry.objects.filter(verb__startswith="accounts.")]


def enrolled(user: User) -> Authenticator:
    return enrol(browser_of(user))


def test_the_picture_to_scan_is_an_image_in_the_page_and_runs_nothing(zhou) -> None:
    page = text(browser_of(zhou).get(ON))
    assert 'src="data:image/svg+xml;base64,' in page
    assert "<svg xmlns" not in page.split("ws-scan")[1].split(">")[0]


def test_a_wrong_first_code_switches_nothing_on(zhou) -> None:
    client = browser_of(zhou)
    phone = Authenticator(client.get(ON).context["secret"].replace(" ", ""))
    answer = client.post(ON, {"code": phone.wrong_code()})
    assert "动态码不对" in text(answer)
    assert not Stored.objects.exists()
    assert answer.context["secret"].replace(" ", "") == phone.secret  # the phone need not scan again


def test_after_switching_on_the_login_asks_for_the_code(zhou) -> None:
    phone = enrolled(zhou)
    client = Client()
    assert try_to_log_in(client, zhou.username).url == CODE
    assert client.get("/today/").url == "/accounts/login/?next=/today/"
    assert client.post(CODE, {"code": phone.code()}).url == "/"
    assert client.get("/today/").status_code == 200
    assert AuditEntry.objects.filter(verb="accounts.log_in").latest("pk").facts["code"] is True


def test_the_worker_lands_where_they_were_after_password_and_code(zhou) -> None:
    phone = enrolled(zhou)
    client = Client()
    try_to_log_in(client, zhou.username, next="/people/?q=王")
    assert client.post(CODE, {"code": phone.code()}).url == f"/people/?q={quote('王')}"


def test_a_code_works_once(zhou) -> None:
    code = enrolled(zhou).code()
    for answer in ("/", CODE):
        client = Client()
        try_to_log_in(client, zhou.username)
        client.post(CODE, {"code": code})
        assert (client.get("/today/").status_code == 200) == (answer == "/")


def test_guessing_codes_locks_and_is_written_down(zhou) -> None:
    phone = enrolled(zhou)
    client = Client()
    try_to_log_in(client, zhou.username)
    said = [text(client.post(CODE, {"code": phone.wrong_code()})) for _ in range(6)]
    assert "动态码不对" in said[0]
    assert "先锁 15 分钟" in said[-1]
    assert "先锁 15 分钟" in text(client.post(CODE, {"code": phone.code()}))
    refused = AuditEntry.objects.filter(verb="accounts.refuse_login").order_by("pk")
    assert [line.facts["reason"] for line in refused] == ["code"] * 5 + ["locked"] * 2


def test_a_recovery_code_lets_in_once(zhou) -> None:
    client = browser_of(zhou)
    enrol(client)
    codes = client.get(CODES).context["unused_codes"]
    assert len(codes) == 10
    lost, found = Client(), Client()
    try_to_log_in(lost, zhou.username)
    assert lost.post(CODE, {"code": codes[0]}).url == "/"
    try_to_log_in(found, zhou.username)
    assert "动态码不对" in text(found.post(CODE, {"code": codes[0]}))
    assert "还剩 9 个" in text(lost.get("/me/"))


def test_new_recovery_codes_replace_the_old_ones(zhou) -> None:
    client = browser_of(zhou)
    enrol(client)
    old = client.get(CODES).context["unused_codes"]
    assert "现在还有 10 个没用过" in text(client.get(NEW_CODES))
    assert client.post(NEW_CODES).url == CODES
    assert set(client.get(CODES).context["unused_codes"]).isdisjoint(old)
    assert "renew_recovery_codes" in verbs()


def test_switching_off_asks_for_the_password_again_some_minutes_after_the_login(zhou, monkeypatch) -> None:
    client = browser_of(zhou)
    enrol(client)
    session = client.session
    session["login_began_at"] -= 301
    session.save()
    again = client.get(OFF)
    assert again.url == f"/accounts/reauthenticate/?next={quote(OFF, safe='')}"
    assert "请再输一次密码" in text(client.get(again.url))
    assert client.post("/accounts/reauthenticate/", {"password": "long-and-odd-7", "next": OFF}).url == OFF
    assert client.post(OFF).url == "/me/"
    assert not Stored.objects.exists()
    assert "动态码已关闭" in text(client.get("/me/"))
    assert verbs()[-1] == "switch_off_second_factor"
    assert try_to_log_in(Client(), zhou.username).url == "/"


def test_devices_that_never_gave_a_code_are_logged_out_when_it_is_switched_on(zhou) -> None:
    old, new = browser_of(zhou), browser_of(zhou)
    enrol(new)
    assert old.get("/today/").url == "/accounts/login/?next=/today/"
    assert new.get("/today/").status_code == 200


def test_the_secret_stands_nowhere_in_the_database_as_it_is(zhou) -> None:
    client = browser_of(zhou)
    secret = client.get(ON).context["secret"].replace(" ", "")
    waiting = json.dumps([row.get_decoded() for row in Session.objects.all()])
    client.post(ON, {"code": Authenticator(secret).code()})
    codes = client.get(CODES).context["unused_codes"]
    stored = json.dumps(list(Stored.objects.values_list("data", flat=True)))
    assert "mfa.totp.secret" in waiting
    assert [word for word in (secret, *codes) if word in waiting + stored] == []


def test_where_it_is_required_the_first_login_leads_to_switching_it_on_and_then_to_the_work(required, zhou) -> None:
    client = Client()
    way = try_to_log_in(client, zhou.username, next="/people/").url
    assert way == f"{ON}?next={quote('/people/', safe='')}"
    assert "先用两分钟开启" in text(client.get(way))
    phone = Authenticator(client.get(way).context["secret"].replace(" ", ""))
    assert client.post(ON, {"code": phone.code()}).url == CODES
    assert 'href="/people/"' in text(client.get(CODES))
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize("path", ["/today/", "/people/", "/me/", "/desk/", "/accounts/password/change/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_it_is_required_nothing_is_shown_before_it_is_on(required, zhou, path, method) -> None:
    answer = getattr(browser_of(zhou), method)(path)
    assert (answer.status_code, answer.url) == (302, f"{ON}?next={quote(path, safe='')}")


def test_where_it_is_required_one_may_always_leave(required, zhou) -> None:
    assert browser_of(zhou).post("/accounts/logout/").url == LOGIN


def test_where_it_is_required_a_new_phone_is_switched_on_at_once(required, zhou) -> None:
    client = browser_of(zhou)
    enrol(client)
    assert "换一台手机" in text(client.get(OFF))
    client.post(OFF)
    assert client.get("/today/").url == f"{ON}?next={quote('/today/', safe='')}"
    enrol(client)
    assert client.get("/today/").status_code == 200


def test_where_it_is_asked_one_may_do_without_this_time(settings, zhou) -> None:
    settings.WUSHE_SECOND_FACTOR = "asked"
    client = Client()
    way = try_to_log_in(client, zhou.username, next="/people/").url
    assert way.startswith(ON)
    page = text(client.get(way))
    assert "这次先不开" in page
    assert 'href="/people/"' in page
    assert client.get("/people/").status_code == 200


def test_the_way_on_leads_to_no_other_site(zhou) -> None:
    client = browser_of(zhou)
    assert "evil.example" not in text(client.get(f"{ON}?next=https://evil.example/"))


def test_a_secret_that_was_changed_opens_nothing_and_is_said_in_words(zhou) -> None:
    phone = enrolled(zhou)
    stored = Stored.objects.get(type="totp")
    sealed = stored.data["secret"]
    stored.data["secret"] = sealed[:-4] + ("AAA=" if sealed[-4:] != "AAA=" else "BBB=")
    stored.save()
    client = Client()
    try_to_log_in(client, zhou.username)
    assert "动态码的密文打不开" in text(client.post(CODE, {"code": phone.code()}))


def test_a_keyring_that_is_gone_is_said_and_no_new_key_is_made(zhou, settings, tmp_path) -> None:
    phone = enrolled(zhou)
    settings.WUSHE_KEYS = tmp_path
    client = Client()
    try_to_log_in(client, zhou.username)
    assert "找不到密钥文件" in text(client.post(CODE, {"code": phone.code()}))
    assert list(tmp_path.iterdir()) == []
