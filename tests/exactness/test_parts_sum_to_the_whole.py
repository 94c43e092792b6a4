"""What may be added adds up; what may not never does by accident."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.exactness.random_ledger import RandomLedger
from tests.exactness.second_calculator import METHODS
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, month, year_of
from wushe.registers.catalog.models import Category, ServiceField
from wushe.statistics.ages import Ages
from wushe.statistics.counting import count
from wushe.statistics.rules import Figure, Filters, Scope, measures, total
from wushe.statistics.scopes import scope_for

YEAR = year_of(month(2026, 1).start)
ADDITIVE = [key for key, row in measures().items() if row.additive]
NOT_ADDITIVE = [key for key, row in measures().items() if not row.additive]
SLICES = ["units", "stations", "months", "fields", "methods", "quarters of units"]

Cut = Callable[[str], list[Figure]]


@pytest.fixture
def ledger(cast: Cast) -> RandomLedger:
    grown = RandomLedger(7)
    grown.grow(times=4, each=20)
    return grown


@pytest.fixture
def whole(ledger: RandomLedger) -> Scope:
    return scope_for(ledger.county.key)


@pytest.fixture
def cuts(ledger: RandomLedger, whole: Scope) -> dict[str, Cut]:
    """Ways to cut the county's year into slices that share no row and leave none out."""
    months = [month(2026, n) for n in range(1, 13)]
    halves = [Period(YEAR.start, months[5].end), Period(months[6].start, YEAR.end)]
    units, stations = ([scope_for(one.key) for one in places] for places in (ledger.units, ledger.stations))
    fields = [Filters(fields=frozenset({key})) for key in ServiceField.objects.values_list("key", flat=True)]
    methods = [Filters(methods=frozenset({key})) for key in METHODS]
    return {
        "units": lambda key: [count(key, unit, YEAR) for unit in units],
        "stations": lambda key: [count(key, station, YEAR) for station in stations],
        "months": lambda key: [count(key, whole, each) for each in months],
        "fields": lambda key: [count(key, whole, YEAR, filters) for filters in fields],
        "methods": lambda key: [count(key, whole, YEAR, filters) for filters in methods],
        "quarters of units": lambda key: [count(key, unit, half) for unit in units for half in halves],
    }


@pytest.mark.parametrize("cut", SLICES)
def test_the_parts_of_an_additive_measure_sum_to_the_whole(whole: Scope, cuts: dict[str, Cut], cut: str) -> None:
    wholes = {key: count(key, whole, YEAR) for key in ADDITIVE}
    parts = {key: cuts[cut](key) for key in ADDITIVE}
    assert {key: total(figures) for key, figures in parts.items()} == {key: one.value for key, one in wholes.items()}
    assert min(one.value for one in wholes.values()) > 0
    records = {key: sum(figure.records for figure in figures) for key, figures in parts.items()}
    assert records == {key: one.records for key, one in wholes.items()}


def test_people_and_households_are_never_added(cuts: dict[str, Cut]) -> None:
    answers = {refusal(cut(key)) for key in NOT_ADDITIVE for cut in cuts.values()}
    assert answers == {"statistics-not-additive"}


def refusal(figures: list[Figure]) -> str:
    with pytest.raises(Refused) as refused:
        total(figures)
    return refused.value.code


def test_the_sum_of_people_over_slices_is_too_many(whole: Scope, cuts: dict[str, Cut]) -> None:
    people = count("persons", whole, YEAR).value
    parts = {name: [figure.value for figure in cut("persons")] for name, cut in cuts.items()}
    assert [name for name, values in parts.items() if not max(values) <= people < sum(values)] == []


def test_person_times_of_groups_are_never_added(whole: Scope) -> None:
    """Somebody of two groups would be counted twice: the union is counted, not summed."""
    keys = list(Category.objects.values_list("key", flat=True))
    parts = [count("person-times", whole, YEAR, Filters(groups=frozenset({key}))) for key in keys]
    union = count("person-times", whole, YEAR, Filters(groups=frozenset(keys)))
    assert max(part.value for part in parts) <= union.value < sum(part.value for part in parts)
    with pytest.raises(Refused, match="statistics-overlap"):
        total(parts)


def test_person_times_of_bands_of_ages_sum_to_those_of_a_known_age(whole: Scope) -> None:
    """On one day one has one age. Services do not: a gathering of old and young is in both bands."""
    bands = [Filters(ages=Ages(*band)) for band in ((None, 17), (18, 59), (60, 69), (70, None))]
    known = count("person-times", whole, YEAR, Filters(ages=Ages(0, None)))
    parts = [count("person-times", whole, YEAR, band) for band in bands]
    assert total(parts) == known.value > max(part.value for part in parts) > 0
    sessions = [count("sessions", whole, YEAR, band) for band in bands]
    assert sum(one.value for one in sessions) > count("sessions", whole, YEAR).value
    with pytest.raises(Refused, match="statistics-overlap"):
        total(sessions)


def test_served_in_a_field_and_by_a_method_is_not_served_by_that_method_in_that_field(whole: Scope) -> None:
    """A slice is decided record by record; two sets of people cannot be intersected instead."""
    field, method = frozenset({"elder-care"}), frozenset({"casework"})
    both = count("persons", whole, YEAR, Filters(fields=field, methods=method)).value
    in_field = count("persons", whole, YEAR, Filters(fields=field)).value
    by_method = count("persons", whole, YEAR, Filters(methods=method)).value
    assert both < min(in_field, by_method)
