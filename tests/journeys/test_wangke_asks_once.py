"""王科查一次: a county officer learns how many there are, asks for one file, reads it while allowed; all is seen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import PHONE, Album, Doors, Somebody
from tests.journeys.thumb import Thumb

pytestmark = pytest.mark.pages

DESK = {"width": 1440, "height": 900}
WORDS = "群众来信说好久没人上门，核对最近的走访"
STATION = "六道大社区社工站"


def both(album: Album, page: Page, name: str) -> None:
    """Take a page as it stands on a telephone and on a desk."""
    was = page.viewport_size
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        album.take(page, f"{name}-{size['width']}")
    page.set_viewport_size(was)


@pytest.fixture
def neighbour(doors: Doors, not_due: Iterator[tuple[str, str]]) -> Somebody:
    """Somebody of 六道 who has a telephone."""
    page = doors.phone("zhou")

    def has_phone(one: Somebody) -> bool:
        page.goto(one.path)
        return page.locator(".ws-acts-foot").get_by_role("button", name="电话", exact=True).count() > 0

    return next(one for one in iter(lambda: Somebody(not_due), None) if has_phone(one))


def found(officer: Page, name: str) -> None:
    """Look for somebody in the county."""
    officer.goto("/county/")
    officer.get_by_role("navigation", name="主导航").get_by_role("link", name="调阅档案").click()
    officer.get_by_label("找谁").fill(name)
    officer.get_by_role("button", name="查", exact=True).click()


def test_an_officer_sees_a_number_asks_is_granted_reads_and_is_seen(
    doors: Doors, neighbour: Somebody, album: Album
) -> None:
    officer, lead, privacy = doors.desktop("wang"), doors.phone("chen"), doors.desktop("bao")

    found(officer, neighbour.name)
    expect(officer.get_by_text(f"{STATION} 1 人")).to_be_visible()
    expect(officer.locator("main")).not_to_contain_text(neighbour.name)
    assert officer.url.endswith("/files/")
    both(album, officer, "how-many-and-not-who")
    answer = officer.request.get(neighbour.path)
    assert answer.status == 404
    assert neighbour.name not in answer.text()

    officer.get_by_role("link", name="申请调阅").click()
    officer.get_by_role("group", name="用途").get_by_text("处理投诉、信访").click()
    officer.get_by_label("说明").fill(WORDS)
    both(album, officer, "why")
    officer.get_by_role("button", name="交给站长").click()
    mine = officer.locator(".ws-file-row").filter(has_text=WORDS).filter(has_text="等站里答复")
    expect(mine).to_contain_text("等站里答复")
    expect(officer.locator("main")).not_to_contain_text(neighbour.name)
    number = re.findall(r"CY-\d+", mine.inner_text())[0]

    lead.goto("/today/")
    thumb = Thumb(lead)
    thumb.tap(lead.locator("main summary").filter(has_text="还有"))
    thumb.tap(lead.get_by_role("link", name=f"王科申请调阅{neighbour.name}的档案"))
    expect(lead.locator("main")).to_contain_text(WORDS)
    both(album, lead, "the-lead-is-asked")
    decided = lead.url
    thumb.answer("答复", "同意调阅")
    lead.get_by_label("可以看几天").fill("3")
    thumb.tap(lead.get_by_role("button", name="答复"))
    expect(lead.get_by_role("button", name="提前结束，马上看不到")).to_be_visible()

    officer.goto("/files/")
    officer.get_by_role("link", name=number).click()
    expect(officer.get_by_role("heading", name=neighbour.name)).to_be_visible()
    expect(officer.locator("#phone .ws-file-number")).to_contain_text("100****")
    both(album, officer, "the-file")
    read = officer.url
    assert "CY" not in read
    assert neighbour.name not in read
    officer.get_by_label("为什么要看电话").select_option("call")
    officer.locator("#phone").get_by_role("button", name="看号码").click()
    expect(officer.locator("#phone #revealed .ws-file-number")).to_have_text(re.compile(r"100-\d{4}-\d{4}"))
    expect(officer.locator("#phone [role=status]")).to_contain_text("秒后自动收起")
    both(album, officer, "one-number")

    privacy.goto("/")
    expect(privacy.get_by_role("heading", name="审计", exact=True)).to_be_visible()
    lines = privacy.locator("#lines")
    for words in ("在全区县查人", "申请调阅档案", "同意调阅", "打开调阅的档案", "看遮住的内容", "被拒绝"):
        privacy.get_by_label("做什么").select_option(label=words)
        privacy.get_by_role("button", name="查看").click()
        expect(lines.locator(".ws-row-main").filter(has_text=words).first).to_be_visible()
    expect(privacy.get_by_role("row").filter(has_text="王科")).to_be_visible()
    expect(privacy.get_by_text(f"{number} 王科")).to_be_visible()
    for name in (neighbour.name, WORDS):
        expect(privacy.locator("body")).not_to_contain_text(name)
    privacy.get_by_label("做什么").select_option(label="看遮住的内容")
    privacy.get_by_role("button", name="查看").click()
    expect(lines).to_contain_text(f"申请编号 {number}")
    privacy.get_by_role("button", name="现在核对").click()
    expect(privacy.get_by_text(re.compile("上次核对.*完整"))).to_be_visible()
    both(album, privacy, "all-of-it-is-seen")

    lead.goto(decided)
    lead.get_by_label("提前结束的理由").fill("事情已经办完")
    thumb.tap(lead.get_by_role("button", name="提前结束，马上看不到"))
    expect(lead.get_by_text("事情已经办完")).to_be_visible()
    gone = officer.goto(read)
    assert gone is not None
    assert gone.status == 404
    expect(officer.locator("body")).not_to_contain_text(neighbour.name)
    album.take(officer, "it-is-not-there-any-more")
