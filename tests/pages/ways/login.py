"""Logging in, and the second factor."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.pages.ways.walking import Way
from wushe.ground.accounts.tests.phones import Authenticator


def refused_login(page: Page, somebody: Somebody) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_be_visible()


AGAIN = "/accounts/code/again/"


RECOVERY_CODES: list[str] = []  # of 邢若川, who is the only one in the demo with a second factor


def code_asked(page: Page, somebody: Somebody) -> None:
    """The second step of a login. The first time in a run it is switched on first."""
    if not RECOVERY_CODES:
        switched_on(page, somebody)
        page.context.clear_cookies()
    password_given(page)
    expect(page.get_by_role("heading", name="输动态码")).to_be_visible()


def code_refused(page: Page, somebody: Somebody) -> None:
    code_asked(page, somebody)
    page.get_by_label("动态码或备用码").fill("12345678")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("动态码不对")).to_be_visible()


def with_code(path: str) -> Way:
    """By its address, for somebody who gave a recovery code after the password."""

    def reach(page: Page, somebody: Somebody) -> None:
        code_asked(page, somebody)
        page.get_by_label("动态码或备用码").fill(RECOVERY_CODES.pop())
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/me/")
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()

    return reach


def password_given(page: Page, username: str = "xing") -> None:
    page.goto("/accounts/login/?next=/me/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill("wushe-demo")
    page.get_by_role("button", name="登录").click()


def picture_shown(page: Page, somebody: Somebody) -> None:
    """What somebody else of the station is shown, who goes no further."""
    password_given(page, "fu")
    page.wait_for_url("**/me/")
    show_picture(page)


def show_picture(page: Page) -> None:
    page.goto("/accounts/second-factor/on/")
    page.locator("summary").click()


def first_code_refused(page: Page, somebody: Somebody) -> None:
    picture_shown(page, somebody)
    page.get_by_label("手机上显示的 6 位数字").fill("1")
    page.get_by_role("button", name="开启").click()
    expect(page.get_by_text("动态码不对")).to_be_visible()


def switched_on(page: Page, somebody: Somebody) -> None:
    """Scan, type, and look at the recovery codes."""
    password_given(page)
    page.wait_for_url("**/me/")
    show_picture(page)
    page.get_by_label("手机上显示的 6 位数字").fill(Authenticator(secret_on(page)).code())
    page.get_by_role("button", name="开启").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    RECOVERY_CODES.extend(page.locator(".ws-codes li").all_inner_texts())


def secret_on(page: Page) -> str:
    return page.locator(".ws-secret").inner_text().replace(" ", "")
