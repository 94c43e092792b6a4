"""Where the bars of a small chart stand 小图的几何: whole numbers in, whole pixels out.

Charts are plain SVG sized by attributes: they print, need no script and break no content security policy.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

PLOT_HEIGHT = 168
LEAST_LABELLED = 22
SMALL_TOPS = (2, 4, 6, 8, 10)
ROUND_TOPS = (10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)
YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")


class Month(Protocol):
    """What a month on a page offers: `label`, the two measures, and whether its books are closed."""

    label: str
    persons: Any
    person_times: Any
    closed: bool


@dataclass(frozen=True)
class MonthBar:
    """One month drawn: the month itself, its name below the bar, its two numbers and their heights in pixels.

    `year` is filled in where a reader needs it: at each January, and at the first bar unless January is next to it.
    """

    month: Month
    name: str
    year: str
    times: int
    persons: int
    times_height: int
    persons_height: int
    has_room_for_label: bool


@dataclass(frozen=True)
class MonthChart:
    """All months of a chart with the three marks of its scale."""

    bars: tuple[MonthBar, ...]
    top: int
    middle: int
    height: int = PLOT_HEIGHT


@dataclass(frozen=True)
class Slice:
    """One part of a whole, as it lies on a bar a thousand units long."""

    label: str
    value: int
    start: int
    width: int


def number(thing: Any) -> int:
    """The whole number behind a figure, or behind a plain int."""
    return int(getattr(thing, "value", thing) or 0)


def nice_top(highest: int) -> int:
    """The round number at or above `highest` whose half is whole: 2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40 …"""
    if highest <= SMALL_TOPS[-1]:
        return next(top for top in SMALL_TOPS if top >= highest)
    power = 1
    while ROUND_TOPS[-1] * power < highest:
        power *= 10
    return next(top * power for top in ROUND_TOPS if top * power >= highest)


def month_chart(months: Iterable[Month]) -> MonthChart:
    """Lay out months as pairs of bars: 人次 behind, 人 in front.

    Takes: months in the order to draw. Gives: heights in pixels on one scale.
    """
    rows = tuple(months)
    top = nice_top(max((number(row.person_times) for row in rows), default=0))
    bars = []
    for place, row in enumerate(rows):
        name, year = _name(str(row.label))
        if name != "1" and (place > 0 or _name(str(rows[min(1, len(rows) - 1)].label))[0] == "1"):
            year = ""
        times, persons = number(row.person_times), number(row.persons)
        persons_height = _share(persons, top, PLOT_HEIGHT)
        bars.append(
            MonthBar(
                month=row,
                name=name,
                year=year,
                times=times,
                persons=persons,
                times_height=_share(times, top, PLOT_HEIGHT),
                persons_height=persons_height,
                has_room_for_label=persons_height >= LEAST_LABELLED,
            )
        )
    return MonthChart(tuple(bars), top, top // 2)


def slices(parts: Sequence[tuple[str, int]]) -> tuple[Slice, ...]:
    """Cut a bar of a thousand units into parts; the last part takes what rounding left.

    Takes: (label, value) pairs. Gives: the parts that are not empty, in the same order.
    """
    whole = sum(value for _label, value in parts)
    laid: list[Slice] = []
    done = 0
    for label, value in parts:
        if value <= 0:
            continue
        start = done * 1000 // whole
        done += value
        laid.append(Slice(label, value, start, done * 1000 // whole - start))
    return tuple(laid)


def _name(label: str) -> tuple[str, str]:
    """2026-01 → (1, 2026); any other label stays as it is, without a year."""
    found = YEAR_MONTH.fullmatch(label)
    return (found[2].lstrip("0"), found[1]) if found else (label, "")


def _share(value: int, whole: int, length: int) -> int:
    """`value` of `whole` on `length` pixels; anything above nothing is at least one pixel."""
    if value <= 0 or whole <= 0:
        return 0
    return max(1, (value * length + whole // 2) // whole)
