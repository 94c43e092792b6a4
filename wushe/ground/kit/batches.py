"""Long lists of ids, a batch at a time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

#: Fits the parameters of one statement on every database the house runs on.
BATCH = 900


def batched(items: Iterable[Item], size: int = BATCH) -> Iterator[tuple[Item, ...]]:
    """The items in batches (``itertools.batched`` comes with Python 3.12)."""
    walk = iter(items)
    while batch := tuple(islice(walk, size)):
        yield batch


def doubling(items: Sequence[Item], first: int) -> Iterator[Sequence[Item]]:
    """The items in order: so many, then always twice as many. For who may stop early."""
    start = 0
    while start < len(items):
        yield items[start : start + first]
        start, first = start + first, first * 2
