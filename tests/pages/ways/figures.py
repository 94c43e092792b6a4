"""Figures and records, opened."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.pages.ways.visits import correct, saved


def corrected_record(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    number = re.findall(r"台账 (\d+-\d+)", page.locator(".ws-done").inner_text())[0]
    correct(page)
    page.goto(f"/records/{number}/")
    expect(page.locator("main .ws-page-head")).to_contain_text("原条不再计入")


def opened_figure(page: Page, somebody: Somebody) -> None:
    page.goto("/county/")
    page.get_by_role("region", name="各种口径").get_by_role("link", name="人次").click()
    expect(page.get_by_role("heading", name="记录", exact=True)).to_be_visible()


def opened_record(page: Page, somebody: Somebody) -> None:
    opened_figure(page, somebody)
    page.locator("#records tbody a").first.click()
    expect(page.locator("main")).to_contain_text("计入数字")
