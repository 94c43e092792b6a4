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
import subprocess
import sys

from benchmarks.cluster import Cluster

GROUNDS = ("sqlite", "pg")


def main() -> None:
    """Fill and ask, on one database or on both, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=3_000_000)
    parser.add_argument("--people-pg", type=int, default=1_000_000)
    parser.add_argument("--only", choices=GROUNDS)
    told = parser.parse_args()
    people = {"sqlite": told.people, "pg": told.people_pg}
    result = {ground: measured(ground, people[ground]) for ground in GROUNDS if told.only in (None, ground)}
    ratios = {ground: told.pop("vs_like") for ground, told in result.items()}
    print("RESULT " + json.dumps(result | {"vs_like": ratios}))


def measured(ground: str, people: int) -> dict[str, object]:
    """What ``searching`` measures on one database."""
    if ground == "sqlite":
        return ask(ground, people, "")
    cluster = Cluster()
    cluster.start()
    try:
        return ask(ground, people, cluster.url() + "?schema=public")
    finally:
        cluster.remove()


def ask(ground: str, people: int, url: str) -> dict[str, object]:
    """Let a process of its own fill and ask, show its lines, and give what it measured."""
    command = [sys.executable, "-m", "benchmarks.searching", ground, str(people)]
    environment = os.environ | {"BENCHMARK_DATABASE_URL": url}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        last = ""
        for line in process.stdout or ():
            last = line
            if not line.startswith("{"):
                print(line, end="", flush=True)
    if process.returncode:
        sys.exit(process.returncode)
    return json.loads(last)


if __name__ == "__main__":
    main()
