"""小周找一个人: by initials, to the file, to the number for a reason; and a call at one tap."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.site import PHONE, Album, Doors
from tests.journeys.thumb import Thumb
from wushe.registers.beneficiaries.rules import initials

pytestmark = pytest.mark.pages

WHOLE = re.compile(r"^[\d-]{11,13}$")


def with_a_number(page: Page) -> Locator:
    """The first person of the list who has a telephone."""
    page.goto("/people/")
    return page.locator(".ws-people tbody tr").filter(has_text="****").first


def left(page: Page) -> int:
    """How many looks the page says are left today."""
    return int(re.findall(r"还可以看 (\d+) 次", page.locator("#papers").inner_text())[0])


def test_somebody_is_found_by_initials_and_a_number_is_shown_for_a_reason(doors: Doors, album: Album) -> None:
    page = doors.phone("zhou")
    thumb = Thumb(page)
    name = with_a_number(page).locator("b").inner_text()
    thumb.write(page.get_by_label("按姓名找人"), min(initials(name)).lower())
    expect(page.get_by_text("找“")).to_be_visible()
    album.take(page, "found")
    assert re.fullmatch(r"/people/\?find=[\w-]+", urlsplit(page.url)._replace(scheme="", netloc="").geturl())

    thumb.tap(page.locator(".ws-people").get_by_role("link", name=name, exact=True).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    before, masked = left(page), page.locator("#papers summary b").first.inner_text()
    album.take(page, "person")

    thumb.tap(page.locator("#papers summary").first)
    thumb.tap(page.locator("#papers").get_by_text("核对身份", exact=True).first)
    album.take(page, "why")
    thumb.tap(page.get_by_role("button", name="显示 60 秒").first)
    shown = page.locator("#revealed b")
    expect(shown).to_have_text(WHOLE)
    assert masked[-4:] == shown.inner_text()[-4:]
    album.take(page, "shown")

    page.reload()
    expect(page.locator("#papers")).to_contain_text("周晓岚，电话，核对身份")
    assert left(page) == before - 1
    expect(page.locator("#revealed")).to_have_count(0)

    page.go_back()
    expect(page.get_by_role("heading", name="服务对象")).to_be_visible()
    expect(page.get_by_text("找“")).to_be_visible()


def test_the_same_without_any_script(doors: Doors) -> None:
    page = doors.page("zhou", viewport=PHONE, has_touch=True, java_script_enabled=False)
    name = with_a_number(page).locator("b").inner_text()
    page.get_by_label("按姓名找人").fill(name)
    page.get_by_role("button", name="找", exact=True).tap()
    page.locator(".ws-people").get_by_role("link", name=name, exact=True).first.tap()
    page.locator("#papers summary").first.tap()
    with page.expect_response(re.compile(r"/reveal/$")) as answered:
        page.get_by_role("button", name="显示 60 秒").first.tap()
    assert answered.value.headers["refresh"].startswith("60; url=/people/")
    expect(page.locator("#revealed b")).to_have_text(WHOLE)
    page.get_by_role("link", name="用完了，回到档案").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_call_is_one_tap_and_no_number_stands_on_the_page(doors: Doors) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    assert re.findall(r"tel:|\b1\d{2}-?\d{4}-?\d{4}\b", page.content()) == []
    with page.expect_response(re.compile(r"/call/$")) as answered:
        page.locator(".ws-due-acts").get_by_role("button", name="电话").first.tap()
    assert WHOLE.match(answered.value.json()["tel"])
    expect(page).to_have_url(re.compile(r"/today/$"))


def test_on_the_desk_a_call_shows_the_number(doors: Doors) -> None:
    page = doors.desktop("zhou")
    page.goto("/today/")
    page.locator(".ws-due-acts").get_by_role("button", name="电话").first.click()
    expect(page.locator("#revealed b")).to_have_text(WHOLE)
    expect(page.get_by_role("link", name="拨打")).to_be_visible()
