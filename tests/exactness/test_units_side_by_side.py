"""Units shown side by side from two scans say what each would say alone."""

import pytest

from tests.cast import Cast
from tests.exactness.comparing import filters_in
from tests.exactness.random_ledger import RandomLedger
from wushe.ground.kit.periods import through
from wushe.statistics.counting import answer, slice_of
from wushe.statistics.rules import read_query
from wushe.statistics.scopes import scope_for
from wushe.statistics.spread import by_unit


@pytest.fixture
def ledger(cast: Cast) -> RandomLedger:
    grown = RandomLedger(13)
    grown.grow(times=4)
    return grown


def wrong(ledger: RandomLedger, scope: str) -> list[str]:
    """The units' figures that their own queries do not repeat, over thirty slices by chance."""
    found = []
    for asked in [ledger.asked() for _ in range(30)]:
        filters = filters_in(asked)
        part = slice_of(scope_for(scope), through(asked.first, asked.last), filters, asked.as_of)
        shown = [unit for unit in ledger.units if not part.scope.unit_ids or unit.pk in part.scope.unit_ids]
        for row in by_unit(part, shown):
            figures = (row.persons, row.person_times, row.households)
            found += [one.query for one in figures if one != answer(read_query(one.query))]
    return found


def test_units_of_the_county_are_counted_as_each_alone(ledger: RandomLedger) -> None:
    assert wrong(ledger, ledger.county.key) == []


def test_units_of_a_coverage_unit_are_counted_as_each_alone(ledger: RandomLedger) -> None:
    assert wrong(ledger, ledger.stations[0].coverage.key) == []


def test_units_of_a_station_are_counted_as_each_alone(ledger: RandomLedger) -> None:
    """Another station may have served somebody in the same village; each figure opens to its own station's part."""
    assert wrong(ledger, ledger.stations[0].key) == []
