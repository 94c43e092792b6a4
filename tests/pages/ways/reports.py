"""A report that a child may be in danger, in every state."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.journeys.thumb import Thumb


def report(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    page.get_by_role("button", name="孩子危险").tap()
    expect(page.get_by_role("heading", name="先保孩子安全，立刻报告")).to_be_visible()


def refused_report(page: Page, somebody: Somebody) -> None:
    report(page, somebody)
    page.get_by_role("button", name="补充到这份报告").tap()
    expect(page.get_by_role("alert")).to_be_visible()


def told_report(page: Page, somebody: Somebody) -> None:
    report(page, somebody)
    Thumb(page).write(page.get_by_label("看到、听到的事实"), "孩子一个人在家。")
    Thumb(page).answer("打过电话了吗", "打了 110")
    page.get_by_role("button", name="补充到这份报告").tap()
    expect(page.get_by_role("heading", name="已经记下的")).to_be_visible()


def mistaken_report(page: Page, somebody: Somebody) -> None:
    report(page, somebody)
    page.get_by_text("按错了，作废（留底）").tap()
    page.get_by_label("为什么作废").fill("手滑点到的")
    page.get_by_role("button", name="作废，留底").tap()
    expect(page.get_by_role("heading", name="误点，已作废留底")).to_be_visible()


def nameless_report(page: Page, somebody: Somebody) -> None:
    page.goto("/today/")
    page.get_by_role("button", name="孩子危险").tap()
    page.get_by_label("按姓名找人").fill(somebody.name[0])
    expect(page.locator("#found li").first).to_be_visible()


def read_report(page: Page, somebody: Somebody) -> None:
    page.goto("/safeguarding/")
    page.locator("main .ws-row a").first.click()
    expect(page.get_by_role("button", name="区县已接报")).to_be_visible()
