"""Long lists of ids, a batch at a time."""

from collections.abc import Iterable, Iterator
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
