"""A figure is a number with its unit that opens to its records; numbers read as the field writes them."""

from dataclasses import dataclass

import pytest

from wushe.ground.ui.templatetags import ui


@dataclass(frozen=True)
class Fig:
    """A figure as pages hold it."""

    value: int
    unit: str
    url: str | None = "/figures/?q=a&b"
    kind: str = "counted"


def test_a_figure_is_a_link_with_its_unit() -> None:
    assert ui.figure(Fig(2512, "人")) == (
        '<a class="ws-fig ws-is-counted" href="/figures/?q=a&amp;b">'
        '<span class="ws-num">2,512</span> <span class="ws-unit">人</span></a>'
    )


def test_a_figure_without_records_to_open_is_no_link() -> None:
    shown = ui.figure(Fig(13, "个", url=None, kind="declared"))
    assert shown.startswith('<span class="ws-fig ws-is-declared">')
    assert "href" not in shown


def test_in_a_table_the_unit_is_only_heard() -> None:
    assert '<span class="visually-hidden">人次</span>' in ui.figure(Fig(9, "人次"), show_unit=False)


def test_an_unknown_kind_is_never_shown_as_a_class_of_its_own() -> None:
    assert "ws-is-counted" in ui.figure(Fig(9, "人", kind='x" onclick="y'))


def test_no_figure_is_a_dash() -> None:
    assert "—" in ui.figure(None)


@pytest.mark.parametrize("unit", ["小时", "分钟"])
def test_minutes_are_shown_as_hours(unit: str) -> None:
    shown = ui.figure(Fig(222_210, unit))
    assert "3,703.5" in shown
    assert "小时" in shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "0.0"), (2, "0.0"), (3, "0.1"), (59, "1.0"), (60, "1.0"), (90, "1.5"), (222_210, "3,703.5"), (None, "—")],
)
def test_hours_have_one_decimal_by_whole_numbers(minutes: int | None, shown: str) -> None:
    assert ui.hours(minutes) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (999, "999"), (1_234_567, "1,234,567"), (None, "—")])
def test_thousands_are_grouped(value: int | None, shown: str) -> None:
    assert ui.thousands(value) == shown


def test_a_share_bar_stays_whole_when_its_column_is_empty() -> None:
    assert 'width="0"' in ui.share_bar(0, 0)
    assert 'width="500"' in ui.share_bar(Fig(2, "人次"), 4)
