"""揭牌当天: the 反诈宣传 of the opening day is told on the phone, and the county's board moves by exactly that."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.serving import Site
from tests.journeys.site import Album, Doors
from tests.journeys.thumb import Thumb
from tests.source_tree import ROOT

pytestmark = pytest.mark.pages

DAY = "2021-06-24"
TITLE = "守好养老钱"
PARTNER = "春雨社工服务站"
VILLAGE = "新红"
COUNTED, ESTIMATED = 46, 60
MET_THAT_DAY = """
from wushe.ledger.models import Attendance
from wushe.ledger.queries import reversed_ids
there = Attendance.objects.filter(day="{day}", person__uuid__in={uuids}).exclude(event_id__in=reversed_ids())
print("met:", there.values("person").distinct().count())
"""


def board(page: Page) -> dict[str, int]:
    """What the county's board says of the opening day, by name."""
    page.goto(f"/county/?period=custom&from={DAY}&to={DAY}")
    tiles = page.locator(".ws-tiles-strip .ws-tile").all()
    told = {t.locator(".ws-tile-name").inner_text(): t.locator(".ws-num").inner_text() for t in tiles}
    return {name: int(number.replace(",", "").partition(".")[0]) for name, number in told.items()}


def people(page: Page) -> Locator:
    return page.locator("#picks .ws-pick")


def ticked(page: Page) -> list[str]:
    boxes = page.locator("#picks [name=people]:checked").all()
    return [box.get_attribute("value") or "" for box in boxes]


def met_before(site: Site, uuids: list[str]) -> int:
    """How many of some persons were met that day already, as the database has it."""
    code = MET_THAT_DAY.format(day=DAY, uuids=uuids)
    words = [sys.executable, "manage.py", "shell", "-c", code]
    said = subprocess.run(words, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=True).stdout
    found = re.search(r"met: (\d+)", said)
    assert found
    return int(found[1])


def say_what_it_was(page: Page, thumb: Thumb) -> None:
    page.goto("/today/")
    thumb.tap(page.get_by_role("navigation", name="快捷操作").get_by_role("link", name="活动"))
    thumb.tap(page.get_by_role("link", name="记活动").first)
    thumb.answer("哪一种", "宣传")
    thumb.answer("什么内容", "反诈")
    thumb.write(page.get_by_label("叫什么"), TITLE)
    page.get_by_label("哪天").fill(DAY)
    page.locator("[name=unit]").select_option(label=VILLAGE)
    thumb.answer("多长时间", "90 分")


def tick_who_came(page: Page, thumb: Thumb, album: Album) -> list[str]:
    """Elders of the village are ticked; one is looked for by name, and the others stay; one organised it."""
    page.get_by_label("只看哪一类").select_option(label="留守老人")
    expect(people(page).first).to_be_visible()
    for row in people(page).all()[:5]:
        thumb.tap(row.locator("label"))
    expect(page.locator("[data-ticked]")).to_have_text("5")
    thumb.tap(people(page).nth(0).locator("label"))  # she had gone home before
    expect(page.locator("[data-ticked]")).to_have_text("4")
    page.get_by_label("只看哪一类").select_option(value="")
    thumb.write(page.get_by_label("按姓名找人"), "李")
    expect(page.get_by_text("另外点了 4 人")).to_be_visible()
    organiser = people(page).first
    thumb.tap(organiser.locator("label"))
    organiser.get_by_role("combobox").select_option(label="组织")
    expect(page.locator("[data-ticked]")).to_have_text("5")
    album.take(page, "who-came")
    return ticked(page)


def say_with_whom(page: Page, thumb: Thumb) -> None:
    thumb.write(page.get_by_label("数过的"), str(COUNTED))
    thumb.write(page.get_by_label("估计的"), str(ESTIMATED))
    thumb.answer("村（居）委会", "出场地")
    thumb.write(page.get_by_label("来了几名志愿者"), "8")
    thumb.tap(page.get_by_text("别的单位"))
    thumb.write(page.get_by_label("单位名称").first, PARTNER)
    page.locator("[name=partner_role_1]").select_option(label="出志愿者")
    page.get_by_label("说一句").fill("向老年人讲解身边的养老诈骗套路。")


def lose_the_page(page: Page, album: Album, came: list[str]) -> None:
    """The telephone kills the tab: everything comes back, those too who were found by their name."""
    page.wait_for_timeout(600)
    page.goto("/today/")
    page.goto("/activities/new/")
    expect(page.get_by_text("已找回没保存的内容")).to_be_visible()
    expect(page.locator("[data-ticked]")).to_have_text(str(len(came)))
    assert sorted(ticked(page)) == sorted(came)
    expect(page.get_by_label("叫什么")).to_have_value(TITLE)
    album.take(page, "found-again")


def save_into_a_closed_month(page: Page, thumb: Thumb, album: Album) -> None:
    thumb.save()
    late = page.get_by_label("迟报理由")
    expect(page.locator("#errors, .ws-done")).to_be_visible()
    if page.locator("#errors").count():
        expect(page.get_by_role("alert")).to_contain_text("2021-06 已经关账")
        album.take(page, "refused")
        thumb.write(late, "补记揭牌当天")
        thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()
    album.take(page, "saved")


def test_the_publicity_of_the_opening_day_moves_the_board_by_exactly_that(
    doors: Doors, site: Site, album: Album
) -> None:
    officer, page = doors.phone("wang"), doors.phone("zhou")
    thumb = Thumb(page)
    before = board(officer)
    say_what_it_was(page, thumb)
    came = tick_who_came(page, thumb, album)
    say_with_whom(page, thumb)
    known = met_before(site, came)
    lose_the_page(page, album, came)
    save_into_a_closed_month(page, thumb, album)

    main = page.locator("main")
    for words in (TITLE, PARTNER, "出志愿者", "出场地", "组织（骨干居民）", "46 人", "约 60 人", "111 人次"):
        expect(main).to_contain_text(words)
    there = page.locator(".ws-parties .ws-is-there")
    expect(there.filter(has_text="社区志愿者")).to_have_count(1)
    expect(there.filter(has_text="社会工作者")).to_have_count(1)

    after = board(officer)
    assert after["服务人次"] == before["服务人次"] + len(came) + COUNTED + ESTIMATED
    assert after["服务人数"] == before["服务人数"] + len(came) - known
    assert after["活动场次"] == before["活动场次"] + 1
    album.take(officer, "the-county")

    page.get_by_role("link", name=re.compile(r"^\d+-\d+$")).first.tap()
    thumb.tap(page.get_by_role("link", name="打开原记录"))
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
