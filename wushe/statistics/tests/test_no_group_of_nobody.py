"""Whoever was not met has no group of that day: the house does not say 0, it says that it cannot know."""

import pytest
from django.test import Client

from tests.cast import Cast
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.statistics.counting import count
from wushe.statistics.queries import records_of
from wushe.statistics.rules import Filters, Query, countable
from wushe.statistics.scopes import scope_for

NOVEMBER = month(2026, 11)
ALONE = Filters(groups=frozenset({"living-alone-elder"}))


def test_attempts_are_not_counted_by_group(cast: Cast) -> None:
    with pytest.raises(Refused, match="statistics-not-by-group"):
        count("attempts", scope_for("460203"), NOVEMBER, ALONE)
    with pytest.raises(Refused, match="statistics-not-by-group"):
        records_of(Query("attempts", "460203", NOVEMBER, ALONE))


def test_every_other_measure_is(cast: Cast) -> None:
    assert set(countable(Filters())) - set(countable(ALONE)) == {"attempts"}


def test_the_county_page_leaves_the_tile_out(cast: Cast) -> None:
    officer = Client()
    officer.force_login(cast.wangke.user)
    page = officer.get("/county/", {"group": "living-alone-elder"}).context["page"]
    assert "attempts" not in [tile.figure.measure.key for tile in page.figures]
