"""A form that cannot be saved comes back with Chinese sentences, and with everything that was told."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Album, Doors, Somebody
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages

LINE = "说话清楚，腿脚比上个月利索。"


def told(page: Page, somebody: Somebody) -> Thumb:
    """A page told in full, with a problem, a need and a line."""
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("group", name="怎么探访的").get_by_text("托人看", exact=True))
    thumb.met()
    thumb.answer("谈了多久", "45 分")
    thumb.answer("安全看一圈", "有问题", "用电")
    thumb.answer("身体，和上次比", "好一些")
    thumb.answer("心情", "愉快")
    thumb.answer("有什么需要", "代办手续", "其他")
    thumb.answer("下一步", "我打电话跟进")
    thumb.say(LINE)
    return thumb


def chosen(page: Page) -> dict[str, list[str]]:
    """What is chosen on the page."""
    boxes = page.locator("#visit-form input:checked").all()
    pairs = [(box.get_attribute("name") or "", box.get_attribute("value") or "") for box in boxes]
    return {name: [value for other, value in pairs if other == name] for name, _value in pairs}


TOLD = {
    "mode": ["proxy"],
    "met": ["yes"],
    "minutes": ["45"],
    "safety": ["problem"],
    "problems": ["electricity"],
    "health": ["better"],
    "mood": ["happy"],
    "needs": ["paperwork", "other"],
    "next_step": ["call"],
    "origin": ["professional"],
    "evidence": ["0"],
}


def complaint(page: Page, sentence: str) -> None:
    """The sentence stands on top and leads to its place; nothing was saved."""
    expect(page.get_by_role("alert")).to_contain_text("还没记上，请改这几处")
    link = page.get_by_role("alert").get_by_role("link", name=sentence)
    expect(link).to_be_visible()
    place = (link.get_attribute("href") or "").removeprefix("#")
    expect(page.locator(f"[id='{place}']")).to_be_visible()


def test_an_empty_form_is_asked_for_met_or_not(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    Thumb(page).save()
    complaint(page, "请选见到了还是没见到。")
    expect(page.locator("input[name=met]:checked")).to_have_count(0)
    album.take(page, "empty")


def test_a_met_person_without_more_is_asked_for_each_thing_by_name(
    doors: Doors, somebody: Somebody, album: Album
) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.met()
    thumb.answer("心情", "低落")
    thumb.save()
    for sentence in ("请选多长时间。", "请选“安全看一圈”。", "请选“身体，和上次比”。", "请选“下一步”。"):
        complaint(page, sentence)
    expect(page.get_by_role("alert")).not_to_contain_text("心情")
    expect(page.locator("input[name=mood]:checked")).to_have_value("low")
    album.take(page, "met-and-no-more")
    thumb.answer("谈了多久", "20 分")
    expect(page.get_by_text("请选多长时间。").filter(visible=True)).to_have_count(0)
    complaint(page, "请选“下一步”。")


def test_an_empty_form_is_not_told_that_anything_was_filled_in(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    Thumb(page).save()
    expect(page.get_by_role("alert")).not_to_contain_text("已经填的都还在")
    Thumb(page).met()
    Thumb(page).save()
    expect(page.get_by_role("alert")).to_contain_text("已经填的都还在")


def test_nobody_met_without_more_is_asked_what_was_the_matter(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.not_met()
    thumb.save()
    complaint(page, "请选“什么情况”。")


def test_a_problem_without_a_name_is_asked_for(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    thumb = told(page, somebody)
    thumb.answer("安全看一圈", "用电")
    thumb.save()
    complaint(page, "选了“有问题”，请点出是哪几项")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "请填服务日期。"),
        ("2026-13-40", "日期写得不对。请写成 2026-11-24 这样。"),
        ("昨天", "日期写得不对。请写成 2026-11-24 这样。"),
        ("2026-11-25", "服务日期 2026-11-25 还没到，今天是 2026-11-24。请改成今天或以前的日期。"),
        ("1926-11-24", "1926-11-24 那天没有登记住在哪个村（居）。请检查服务日期"),
    ],
    ids=["no-date", "no-such-date", "no-date-at-all", "tomorrow", "a-century-ago"],
)
def test_a_wrong_date_loses_nothing(doors: Doors, somebody: Somebody, album: Album, day: str, sentence: str) -> None:
    page = doors.phone("zhou")
    thumb = told(page, somebody)
    thumb.tap(page.get_by_text("更多", exact=False).first)
    box = page.get_by_label("服务日期")
    box.evaluate("box => { box.type = 'text' }")  # as in browsers that know no date boxes
    box.fill(day)
    thumb.save()
    complaint(page, sentence)
    assert chosen(page) == TOLD
    expect(page.get_by_label("说一句")).to_have_value(LINE)
    expect(box).to_be_visible()
    assert (box.get_attribute("value") or "") == day
    album.take(page, "wrong-date")
    box.fill("2026-11-24")
    thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def test_too_long_a_line_is_counted_and_kept(doors: Doors, somebody: Somebody, album: Album) -> None:
    page = doors.phone("zhou")
    thumb = told(page, somebody)
    text = "话" * 501
    page.get_by_label("说一句").fill(text)
    thumb.save()
    complaint(page, "写了 501 个字，最多 500 个字。请删短一些。")
    assert chosen(page) == TOLD
    expect(page.get_by_label("说一句")).to_have_value(text)
    album.take(page, "too-long")


def test_minutes_beyond_a_day_are_refused_in_words(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    thumb = told(page, somebody)
    page.get_by_label("别的分钟数").fill("1441")
    thumb.save()
    complaint(page, "一次服务最多 1440 分钟。")
    expect(page.get_by_label("别的分钟数")).to_have_value("1441")


def test_a_day_to_come_back_before_the_visit_is_refused_in_words(doors: Doors, somebody: Somebody) -> None:
    page = doors.phone("zhou")
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.not_met()
    thumb.answer("什么情况", "下地、赶集")
    thumb.answer("什么时候再来", "选日子")
    page.get_by_label("再来的日子").fill("2026-11-01")
    thumb.save()
    complaint(page, "再去的日子 2026-11-01 早于这次的 2026-11-24。请选当天或以后。")
    expect(page.get_by_label("再来的日子")).to_have_value("2026-11-01")


def test_a_wrong_password_is_told_without_saying_which(doors: Doors) -> None:
    page = doors.phone()
    page.goto("/")
    page.get_by_label("账号").fill("zhou")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("忘了密码，请系统管理员重设。")
    expect(page.get_by_label("账号")).to_have_value("zhou")
