"""A visit on its way through the page: told, saved, put right, taken back."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.journeys.thumb import Thumb


def met(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.answer("安全看一圈", "有问题", "燃气")
    thumb.say("说了一句。")
    page.locator("details.ws-more summary").tap()


def not_met(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.not_met()
    thumb.answer("什么情况", "下地、赶集")
    thumb.answer("什么时候再来", "选日子")


def refused_visit(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.met()
    page.get_by_label("说一句").fill("话" * 501)
    thumb.save()
    expect(page.get_by_role("alert")).to_be_visible()


def kept_draft(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.met()
    thumb.say("没保存")
    page.wait_for_function("() => Object.values(localStorage).some(kept => kept.includes('没保存'))")
    page.reload()
    expect(page.get_by_text("已找回没保存的内容")).to_be_visible()


def saved(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.answer("有什么需要", "陪伴聊天")
    thumb.say("一句很长很长的话，" * 12)
    thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def saved_attempt(page: Page, somebody: Somebody) -> None:
    not_met(page, somebody)
    Thumb(page).answer("什么时候再来", "明天上午")
    Thumb(page).save()
    expect(page.get_by_role("heading", name="记好了，没见到本人")).to_be_visible()


def correction(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    page.get_by_role("link", name="记错了，更正").tap()
    expect(page.get_by_label("为什么更正")).to_be_visible()


def correct(page: Page) -> None:
    page.get_by_role("link", name="记错了，更正").tap()
    Thumb(page).write(page.get_by_label("为什么更正"), "时长记错了")
    Thumb(page).answer("谈了多久", "90 分")
    Thumb(page).save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def corrected(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    old = page.url
    correct(page)
    page.goto(old)
    expect(page.get_by_role("heading", name="这条已经更正")).to_be_visible()


def cancellation(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    page.get_by_role("link", name="撤销这条").tap()
    expect(page.get_by_label("为什么撤销")).to_be_visible()


def refused_cancellation(page: Page, somebody: Somebody) -> None:
    cancellation(page, somebody)
    page.get_by_role("button", name="撤销这条").tap()
    expect(page.get_by_role("alert")).to_be_visible()


def cancelled(page: Page, somebody: Somebody) -> None:
    cancellation(page, somebody)
    Thumb(page).write(page.get_by_label("为什么撤销"), "记错了人")
    page.get_by_role("button", name="撤销这条").tap()
    expect(page.get_by_role("heading", name="这条已经撤销")).to_be_visible()


def called(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    page.get_by_role("group", name="怎么探访的").get_by_text("电话", exact=True).tap()
    page.locator(".ws-met").get_by_text("说上话了", exact=True).tap()
    expect(page.get_by_role("group", name="安全看一圈")).to_be_hidden()
    thumb = Thumb(page)
    thumb.answer("谈了多久", "10 分")
    thumb.answer("身体，和上次比", "一样")
    thumb.answer("心情", "平稳")
    thumb.answer("下一步", "近日再来一次")
    page.get_by_label("约好哪天再来").fill("2026-11-27")


def saved_call(page: Page, somebody: Somebody) -> None:
    called(page, somebody)
    Thumb(page).save()
    expect(page.get_by_text("约 11-27 再来")).to_be_visible()
