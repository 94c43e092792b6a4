"""Does the check of ``kill`` bite? Break copies of the database on purpose; serve a site without transactions."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.clerks import CarelessClerk
from benchmarks.grounds import Ground
from benchmarks.wholeness import Start, Told, Verdict, judge

#: What is done to the rows of one acknowledged visit, and what the check must then say.
DAMAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "the whole visit is gone": (("event", "attendance", "worker", "visit", "audit", "ledger_audit"), ("lost", "gaps")),
    "no attendance": (("attendance",), ("half",)),
    "no worker": (("worker",), ("half",)),
    "no visit": (("visit",), ("half", "altered")),
    "no audit line of the visit": (("audit",), ("half",)),
    "no audit line of the ledger": (("ledger_audit",), ("half",)),
    "the ledger row alone is gone": (("event",), ("lost", "half", "gaps")),
    "the line says something else": (("line",), ("altered",)),
}
#: The sentence of another visit: whoever lacks the keyring can still put one in the place of another.
ANOTHER = "SELECT line_sealed FROM visits_visit WHERE event_id <> {event} ORDER BY id DESC LIMIT 1"
STATEMENTS = {
    "event": "DELETE FROM ledger_serviceevent WHERE id = {event}",
    "attendance": "DELETE FROM ledger_attendance WHERE event_id = {event}",
    "worker": "DELETE FROM ledger_eventworker WHERE event_id = {event}",
    "visit": "DELETE FROM visits_visit WHERE event_id = {event}",
    "audit": "DELETE FROM accounts_auditentry WHERE verb = 'visits.record_visit' AND target = '{source}'",
    "ledger_audit": "DELETE FROM accounts_auditentry WHERE verb = 'ledger.record' AND target = '{number}'",
    "line": f"UPDATE visits_visit SET line_sealed = ({ANOTHER}) WHERE event_id = {{event}}",
}

#: Loaded by Python itself before the site starts: every transaction becomes none.
NO_TRANSACTIONS = """
from contextlib import ContextDecorator
from django.db import transaction

class NoTransaction(ContextDecorator):
    def __enter__(self): return self
    def __exit__(self, *error): return False

transaction.atomic = lambda using=None, *rest, **options: using if callable(using) else NoTransaction()
"""
BROKEN_SITE_STRIKES = 40

Fire = Callable[..., Any]


def control(ground: Ground, asked: argparse.Namespace, fire: Fire) -> dict[str, Any]:
    """Break one thing at a time. Gives: how many things were broken and how many the check caught.

    On SQLite it also serves a site that commits each statement by itself: killing it must leave half a visit.
    (On PostgreSQL such a site cannot run: a row is locked outside of a transaction.)
    """
    asked.cycles, asked.acks = 2, 40
    ground.fill()
    with ground.ask() as rows:
        start = Start.of(rows)
    acknowledged = fire(ground, asked).acknowledged()
    with ground.ask() as rows:
        found = {"nothing is broken": not judge(rows, start, acknowledged, ground.data / "keys").kinds}
    victim = next(told for told in acknowledged if told.met)
    for number, (what, (parts, seen)) in enumerate(DAMAGES.items()):
        said = judge_broken(ground, f"broken_{number}", parts, start, victim, acknowledged).kinds
        print(f"  {what}: {' '.join(sorted(said)) or 'nothing'}", flush=True)
        found[what] = said == set(seen)
    if ground.cluster is None:
        found["a site without transactions, killed"] = killing_shows(ground, asked, fire, start)
    for what, caught in found.items():
        print(f"{ground.name:<12}{what:<40}{'as it should be' if caught else 'NOT SEEN'}", flush=True)
    return {"broken": len(found), "caught": sum(found.values())}


def judge_broken(
    ground: Ground, name: str, parts: tuple[str, ...], start: Start, victim: Told, acknowledged: list[Told]
) -> Verdict:
    """Break a copy and judge it."""
    with ground.copy(name) as execute:
        [[event, source, county, seq]] = execute(
            "SELECT e.id, e.source, r.key, e.seq FROM ledger_serviceevent e JOIN stations_region r"
            f" ON r.id = e.county_id WHERE e.source = 'visits.visit:{victim.form_id}'"
        )
        for part in parts:
            facts = {"event": event, "source": source, "number": f"ledger.event:{county}-{seq}"}
            execute(STATEMENTS[part].format(**facts))
        return judge(execute, start, acknowledged, ground.data / "keys")


def killing_shows(ground: Ground, asked: argparse.Namespace, fire: Fire, start: Start) -> bool:
    """Kill a site that has no transactions until something is half, or the strikes are used up."""
    with tempfile.TemporaryDirectory(prefix="wushe-kill-broken-") as folder:
        (Path(folder) / "sitecustomize.py").write_text(NO_TRANSACTIONS)
        asked.cycles, asked.acks = 5, 0
        for _ in range(BROKEN_SITE_STRIKES // asked.cycles):
            began = time.monotonic()
            fire(ground, asked, clerk=CarelessClerk, PYTHONPATH=folder)
            with ground.ask() as rows:
                verdict = judge(rows, start, [], ground.data / "keys")
            print(f"  without transactions: {len(verdict.half)} half, {time.monotonic() - began:.0f} s", flush=True)
            if verdict.half:
                return True
    return False
