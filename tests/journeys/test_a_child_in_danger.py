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
    thumb.tap(page.get_by_role("button", name="有孩子处于危险"))
    expect(page.get_by_role("heading", name="先保孩子安全，立刻报告")).to_be_visible()
    expect(page.get_by_role("link", name="打 110")).to_have_attribute("href", "tel:110")
    expect(page.locator(".ws-alarm")).to_contain_text(somebody.name)
    assert thumb.taps == 1
    number = re.findall(r"已建记录 (\S+?)，", page.locator(".ws-alarm").inner_text())[0]
    album.take(page, "report")

    for username in ("zhou", "chen"):
        other = doors.phone(username)
        other.goto("/today/")
        other.get_by_role("link", name=f"强制报告 {number}").tap()
        expect(other).to_have_url(page.url)
    officer = doors.phone("wang")
    officer.goto(page.url)
    expect(officer.locator(".ws-alarm")).to_contain_text(number)

    colleague = doors.phone("fu")
    answer = colleague.goto(page.url)
    assert answer is not None
    assert answer.status == 404
    for path in ("/today/", "/desk/"):
        colleague.goto(path)
        expect(colleague.locator("main")).not_to_contain_text("强制报告")


def test_facts_are_added_and_never_taken_away(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name="有孩子处于危险"))
    thumb.tap(page.get_by_role("button", name="补记到这份报告"))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("还没有写任何内容。")
    album.take(page, "nothing-said")
    thumb.write(page.get_by_label("看到、听到的事实"), "孩子一个人在家，手臂有伤。")
    thumb.tap(page.get_by_role("group", name="打过电话了吗").get_by_text("110").first)
    thumb.tap(page.get_by_role("button", name="补记到这份报告"))
    expect(page.get_by_role("heading", name="已经记下的")).to_be_visible()
    expect(page.get_by_text("孩子一个人在家，手臂有伤。")).to_be_visible()
    expect(page.get_by_text("已找回没保存的内容")).to_be_hidden()
    expect(page.get_by_label("看到、听到的事实")).to_have_value("")
    expect(page.get_by_role("button")).to_have_count(1)  # add more: there is nothing to delete with
    album.take(page, "an-entry")


def test_a_half_told_visit_waits_while_a_child_is_reported(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.say("听见里屋有哭声。")
    thumb.tap(page.get_by_role("button", name="有孩子处于危险"))
    expect(page.get_by_role("heading", name="先保孩子安全，立刻报告")).to_be_visible()
    page.goto(somebody.visit)
    expect(page.get_by_label("说一句")).to_have_value("听见里屋有哭声。")
    thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
