"""On the phone each role reaches every place of its menu, by tabs that fit side by side."""

import pytest

from wushe.ground.ui.context import MINE, SIDE, TABS, Link
from wushe.registers.stations.rules.access import table


def opened(role: str, links: tuple[Link, ...]) -> list[Link]:
    routes = table().routes
    return [link for link in links if link is MINE or routes[link.route].lets_in(table().roles[role].abilities)]


@pytest.mark.parametrize("role", list(table().roles))
def test_each_role_reaches_its_places_by_six_tabs_at_most(role: str) -> None:
    tabs = opened(role, TABS)
    assert {*opened(role, SIDE), MINE} <= set(tabs)
    assert len(tabs) <= 6
