"""Asks the demo's ledger random questions, each answered twice: in a process of its own (see ``slices``)."""

import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from tests.exactness.comparing import differences
from tests.exactness.second_calculator import METHODS, Asked, SecondCalculator
from tests.exactness.second_places import read

SPANS = (0, 6, 30, 91, 181, 365, 365, 730, 2000, 2000)
BANDS = ((None, 17), (18, 59), (60, 69), (70, None), (0, None))
SHOWN = 20
EVERY = 50


class Questions:
    """Slices of one county, by chance."""

    def __init__(self, calculator: SecondCalculator, county: int, random: Random) -> None:
        self.random, self.county = random, calculator.places.key(county)
        self.days = calculator.days[county]
        self.fields, self.groups = sorted(calculator.fields), groups_in_use(calculator)
        self.places = list(kinds_of_places(calculator, county))
        self.newest = max(row["seq"] for row in calculator.events[county])
        self.closings = closings_of(county) or [self.newest]

    def ask(self) -> Asked:
        """One slice; each kind of place, and each kind of filter or none, about as often as the others."""
        rng = self.random
        first = rng.choice(self.days).replace(day=rng.choice([1, 1, 15]))
        return Asked(
            scope=rng.choice(rng.choice(self.places)),
            first=first,
            last=first + timedelta(days=rng.choice(SPANS)),
            fields=self.some(self.fields),
            groups=self.some(self.groups),
            methods=self.some(sorted(METHODS)),
            as_of=rng.choice(
                [None, None, None, rng.choice(self.closings), rng.choice(self.closings), rng.randrange(self.newest + 1)]
            ),
            ages=rng.choice([(), (), (), (), *BANDS, (rng.randrange(40), rng.randrange(40, 100))]),
        )

    def some(self, keys: list[str]) -> frozenset[str]:
        """No filter, one key or several."""
        return frozenset(self.random.sample(keys, self.random.choice([0, 0, 0, 0, 0, 0, 0, 1, 2, 3])))


def groups_in_use(calculator: SecondCalculator) -> list[str]:
    """The categories somebody has."""
    given = {row["category_id"] for some in calculator.belongings.values() for row in some}
    return sorted(key for key, pk in calculator.categories.items() if pk in given)


def kinds_of_places(calculator: SecondCalculator, county: int) -> Iterator[list[str]]:
    """The keys of all places of a county where something was done, a list for each kind of place."""
    places, rows = calculator.places, calculator.events[county]
    units, stations = {row["unit_id"] for row in rows}, {row["station_id"] for row in rows}
    above = {unit: list(climb(calculator, unit)) for unit in units}
    regions = {region for some in above.values() for region in some} | units
    kinds: dict[str, list[str]] = {}
    for region in regions:
        row = places.by_id[region]
        kinds.setdefault(row["kind"], []).append(row["key"])
    yield [places.key(county)]
    if any(view == "managed" and child in regions for child, view in places.ties):
        yield [places.key(county) + "~managed"]
    yield from (sorted(keys) for kind, keys in sorted(kinds.items()) if kind not in {"county", "city", "province"})
    keys = {row["id"]: key for key, row in places.stations.items()}
    yield sorted(keys[station] for station in stations)
    pairs = {(row["station_id"], row["unit_id"]) for row in rows}
    yield sorted(f"{keys[station]}.{places.by_id[unit]['key']}" for station, unit in pairs)


def climb(calculator: SecondCalculator, child: int) -> Iterator[int]:
    """Everything a place ever lay in, in any view, up to the county."""
    for view in ("statutory", "managed", "coverage"):
        for parent, _first, _last in calculator.places.ties.get((child, view), ()):
            yield parent
            if calculator.places.by_id[parent]["kind"] != "county":
                yield from climb(calculator, parent)


def closings_of(county: int) -> list[int]:
    """The last numbers of the closed months of a county."""
    return [
        row["last_seq"] for row in read("ledger_closedperiod", "county_id", "last_seq") if row["county_id"] == county
    ]


def compare(questions: int, seed: int) -> dict[str, int]:
    """Ask, compare, print what differs."""
    calculator, random = SecondCalculator(), Random(seed)
    counties = sorted(calculator.events)
    print(f"{sum(map(len, calculator.events.values())):,} events of {len(counties)} counties are read", flush=True)
    askers = [Questions(calculator, county, random) for county in counties]
    figures, wrong, filled, began = 0, 0, 0, time.perf_counter()
    for number in range(questions):
        asked = askers[number % len(askers)].ask()
        compared, found = differences(calculator, [asked])
        figures, wrong = figures + compared, wrong + len(found)
        filled += calculator.answer("person-times", asked).value > 0
        for line in found if wrong <= SHOWN else ():
            print(f"DIFFERS {line}", flush=True)
        if (number + 1) % EVERY == 0:
            print(f"{number + 1} of {questions}, {figures} figures, {time.perf_counter() - began:.0f} s", flush=True)
    print(f"{filled} of {questions} questions have somebody in them", flush=True)
    return {"questions": questions, "figures": figures, "mismatches": wrong, "counties": len(counties)}


def main(questions: int, seed: int) -> None:
    """Compare, print; exit 1 where anything differs."""
    began = time.perf_counter()
    result = compare(questions, seed)
    print("RESULT " + json.dumps(result | {"seconds": round(time.perf_counter() - began)}))
    sys.exit(bool(result["mismatches"]))
