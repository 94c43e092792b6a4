"""A page that is not for somebody answers as if it were not there."""

import pytest
from playwright.sync_api import expect

from tests.journeys.site import Doors, Somebody
from tests.journeys.stranger import NAME, STRANGER
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages

ELSEWHERE = f"/people/{STRANGER}/"
NOBODY = "/people/00000000-0000-4000-8000-000000000000/"


@pytest.mark.parametrize("path", [ELSEWHERE, f"{ELSEWHERE}visit/", NOBODY, f"{NOBODY}visit/"])
def test_a_person_of_another_station_is_not_there(doors: Doors, path: str) -> None:
    page = doors.phone("zhou")
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("这里没有您能看的内容")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(NAME)


def test_a_person_of_another_station_is_not_found_by_name(doors: Doors) -> None:
    page = doors.phone("zhou")
    page.goto("/people/")
    page.get_by_label("按姓名找人").fill(NAME)
    page.get_by_label("按姓名找人").press("Enter")
    expect(page.get_by_text("没找到这个人")).to_be_visible()


@pytest.mark.parametrize("username", ["wang"])
def test_the_county_sees_records_and_no_persons(doors: Doors, somebody: Somebody, username: str) -> None:
    page = doors.phone(username)
    for path in (somebody.path, somebody.visit):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status in (403, 404)
        expect(page.locator("body")).not_to_contain_text(somebody.name)


@pytest.mark.parametrize(
    "path", ["/", "/today/", "/people/", "/desk/", "/county/", "/figures/?q=persons", "/records/460203-1/", ELSEWHERE]
)
def test_a_stranger_is_asked_to_log_in(doors: Doors, path: str) -> None:
    page = doors.phone()
    page.goto(path)
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert page.url.endswith("/accounts/login/") or "/accounts/login/?next=" in page.url


def test_a_visit_taken_back_stays_readable_and_does_not_count(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.say("其实没去成。")
    thumb.save()
    thumb.tap(page.get_by_role("link", name="撤销这条"))
    thumb.tap(page.get_by_role("button", name="撤销这条"))
    expect(page.get_by_role("link", name="请写一句为什么撤销。")).to_be_visible()
    thumb.write(page.get_by_label("为什么撤销"), "记错了人")
    thumb.tap(page.get_by_role("button", name="撤销这条"))
    expect(page.get_by_role("heading", name="这条已经撤销")).to_be_visible()
    expect(page.get_by_text("原记录还在，数字里不再算它。")).to_be_visible()
    expect(page.get_by_text("其实没去成。")).to_be_visible()
