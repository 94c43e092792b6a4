"""The figures three newspaper articles print, and what this house counts 报道里的数字.

A row is *counted* when the house has records for it, *declared* when somebody else counted it and the house only
keeps who said so, *pending* while the room that would hold its records is not built.
"""

import csv
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from wushe.ground.kit.errors import Refused
from wushe.statistics.stocks import Stock, stock

PRINTED = Path(__file__).parent / "seed-figures.csv"

#: How a printed figure is asked for, by its id; the others wait for their rooms.
QUERIES = {
    "SY01": "units-covered?scope=liudao&kind=village&on={on}",
    "SY02": "units-covered?scope=liudao&kind=community&on={on}",
    "SY03": "units-covered?scope=liudao&kind=village&kind=community&on={on}",
    "SY04": "declared?scope=liudao&key=served-population",
    "SY05": "service-model?key=1-1-5-x&slot=服务领域",
}


@dataclass(frozen=True)
class SeedFigure:
    """One printed figure beside the one computed; ``holds`` is None while it is pending.

    ``records`` is how many records open behind it: ``wushe explain QUERY`` lists them.
    """

    id: str
    place: str
    measure: str
    comparator: str
    printed: int
    computed: int | None
    unit: str
    kind: str
    holds: bool | None
    records: int
    query: str | None
    as_of: str
    source: str


def seed_figures(on: date) -> list[SeedFigure]:
    """All printed figures as of a day, in the order of the file. Costs: 1 or 2 queries a counted row."""
    with PRINTED.open(encoding="utf-8", newline="") as file:
        return [_beside(row, _answer(row["id"], on)) for row in csv.DictReader(file)]


def _answer(key: str, on: date) -> Stock | None:
    try:
        return stock(QUERIES[key].format(on=on)) if key in QUERIES else None
    except Refused:
        return None  # a house without this place: the figure waits


def _beside(row: dict[str, str], answer: Stock | None) -> SeedFigure:
    printed = int(row["value"])
    return SeedFigure(
        id=row["id"],
        place=row["place"],
        measure=row["measure"],
        comparator=row["comparator"],
        printed=printed,
        computed=answer.value if answer else None,
        unit=row["unit"],
        kind=answer.kind if answer else "pending",
        holds=holds(row["comparator"], printed, answer.value) if answer else None,
        records=len(answer.records) if answer else 0,
        query=answer.query if answer else None,
        as_of=row["as_of"],
        source=row["source"],
    )


def as_printed(figure: SeedFigure) -> dict[str, object]:
    """The row as other programs read it."""
    return asdict(figure)


def holds(comparator: str, printed: int, computed: int) -> bool:
    """Does a count bear out what was printed?

    ``=``: it is the same. ``>=``: at least as many. ``>`` is 多 or 余 in print: more than printed, and less than
    the next step of the last digit that is not 0 (1800多 is 1801 to 1899, 430余 is 431 to 439).
    Refuses: another comparator (ValueError).
    """
    match comparator:
        case "=":
            return computed == printed
        case ">=":
            return computed >= printed
        case ">":
            return printed < computed < printed + step(printed)
    raise ValueError(comparator)


def step(printed: int) -> int:
    """The worth of the last digit that is not 0: 100 for 1800, 10 for 430, 1 for 405 (and for 0)."""
    worth = 1
    while printed and printed % (worth * 10) == 0:
        worth *= 10
    return worth
