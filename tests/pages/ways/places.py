"""Areas and grants."""

from itertools import count

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody

NEWCOMERS = count(1)  # every time somebody else: an account is opened once


def refused_grant(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/new/")
    page.get_by_label("账号").fill("nobody-at-all")
    page.get_by_role("button", name="授权").click()
    expect(page.get_by_role("alert")).to_be_visible()


def end_of_a_grant(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="结束").first.click()
    expect(page.get_by_role("heading", name="结束授权")).to_be_visible()


def refused_account(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/accounts/new/")
    page.get_by_label("账号").fill("guan")
    page.get_by_label("姓名", exact=True).fill("管清远")
    page.get_by_role("button", name="开账号").click()
    expect(page.get_by_role("alert")).to_be_visible()


def opened_account(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/accounts/new/")
    page.get_by_label("账号").fill(f"xin{next(NEWCOMERS)}")
    page.get_by_label("姓名", exact=True).fill("辛来")
    page.get_by_role("button", name="开账号").click()
    expect(page.get_by_role("heading", name="账号开好了")).to_be_visible()


def reset_of_a_login(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="重设登录").first.click()
    expect(page.get_by_role("heading", name="重设登录")).to_be_visible()


def password_to_be_changed(page: Page, somebody: Somebody) -> None:
    """What somebody sees first whose password an administrator made."""
    opened_account(page, somebody)
    username, password = page.locator("dd").nth(1).inner_text(), page.locator("dd").nth(2).inner_text()
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/me/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("密码是别人给的")).to_be_visible()


def refused_station(page: Page, somebody: Somebody) -> None:
    """Without a day. It must not be built: the demo is shared."""
    page.goto("/regions/460203198/station/")
    page.get_by_label("依据").fill("据区民政局")
    page.get_by_role("button", name="建站").click()
    expect(page.get_by_role("alert")).to_be_visible()


def end_of_a_contract(page: Page, somebody: Somebody) -> None:
    page.goto("/stations/liudao-station/")
    page.get_by_role("link", name="结束").first.click()
    expect(page.get_by_role("heading", name="结束运营合同")).to_be_visible()


def organization_of_the_station(page: Page, somebody: Somebody) -> None:
    page.goto("/stations/liudao-station/")
    page.locator(".ws-row a[href^='/organizations/']").first.click()
    expect(page.get_by_role("heading", name="在运营")).to_be_visible()


def refused_end_of_an_organization(page: Page, somebody: Somebody) -> None:
    """It runs a station. It must not end: the demo is shared."""
    organization_of_the_station(page, somebody)
    page.goto(page.url + "end/")
    page.get_by_label("最后一天").fill("2026-11-01")
    page.get_by_role("button", name="到这天注销").click()
    expect(page.get_by_role("alert")).to_be_visible()


def new_incubation(page: Page, somebody: Somebody) -> None:
    organization_of_the_station(page, somebody)
    page.goto(page.url + "incubation/")
    expect(page.get_by_role("heading", name="登记培育孵化")).to_be_visible()


def refused_merger(page: Page, somebody: Somebody) -> None:
    page.goto("/regions/460203198219/merge/")
    page.get_by_role("button", name="登记合并").click()
    expect(page.get_by_role("alert")).to_be_visible()
