"""A long list is shown a page at a time; a page that is not there is the nearest that is."""

import pytest

from wushe.ground.kit.paging import first_of, pager


@pytest.mark.parametrize(
    ("number", "total", "first"),
    [
        (1, 0, 0),
        (1, 45, 0),
        (2, 45, 20),
        (3, 45, 40),
        (4, 45, 40),
        (10**9, 45, 40),
        (0, 45, 0),
        (-3, 45, 0),
        (3, 40, 20),
    ],
)
def test_a_page_begins_where_it_should(number, total, first):
    assert first_of(number, 20, total) == first


def test_a_list_that_fits_needs_no_pager():
    assert pager("?", 0, 20, 20) is None


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        (0, (1, 20, 45, "", "?q=a&page=2")),
        (20, (21, 40, 45, "?q=a&page=1", "?q=a&page=3")),
        (40, (41, 45, 45, "?q=a&page=2", "")),
    ],
)
def test_a_pager_says_which_rows_and_leads_to_the_others(first, shown):
    assert pager("?q=a&", first, 20, 45) == shown
