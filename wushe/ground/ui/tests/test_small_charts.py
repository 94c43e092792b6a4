"""Bars keep their proportions in whole pixels."""

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.ui import charts


class Row(NamedTuple):
    """A month as pages hold it."""

    label: str
    persons: int
    person_times: int
    closed: bool = True


@pytest.mark.parametrize(("highest", "top"), [(0, 2), (3, 4), (10, 10), (11, 12), (219, 240), (241, 300), (1001, 1200)])
def test_the_scale_ends_on_a_round_number(highest: int, top: int) -> None:
    assert charts.nice_top(highest) == top


@given(st.integers(0, 10**9))
def test_the_scale_always_holds_its_highest_and_halves_evenly(highest: int) -> None:
    top = charts.nice_top(highest)
    assert top >= highest
    assert top % 2 == 0


def test_months_are_drawn_on_one_scale() -> None:
    chart = charts.month_chart([Row("2026-02", 60, 120), Row("2026-03", 0, 0), Row("2026-04", 1, 1)])
    assert [bar.times_height for bar in chart.bars] == [charts.PLOT_HEIGHT, 0, 1]
    assert [bar.persons_height for bar in chart.bars] == [charts.PLOT_HEIGHT // 2, 0, 1]


def test_the_year_is_written_once_where_it_is_needed() -> None:
    chart = charts.month_chart([Row(label, 1, 1) for label in ("2025-11", "2025-12", "2026-01", "2026-02")])
    assert [(bar.name, bar.year) for bar in chart.bars] == [("11", "2025"), ("12", ""), ("1", "2026"), ("2", "")]


def test_a_first_month_beside_january_leaves_the_year_to_it() -> None:
    chart = charts.month_chart([Row(label, 1, 1) for label in ("2025-12", "2026-01")])
    assert [bar.year for bar in chart.bars] == ["", "2026"]


def test_an_empty_chart_still_has_a_scale() -> None:
    assert charts.month_chart([]).top == 2


@given(st.lists(st.integers(0, 10**6), max_size=5))
def test_the_parts_fill_the_whole_bar_and_only_it(values: list[int]) -> None:
    laid = charts.slices([(str(value), value) for value in values])
    assert sum(part.width for part in laid) == (1000 if any(values) else 0)
    assert all(one.start + one.width == other.start for one, other in pairwise(laid))
