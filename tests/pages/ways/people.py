"""People: looked for, shown for a reason, put on file."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.pages.ways.walking import Way, go


def sought(words: str) -> Way:
    """By what somebody writes."""

    def reach(page: Page, somebody: Somebody) -> None:
        page.goto("/people/")
        page.get_by_label("按姓名找人").fill(words)
        expect(page.get_by_text(f"找“{words}”")).to_be_visible()

    return reach


def asked_why(page: Page) -> None:
    """The page of the first person of the list who has a telephone, asking why it should be shown."""
    page.goto("/people/")
    page.locator(".ws-people tbody tr").filter(has_text="****").first.get_by_role("link").first.tap()
    page.locator("#papers summary").first.tap()


def shown_at_once(page: Page, somebody: Somebody) -> None:
    asked_why(page)
    page.get_by_role("button", name="显示 60 秒").tap()
    expect(page.locator("#revealed")).to_be_visible()


def shown_on_a_page(page: Page, somebody: Somebody) -> None:
    asked_why(page)
    page.evaluate("document.querySelector('ws-reveal form').submit()")
    expect(page.get_by_role("link", name="用完了，回到档案")).to_be_visible()


def refused_reveal(page: Page, somebody: Somebody) -> None:
    asked_why(page)
    page.locator("#papers").get_by_text("其他", exact=True).first.tap()
    page.evaluate("document.querySelector('ws-reveal form').submit()")
    expect(page.get_by_role("alert")).to_be_visible()


def refused_file(page: Page, somebody: Somebody) -> None:
    page.goto("/people/new/")
    page.get_by_label("姓名").fill(somebody.name)
    page.get_by_label("证件号码").fill("1")
    page.get_by_role("button", name="建档").click()
    expect(page.get_by_role("alert")).to_be_visible()


def alike_file(page: Page, somebody: Somebody) -> None:
    go(page, somebody.path + "edit/")
    born = page.get_by_label("出生日期").input_value()
    page.goto("/people/new/")
    page.get_by_label("姓名").fill(somebody.name)
    page.get_by_label("出生日期").fill(born)
    page.get_by_label("村（居）").select_option(index=1)
    page.get_by_role("button", name="建档").click()
    expect(page.get_by_role("button", name="仍然新建")).to_be_visible()


def made_file(page: Page, somebody: Somebody) -> None:
    page.goto("/people/new/")
    page.get_by_label("姓名").fill("欧阳无此人")
    page.get_by_label("村（居）").select_option(index=1)
    page.get_by_role("button", name="建档").click()
    known = page.get_by_label("为什么仍然新建")
    if known.is_visible():
        known.fill("另一个人")
        page.get_by_role("button", name="建档").click()
    expect(page.get_by_role("heading", name="建好了")).to_be_visible()


def refused_consent(page: Page, somebody: Somebody) -> None:
    go(page, somebody.path + "consent/")
    page.get_by_role("button", name="登记同意").click()
    expect(page.get_by_role("alert")).to_be_visible()


def merge_confirmed(page: Page, somebody: Somebody) -> None:
    go(page, somebody.path + "merge/")
    page.get_by_label("按姓名找另一份").fill("符")
    page.get_by_role("button", name="找", exact=True).click()
    page.get_by_role("link", name="是同一个人").first.click()
    expect(page.get_by_label("怎么知道是同一个人")).to_be_visible()
