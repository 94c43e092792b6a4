"""Long lists are cut into pieces that are together the list."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as some

from wushe.ground.kit.batches import batched, doubling

LISTS = some.lists(some.integers(), max_size=60)


@given(LISTS, some.integers(1, 9))
def test_batches_are_the_list_again_and_all_but_the_last_are_full(items: list[int], size: int) -> None:
    pieces = list(batched(items, size))
    assert list(chain(*pieces)) == items
    assert all(len(piece) == size for piece in pieces[:-1])


@given(LISTS, some.integers(1, 9))
def test_doubling_pieces_are_the_list_again_and_each_is_twice_the_one_before(items: list[int], first: int) -> None:
    pieces = list(doubling(items, first))
    assert list(chain(*pieces)) == items
    assert [len(piece) for piece in pieces[:-1]] == [first * 2**turn for turn in range(len(pieces) - 1)]
