"""What the audit page shows a privacy officer: who did what, when, to which record; never to whom by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from wushe.doors.reports.choices import Choice
from wushe.doors.reports.verbs import FACTS, VALUES, VERBS
from wushe.ground.accounts.checking import Wrong
from wushe.ground.accounts.models import AuditChain, AuditEntry
from wushe.ground.accounts.queries import Asked, actors, chains, entries, verbs
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer
from wushe.work.disclosures.models import FileRequest
from wushe.work.disclosures.queries import Asker, askers, watched_requests

PAGE = 50
MOST_REQUESTS = 20


class AuditLine(NamedTuple):
    """One line."""

    at: datetime
    who: str
    verb_label: str
    target: str
    facts: str
    number: str
    is_refusal: bool


class ChainState(NamedTuple):
    """How a chain stands: how many lines, when it was last checked from here, what was found."""

    county_key: str
    lines: int
    checked_at: datetime | None
    checked_by: str
    is_whole: bool
    found: str


class AskedFile(NamedTuple):
    """A request for a file: by whom, where, how it stands; not for whom."""

    number: str
    asked_by: str
    station_name: str
    asked_at: datetime
    purpose_label: str
    state_label: str
    decided_by: str
    until: date | None


@dataclass(frozen=True)
class AuditPage:
    """审计."""

    counties: str
    chains: list[ChainState]
    lines: list[AuditLine]
    total: int
    pager: Pager | None
    asked: Asked
    verbs: list[Choice]
    actors: list[Choice]
    askers: list[Asker]
    requests: list[AskedFile]
    error: str


def audited_counties(viewer: Viewer) -> list[Region]:
    """The counties whose audit the viewer reads.

    Refuses: ``reports-not-an-auditor``. Costs: 1 query.
    """
    counties = list(Region.objects.filter(pk__in=viewer.counties_for("audit.read")).order_by("key"))
    if not counties:
        raise Refused("reports-not-an-auditor")
    return counties


def asked_lines(query: QueryDict) -> Asked:
    """Read the address. Raises ValueError for a date or a user that is none."""
    first, last, actor = (query.get(name, "").strip() for name in ("from", "to", "actor"))
    return Asked(
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        actor_id=int(actor[:18]) if actor else None,
        verb=query.get("verb", "").replace("\x00", "")[:60],
        target=query.get("target", "").replace("\x00", "").strip()[:120],
    )


def audit_page(viewer: Viewer, asked: Asked, number: int, error: str = "") -> AuditPage:
    """The page. Costs: about 10 queries, whatever the number of lines on it."""
    counties = audited_counties(viewer)
    keys = [county.key for county in counties]
    rows = entries(viewer, keys, asked)
    total = rows.count()
    first = first_of(number, PAGE, total)
    return AuditPage(
        counties="、".join(county.name for county in counties),
        chains=[chain_state(head, checked) for head, checked in chains(viewer, keys)],
        lines=[line_of(row) for row in rows[first : first + PAGE]],
        total=total,
        pager=pager(base_of(asked), first, PAGE, total),
        asked=asked,
        verbs=choices(((verb, label_of(verb)) for verb in verbs(viewer, keys)), asked.verb),
        actors=choices(((str(user.pk), str(user)) for user in actors(viewer, keys)), str(asked.actor_id or "")),
        askers=askers(viewer, asked.first, asked.last),
        requests=[asked_file(row) for row in watched_requests(viewer)[:MOST_REQUESTS]],
        error=error,
    )


def base_of(asked: Asked) -> str:
    """The address of the same lines, up to the number of the page."""
    told = {
        "from": asked.first,
        "to": asked.last,
        "actor": asked.actor_id,
        "verb": asked.verb,
        "target": asked.target,
    }
    words = urlencode({name: value for name, value in told.items() if value})
    return f"?{words}&" if words else "?"


def line_of(row: AuditEntry) -> AuditLine:
    """One line in words."""
    facts = [
        f"{FACTS.get(name, name)} {said(name, value)}" for name, value in row.facts.items() if value not in ("", None)
    ]
    number = f"{row.county_key}-{row.seq}"
    who = str(row.actor) if row.actor else _("系统")
    return AuditLine(row.at, who, label_of(row.verb), row.target, "，".join(facts), number, row.verb == "refused")


def said(name: str, value: object) -> str:
    """A fact as text."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(VALUES.get(name, {}).get(str(value), value))


def label_of(verb: str) -> str:
    """The verb in words; its own name where nobody has said it in words yet."""
    return str(VERBS.get(verb, verb))


def chain_state(head: AuditChain, checked: AuditEntry | None) -> ChainState:
    """How a chain stands."""
    if checked is None:
        return ChainState(head.pk, head.count, None, "", is_whole=False, found="")
    wrong = str(checked.facts.get("wrong", ""))
    found = (
        _("第 %(seq)s 条：%(wrong)s") % {"seq": checked.facts.get("seq"), "wrong": Wrong(wrong).label} if wrong else ""
    )
    return ChainState(head.pk, head.count, checked.at, str(checked.actor or ""), not wrong, found)


def asked_file(row: FileRequest) -> AskedFile:
    """A request without the person and without the words."""
    return AskedFile(
        row.number,
        str(row.asked_by),
        row.station.name,
        row.asked_at,
        str(row.get_purpose_display()),
        str(row.get_state_display()),
        str(row.decided_by or ""),
        row.ends_on,
    )


def choices(rows: Iterable[tuple[str, str]], chosen: str) -> list[Choice]:
    """Options of a filter, "all" first."""
    return [Choice(value, label, value == chosen) for value, label in (("", _("全部")), *rows)]
