"""An activity on its way through the page: looked through, told, saved, put right, taken back."""

import re
from itertools import count

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.journeys.thumb import Thumb

NEW = "/activities/new/"
#: One activity of a day and place has one title: each that is saved gets a number.
NUMBERS = count(1)


def looked_through(page: Page, somebody: Somebody) -> None:
    tick_some(page)


def tick_some(page: Page) -> None:
    """Tick people of a village, and look for one more."""
    page.goto(NEW)
    page.locator("[name=unit]").select_option(index=1)
    rows = page.locator("#picks .ws-pick")
    expect(rows.first).to_be_visible()
    for row in rows.all()[:3]:
        row.locator("label").click()
    page.get_by_label("按姓名找人").fill("李")
    expect(page.get_by_text("另外点了")).to_be_visible()
    page.get_by_text("别的单位").click()


def nobody_found(page: Page, somebody: Somebody) -> None:
    page.goto(NEW)
    page.get_by_label("按姓名找人").fill("龘龘")
    expect(page.get_by_text("没找到。看看是不是同音字")).to_be_visible()


def told(page: Page, title: str) -> None:
    """Fill in all that must be told."""
    tick_some(page)
    thumb = Thumb(page)
    thumb.answer("哪一种", "社区活动")
    thumb.answer("什么内容", "健康")
    page.get_by_label("叫什么").fill(title)
    thumb.answer("多长时间", "60 分")
    page.get_by_label("数过的").fill("12")
    page.get_by_label("单位名称").first.fill("镇卫生院义诊队")
    page.locator("[name=partner_role_1]").select_option(label="协办")


def refused(page: Page, somebody: Somebody) -> None:
    told(page, "义诊")
    Thumb(page).save()
    expect(page.get_by_role("alert")).to_be_visible()


def saved_as(page: Page, title: str) -> None:
    told(page, f"{title}{next(NUMBERS)}")
    page.locator("[name=partner_kind_1]").select_option(label="机关、事业单位")
    Thumb(page).save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def saved(page: Page, somebody: Somebody) -> None:
    saved_as(page, "一个很长很长的名字，差不多写满三十个字的义诊和讲座")


def listed(page: Page, somebody: Somebody) -> None:
    saved_as(page, "列出来的义诊")
    page.get_by_role("link", name="回到活动").tap()
    expect(page.get_by_role("link", name="列出来的义诊").first).to_be_visible()


def begun_again(page: Page, somebody: Somebody) -> None:
    saved_as(page, "再办的义诊")
    page.get_by_role("link", name="再办一次").tap()
    expect(page.get_by_label("叫什么")).to_have_value(re.compile("^再办的义诊"))


def correction(page: Page, somebody: Somebody) -> None:
    saved_as(page, "要更正的义诊")
    page.get_by_role("link", name="记错了，更正").tap()
    expect(page.get_by_label("为什么更正")).to_be_visible()


def cancellation(page: Page, somebody: Somebody) -> None:
    saved_as(page, "要撤销的义诊")
    page.get_by_role("link", name="撤销这场").tap()
    expect(page.get_by_label("为什么撤销")).to_be_visible()


def cancelled(page: Page, somebody: Somebody) -> None:
    saved_as(page, "撤销了的义诊")
    page.get_by_role("link", name="撤销这场").tap()
    page.get_by_label("为什么撤销").fill("没有办成")
    page.get_by_role("button", name="撤销这场").tap()
    expect(page.get_by_role("heading", name="这场已经撤销")).to_be_visible()
