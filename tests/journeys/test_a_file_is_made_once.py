"""小周 makes a file at the door: who may be known is shown while the name is typed, nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.site import Doors, Somebody

pytestmark = pytest.mark.pages


def test_a_new_person_is_filed_and_agrees(doors: Doors) -> None:
    page = doors.phone("zhou")
    page.goto("/people/new/")
    page.get_by_label("姓名").fill("欧阳一一")
    page.get_by_label("村（居）").select_option(index=1)
    page.get_by_label("证件号码").fill("990123194912310020")
    expect(page.locator("#alike")).to_contain_text("最后一位校验码不对")
    page.get_by_role("button", name="建档").tap()
    expect(page.get_by_role("alert")).to_contain_text("证件号码有疑问")
    expect(page.get_by_label("姓名")).to_have_value("欧阳一一")
    page.get_by_label("为什么照这样记").fill("证上就是这样印的")
    page.get_by_role("button", name="建档").tap()
    expect(page.get_by_role("heading", name="建好了")).to_be_visible()
    expect(page.locator(".ws-done")).to_contain_text(re.compile(r"LIUDAO-2026-\d{4}"))
    page.get_by_role("link", name="登记同意").tap()
    page.get_by_text("建档和服务").tap()
    page.get_by_text("书面签字").tap()
    page.get_by_label("告知书版本").fill("2026年版")
    page.get_by_role("button", name="登记同意").tap()
    expect(page.get_by_role("heading", name="同意登记好了")).to_be_visible()
    page.goto("/people/new/")
    expect(page.get_by_label("姓名")).to_have_value("")


def test_who_is_known_already_is_shown_while_the_name_is_typed(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(f"{somebody.path}edit/")
    born = page.get_by_label("出生日期").input_value()
    page.goto("/people/new/")
    page.get_by_label("姓名").fill(somebody.name)
    page.get_by_label("出生日期").fill(born)
    known = page.locator("#alike").get_by_role("link", name=somebody.name)
    expect(known).to_be_visible()
    page.get_by_label("村（居）").select_option(index=1)
    page.get_by_role("button", name="建档").tap()
    expect(page.get_by_role("button", name="仍然新建")).to_be_visible()
    known.tap()
    expect(page).to_have_url(re.compile(re.escape(somebody.path)))


def test_a_half_written_file_comes_back(doors: Doors) -> None:
    page = doors.phone("zhou")
    page.goto("/people/new/")
    page.get_by_label("姓名").fill("司徒二二")
    page.wait_for_function("() => Object.values(localStorage).some(kept => kept.includes('司徒二二'))")
    page.reload()
    expect(page.get_by_text("已找回没保存的内容")).to_be_visible()
    expect(page.get_by_label("姓名")).to_have_value("司徒二二")
