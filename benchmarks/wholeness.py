"""Is every acknowledged visit there, and is everything there whole? By plain SQL and the keyring; of
the house's code only the cipher is used, for the sentence that a visit holds is sealed.

A visit is whole if, and only if, its form made exactly one ledger row; the row has one attendance when somebody was
met and none otherwise; it has a worker; beside it stands one visit (met) or one contact attempt (not met); and one
audit line ``visits.record_visit`` names the form, one ``ledger.record`` the ledger number.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from wushe.ground.kit.crypto import SUITES, Key, Unreadable, unseal, unwrap

Rows = Callable[[str], Sequence[Sequence[Any]]]

EVENTS = """
SELECT e.id, e.form_id, e.source, r.key, e.seq, e.met, e.minutes
FROM ledger_serviceevent e JOIN stations_region r ON r.id = e.county_id WHERE e.id > {after}
"""
ATTENDANCES = "SELECT event_id FROM ledger_attendance WHERE event_id > {after}"
WORKERS = "SELECT event_id FROM ledger_eventworker WHERE event_id > {after}"
SAID = """
SELECT t.event_id, t.uuid, t.line_sealed, k.wrapped, k.county_key, '{table}' FROM {table} t
JOIN beneficiaries_person p ON p.id = t.person_id JOIN beneficiaries_datakey k ON k.id = p.key_id
WHERE t.event_id > {{after}}
"""
NEEDS = "SELECT source, kind FROM needs_need"
AUDIT = "SELECT verb, target FROM accounts_auditentry WHERE id > {audited}"
NUMBERS = """
SELECT county_id, COUNT(*), COUNT(DISTINCT seq), MIN(seq), MAX(seq) FROM (
  SELECT county_id, seq FROM ledger_serviceevent UNION ALL SELECT county_id, seq FROM ledger_identityentry
) numbered GROUP BY 1
"""
ORPHANS = """
SELECT COUNT(*) FROM {table} t LEFT JOIN ledger_serviceevent e ON e.id = t.event_id WHERE e.id IS NULL
"""
BESIDE = ("ledger_attendance", "ledger_eventworker", "visits_visit", "visits_contactattempt")


@dataclass(frozen=True)
class Told:
    """What an acknowledged form said, and when the acknowledgement arrived."""

    form_id: str
    met: bool
    minutes: int
    line: str
    needs: frozenset[str]
    at: float

    @property
    def content(self) -> tuple[object, ...]:
        """What must be in the database."""
        return self.met, self.minutes, self.line, self.needs


@dataclass(frozen=True)
class Start:
    """Where the database stood before the first visit of the run."""

    event: int
    audit: int

    @classmethod
    def of(cls, rows: Rows) -> "Start":
        """Look."""
        [[event]] = rows("SELECT COALESCE(MAX(id), 0) FROM ledger_serviceevent")
        [[audit]] = rows("SELECT COALESCE(MAX(id), 0) FROM accounts_auditentry")
        return cls(event, audit)


@dataclass
class Verdict:
    """What is wrong: forms acknowledged and not there, rows that are not whole, and worse."""

    written: int = 0
    lost: set[str] = field(default_factory=set)
    half: set[str] = field(default_factory=set)
    altered: set[str] = field(default_factory=set)
    gaps: int = 0

    @property
    def kinds(self) -> set[str]:
        """What kinds of wrong there are; empty when all is well."""
        return {name for name in ("lost", "half", "altered", "gaps") if getattr(self, name)}


def judge(rows: Rows, start: Start, acknowledged: Iterable[Told], keys: Path) -> Verdict:
    """Compare the database with what was acknowledged.

    Takes: how to ask the database, where it stood before, the acknowledged forms, the keyring. Costs: a dozen queries.
    """
    ask = {name: rows(sql.format(after=start.event, audited=start.audit)) for name, sql in QUERIES.items()}
    verdict = Verdict(written=len(ask["events"]))
    verdict.half |= half_rows(ask) | unaccounted_lines(ask)
    verdict.half |= {
        f"{table}: {n} without event" for table in BESIDE for [n] in rows(ORPHANS.format(table=table)) if n
    }
    verdict.gaps = sum(not count == distinct == last or first != 1 for _, count, distinct, first, last in rows(NUMBERS))
    content = contents(ask, keys)
    for told in acknowledged:
        form = UUID(told.form_id)
        if form not in content:
            verdict.lost.add(told.form_id)
        elif content[form] != told.content:
            verdict.altered.add(told.form_id)
    return verdict


QUERIES = {
    "events": EVENTS,
    "attendances": ATTENDANCES,
    "workers": WORKERS,
    "visits": SAID.format(table="visits_visit"),
    "attempts": SAID.format(table="visits_contactattempt"),
    "needs": NEEDS,
    "audit": AUDIT,
}


def half_rows(ask: dict[str, Sequence[Sequence[Any]]]) -> set[str]:
    """Ledger rows that lack something, or have it twice."""
    count = {name: Counter(row[0] for row in ask[name]) for name in ("attendances", "workers", "visits", "attempts")}
    forms = Counter(UUID(str(row[1])) for row in ask["events"])
    audit = Counter((verb, target) for verb, target in ask["audit"])
    half = set()
    for pk, form, source, county, seq, met, _minutes in ask["events"]:
        told = {name: count[name][pk] for name in count}
        wanted = {"attendances": int(met), "workers": 1, "visits": int(met), "attempts": int(not met)}
        lines = (audit["visits.record_visit", source], audit["ledger.record", f"ledger.event:{county}-{seq}"])
        form_id = UUID(str(form))
        if told != wanted or lines != (1, 1) or forms[form_id] != 1 or source != f"visits.visit:{form_id}":
            half.add(f"{county}-{seq}: {told} audit {lines}")
    return half


def unaccounted_lines(ask: dict[str, Sequence[Sequence[Any]]]) -> set[str]:
    """Audit lines that tell of a visit or a ledger row that is not there."""
    there = {row[2] for row in ask["events"]} | {f"ledger.event:{row[3]}-{row[4]}" for row in ask["events"]}
    told = {target for verb, target in ask["audit"] if verb in ("visits.record_visit", "ledger.record")}
    return {f"audit: {target}" for target in told - there}


def line_of(row: Sequence[Any], keys: Path) -> str:
    """The sentence a visit holds; a text of its own for one that does not open."""
    _event, form, sealed, wrapped, county, table = row
    if not sealed:
        return ""
    try:
        key = unwrap(county_key(keys / f"{county}.key"), bytes(wrapped), f"data-key|{county}")
        return unseal(key, bytes(sealed), f"{table}|line_sealed|{UUID(str(form))}").decode()
    except Unreadable:
        return "\x00 does not open"


@cache
def county_key(path: Path) -> Key:
    """The key in a file of the keyring."""
    name, digits = path.read_text(encoding="ascii").split()
    return Key(next(suite for suite in SUITES.values() if suite.name == name), bytes.fromhex(digits))


def contents(ask: dict[str, Sequence[Sequence[Any]]], keys: Path) -> dict[UUID, tuple[object, ...]]:
    """What each form says, as the database has it."""
    lines = {row[0]: line_of(row, keys) for name in ("visits", "attempts") for row in ask[name]}
    needs: dict[str, set[str]] = {}
    for source, kind in ask["needs"]:
        needs.setdefault(source, set()).add(kind)
    return {
        UUID(str(form)): (bool(met), minutes, lines.get(pk), frozenset(needs.get(source, ())))
        for pk, form, source, _county, _seq, met, minutes in ask["events"]
    }
