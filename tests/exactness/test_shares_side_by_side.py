"""The parts of a figure from one or two scans say what each would say alone."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.exactness.comparing import filters_in
from tests.exactness.random_ledger import RandomLedger
from tests.exactness.second_calculator import METHODS, SecondCalculator, last_of
from wushe.ground.kit.periods import Period, month, through
from wushe.registers.beneficiaries.queries import categories
from wushe.statistics.ages import Ages
from wushe.statistics.counting import Counted, Slice, count, slice_of
from wushe.statistics.queries import as_reported, records_of
from wushe.statistics.restated import restated
from wushe.statistics.rules import Figure, Filters, Query, countable, measure, measures
from wushe.statistics.scopes import scope_for
from wushe.statistics.shares import METHOD, STATION, UNIT, Axis, apart, by_evidence, groups, months_axis, shares

PEOPLE = [key for key, row in measures().items() if row.is_of_people and key != "households"]
MONTHS = [month(2026, number) for number in range(1, 13)]
YEAR = Period(MONTHS[0].start, MONTHS[-1].end)


@pytest.fixture
def ledger(cast: Cast) -> RandomLedger:
    grown = RandomLedger(21)
    grown.grow(times=4)
    return grown


def told(figure: Figure) -> Counted:
    return figure.value, figure.records, figure.parts


def alone(figures: dict[int, Figure]) -> dict[int, Counted]:
    return {at: told(figure) for at, figure in figures.items() if figure.records}


def differing(ledger: RandomLedger, axis: Axis, cut: dict[int, tuple[str, Filters, Period | None]]) -> list[str]:
    """Where shares along an axis are not what each part counts by itself, over slices of the county by chance."""
    found = []
    for _ in range(6):
        asked = ledger.asked()
        filters = replace(filters_in(asked), methods=frozenset())
        when = YEAR if any(days for _scope, _filters, days in cut.values()) else through(asked.first, asked.last)
        part = slice_of(scope_for(ledger.county.key), when, filters, asked.as_of)
        for key in countable(filters):
            each = {
                at: count(key, scope_for(scope), days or when, replace(filters, methods=more.methods), part.as_of)
                for at, (scope, more, days) in cut.items()
            }
            if shares(measure(key), part, axis) != alone(each):
                found.append(f"{key} {asked}")
    return found


def test_units(ledger: RandomLedger) -> None:
    assert differing(ledger, UNIT, {unit.pk: (unit.key, Filters(), None) for unit in ledger.units}) == []


def test_stations(ledger: RandomLedger) -> None:
    assert differing(ledger, STATION, {station.pk: (station.key, Filters(), None) for station in ledger.stations}) == []


def test_methods(ledger: RandomLedger) -> None:
    county = ledger.county.key
    cut = {code: (county, Filters(methods=frozenset({key})), None) for key, code in METHODS.items()}
    assert differing(ledger, METHOD, cut) == []


def test_months(ledger: RandomLedger) -> None:
    county = ledger.county.key
    cut = {place: (county, Filters(), days) for place, days in enumerate(MONTHS)}
    assert differing(ledger, months_axis(MONTHS), cut) == []


@pytest.mark.parametrize("key", PEOPLE)
def test_groups_and_all_of_them_together(ledger: RandomLedger, key: str) -> None:
    kinds = list(categories().values())
    for _ in range(6):
        asked = ledger.asked()
        plain = replace(filters_in(asked), groups=frozenset())
        part = slice_of(scope_for(asked.scope), through(asked.first, asked.last), plain, asked.as_of)
        shared, together = groups(measure(key), part, [kind.bit for kind in kinds])

        def one(*keys: str, plain: Filters = plain, part: Slice = part) -> Figure:
            filters = replace(plain, groups=frozenset(keys))
            return count(key, part.scope, part.period, filters, part.as_of)

        assert shared == alone({kind.bit: one(kind.key) for kind in kinds})
        assert together == one(*(kind.key for kind in kinds)).value


def test_people_in_several_places_are_told_apart(ledger: RandomLedger) -> None:
    """Counted by hand from the second calculator's rows: so many persons in one village, in two, in three …"""
    calculator = SecondCalculator()
    asked = replace(ledger.asked(), scope=ledger.county.key, as_of=None)
    part = slice_of(scope_for(asked.scope), through(asked.first, asked.last), filters_in(asked))
    one = calculator._files(ledger.county.pk, part.as_of)
    _rows, there = calculator._select(asked)
    pairs = {(last_of(line["person_id"], one), event["unit_id"]) for event, line in there}
    assert apart(part, UNIT) == Counter(Counter(person for person, _unit in pairs).values())
    persons = count("persons", part.scope, part.period, part.filters, part.as_of).value
    added = sum(value for value, _records, _parts in shares(measure("persons"), part, UNIT).values())
    spread = apart(part, UNIT)
    assert (sum(spread.values()), sum(places * people for places, people in spread.items())) == (persons, added)


@pytest.mark.parametrize("key", sorted(measures()))
def test_evidence_is_told_of_every_record(ledger: RandomLedger, key: str) -> None:
    figure = count(key, scope_for(ledger.county.key), YEAR)
    records = records_of(Query(key, ledger.county.key, YEAR, as_of=figure.as_of))
    assert sum(by_evidence(records.named, records.events).values()) == figure.records > 0


@pytest.mark.parametrize("key", sorted(measures()))
def test_the_closed_months_that_changed_are_those_of_which_both_numbers_differ(ledger: RandomLedger, key: str) -> None:
    seen = 0
    for filters in (Filters(), Filters(fields=frozenset({"elder-care"})), Filters(ages=Ages(60, None))):
        if key not in countable(filters):
            continue
        figure = count(key, scope_for(ledger.county.key), YEAR, filters)
        both = as_reported(ledger.viewer, figure)
        assert restated(ledger.viewer, figure) == [row for row in both if row[1] != row[2]]
        seen += len(both)
    assert seen
