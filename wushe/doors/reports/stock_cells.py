"""A table of rows behind a stock figure: its columns, its ids, and how some of them become rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cell:
    """One cell: words, where they lead, quieter words below, and whether something is missing there."""

    text: str
    url: str = ""
    note: str = ""
    tone: str = ""


Row = Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """The columns, the ids in the order they are shown, and what makes rows of a page of them."""

    heads: Sequence[str]
    ids: Sequence[str]
    rows: Callable[[Sequence[str]], Sequence[Row]]
    note: str = ""


def joined(words: Sequence[str], most: int = 3) -> str:
    """Words in one line; of many, the first ones and how many there are."""
    if len(words) <= most:
        return _("、").join(words)
    return _("%(words)s 等 %(n)s 个") % {"words": _("、").join(words[:most]), "n": len(words)}
