"""Run every check, one after the other, and say at the end how many passed and failed.

script/test [--only lint|sqlite|postgres|pages]… [-- words for pytest]
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from throwaway_postgres import postgres

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
PARTS = ("lint", "sqlite", "postgres", "pages")
WORKERS = str(max(2, min(os.cpu_count() or 2, 4)))  # each with a database, and a served demo, of its own
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")

LINT = {
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "ruff": [str(BIN / "ruff"), "check", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports"), "--no-cache"],
    "django": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "english": [PYTHON, "script/messages.py", "--check"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}


@dataclass
class Result:
    """One step: what it was, how it went, how long it took."""

    name: str
    passed: int
    failed: int
    seconds: int

    def __str__(self) -> str:
        mark = "ok  " if not self.failed else "FAIL"
        return f"{mark} {self.name:<12} {self.passed:>5} passed {self.failed:>4} failed {self.seconds:>5} s"


def lint(name: str, command: list[str], environment: dict[str, str]) -> Result:
    """Run one check that passes or fails as a whole; show its words only when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr, sep="")
    return report(Result(name, int(done.returncode == 0), int(done.returncode != 0), since(started)))


def tests(name: str, words: list[str], environment: dict[str, str]) -> Result:
    """Run pytest on all cores and count. No test at all is a failure: a green run that ran nothing says nothing."""
    started = time.monotonic()
    command = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", WORKERS, "--dist", "worksteal", *words]
    done = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    last = ""
    for line in done.stdout or ():
        print(line, end="", flush=True)
        last = line if COUNTS.search(line) else last
    done.wait()
    counts = {kind: int(number) for number, kind in COUNTS.findall(last)}
    failed = sum(counts.get(kind, 0) for kind in ("failed", "error", "errors", "skipped", "xfailed", "xpassed"))
    if done.returncode and not failed:
        failed = 1
    return report(Result(name, counts.get("passed", 0), failed, since(started)))


def since(started: float) -> int:
    """Whole seconds since then."""
    return round(time.monotonic() - started)


def report(result: Result) -> Result:
    """Show a result at once and hand it on."""
    print(result, flush=True)
    return result


@contextmanager
def own_environment() -> Iterator[dict[str, str]]:
    """The environment of the checks: a data folder of their own, no setting of this computer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WUSHE_")}
    with tempfile.TemporaryDirectory(prefix="wushe-test-") as data:
        yield {**kept, "WUSHE_DATA": data, "PYTHONDONTWRITEBYTECODE": "1"}


def run(parts: list[str], words: list[str]) -> list[Result]:
    """Run the chosen parts in order."""
    results = []
    with own_environment() as environment:
        if "lint" in parts:
            results += [lint(name, command, environment) for name, command in LINT.items()]
        if "sqlite" in parts:
            results.append(tests("sqlite", ["-m", "not pages", *words], environment))
        if "postgres" in parts:
            with postgres() as url:
                on_postgres = {**environment, "WUSHE_DATABASE_URL": url}
                results.append(tests("postgres", ["-m", "not pages", *words], on_postgres))
        if "pages" in parts:
            results.append(tests("pages", ["-m", "pages", *words], environment))
    return results


def main() -> None:
    """Read the words, run, add up."""
    parser = argparse.ArgumentParser(prog="script/test")
    parser.add_argument("--only", action="append", choices=PARTS, help="run this part only; may be repeated")
    parser.add_argument("words", nargs="*", metavar="-- WORDS", help="given on to pytest")
    chosen = parser.parse_args()
    # A stop from outside must also stop the database that the checks started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    started = time.monotonic()
    results = run(chosen.only or list(PARTS), chosen.words)
    print(f"\n{since(started)} s", *results, sep="\n")
    failed = sum(result.failed for result in results)
    print(f"{sum(result.passed for result in results)} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
