"""Asks a filled register what a county officer asks: one database, in a process of its own (see ``search``)."""

import json
import random
import statistics as stats
import sys
import time
from collections.abc import Callable
from itertools import islice

from django.db import connection

from benchmarks import database  # noqa: F401 - sets Django up
from benchmarks.register import GIVEN, SURNAMES, Filled, fill
from wushe.ground.kit import clock
from wushe.registers.beneficiaries.queries import found
from wushe.registers.beneficiaries.rules import initials
from wushe.registers.stations.queries import Viewer

COUNTIES = {"sqlite": 10, "pg": 4}
ROUNDS = 60
PAGE = 30
LIKE = "SELECT id, name FROM benchmark_plain WHERE county_id = %s AND name LIKE %s ORDER BY unit_id, id LIMIT 30"
Ask = Callable[[random.Random], object]


class Asker:
    """A register and the questions asked of it, each of a county chosen by chance."""

    def __init__(self, people: int, counties: int) -> None:
        self.filled = fill(people, counties)
        self.on = clock.today()

    def questions(self) -> dict[str, Ask]:
        """What is asked, by name."""
        return {
            "list": lambda dice: self.ask(dice, ""),
            "two": lambda dice: self.ask(dice, self.two(dice)),
            "one": lambda dice: self.ask(dice, dice.choice(SURNAMES)),
            "initials": lambda dice: self.ask(dice, min(initials(dice.choice(SURNAMES) + dice.choice(GIVEN)))),
            "id": self.ask_number,
            "like": self.like,
        }

    def two(self, dice: random.Random) -> str:
        """Two characters that stand side by side in some names."""
        return dice.choice((SURNAMES[int(len(SURNAMES) * dice.random() ** 2)], dice.choice(GIVEN))) + dice.choice(GIVEN)

    def ask(self, dice: random.Random, text: str) -> list[str]:
        """The names on the first page."""
        of = dice.choice(self.filled)
        return [person.name for person in islice(found(self.viewer(of), text, self.on), PAGE)]

    def ask_number(self, dice: random.Random) -> list[str]:
        """The name that belongs to an ID number."""
        of = dice.choice(self.filled)
        names = [person.name for person in found(self.viewer(of), of.id_number, self.on)]
        if names != [of.asked]:
            raise SystemExit(f"the number of {of.asked} found {names}")
        return names

    def like(self, dice: random.Random) -> list[object]:
        """The same by LIKE."""
        with connection.cursor() as cursor:
            cursor.execute(LIKE, [dice.choice(self.filled).county_id, f"%{self.two(dice)}%"])
            return cursor.fetchall()

    def viewer(self, of: Filled) -> Viewer:
        """Whoever sees a whole county."""
        return Viewer(None, "operator", of.county_key, frozenset(), frozenset({of.county_id}), frozenset(of.unit_ids))


def measure(ground: str, people: int) -> dict[str, float]:
    """Fill and ask. Gives: milliseconds of each question, and how much slower LIKE is."""
    began = time.monotonic()
    asker = Asker(people, COUNTIES[ground])
    print(f"{ground}: {people:,} people in {time.monotonic() - began:.0f} s", flush=True)
    dice = random.Random(3)
    told: dict[str, float] = {}
    for what, ask in asker.questions().items():
        times = [timed(lambda ask=ask: ask(dice)) for _ in range(ROUNDS)]
        p50, p95 = (round(stats.quantiles(times, n=100, method="inclusive")[share - 1], 2) for share in (50, 95))
        print(f"{ground}: {what:<16} p50 {p50:>9} ms   p95 {p95:>9} ms", flush=True)
        told |= {f"{what}_p50_ms": p50, f"{what}_p95_ms": p95}
    return told | {"vs_like": round(told["like_p50_ms"] / told["two_p50_ms"], 1)}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of a piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
