"""Random questions to the demo's ledger, each answered twice: by the house, and by brute force in plain Python.

``python -m benchmarks.slices [--data FOLDER] [--questions 500] [--seed 1]`` takes the demo of a data folder, or loads
one into a folder of its own. It goes round all counties that have rows and asks each for slices by chance: a place (the
county as the law puts it and as it is run, its towns, zones, coverage units, villages, stations, a village of a
station), days, fields, groups, methods, ages, as known or as reported (up to the last number of a closed month, or any
number). All measures of a slice are counted; value, parts and the ids of all records behind it must be the same.
The second calculator is that of the tests: it reads the tables once and shares no code with ``wushe.statistics``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Load the demo where there is none, ask in a process that knows its folder; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="a data folder with a demo in it; without one a demo is loaded")
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wushe-slices-") as made:
        folder = asked.data or made
        environment = os.environ | {"WUSHE_DATA": folder}
        if not (Path(folder) / "current.toml").exists():
            subprocess.run([sys.executable, "-m", "wushe", "demo"], cwd=ROOT, env=environment, check=True)
        ask = f"from benchmarks.slicing import main; main({asked.questions}, {asked.seed})"
        words = [sys.executable, "manage.py", "shell", "-v", "0", "-c", ask]
        sys.exit(subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
