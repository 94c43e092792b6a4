"""Figures over several counties: what adds up is added, and nobody is counted twice 跨区县."""

from collections.abc import Sequence

from wushe.statistics.counting import Slice, attendances, counted_twice, there_of


def persons_over(parts: Sequence[Slice]) -> int:
    """Distinct persons who took part in any of the slices, each of another county.

    A person stands in one register. Who has moved has rows in two ledgers and is counted once; so is who has two
    files that their county found to be one person's, whichever ledger the rows stand in. Two files that two counties
    keep of the same human being are two persons, for registers of counties are not compared.
    Costs: 1 query, and 1 per county and 900 files where files were merged.
    """
    same = {file: person for part in parts for file, person in part.same.items()}
    files = sorted({*same, *same.values()})
    there = {person for part in parts for person in there_of(part, files)}
    return _distinct(parts, "person_id") - counted_twice(same, there)


def households_over(parts: Sequence[Slice]) -> int:
    """Distinct households served in any of the slices, each of another county. Costs: 1 query."""
    return _distinct(parts, "household_id")


def _distinct(parts: Sequence[Slice], name: str) -> int:
    first, *others = (attendances(part).exclude(**{name: None}).order_by().values_list(name) for part in parts)
    return first.union(*others).count() if others else first.distinct().count()
