"""Every measure over ledgers made by chance, counted twice by two programs."""

import pytest

from tests.cast import Cast
from tests.exactness.comparing import differences, figures
from tests.exactness.random_ledger import RandomLedger
from tests.exactness.second_calculator import SecondCalculator

SLICES = 60
MEASURES = 8


def grown(seed: int) -> RandomLedger:
    ledger = RandomLedger(seed)
    ledger.grow()
    return ledger


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_parts_and_records_are_the_same(cast: Cast, seed: int) -> None:
    ledger = grown(seed)
    slices = [ledger.asked() for _ in range(SLICES)]
    asked_of_persons = sum(asked.of_persons for asked in slices)
    assert differences(SecondCalculator(), slices) == (SLICES * MEASURES - asked_of_persons, [])
    assert sum(bool(asked.ages) for asked in slices) > SLICES // 3


def test_there_are_never_more_people_than_person_times(cast: Cast) -> None:
    ledger = grown(5)
    told = [{f.measure.key: f.value for f in figures(ledger.asked())} for _ in range(20)]
    assert [one for one in told if one["persons"] > one["person-times"]] == []
    assert [one for one in told if one["long-term-persons"] > one["persons"]] == []
    assert [one for one in told if one["service-minutes"] > one["worker-minutes"]] == []
    assert any(one["persons"] < one["person-times"] for one in told)
