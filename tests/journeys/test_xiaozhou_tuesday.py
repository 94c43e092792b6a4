"""小周的星期二: one service written once becomes a figure that opens to it."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.site import PASSWORD, Album, Doors
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages

LINE = "血压一百三，药还够吃半个月。"
REASON = "时长记少了，谈了一个小时"


@dataclass
class Written:
    """What the page said after a save."""

    name: str
    number: str
    path: str


def due(page: Page, tag: str) -> Locator:
    """The due rows that carry a tag."""
    return page.locator("li.ws-due").filter(has=page.locator(".ws-tag").get_by_text(tag, exact=True))


def name_in(row: Locator) -> str:
    return row.locator(".ws-due-name a").inner_text()


def start(page: Page, name: str) -> None:
    page.goto("/today/")
    page.locator("li.ws-due").filter(has_text=name).get_by_role("link", name="开始探访").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("input[name=met]:checked")).to_have_count(0)


def written(page: Page, name: str) -> Written:
    """Read the saved page."""
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    number = re.search(r"台账 (\d+-\d+)", page.locator(".ws-done").inner_text())
    assert number
    return Written(name, number[1], page.url)


def figures(page: Page) -> dict[str, str]:
    """The figures on the county page, by name."""
    page.goto("/county/")
    tiles = page.locator(".ws-tiles-strip .ws-tile").all()
    return {t.locator(".ws-tile-name").inner_text(): t.locator(".ws-num").inner_text() for t in tiles}


def number_of(figure: str) -> int:
    return int(figure.replace(",", ""))


def tenths_of(figure: str) -> int:
    return int(figure.replace(",", "").replace(".", ""))


def month_on(page: Page, label: str) -> int:
    row = page.locator("li.ws-row", has_text=label).filter(has=page.locator(".ws-fig"))
    return number_of(row.locator(".ws-num").inner_text())


def log_in_by_hand(page: Page, username: str) -> None:
    thumb = Thumb(page)
    page.goto("/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    thumb.write(page.get_by_label("账号"), username)
    thumb.write(page.get_by_label("密码"), PASSWORD)
    thumb.tap(page.get_by_role("button", name="登录"))


def see_who_is_due(page: Page, album: Album) -> tuple[list[str], str]:
    """小周 logs in. Gives: the three due today, and the one nobody met yesterday."""
    log_in_by_hand(page, "zhou")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^周晓岚，今天要走访 \d+ 人$"))
    expect(page.locator(".ws-hero")).to_contain_text("六道大社区社工站")
    expect(page.locator(".ws-hero")).to_contain_text("11月24日 星期二")
    expect(page.locator("li.ws-due")).to_have_count(int(re.findall(r"\d+", heading.inner_text())[0]))
    expect(due(page, "今天")).to_have_count(3)
    expect(due(page, "逾期 1 天")).to_have_count(1)
    album.take(page, "today")
    return [name_in(row) for row in due(page, "今天").all()], name_in(due(page, "逾期 1 天"))


def visit_where_nothing_changed(page: Page, album: Album, name: str) -> Written:
    start(page, name)
    expect(page.get_by_text("先答上面这一问")).to_be_visible()
    expect(page.get_by_role("group", name="谈了多久")).to_be_hidden()
    album.take(page, "before-the-door")
    thumb = Thumb(page)
    thumb.all_well("30 分", "都和上次一样，没有问题")
    album.take(page, "same-as-last-time")
    thumb.save()
    told = written(page, name)
    expect(page.get_by_text("下次应访")).to_be_visible()
    expect(page.get_by_text("本站和区县的人次、时长已经加上，不用再报")).to_be_visible()
    album.take(page, "saved")
    return told


def visit_with_a_problem_and_a_need(page: Page, album: Album, name: str) -> Written:
    start(page, name)
    thumb = Thumb(page)
    thumb.met()
    thumb.answer("谈了多久", "30 分")
    expect(page.get_by_role("group", name="哪里有问题")).to_be_hidden()
    thumb.answer("安全看一圈", "有问题", "燃气", "地面防滑")
    thumb.answer("身体，和上次比", "差一些")
    thumb.answer("心情", "低落")
    thumb.answer("有什么需要", "家里修缮")
    album.take(page, "a-problem-and-a-need")
    thumb.answer("下一步", "按计划再访")
    thumb.save()
    told = written(page, name)
    expect(page.locator(".ws-tag", has_text="家里修缮")).to_be_visible()
    expect(page.get_by_text("登记了 1 项需求，列入待办")).to_be_visible()
    album.take(page, "saved-with-a-need")
    return told


def visit_with_a_line(page: Page, album: Album, name: str) -> Written:
    start(page, name)
    thumb = Thumb(page)
    thumb.all_well("45 分")
    thumb.say(LINE)
    album.take(page, "a-line")
    thumb.save()
    told = written(page, name)
    expect(page.get_by_text(LINE)).to_be_visible()
    return told


def nobody_home(page: Page, album: Album, name: str) -> None:
    start(page, name)
    thumb = Thumb(page)
    thumb.not_met()
    expect(page.get_by_text("没见到，算一次联系尝试，不算探访。")).to_be_visible()
    expect(page.get_by_text("上次 11-23 也没见到")).to_be_visible()
    expect(page.get_by_role("group", name="谈了多久")).to_be_hidden()
    thumb.answer("什么情况", "敲门没人应")
    thumb.answer("什么时候再来", "选日子")
    expect(page.get_by_label("再来的日子")).to_be_visible()
    thumb.answer("什么时候再来", "明天上午")
    expect(page.get_by_label("再来的日子")).to_be_hidden()
    album.take(page, "nobody-home")
    thumb.save()
    expect(page.get_by_role("heading", name="记好了，没见到本人")).to_be_visible()
    expect(page.get_by_text("记为一次联系尝试，不计探访次数")).to_be_visible()
    expect(page.get_by_text("约明天上午再来")).to_be_visible()
    expect(page.get_by_text("下次应访")).to_be_hidden()
    album.take(page, "saved-nobody-home")


def see_what_waits(page: Page, album: Album, unmet: str, in_need: str) -> None:
    """Two tries in vain and a need are open items, here and on the desk; who was met is not due any more."""
    for path in ("/today/", "/desk/"):
        page.goto(path)
        page.locator("main summary").evaluate_all("folds => folds.forEach(fold => fold.click())")
        expect(page.get_by_role("link", name=f"{unmet}连续 2 次没见到")).to_be_visible()
        expect(page.get_by_role("link", name=f"{in_need}的需求：家里修缮")).to_be_visible()
    page.goto("/today/")
    expect(page.locator("li.ws-due").filter(has_text=in_need)).to_have_count(0)
    expect(page.locator("li.ws-due").filter(has_text=unmet)).to_contain_text("今天去过，没见到，约明天上午再来")
    page.get_by_role("heading", name="等着办的").scroll_into_view_if_needed()
    album.take(page, "what-waits")


def correct_the_minutes(page: Page, album: Album, wrong: Written) -> Written:
    page.goto(wrong.path)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="记错了，更正"))
    expect(page.get_by_text("原来那条保留不动，更正另记一条")).to_be_visible()
    expect(page.get_by_label("说一句")).to_have_value(LINE)
    thumb.answer("谈了多久", "60 分")
    thumb.answer("心情", "愉快")
    thumb.save()
    expect(page.get_by_role("link", name="请写一句为什么更正。")).to_be_visible()
    expect(page.locator("input[name=minutes]:checked")).to_have_value("60")
    thumb.write(page.get_by_label("为什么更正"), REASON)
    album.take(page, "correction")
    thumb.save()
    right = written(page, wrong.name)
    expect(page.locator("main")).to_contain_text("60 分钟")
    expect(page.locator(".ws-done")).to_contain_text(f"代替 {wrong.number}：")
    expect(page.locator(".ws-done")).to_contain_text("时长 45→60 分钟")
    expect(page.locator(".ws-done")).to_contain_text("数字只算这一条。")
    assert right.number != wrong.number
    page.goto(wrong.path)
    expect(page.get_by_role("heading", name="这条已经更正")).to_be_visible()
    album.take(page, "the-old-one")
    page.get_by_role("link", name="看更正后的").tap()
    expect(page).to_have_url(right.path)
    page.goto(f"/records/{right.number}/")
    expect(page.locator("main")).to_contain_text(REASON)
    return right


def leave(page: Page) -> None:
    page.goto("/today/")
    Thumb(page).tap(page.get_by_role("link", name="我的"))
    Thumb(page).tap(page.get_by_role("button", name="退出"))
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.goto("/today/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def open_the_figure(page: Page, album: Album, told: list[Written], wrong: Written) -> None:
    """王科 opens 人次 down to the record: the number is there, the name is not."""
    page.get_by_role("region", name="各种口径").get_by_role("link", name="人次").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("三亚市吉阳区 · 服务人次")
    album.take(page, "the-figure")
    for each in told:
        row = page.locator("#records tbody tr").filter(has_text=f"{each.number}.1")
        expect(row).to_contain_text(f"{each.name[0]}＊＊")
        expect(page.locator("main")).not_to_contain_text(each.name)
    expect(page.locator("#records")).not_to_contain_text(f"{wrong.number}.")
    page.get_by_role("heading", name="记录", exact=True).scroll_into_view_if_needed()
    album.take(page, "the-records")
    right = told[-1]
    page.get_by_role("link", name=f"{right.number}.1").tap()
    expect(page.locator("main")).to_contain_text(f"台账 {right.number}")
    expect(page.locator("main")).to_contain_text("有效，计入数字")
    expect(page.locator("main")).to_contain_text("60 分钟")
    expect(page.locator("main")).to_contain_text("已写明理由，留在站里")
    expect(page.locator("main")).not_to_contain_text(REASON)
    expect(page.locator("main")).not_to_contain_text(right.name)
    album.take(page, "the-record")
    page.get_by_role("link", name=f"更正自 {wrong.number}").tap()
    expect(page.locator("main")).to_contain_text(f"已被更正为 {right.number}，原条不再计入")
    album.take(page, "the-record-before-correction")


def test_one_service_written_once_becomes_a_figure_that_opens_to_it(doors: Doors, album: Album) -> None:
    officer = doors.phone("wang")
    before = figures(officer)
    page = doors.phone()
    names, unmet = see_who_is_due(page, album)
    times = month_on(page, "服务人次")

    same = visit_where_nothing_changed(page, album, names[0])
    trouble = visit_with_a_problem_and_a_need(page, album, names[1])
    wrong = visit_with_a_line(page, album, names[2])
    nobody_home(page, album, unmet)
    see_what_waits(page, album, unmet, trouble.name)
    assert month_on(page, "服务人次") == times + 3
    right = correct_the_minutes(page, album, wrong)
    page.goto("/today/")
    assert month_on(page, "服务人次") == times + 3
    leave(page)

    log_in_by_hand(page, "wang")
    expect(page.get_by_role("heading", name="三亚市吉阳区")).to_be_visible()
    after = figures(page)
    album.take(page, "the-county")
    assert number_of(after["服务人次"]) == number_of(before["服务人次"]) + 3
    assert number_of(after["没见到"]) == number_of(before["没见到"]) + 1
    assert tenths_of(after["服务时长"]) == tenths_of(before["服务时长"]) + 20  # 30 + 30 + 60 minutes
    assert after["活动场次"] == before["活动场次"]
    open_the_figure(page, album, [same, trouble, right], wrong)
