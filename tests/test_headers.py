"""What every answer forbids the browser, word for word."""

import pytest
from django.test import Client

from tests.browsing import browser
from tests.cast import Cast

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PATHS = ["/today/", "/people/", "/desk/", "/me/", "/accounts/logout/", "/accounts/password/change/", "/no-such-page/"]


def words(header: str, value: str) -> object:
    """Directives in no order where the order means nothing."""
    separator = {"Content-Security-Policy": "; ", "Cache-Control": ", "}.get(header, "\n")
    return sorted(value.split(separator))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("header", HEADERS)
def test_a_page_after_the_login_carries_every_header(cast: Cast, path: str, header: str) -> None:
    cast.xiaozhou.user.set_password("long-and-odd-7")
    cast.xiaozhou.user.save(update_fields=["password"])
    answer = browser(cast.xiaozhou).get(path)
    assert words(header, answer.headers[header]) == words(header, HEADERS[header])


def test_the_login_page_is_not_kept_either(client: Client, db: None) -> None:
    assert "no-store" in client.get("/accounts/login/").headers["Cache-Control"]


def test_an_address_that_leads_away_is_not_kept_either(client: Client, db: None) -> None:
    assert "no-store" in client.get("/today/").headers["Cache-Control"]


def test_over_https_the_browser_is_told_to_come_back_by_https_only(client, db, settings) -> None:
    settings.SECURE_HSTS_SECONDS = 180 * 24 * 60 * 60
    answer = client.get("/accounts/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=15552000"
