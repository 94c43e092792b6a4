"""Things are counted apart, and from the beginning once a while has passed."""

from wushe.ground.kit import tally
from wushe.ground.kit.tally import Tally


def test_each_thing_is_counted_until_its_time_is_over() -> None:
    now = [0]
    counted = Tally(seconds=60, now=lambda: now[0])
    assert [counted.count("a"), counted.count("a"), counted.count("b")] == [1, 2, 1]
    now[0] = 59 * 10**9
    assert counted.count("a") == 3
    now[0] = 60 * 10**9
    assert counted.count("a") == 1


def test_it_can_be_forgotten_and_does_not_grow_for_ever(monkeypatch) -> None:
    monkeypatch.setattr(tally, "MOST", 2)
    counted = Tally(seconds=60)
    assert [counted.count(thing) for thing in "aabca"] == [1, 2, 1, 1, 1]
    counted.forget()
    assert counted.count("c") == 1
