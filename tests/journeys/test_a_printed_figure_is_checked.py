"""A printed figure is opened beside its sentence: the address, the focus, Esc and the way back are right."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Doors

pytestmark = pytest.mark.pages

SENTENCE = "六道大社区服务范围覆盖"


def opened(page: Page) -> None:
    """Choose 5 个行政村 in the sentence."""
    page.goto("/articles/liudao/")
    page.locator("blockquote", has_text=SENTENCE).get_by_role("link", name="5 个行政村").click()
    expect(page.get_by_role("dialog")).to_contain_text("读作正好 5 个")


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_figure_opens_over_the_page_and_the_address_says_which(doors: Doors, device: str) -> None:
    page = getattr(doors, device)("wang")
    opened(page)
    assert page.url.endswith("/articles/liudao/?open=SY01")
    expect(page.get_by_role("heading", name="三亚六道大社区 · 行政村")).to_be_focused()
    page.reload()
    expect(page.get_by_role("dialog")).to_contain_text("SY01")


def test_esc_closes_it_and_the_focus_returns_to_the_sentence(doors: Doors) -> None:
    page = doors.desktop("wang")
    opened(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/articles/liudao/")
    expect(page.locator("blockquote").get_by_role("link", name="5 个行政村")).to_be_focused()


def test_the_way_back_closes_it_and_forth_opens_it_again(doors: Doors) -> None:
    page = doors.desktop("wang")
    opened(page)
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_forward()
    expect(page.get_by_role("dialog")).to_contain_text("SY01")
    page.get_by_role("link", name="关上").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "open=" not in page.url


def test_an_address_that_was_sent_opens_it_and_closing_stays_on_the_page(doors: Doors) -> None:
    page = doors.desktop("wang")
    page.goto("/articles/liudao/?open=SY04")
    expect(page.get_by_role("dialog")).to_contain_text("申报")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="文章对照")).to_be_visible()


def test_a_figure_goes_on_from_the_drawer_to_its_own_page(doors: Doors) -> None:
    page = doors.desktop("wang")
    opened(page)
    assert "/figures/?q=units-covered" in (page.get_by_role("link", name="打开数字页").get_attribute("href") or "")
