"""On the phone each role reaches every place of its menu, by tabs that fit side by side."""

import pytest

from tests.browsing import browser, text
from tests.cast import Cast
from wushe.ground.ui.context import MINE, QUICK, SIDE, TABS, Link
from wushe.registers.stations.rules.access import table


def opened(role: str, links: tuple[Link, ...]) -> list[Link]:
    routes = table().routes
    return [link for link in links if link is MINE or routes[link.route].lets_in(table().roles[role].abilities)]


@pytest.mark.parametrize("role", list(table().roles))
def test_each_role_reaches_its_places_by_six_tabs_at_most(role: str) -> None:
    tabs = opened(role, TABS)
    assert {*opened(role, SIDE), MINE} <= {*tabs, *QUICK}
    assert len(tabs) <= 6


def test_what_has_no_tab_is_a_quick_place_of_today(cast: Cast) -> None:
    page = text(browser(cast.xiaozhou).get("/today/"))
    quick = page[page.index('class="ws-panel ws-quick"') :].partition("</nav>")[0]
    assert [link.url for link in QUICK if f'href="{link.url}"' not in quick] == []
