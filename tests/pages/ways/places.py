"""Areas and grants."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody


def refused_grant(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/new/")
    page.get_by_label("账号").fill("guan")
    page.get_by_role("button", name="授权").click()
    expect(page.get_by_role("alert")).to_be_visible()


def end_of_a_grant(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="结束").first.click()
    expect(page.get_by_role("heading", name="结束授权")).to_be_visible()


def refused_merger(page: Page, somebody: Somebody) -> None:
    page.goto("/regions/460203198219/merge/")
    page.get_by_role("button", name="登记合并").click()
    expect(page.get_by_role("alert")).to_be_visible()
