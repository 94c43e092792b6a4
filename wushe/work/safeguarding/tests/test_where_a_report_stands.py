"""A report waits until somebody has called; a mistake waits for nobody, until somebody has more to say."""

import pytest

from wushe.work.safeguarding.rules import Said, State, is_taken, state_of

TOLD, CALLED = Said("told", False), Said("told", True)
ABOUT, MISTAKE, TAKEN = Said("about", False), Said("mistake", False), Said("taken", False)


@pytest.mark.parametrize(
    ("entries", "state"),
    [
        ([], State.OPEN),
        ([TOLD, ABOUT], State.OPEN),
        ([CALLED, TOLD], State.CALLED),
        ([TAKEN], State.OPEN),
        ([MISTAKE], State.MISTAKE),
        ([CALLED, MISTAKE], State.MISTAKE),
        ([MISTAKE, TAKEN], State.MISTAKE),
        ([MISTAKE, TOLD], State.OPEN),
        ([MISTAKE, ABOUT], State.OPEN),
        ([CALLED, MISTAKE, TOLD], State.CALLED),
    ],
)
def test_the_last_word_of_the_station_decides(entries: list[Said], state: State) -> None:
    assert state_of(entries) is state


def test_the_county_has_it_in_hand_once_it_said_so() -> None:
    assert is_taken([TOLD, TAKEN, MISTAKE])
    assert not is_taken([CALLED])
