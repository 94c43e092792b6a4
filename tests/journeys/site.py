"""The served demo of a fixed Tuesday, the doors into it, and an album of what was seen. Loaded once per run."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from benchmarks.serving import Site, run, wushe
from tests.source_tree import ROOT

TUESDAY = "2026-11-24"
PASSWORD = "wushe-demo"
PHONE = {"width": 390, "height": 844}
NOT_DUE_SOON = range(5, 9)  # the pages of 服务对象 on which nobody is due for weeks
ALBUM = ROOT / "var" / "journeys"
PATIENCE_MS = 10_000  # what a busy machine may take until something is seen; nothing is timed by it

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The told day goes first, so that its pictures show nothing but the demo and itself."""
    items.sort(key=lambda item: "xiaozhou_tuesday" not in item.nodeid)


def fill(site: Site) -> None:
    """Load the demo of the Tuesday, and settle a stranger beside it."""
    wushe(site, "demo", "--today", TUESDAY)
    run(site, "manage.py", "shell", "-c", "from tests.journeys.stranger import settle; settle()")


def fill_once(site: Site, shared: Path) -> None:
    """Fill a folder as ``fill`` does, from a copy that the first worker of this run has made for all."""
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / "made"
        if not made.exists():
            making = shared / "making"
            making.mkdir()
            fill(Site(making, {"WUSHE_DATABASE_URL": ""}))
            making.rename(made)
    shutil.copytree(made, site.data, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """``wushe demo`` and ``wushe serve`` in a folder of their own; on PostgreSQL when the environment names one."""
    address = os.environ.get("WUSHE_DATABASE_URL", "").partition("?")[0]  # the demo makes a schema of its own
    with tempfile.TemporaryDirectory(prefix="wushe-journeys-") as folder:
        served = Site(Path(folder), {"WUSHE_DATABASE_URL": address})
        if address or worker_id == "master":
            fill(served)
        else:
            fill_once(served, tmp_path_factory.getbasetemp().parent / "demo")
        try:
            served.start()
            yield served
        finally:
            served.stop()
        assert "Traceback" not in (served.data / "serve.log").read_text(encoding="utf-8")


@dataclass
class Doors:
    """Lets people in. Everybody logs in once in a run; what went wrong in a page's script is kept."""

    browser: Browser
    address: str
    states: dict[str, StorageState] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def phone(self, username: str = "") -> Page:
        """A telephone, with somebody logged in or with nobody."""
        return self.page(username, viewport=PHONE, has_touch=True, is_mobile=True)

    def desktop(self, username: str = "") -> Page:
        """A screen on a desk."""
        return self.page(username, viewport={"width": 1440, "height": 900})

    def page(self, username: str = "", **how: object) -> Page:
        """A page in a browser context of its own."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            storage_state=self.state_of(username) if username else None,
            **how,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return page

    def state_of(self, username: str) -> StorageState:
        """What a browser keeps of somebody who has logged in."""
        if username not in self.states:
            with closing(self.browser.new_context(base_url=self.address)) as context:
                log_in(context.new_page(), username)
                self.states[username] = context.storage_state()
        return self.states[username]

    def close(self) -> None:
        """Close all pages, and say what went wrong in them."""
        while self.contexts:
            self.contexts.pop().close()
        faults, self.faults = self.faults, []
        assert faults == []


def log_in(page: Page, username: str) -> None:
    """Log in as on any day."""
    page.goto("/accounts/login/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile(r"/(today|county|audit|grants|articles|me)/$"))


@pytest.fixture(scope="session")
def all_doors(chromium: Browser, site: Site) -> Doors:
    """The doors of the run."""
    return Doors(chromium, f"http://127.0.0.1:{site.port}")


@pytest.fixture
def doors(all_doors: Doors) -> Iterator[Doors]:
    """The doors of one test; it fails when a script on a page did."""
    yield all_doors
    all_doors.close()


class Somebody:
    """A person looked after: name and address of the page. Taken from the row when first asked for."""

    def __init__(self, row: Iterator[tuple[str, str]]) -> None:
        self.row = row

    @cached_property
    def taken(self) -> tuple[str, str]:
        """The next in the row: many pages are about nobody, and there are not people enough for all."""
        return next(self.row)

    @property
    def name(self) -> str:
        """The name."""
        return self.taken[0]

    @property
    def path(self) -> str:
        """The address of the page."""
        return self.taken[1]

    @property
    def visit(self) -> str:
        """The address of the visit page."""
        return f"{self.path}visit/"


@pytest.fixture(scope="session")
def not_due(all_doors: Doors) -> Iterator[tuple[str, str]]:
    """People who are not due for weeks, each handed out once. Read before anybody is visited: a visit moves them."""
    page = all_doors.phone("zhou")
    found = []
    for number in NOT_DUE_SOON:
        page.goto(f"/people/?page={number}")
        links = page.locator(".ws-people-name a").all()
        found += [(link.locator("b").inner_text(), link.get_attribute("href") or "") for link in links]
    return iter(found)


@pytest.fixture
def somebody(not_due: Iterator[tuple[str, str]]) -> Somebody:
    """A person nobody has visited today."""
    return Somebody(not_due)


@dataclass
class Album:
    """Pictures in the order they were taken."""

    folder: Path
    taken: int = 0

    def take(self, page: Page, name: str) -> None:
        """Take what the screen shows now."""
        self.taken += 1
        page.screenshot(path=self.folder / f"{self.taken:02}-{name}.png")


@pytest.fixture
def album(request: pytest.FixtureRequest) -> Album:
    """An empty album for one test; the folder is printed."""
    folder = ALBUM / request.node.name.removeprefix("test_")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    print(f"pictures: {folder}")  # noqa: T201
    return Album(folder)
