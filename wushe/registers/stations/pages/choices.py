"""Choices of a filter in an address 筛选."""

from collections.abc import Iterable
from typing import NamedTuple


class Choice(NamedTuple):
    """One choice of a filter: what stands in the address, what is read, and whether it is the one."""

    value: str
    label: str
    selected: bool


def choices(rows: Iterable[tuple[str, str]], chosen: str, everything: str) -> list[Choice]:
    """The choices of a filter, all of it first; none is chosen that is not there."""
    found = [Choice(value, label, value == chosen) for value, label in rows]
    return [Choice("", everything, not any(one.selected for one in found)), *found]
