"""Change audit lines behind the program's back, a thousand times, and see whether the check finds each and its place.

``python -m benchmarks.tamper [--database sqlite|postgresql|both] [--tries 1000] [--lines 1500] [--seed N]``

A throw-away database with two counties' chains, its triggers lifted. Each try is one random edit, deletion, insertion
or reordering by somebody who has the whole database but no key, and who covers the traces as well as can be done
without it (renumbers, mends the hashes under a key of their own, mends the head). The check must say that the chain is
broken (``detected``) and name the first line that was touched (``located``). Then everything is put back. Chains left
alone must pass, before and after.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from script.throwaway_postgres import postgres

ROOT = Path(__file__).resolve().parents[1]


def measure(database: str, words: list[str]) -> dict[str, object]:
    """One database, in a process of its own: settings are read once. Gives: its part of the result."""
    if database == "sqlite":
        return ask(words, {})
    with postgres() as url:
        return ask(words, {"BENCHMARK_DATABASE_URL": url})


def ask(words: list[str], environment: dict[str, str]) -> dict[str, object]:
    """Run the attacker, show what it says, and give its last line."""
    command = [sys.executable, "-m", "benchmarks.tampering", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True
    )
    *told, last = done.stdout.strip().splitlines()
    print("\n".join(told), flush=True)
    result: dict[str, object] = json.loads(last)
    return result


def main() -> None:
    """Attack one database or both; the last line adds up."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    parser.add_argument("--tries", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=1500, help="lines of the chain that is attacked")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    words = [f"--tries={asked.tries}", f"--lines={asked.lines}", f"--seed={asked.seed}"]
    print(f"seed {asked.seed}, {asked.tries} tries on a chain of {asked.lines} lines")
    names = ["sqlite", "postgresql"] if asked.database == "both" else [asked.database]
    began = time.monotonic()
    parts = {name: measure(name, words) for name in names}
    totals = sum(
        (Counter({key: int(str(part[key])) for key in ("tried", "detected", "located")}) for part in parts.values()),
        Counter(),
    )
    print("RESULT " + json.dumps(dict(totals) | parts | {"seconds": round(time.monotonic() - began)}))
    sys.exit(not totals["tried"] == totals["detected"] == totals["located"])


if __name__ == "__main__":
    main()
