"""A killed tab, a lost session: the half-told visit comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Album, Doors, Somebody, log_in
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages

LINE = "刚说到一半，电话就响了。"


def half_told(page: Page, somebody: Somebody) -> Thumb:
    """Half a visit, and the draft of it kept by the browser."""
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.met()
    thumb.answer("谈了多久", "20 分")
    thumb.answer("安全看一圈", "有问题", "吃饭")
    thumb.say(LINE)
    page.wait_for_function("text => Object.values(localStorage).some(kept => kept.includes(text))", arg=LINE)
    return thumb


def is_back(page: Page) -> None:
    """The draft stands on the page."""
    expect(page.get_by_text("已找回没保存的内容")).to_be_visible()
    expect(page.locator("input[name=met]:checked")).to_have_value("yes")
    expect(page.locator("input[name=minutes]:checked")).to_have_value("20")
    expect(page.locator("input[name=problems]:checked")).to_have_value("food")
    expect(page.get_by_label("说一句")).to_have_value(LINE)


def finish(page: Page) -> None:
    """Tell the other half and save."""
    thumb = Thumb(page)
    thumb.answer("身体，和上次比", "一样")
    thumb.answer("心情", "平稳")
    thumb.answer("下一步", "按计划再访")
    thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def test_a_killed_tab_brings_the_draft_back(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    half_told(page, somebody)
    page.close(run_before_unload=False)
    page = page.context.new_page()
    page.goto(somebody.visit)
    is_back(page)
    album.take(page, "draft")
    finish(page)
    page.goto(somebody.visit)
    expect(page.get_by_text("已找回没保存的内容")).to_be_hidden()
    expect(page.locator("input[name=met]:checked")).to_have_count(0)


def test_a_draft_can_be_thrown_away(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    half_told(page, somebody)
    page.reload()
    is_back(page)
    Thumb(page).tap(page.get_by_role("button", name="丢弃"))
    expect(page.get_by_text("已找回没保存的内容")).to_be_hidden()
    expect(page.locator("input[name=met]:checked")).to_have_count(0)
    expect(page.get_by_label("说一句")).to_have_value("")


def test_a_session_that_ended_asks_to_log_in_and_brings_the_draft_back(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone()
    log_in(page, "zhou")
    thumb = half_told(page, somebody)
    page.context.clear_cookies(name="sessionid")
    thumb.save()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    expect(page.get_by_text("登录后回到刚才的页面")).to_be_visible()
    page.get_by_label("账号").fill("zhou")
    page.get_by_label("密码").fill("wushe-demo")
    page.get_by_role("button", name="登录").tap()
    is_back(page)
    finish(page)


def test_a_draft_belongs_to_who_wrote_it(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    half_told(page, somebody)
    page.context.clear_cookies()
    log_in(page, "fu")
    page.goto(somebody.visit)
    expect(page.get_by_text("已找回没保存的内容")).to_be_hidden()
    expect(page.get_by_label("说一句")).to_have_value("")


def test_logging_out_leaves_no_draft_on_the_telephone(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone()
    log_in(page, "zhou")
    half_told(page, somebody)
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="退出").tap()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ws-draft:'))") == []
