"""No page keeps anybody out, asks a browser for something forbidden, or is wider than the screen."""

import json

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.journeys.site import PHONE, Doors, Somebody
from tests.pages.states import STATES
from tests.source_tree import ROOT

pytestmark = pytest.mark.pages

AXE = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async () => {
  const { passes, violations } = await axe.run(document, { resultTypes: ["violations"] });
  if (!passes.length) throw new Error("axe looked at nothing");
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${node.html}`));
}"""
WIDTHS = (320, 390, 820, 1440, 1920)
TO_TOUCH = (
    ".ws-btn, .ws-chip, .ws-chip-face, .ws-met label, .ws-quick *, .ws-tabs a, .ws-back, summary, .ws-tick, "
    ".ws-due-name a, .ws-row > .ws-fig, .ws-row-main a"
)
SMALL = """places => [...document.querySelectorAll(places)]
  .filter(place => place.matches("a, button, label, summary"))
  .map(place => [place.textContent.trim(), place.getBoundingClientRect()])
  .filter(([text, box]) => box.height && (box.height < 44 || box.width < 44))
  .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)"""
OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"


def complaints(page: Page) -> list[str]:
    """Gathers what the browser complains of: errors, and everything it was forbidden to do.

    A page that answers 403, 404 or 422 on purpose is reported by Chromium as well; that is no fault of the page.
    """
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        is_own_status = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
        told.extend([f"{message.type}: {message.text}"] * (message.type in ("error", "warning") and not is_own_status))

    page.on("console", hear)
    # A page that is left while it still loads gives up what it asked for; that is nobody's fault.
    page.on(
        "requestfailed", lambda asked: told.extend([f"failed: {asked.url}"] * (asked.failure != "net::ERR_ABORTED"))
    )
    return told


def barriers(page: Page, width: int) -> list[str]:
    """What axe finds at a width."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(AXE)
    return [f"{width}: {violation}" for violation in page.evaluate(RUN_AXE)]


@pytest.mark.parametrize("name", STATES)
def test_a_page_keeps_nobody_out_and_fits_every_screen(doors: Doors, somebody: Somebody, name: str) -> None:
    username, way = STATES[name]
    page = doors.page(username, viewport=PHONE, has_touch=True)
    told = complaints(page)
    way(page, somebody)

    found = barriers(page, 390) + barriers(page, 1440)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width}: {over} px too wide" for over in [page.evaluate(OVERFLOW)] if over]
    assert json.dumps(found + told, ensure_ascii=False, indent=1) == "[]"


@pytest.mark.parametrize(
    "name",
    [
        "today",
        "people",
        "person",
        "visit-met",
        "visit-not-met",
        "saved",
        "activity",
        "activity-saved",
        "report",
        "mine",
    ],
)
def test_every_place_to_touch_is_as_big_as_a_thumb(doors: Doors, somebody: Somebody, name: str) -> None:
    username, way = STATES[name]
    page = doors.phone(username)
    way(page, somebody)
    assert page.evaluate(SMALL, TO_TOUCH) == []
