"""Long lists, a page at a time 分页."""

from collections.abc import Mapping
from typing import NamedTuple


class Pager(NamedTuple):
    """Which rows are shown, and where the others are. A url is empty where there is no such page."""

    starts: int
    ends: int
    total: int
    previous_url: str
    next_url: str


def page_number(told: Mapping[str, str]) -> int:
    """Which page an address asks for, from 1; what is no number is the first. Takes: what stands behind the ``?``."""
    number = told.get("page", "1")[:9]
    return int(number) if number.isdecimal() else 1


def first_of(number: int, size: int, total: int) -> int:
    """Where a page begins, counted from 0.

    Takes: the page asked for (from 1), rows on a page, rows in all. A page before the first is the first, one past
    the last is the last.
    """
    return min(max(0, number - 1), max(0, total - 1) // size) * size


def pager(base: str, first: int, size: int, total: int) -> Pager | None:
    """The pager of a list; None when all of it fits on one page.

    Takes: the address up to ``page=``, where the page begins (from 0), rows on a page, rows in all.
    """
    if total <= size:
        return None
    number, ends = first // size + 1, min(first + size, total)
    before = f"{base}page={number - 1}" if first else ""
    after = f"{base}page={number + 1}" if ends < total else ""
    return Pager(first + 1, ends, total, before, after)
