"""Looking for people in a register of millions, county by county, without a readable name in the database.

``python -m benchmarks.search [--people 3000000] [--people-pg 1000000] [--only sqlite|pg]`` fills a register of its own
(see ``register``; counties of 100 villages), then asks for the first page of thirty in the scope of one county: the
whole list, two characters, one character, initials, and an ID number. Each time includes opening the names and asking
who lives where. Baseline in the same run: the same two characters by ``LIKE '%…%'`` over a plain column of the county,
with an index on the county.
"""

import argparse
import json
import os
import random
import statistics as stats
import subprocess
import sys
import time
from collections.abc import Callable

from benchmarks.cluster import Cluster

ROUNDS = 60
COUNTIES = {"sqlite": 10, "pg": 4}


def main() -> None:
    """Fill and ask, on one database or on both, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=3_000_000)
    parser.add_argument("--people-pg", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("sqlite", "pg"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        people = told.people if told.only == "sqlite" else told.people_pg
        print("RESULT " + json.dumps(measure(told.only, people)))
        return
    result: dict[str, object] = {}
    for ground in ("sqlite", "pg"):
        if told.only in (None, ground):
            words = ["--inside", "--only", ground, "--people", str(told.people), "--people-pg", str(told.people_pg)]
            result[ground] = in_a_process_of_its_own(ground, words)
    result["vs_like"] = {ground: result[ground].pop("vs_like") for ground in ("sqlite", "pg") if ground in result}
    print("RESULT " + json.dumps(result))


def in_a_process_of_its_own(ground: str, words: list[str]) -> dict[str, object]:
    """Run one database and give what it measured; its lines are shown."""
    if ground == "pg":
        cluster = Cluster()
        cluster.start()
        try:
            return run(words, {"WUSHE_DATABASE_URL": cluster.url() + "?schema=public"})
        finally:
            cluster.remove()
    return run(words, {})


def run(words: list[str], environment: dict[str, str]) -> dict[str, object]:
    """This very program on one database."""
    command = [sys.executable, "-m", "benchmarks.search", *words]
    with subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True) as process:
        last = ""
        for line in process.stdout or ():
            last = line
            if not line.startswith("RESULT"):
                print(line, end="", flush=True)
    if process.returncode:
        sys.exit(process.returncode)
    return json.loads(last.removeprefix("RESULT "))


def measure(ground: str, people: int) -> dict[str, object]:
    """Fill and ask."""
    from benchmarks.searching import Asker  # noqa: PLC0415 - sets Django up on the database of this process

    began = time.monotonic()
    asker = Asker(people, COUNTIES[ground])
    print(f"{ground}: {people:,} people in {time.monotonic() - began:.0f} s", flush=True)
    dice = random.Random(3)
    found: dict[str, object] = {}
    for what, ask in asker.questions().items():
        times = sorted(timed(lambda ask=ask: ask(dice)) for _ in range(ROUNDS))
        p50, p95 = (round(stats.quantiles(times, n=100, method="inclusive")[share - 1], 2) for share in (50, 95))
        print(f"{ground}: {what:<16} p50 {p50:>9} ms   p95 {p95:>9} ms", flush=True)
        found |= {f"{what}_p50_ms": p50, f"{what}_p95_ms": p95}
    found["vs_like"] = round(found["like_p50_ms"] / found["two_p50_ms"], 1)
    return found


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of a piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
