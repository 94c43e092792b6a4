"""Kill the server while visits are being saved through the form; then look whether anything acknowledged is lost.

``python benchmarks/kill.py [--cycles N] [--acks N] [--clients N] [--database sqlite|postgresql|both] [--control]``

For each database: a small demo in a temporary folder, served by ``wushe serve``; clients save visits without pause.
At random moments the whole server (7 of 10) or its worker process alone (3 of 10) gets SIGKILL; PostgreSQL itself
crashes (``pg_ctl -m immediate``) in 1 of 5 cycles besides. Only acknowledgements that arrived before the kill count.
It goes on until the cycles are done and enough visits are acknowledged. ``--control`` shows that the check bites.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.clerks import Clerk
from benchmarks.grounds import Ground, postgresql_ground, sqlite_ground
from benchmarks.kill_control import control
from benchmarks.serving import Site
from benchmarks.wholeness import Start, Told, Verdict, judge

ACCOUNTS = ("zhou", "chen", "fu", "xing")
PASSWORD = "wushe-demo"
TREE, CRASH = 0.7, 0.2
IDLE_CYCLES = 8
LOAD_SECONDS = (0.5, 3.5)
GROUNDS = {"sqlite": sqlite_ground, "postgresql": postgresql_ground}


@dataclass
class Run:
    """One database under fire: who saves, what was done to it, when nothing could be trusted."""

    ground: Ground
    site: Site
    clerks: list[Clerk]
    dice: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    windows: list[tuple[float, float]] = field(default_factory=list)

    @property
    def cycles(self) -> int:
        """Kills so far."""
        return len(self.windows)

    def acknowledged(self) -> list[Told]:
        """Forms acknowledged while no kill was under way."""
        acks = [told for clerk in self.clerks for told in list(clerk.acks)]
        return [told for told in acks if not any(began <= told.at <= back for began, back in self.windows)]

    def is_idle(self) -> bool:
        """True if no visit was acknowledged for some cycles: then the site is broken, not only killed."""
        if self.cycles < IDLE_CYCLES:
            return False
        since = self.windows[-IDLE_CYCLES][0]
        return not any(told.at > since for clerk in self.clerks for told in list(clerk.acks))

    def strike(self) -> None:
        """Kill something, then bring it back."""
        time.sleep(self.dice.uniform(*LOAD_SECONDS))
        for clerk in self.clerks:
            if clerk.failure is not None:
                raise SystemExit(f"{clerk.name}: {clerk.failure!r}")
        kind = "tree" if self.dice.random() < TREE else "worker"
        crashes = self.ground.cluster is not None and self.dice.random() < CRASH
        began = time.monotonic()
        self.hit(kind, crashes)
        self.windows.append((began, time.monotonic()))
        self.kills.update([kind] + ["crash"] * crashes)

    def hit(self, kind: str, crashes: bool) -> None:
        """Kill the whole server or its worker, and perhaps crash the database before."""
        cluster = self.ground.cluster
        if cluster is not None and crashes:
            cluster.stop("immediate")
        if kind == "tree":
            self.site.kill()
        else:
            self.site.kill_worker()
        if cluster is not None and crashes:
            cluster.start()
        if kind == "tree":
            self.site.start()
        else:
            self.revive()

    def revive(self) -> None:
        """Wait for the new worker; granian ends when a worker dies within 5.5 s of another, so it may need a start."""
        try:
            self.site.wait()
        except SystemExit:
            if not self.site.has_ended:
                raise
            self.kills["gave_up"] += 1
            self.site.start()

    def finish(self) -> None:
        """Let everybody stop and the server end."""
        for clerk in self.clerks:
            clerk.stopping.set()
        for clerk in self.clerks:
            clerk.join(timeout=60)
        self.site.kill()


def fire(ground: Ground, asked: argparse.Namespace, *, clerk: type[Clerk] = Clerk, **environment: str) -> Run:
    """Serve the ground, let the clerks work, strike until the cycles and the acknowledgements are reached."""
    site = Site(ground.data, ground.environment | environment)
    site.start()
    names = [ACCOUNTS[number % len(ACCOUNTS)] for number in range(asked.clients)]
    clerks = [clerk(site.port, name, PASSWORD, f"{asked.seed}/{n}") for n, name in enumerate(names)]
    run = Run(ground, site, clerks, random.Random(asked.seed))
    for one in clerks:
        one.start()
    try:
        while run.cycles < asked.cycles or len(run.acknowledged()) < asked.acks:
            run.strike()
            if run.is_idle():
                raise SystemExit(f"nothing was acknowledged in {IDLE_CYCLES} cycles:\n{site.last_words()}")
            if run.cycles % 10 == 0:
                print(f"  {ground.name}: {run.cycles} cycles, {len(run.acknowledged())} acknowledged", flush=True)
    finally:
        run.finish()
    return run


def measure(ground: Ground, asked: argparse.Namespace) -> dict[str, object]:
    """One database: run, judge, print. Gives: its part of the result."""
    ground.fill()
    with ground.ask() as rows:
        start = Start.of(rows)
    began = time.monotonic()
    run = fire(ground, asked)
    with ground.ask() as rows:
        verdict = judge(rows, start, run.acknowledged(), ground.data / "keys")
    result = {
        "cycles": run.cycles,
        "acknowledged": len(run.acknowledged()),
        "lost": len(verdict.lost),
        "half": len(verdict.half),
        "altered": len(verdict.altered),
        "gaps": verdict.gaps,
        "integrity": ground.integrity(),
        "killed": dict(sorted(run.kills.items())),
        "written": verdict.written,
        "unanswered": sum(clerk.unanswered for clerk in run.clerks),
        "sent_again": sum(clerk.sent_again for clerk in run.clerks),
        "restart_p95_s": percentile_95([back - began for began, back in run.windows]),
        "seconds": round(time.monotonic() - began),
    }
    show(ground.name, result, verdict)
    return result


def percentile_95(values: list[float]) -> float:
    """The value that 95 in 100 do not pass."""
    return round(sorted(values)[max(0, len(values) * 95 // 100 - 1)], 2)


def show(name: str, result: dict[str, object], verdict: Verdict) -> None:
    """Print one database as a table, and the first things that are wrong."""
    print(f"\n{name}")
    for key, value in result.items():
        print(f"  {key:<14} {value}")
    for kind in (verdict.lost, verdict.half, verdict.altered):
        for wrong in sorted(kind)[:5]:
            print(f"  ! {wrong}")
    sys.stdout.flush()


def read_words() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cycles", type=int, default=70, help="kills per database")
    parser.add_argument("--acks", type=int, default=2000, help="acknowledged visits per database, at least")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--database", choices=[*GROUNDS, "both"], default="both")
    parser.add_argument("--seed", type=int, default=None, help="which moments and visits; default: others every time")
    parser.add_argument("--control", action="store_true", help="break things on purpose; the check must see it")
    asked = parser.parse_args()
    asked.seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    return asked


def main() -> None:
    """Run on each database; the last line adds up."""
    asked = read_words()
    print(f"seed {asked.seed}, {asked.clients} clients")
    names = list(GROUNDS) if asked.database == "both" else [asked.database]
    results: dict[str, dict[str, object]] = {}
    for name in names:
        with GROUNDS[name]() as ground:
            results[name] = control(ground, asked, fire) if asked.control else measure(ground, asked)
    if asked.control:
        print("RESULT " + json.dumps({"control": results}))
        sys.exit(not all(result["caught"] == result["broken"] for result in results.values()))
    totals = {key: sum(int(str(part[key])) for part in results.values()) for key in ("cycles", "acknowledged", "lost")}
    totals["half"] = sum(int(str(part["half"])) for part in results.values())
    print("RESULT " + json.dumps(totals | results))
    wrong = [part for part in results.values() if part["altered"] or part["gaps"] or part["integrity"] != "ok"]
    sys.exit(bool(totals["lost"] or totals["half"] or wrong))


if __name__ == "__main__":
    main()
