"""How much a worker must tap and write for one visit, from 今日 to 记好了, counted in Chromium at 390 px.

    python -m benchmarks.taps

Makes the demo of a fixed day in a temporary folder, serves it and does what a thumb does. A tap is a tap, also the one
that opens a text box; characters are what stands in the text box in the end. Ways:
``visit`` a due person, everything told, and a line of text; ``visit_searched`` the same for somebody found by two
characters of the name; ``same_as_last`` nothing has changed and nothing is said; ``nobody_home`` knocked in vain.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.serving import Site, wushe
from tests.conftest import FLAGS, PHONE
from tests.journeys.site import TUESDAY, log_in
from tests.journeys.thumb import Thumb

LINE = "膝盖疼好些了，药还够吃十天。"


def start(thumb: Thumb, row: int) -> None:
    """今日, and the visit page of the due person in this row."""
    thumb.page.goto("/today/")
    thumb.taps = thumb.chars = 0
    thumb.tap(thumb.page.locator("li.ws-due").nth(row).get_by_role("link", name="开始探访"))


def tell_everything(thumb: Thumb) -> None:
    """The whole main line: a problem, a need and a line of text."""
    thumb.met()
    thumb.answer("谈了多久", "30 分")
    thumb.answer("安全看一圈", "有问题", "地面防滑")
    thumb.answer("身体，和上次比", "好一些")
    thumb.answer("心情", "平稳")
    thumb.answer("有什么需要", "配药送药")
    thumb.answer("下一步", "按计划再访")
    thumb.say(LINE)
    thumb.save()


def visit(thumb: Thumb) -> None:
    """A due person, everything told."""
    start(thumb, 0)
    tell_everything(thumb)


def visit_searched(thumb: Thumb) -> None:
    """Somebody who is not on the list of today, found by two characters of the name."""
    page = thumb.page
    page.goto("/people/?page=5")
    name = page.locator(".ws-people-name a b").first.inner_text()
    page.goto("/today/")
    thumb.taps = thumb.chars = 0
    thumb.write(page.get_by_label("按姓名找人"), name[:2])
    row = page.locator(".ws-people tbody tr").filter(has=page.get_by_text(name, exact=True)).first
    thumb.tap(row.get_by_role("link", name="记探访"))
    tell_everything(thumb)


def same_as_last(thumb: Thumb) -> None:
    """A due person with whom all is as it was."""
    start(thumb, 0)
    thumb.all_well()
    thumb.save()


def nobody_home(thumb: Thumb) -> None:
    """A due person who is not in."""
    start(thumb, 0)
    thumb.not_met()
    thumb.answer("什么情况", "敲门没人应")
    thumb.answer("什么时候再来", "明天上午")
    thumb.save()


WAYS: tuple[Callable[[Thumb], None], ...] = (visit, visit_searched, same_as_last, nobody_home)


def count(page: Page) -> dict[str, dict[str, int]]:
    """Go each way once. Gives: taps and characters by way."""
    counted = {}
    for way in WAYS:
        thumb = Thumb(page)
        way(thumb)
        expect(page.locator(".ws-done h1")).to_contain_text("记好了")
        counted[way.__name__] = {"taps": thumb.taps, "chars": thumb.chars}
    return counted


def main() -> None:
    """Load, serve, count, print."""
    found = shutil.which("chromium")
    if found is None:
        raise SystemExit("Chromium is missing. Install it: sudo apt-get install chromium")
    with tempfile.TemporaryDirectory(prefix="wushe-taps-") as folder:
        site = Site(Path(folder))
        wushe(site, "demo", "--today", TUESDAY)
        try:
            site.start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
                address = f"http://127.0.0.1:{site.port}"
                page = browser.new_page(
                    base_url=address, viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN"
                )
                log_in(page, "zhou")
                counted = count(page)
                browser.close()
        finally:
            site.stop()
    print(f"{'':<16}{'taps':>6}{'chars':>7}")
    for name, row in counted.items():
        print(f"{name:<16}{row['taps']:>6}{row['chars']:>7}")
    print("RESULT", json.dumps(counted))


if __name__ == "__main__":
    main()
