"""A file asked for by the county, answered by the station, and the audit of it."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody


def found_in_county(page: Page, somebody: Somebody) -> None:
    page.goto("/files/")
    page.get_by_label("找谁").fill(somebody.name)
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_text("六道大社区社工站 1 人")).to_be_visible()


def asking(page: Page, somebody: Somebody) -> None:
    found_in_county(page, somebody)
    page.get_by_role("link", name="申请调阅").click()
    page.get_by_role("button", name="交给站长").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_file(page: Page, somebody: Somebody) -> None:
    page.goto("/files/")
    page.locator("main .ws-file-row a").last.click()
    expect(page.get_by_role("heading", name="服务经过")).to_be_visible()


def revealed(page: Page, somebody: Somebody) -> None:
    open_file(page, somebody)
    page.get_by_label("为什么要看电话").select_option("call")
    page.locator("#phone").get_by_role("button", name="看号码").click()
    expect(page.locator("#phone #revealed")).to_contain_text("100-")


def reveal_refused(page: Page, somebody: Somebody) -> None:
    open_file(page, somebody)
    page.locator("#phone").get_by_role("button", name="看号码").click()
    expect(page.get_by_role("alert")).to_be_visible()


def deciding(page: Page, somebody: Somebody) -> None:
    page.goto("/files/requests/")
    page.locator("main .ws-file-row").filter(has_text="等站里答复").locator("a").last.click()
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_role("alert")).to_be_visible()


def checked(page: Page, somebody: Somebody) -> None:
    page.goto("/audit/")
    page.get_by_role("button", name="现在核对").click()
    expect(page.get_by_text("上次核对")).to_be_visible()
