"""The simplest ways: by an address; and what a way and a state are."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.journeys.site import Somebody

Way = Callable[[Page, Somebody], None]


MONTH = "scope=460203%26from=2026-11-01%26to=2026-11-30"
YEAR = "scope=460203%26from=2026-01-01%26to=2026-12-31"


class State(NamedTuple):
    """Who looks, and how the page is reached."""

    username: str
    way: Way


def at(path: str) -> Way:
    """By its address."""
    return lambda page, somebody: go(page, path)


def of(part: str) -> Way:
    """By the address of a page about a person."""
    return lambda page, somebody: go(page, somebody.path + part)


def go(page: Page, path: str) -> None:
    page.goto(path)


def unfolded(way: Way) -> Way:
    """With everything that is folded opened."""

    def reach(page: Page, somebody: Somebody) -> None:
        way(page, somebody)
        page.locator("main summary").evaluate_all("folds => folds.forEach(fold => fold.click())")

    return reach
