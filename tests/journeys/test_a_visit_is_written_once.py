"""However often 记好了 is pressed, and by whomever: one visit is one record."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Doors, Somebody
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages

LINE = "门口的灯修好了。"


def tell(page: Page, somebody: Somebody, line: str = LINE) -> Thumb:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.say(line)
    return thumb


def records(page: Page, somebody: Somebody, line: str = LINE) -> list[str]:
    """The addresses of the records with this line."""
    page.goto(somebody.path)
    entries = page.locator(".ws-timeline li").filter(has_text=line)
    return [link.get_attribute("href") or "" for link in entries.get_by_role("link").all()]


def test_two_presses_in_a_row_make_one_record(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    tell(page, somebody)
    page.get_by_role("button", name="记好了").dblclick()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    assert len(records(page, somebody)) == 1


def test_the_same_form_sent_again_opens_the_record_it_made(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    thumb = tell(page, somebody)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    body, kind = sent.value.post_data, {"content-type": "application/x-www-form-urlencoded"}
    again = page.request.post(somebody.visit, data=body, headers=kind)
    assert again.url == page.url
    assert len(records(page, somebody)) == 1


def test_a_press_after_going_back_makes_no_second_record(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    tell(page, somebody).save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    page.go_back()
    Thumb(page).save()
    expect(page.locator("main")).to_contain_text("记")
    assert len(records(page, somebody)) == 1


def test_two_workers_writing_the_same_visit_are_told_of_each_other(doors: Doors, somebody: Somebody) -> None:
    first, second = doors.phone("zhou"), doors.phone("fu")
    mine = tell(first, somebody)
    theirs = tell(second, somebody, "我也去了。")
    mine.save()
    expect(first.get_by_role("heading", name="记好了")).to_be_visible()
    theirs.save()
    told = second.get_by_role("link", name="周晓岚 已经记了 2026-11-24 对这位的探访。")
    expect(told).to_contain_text("同一次不用再记；确实是另一次，请勾选“这是另一次探访”再保存。")
    expect(second.get_by_label("说一句")).to_have_value("我也去了。")
    expect(second.locator("input[name=met]:checked")).to_have_value("yes")
    assert records(first, somebody, "我也去了。") == []

    theirs.tap(second.get_by_text("这是另一次探访", exact=True))
    theirs.save()
    expect(second.get_by_role("heading", name="记好了")).to_be_visible()
    assert len(records(first, somebody, "我也去了。")) == 1
