"""A phone with an authenticator, and a browser at the login page, for tests of logging in."""

import time
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client

from wushe.ground.accounts.models import User

PASSWORD = "long-and-odd-7"
ANDROID = "Mozilla/5.0 (Linux; Android 14; V2241A) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
WECHAT = f"{ANDROID} MicroMessenger/8.0.50"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
LOGIN = "/accounts/login/"
ON, OFF, CODE = "/accounts/second-factor/on/", "/accounts/second-factor/off/", "/accounts/code/"
CODES, NEW_CODES = "/accounts/recovery-codes/", "/accounts/recovery-codes/new/"
PERIOD_SECONDS = 30


def with_password(user: User | None, password: str = PASSWORD) -> User:
    """The user, who has this password from now on."""
    assert user is not None
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def try_to_log_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the login form."""
    return client.post(LOGIN, {"login": username, "password": password, **more})


def browser_of(user: User, agent: str = EDGE, **more: str) -> Client:
    """A browser in which the user has logged in by password."""
    client = Client(headers={"user-agent": agent})
    assert try_to_log_in(client, user.username, **more).status_code == 302
    return client


@dataclass
class Authenticator:
    """The app on the phone. Each code it gives is another one, as the login wants it."""

    secret: str
    given: set[str] = field(default_factory=set)

    def code(self) -> str:
        """A code that is good now and was not given before."""
        counter = int(time.time()) // PERIOD_SECONDS
        codes = [format_hotp_value(hotp_value(self.secret, counter + step)) for step in (0, 1, -1)]
        fresh = next(code for code in codes if code not in self.given)
        self.given.add(fresh)
        return fresh

    def wrong_code(self) -> str:
        """Six digits that are no code now."""
        counter = int(time.time()) // PERIOD_SECONDS
        good = {format_hotp_value(hotp_value(self.secret, counter + step)) for step in range(-2, 3)}
        return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in good)


def enrol(client: Client) -> Authenticator:
    """Scan the picture on the page and type the first code."""
    phone = Authenticator(client.get(ON).context["secret"].replace(" ", ""))
    answer = client.post(ON, {"code": phone.code()})
    assert (answer.status_code, answer.url) == (302, CODES)  # type: ignore[attr-defined]  # a redirect has a url
    return phone
