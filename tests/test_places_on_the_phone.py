"""On the phone each role reaches every place of its menu, by tabs that fit side by side."""

import pytest

from tests.browsing import browser, text
from tests.cast import Cast
from wushe.ground.ui.context import ACTIVITIES, BRIEFINGS, MINE, MODELS, QUICK, SIDE, TABS, Link
from wushe.registers.stations.rules.access import table


def opened(role: str, links: tuple[Link, ...]) -> list[Link]:
    routes = table().routes
    return [link for link in links if link is MINE or routes[link.route].lets_in(table().roles[role].abilities)]


@pytest.mark.parametrize("role", list(table().roles))
def test_each_role_reaches_its_places_by_six_tabs_at_most(role: str) -> None:
    tabs = opened(role, TABS)
    reached = {link.url for link in (*tabs, *QUICK)}
    assert {link.url for link in (*opened(role, SIDE), MINE)} <= reached
    assert len(tabs) <= 6


@pytest.mark.parametrize(
    ("who", "page", "link"),
    [
        ("xiaozhou", "/today/", ACTIVITIES),
        ("xiaozhou", "/desk/", MODELS),
        ("wangke", "/county/", MODELS),
        ("wangke", "/county/", BRIEFINGS),
        ("shiju", "/county/", MODELS),
    ],
)
def test_what_has_no_tab_is_reached_from_the_page_it_belongs_to(cast: Cast, who: str, page: str, link: Link) -> None:
    assert link in QUICK
    assert f'href="{link.url}"' in text(browser(getattr(cast, who)).get(page))
