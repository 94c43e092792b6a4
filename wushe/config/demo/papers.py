"""Invent what stands on papers 证件、档案号. Pure: a seed in, papers by life out.

The region of every identity number is 99…, which no county has: nobody can have such a number. All else is well made,
so that pages behave as they would.
"""

from datetime import date
from random import Random
from typing import NamedTuple
from uuid import UUID

from wushe.config.demo.lives import Home, Life
from wushe.registers.beneficiaries.rules.identity import check_digit

NO_PAPER = 14  # one of so many has none
DOUBTFUL = 60  # and of one of so many the number is doubted
MAN = 1


class Paper(NamedTuple):
    """The number a life is identified by, why it is doubted, and the place of the file in its year."""

    kind: str
    number: str
    doubt: str
    year: int
    seq: int


def papers(homes: list[Home], seed: str) -> dict[UUID, Paper]:
    """A paper for each life, by its uuid; files are numbered in the order in which homes came to the station."""
    rng = Random(f"papers/{seed}")  # noqa: S311 - the same seed, the same papers
    told: dict[UUID, Paper] = {}
    last: dict[int, int] = {}
    for since, home in sorted(((_since(home), home) for home in homes), key=lambda pair: pair[0]):
        for life in home.lives:
            seq = last[since.year] = last.get(since.year, 0) + 1
            told[life.uuid] = Paper(*_number(rng, life), since.year, seq)
    return told


def _since(home: Home) -> date:
    return min(life.enrolled_on for life in home.lives if life.is_served)


def _number(rng: Random, life: Life) -> tuple[str, str, str]:
    region, turn = 990000 + rng.randrange(100, 999), rng.randrange(500) * 2
    draw = rng.randrange(NO_PAPER * DOUBTFUL)
    first = f"{region}{life.birth_on:%Y%m%d}{turn + (life.sex == MAN):03d}"
    if draw % NO_PAPER == 0:
        return "none", "", ""
    if draw % DOUBTFUL == 1:
        wrong = "0123456789"[(int(first[16]) + 1) % 10]
        return "resident", first + (wrong if wrong != check_digit(first) else "X"), "户口本上就是这个号"
    return "resident", first + check_digit(first), ""
