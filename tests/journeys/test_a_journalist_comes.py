"""记者来核数: a journalist checks three sentences, from the print to the shape of records, and learns of nobody."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Album, Doors

pytestmark = pytest.mark.pages

CHECKED = (
    ("deqing", "1800 多人", "DQ01", "成立"),
    ("liudao", "47162 人", "SY04", "申报"),
    ("qujing", "2500 余人（次）", "QJ12", "按“人”成立"),
)
HIDDEN = ("＊", "男 ", "女 ", " 岁")


def checked(page: Page, key: str, words: str, number: str, verdict: str) -> None:
    """Read the sentence, open its figure, go on to the figure's own page."""
    page.goto(f"/articles/{key}/")
    expect(page.locator(f"#{number}")).to_contain_text(verdict)
    page.locator("blockquote").get_by_role("link", name=words).click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(f"印出“{words}”")
    expect(drawer).to_contain_text(verdict)


def test_a_journalist_checks_three_sentences_down_to_the_shape_of_records(doors: Doors, album: Album) -> None:
    page = doors.desktop("ji")
    page.goto("/")
    expect(page.get_by_role("heading", name="文章对照")).to_be_visible()
    for key, words, number, verdict in CHECKED:
        checked(page, key, words, number, verdict)
        album.take(page, f"journalist-{key}")
    expect(page.get_by_role("dialog")).to_contain_text("实名 1 人")
    page.get_by_role("link", name="打开数字页").click()
    records = page.locator("#records")
    expect(records).to_contain_text("这里看记录的样子")
    expect(records.locator("tbody tr")).to_have_count(20)
    for word in HIDDEN:
        expect(records.locator("tbody")).not_to_contain_text(word)
    expect(records.locator("tbody a")).to_have_count(0)
    number = records.locator("tbody td").first.inner_text().partition(".")[0]
    assert page.request.get(f"/records/{number}/").status == 404
    assert page.request.get("/people/").status == 403
