"""有孩子处于危险: one tap makes the report; who must know sees it, nobody else learns that it is."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.site import Album, Doors, Somebody
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages


def test_one_tap_makes_a_report_for_the_lead_and_the_county(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name="孩子危险"))
    expect(page.get_by_role("heading", name="先保孩子安全，立刻报告")).to_be_visible()
    expect(page.get_by_role("link", name="打 110")).to_have_attribute("href", "tel:110")
    expect(page.locator(".ws-alarm")).to_contain_text(somebody.name)
    assert thumb.taps == 1
    number = re.findall(r"已建记录 (\S+?)，", page.locator(".ws-alarm").inner_text())[0]
    album.take(page, "report")

    address = page.url.partition("?")[0]
    for username in ("zhou", "chen"):
        other = doors.phone(username)
        other.goto("/today/")
        other.get_by_role("link", name=f"强制报告 {number}").tap()
        expect(other).to_have_url(address)
    officer = doors.phone("wang")
    officer.goto(address)
    expect(officer.get_by_role("heading", level=1)).to_have_text(f"强制报告 {number}")
    expect(officer.locator("main")).to_contain_text(somebody.name)
    album.take(officer, "as-the-county-reads-it")
    officer.get_by_label("接报编号").fill("民 2026-7")
    officer.get_by_role("button", name="区县已接报").tap()
    expect(officer.locator("main")).to_contain_text("接报编号 民 2026-7")
    officer.goto("/county/")
    expect(officer.get_by_role("link", name=f"强制报告 {number}")).to_have_count(0)

    colleague = doors.phone("fu")
    answer = colleague.goto(address)
    assert answer is not None
    assert answer.status == 404
    for path in ("/today/", "/desk/"):
        colleague.goto(path)
        expect(colleague.locator("main")).not_to_contain_text("强制报告")


def test_facts_are_added_and_never_taken_away(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name="孩子危险"))
    thumb.tap(page.get_by_role("button", name="补充到这份报告"))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("还没有写任何内容。")
    album.take(page, "nothing-said")
    thumb.write(page.get_by_label("看到、听到的事实"), "孩子一个人在家，手臂有伤。")
    thumb.tap(page.get_by_role("group", name="打过电话了吗").get_by_text("110").first)
    thumb.tap(page.get_by_role("button", name="补充到这份报告"))
    expect(page.get_by_role("heading", name="已经记下的")).to_be_visible()
    expect(page.get_by_text("孩子一个人在家，手臂有伤。")).to_be_visible()
    expect(page.get_by_text("已找回没保存的内容")).to_be_hidden()
    expect(page.get_by_label("看到、听到的事实")).to_have_value("")
    expect(page.get_by_role("button", name="删")).to_have_count(0)  # only more can be added
    album.take(page, "an-entry")


def test_a_half_told_visit_waits_while_a_child_is_reported(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.say("听见里屋有哭声。")
    thumb.tap(page.get_by_role("button", name="孩子危险"))
    expect(page.get_by_role("heading", name="先保孩子安全，立刻报告")).to_be_visible()
    expect(page.locator(".ws-alarm")).to_contain_text("站长和区县已能看到")
    thumb.tap(page.get_by_role("link", name="返回"))
    expect(page).to_have_url(re.compile(re.escape(somebody.visit)))
    expect(page.get_by_label("说一句")).to_have_value("听见里屋有哭声。")
    thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def test_a_report_made_from_today_is_told_whose_child_it_is(doors: Doors, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name="孩子危险"))
    expect(page.get_by_role("heading", name="是哪个孩子、哪一家")).to_be_visible()
    thumb.write(page.get_by_label("按姓名找人"), "董")
    first = page.locator("#found li").first
    expect(first).to_be_visible()
    name = first.locator("b").inner_text()
    thumb.tap(first.get_by_role("button"))
    expect(page.locator(".ws-alarm")).to_contain_text(name)
    album.take(page, "the-child-is-named")


def test_a_press_by_mistake_is_kept_and_waits_for_nobody(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name="孩子危险"))
    number = re.findall(r"已建记录 (\S+?)，", page.locator(".ws-alarm").inner_text())[0]
    thumb.tap(page.get_by_text("按错了，作废（留底）"))
    thumb.tap(page.get_by_role("button", name="作废，留底"))
    expect(page.get_by_role("alert")).to_contain_text("请写一句为什么作废")
    thumb.write(page.get_by_label("为什么作废"), "手滑点到的")
    thumb.tap(page.get_by_role("button", name="作废，留底"))
    expect(page.get_by_role("heading", name="误点，已作废留底")).to_be_visible()
    album.take(page, "a-mistake")
    page.goto("/today/")
    expect(page.get_by_role("link", name=f"强制报告 {number}")).to_have_count(0)
    page.goto("/safeguarding/")
    expect(page.get_by_role("listitem").filter(has_text=number)).to_contain_text("误点，作废留底")
