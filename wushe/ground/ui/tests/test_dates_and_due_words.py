"""Dates and due days in the words of the field."""

import datetime as dt

import pytest

from wushe.ground.ui.templatetags import ui

DAY = dt.date(2026, 11, 4)


def test_days_are_written_the_chinese_way() -> None:
    assert ui.zh_date(DAY) == "2026年11月4日"
    assert ui.zh_day(DAY) == "11月4日"
    assert ui.zh_month(DAY) == "2026年11月"
    assert ui.short_day(DAY) == "11-04"


def test_the_year_is_said_only_when_it_is_another_one() -> None:
    assert ui.zh_day_from(DAY, dt.date(2026, 1, 1)) == "11月4日"
    assert ui.zh_day_from(DAY, dt.date(2025, 12, 31)) == "2026年11月4日"
    assert ui.zh_day_from(None, DAY) == "—"


def test_no_day_is_a_dash() -> None:
    assert {ui.zh_date(None), ui.zh_day(None), ui.zh_month(None), ui.short_day(None)} == {"—"}


@pytest.mark.parametrize(
    ("days", "label", "level"),
    [
        (12, "逾期 12 天", "red"),
        (0, "今天", "amber"),
        (-1, "明天", "blue"),
        (-5, "5 天后", "blue"),
        (None, "未安排", "plain"),
    ],
)
def test_how_a_due_day_stands(days: int | None, label: str, level: str) -> None:
    assert ui.days_label(days) == label
    assert ui.days_level(days) == level


@pytest.mark.parametrize(("risk", "level"), [("high", "red"), ("key", "amber"), ("general", "green"), ("?", "plain")])
def test_risk_has_a_colour_and_nothing_else_does(risk: str, level: str) -> None:
    assert ui.risk_level(risk) == level
