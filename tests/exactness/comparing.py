"""Ask both calculators the same and say where they differ."""

from collections.abc import Iterable

from tests.exactness.second_calculator import Asked, SecondCalculator
from wushe.ground.kit.periods import through
from wushe.statistics.ages import Ages
from wushe.statistics.counting import count_all
from wushe.statistics.queries import records_of
from wushe.statistics.rules import Figure, Filters, countable, read_query
from wushe.statistics.scopes import scope_for


def filters_in(asked: Asked) -> Filters:
    """The filters of a slice, as the house writes them."""
    return Filters(asked.fields, asked.groups, asked.methods, Ages(*asked.ages) if asked.ages else None)


def figures(asked: Asked) -> list[Figure]:
    """All measures that can be counted of a slice, by the house."""
    filters = filters_in(asked)
    period = through(asked.first, asked.last)
    return count_all(countable(filters), scope_for(asked.scope), period, filters, asked.as_of)


def differences(calculator: SecondCalculator, slices: Iterable[Asked]) -> tuple[int, list[str]]:
    """How many figures were compared, and in words each that differs in value, parts or records."""
    compared, found = 0, []
    for asked in slices:
        for figure in figures(asked):
            other = calculator.answer(figure.measure.key, asked)
            ids = tuple(records_of(read_query(figure.query)).ids(figure.scope.county_key))
            ours = (figure.value, figure.parts, figure.records, tuple(sorted(ids)))
            theirs = (other.value, other.parts, len(other.records), tuple(sorted(other.records)))
            compared += 1
            if ours != theirs:
                found.append(f"{figure.query}: {ours[:3]} but {theirs[:3]}")
    return compared, found
