"""The demo of many days: does it load in time, hold its figures, and give plausible lists on each of them?

    python -m benchmarks.demos [--days 12]

Loads the demo for so many days, two at a time, each in a process and a data folder of its own, and says of each: how
many rows its ledgers have, how long the load took, which figures of the articles fail, and the largest share of people
whose visit is overdue at any station. Two of the first twelve days are holidays.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from benchmarks.serving import ROOT, Site, wushe

#: Ends and beginnings of months and years, a leap day, Spring Festival 2024, National Day 2025, a Sunday, a Tuesday.
DAYS = (
    "2026-11-24",
    "2024-02-10",
    "2025-10-01",
    "2021-10-01",
    "2022-03-31",
    "2023-07-01",
    "2024-02-29",
    "2024-12-31",
    "2025-06-15",
    "2026-05-31",
    "2026-08-30",
    "2026-11-25",
    "2022-01-01",
    "2023-01-31",
    "2025-03-03",
    "2026-01-05",
)
AT_ONCE = 2
LOOK = "from benchmarks.looking import look; look()"


def main() -> None:
    """Load, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=12, choices=range(1, len(DAYS) + 1))
    chosen = DAYS[: parser.parse_args().days]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(of_day, chosen))
    result = {
        "days": len(told),
        "failing": sorted({f"{row['day']} {figure}" for row in told for figure in row["failing"]}),
        "worst_overdue_percent": max(row["overdue_percent"] for row in told),
        "events_min": min(row["events"] for row in told),
        "load_seconds_max": max(row["seconds"] for row in told),
    }
    print("RESULT", json.dumps(result, ensure_ascii=False))


def of_day(day: str) -> dict:
    """Load the demo of one day and look at it."""
    date.fromisoformat(day)
    with tempfile.TemporaryDirectory(prefix="wushe-demos-") as folder:
        site = Site(Path(folder))
        started = time.monotonic()
        wushe(site, "demo", "--today", day)
        seconds = round(time.monotonic() - started)
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", LOOK],
            cwd=ROOT,
            env=site.environment,
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"^LOOK (.*)$", done.stdout, re.MULTILINE)
    if found is None:
        raise SystemExit(f"looking at {day} failed:\n{done.stdout}{done.stderr}")
    told = {"day": day, "seconds": seconds} | json.loads(found[1])
    print(
        f"{day}  {told['events']:>7,} rows  {seconds:>4} s  {told['held']:>2} figures hold, {told['pending']} pending"
        f"  fail: {', '.join(told['failing']) or '-':<12}"
        f"  overdue at most {told['overdue_percent']} % at {told['station']}",
        flush=True,
    )
    return told


if __name__ == "__main__":
    main()
