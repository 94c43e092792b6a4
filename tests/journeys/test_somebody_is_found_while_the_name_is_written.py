"""Whoever is not on today's list is found from 今日 by two characters of the name."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.site import Album, Doors, Somebody
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages


def found(page: Page, somebody: Somebody) -> Page:
    """Write two characters where the page asks for a name."""
    Thumb(page).write(page.get_by_label("按姓名找人"), somebody.name[:2])
    expect(page.locator(f"#found a[href='{somebody.visit}']")).to_be_visible()
    return page


def test_two_characters_on_today_lead_to_the_visit(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    found(page, somebody)
    album.take(page, "found")
    Thumb(page).tap(page.locator(f"#found a[href='{somebody.visit}']"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(somebody.name)


def test_nobody_is_shown_when_the_name_is_wiped_out_again(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    found(page, somebody).get_by_label("按姓名找人").fill("")
    expect(page.locator("#found")).to_be_empty()


def test_a_name_that_nobody_has_is_said_to_be_nobodys(doors: Doors, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    Thumb(page).write(page.get_by_label("按姓名找人"), "龘龘")
    expect(page.locator("#found").get_by_text("没找到这个人")).to_be_visible()
    album.take(page, "nobody")


def test_the_next_page_of_a_common_name_is_reached_from_today(doors: Doors) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    page.get_by_label("按姓名找人").fill("亚")  # the commonest character of the demo: more than one page
    page.locator("#found").get_by_role("link", name="下一页").tap()
    expect(page).to_have_url(re.compile(r"/people/\?find=[\w-]+&page=2$"))


def test_the_search_key_works_as_well(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto("/today/")
    page.get_by_label("按姓名找人").fill(somebody.name)
    page.get_by_label("按姓名找人").press("Enter")
    expect(page).to_have_url(re.compile(r"/people/\?find=[\w-]+$"))
    expect(page.locator(f"#found a[href='{somebody.visit}']")).to_be_visible()


def test_a_name_written_before_the_script_came_is_looked_up_all_the_same(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    held: list[Route] = []
    page.route("**/ws-find*.js", lambda route: held.append(route))
    page.goto("/today/", wait_until="commit")
    page.get_by_label("按姓名找人").fill(somebody.name[:2])
    held[0].continue_()
    expect(page.locator(f"#found a[href='{somebody.visit}']")).to_be_visible()
