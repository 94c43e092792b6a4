"""The permission matrix, and whether it sees a missing check.

``python -m benchmarks.matrix [--mutants 20] [--seed 1] [--database sqlite|postgresql|both]``. First the matrix as it
is, on each database: cells asked, cells wrong. Then on SQLite, one by one in a copy of the tree, a scope filter or an
ability check is taken out (``benchmarks.mutants``, chosen by the seed), and the matrix must fail. Two runs at a time.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from xml.etree import ElementTree

from benchmarks.mutants import MUTANTS, Mutant
from script.throwaway_postgres import postgres

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "node_modules", "var", "dist", "build", "__pycache__")
TESTS = "tests/test_permission_matrix.py"
AT_ONCE = 2


def copy_of_the_tree(folder: Path) -> Path:
    """Everything that runs, apart from the libraries."""
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    return tree


def run(tree: Path, *words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run the matrix in a tree, in a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="wushe-matrix-data-") as data:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WUSHE_")}
        ours = {"WUSHE_DATA": data, "WUSHE_DATABASE_URL": url}
        environment = {**kept, **ours, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS, *words]
        return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def as_it_is(tree: Path, url: str = "") -> dict[str, int]:
    """Cells and wrong answers of the matrix of the house as it stands. A run without cells is an error."""
    report = tree / "matrix.xml"
    done = run(tree, f"--junitxml={report}", "-o", "junit_family=xunit1", url=url)
    found = {"cells": 0, "wrong": 0}
    for told in ElementTree.parse(report).iter("property"):
        if told.get("name") in found:
            found[str(told.get("name"))] += int(told.get("value", 0))
    if done.returncode or not found["cells"]:
        print(done.stdout[-6000:], done.stderr[-2000:])
    print(f"{'PostgreSQL' if url else 'SQLite'}: {found['cells']} cells, {found['wrong']} wrong", flush=True)
    return found


def on_each(tree: Path, database: str) -> dict[str, int]:
    """The matrix on one database or on both, added up."""
    found = [as_it_is(tree)] if database != "postgresql" else []
    if database != "sqlite":
        with postgres() as url:
            found.append(as_it_is(tree, url))
    return {name: sum(one[name] for one in found) for name in ("cells", "wrong")}


def is_caught(tree: Path, mutant: Mutant) -> bool:
    """Take one check out, look whether the matrix fails, and put it back."""
    started = time.monotonic()
    before = mutant.applied_to(tree)
    try:
        done = run(tree, "-x")
    finally:
        (tree / mutant.path).write_text(before, encoding="utf-8")
    caught = done.returncode == 1 and "AssertionError" in done.stdout  # 1: tests ran and one failed
    print(f"{'caught' if caught else 'MISSED'} {mutant.name} ({round(time.monotonic() - started)} s)", flush=True)
    if not caught:
        print(done.stdout[-3000:], done.stderr[-1000:])
    return caught


def caught_of(mutants: list[Mutant], folder: Path) -> int:
    """How many of the mutants the matrix sees. Each runs alone in a tree."""
    trees: SimpleQueue[Path] = SimpleQueue()
    for number in range(AT_ONCE):
        trees.put(copy_of_the_tree(folder / str(number)))

    def one(mutant: Mutant) -> bool:
        tree = trees.get()
        try:
            return is_caught(tree, mutant)
        finally:
            trees.put(tree)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(one, mutants))


def main() -> None:
    """Run both halves, print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutants", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    chosen = parser.parse_args()
    mutants = random.Random(chosen.seed).sample(MUTANTS, min(chosen.mutants, len(MUTANTS)))
    with tempfile.TemporaryDirectory(prefix="wushe-matrix-") as name:
        folder = Path(name)
        found = on_each(copy_of_the_tree(folder), chosen.database)
        caught = caught_of(mutants, folder)
    result = {**found, "mutants": len(mutants), "caught": caught}
    print("RESULT", json.dumps(result))
    sys.exit(0 if found["cells"] and not found["wrong"] and caught == len(mutants) else 1)


if __name__ == "__main__":
    main()
