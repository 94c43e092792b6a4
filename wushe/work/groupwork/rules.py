"""Whether an activity is told in full, and which of the five parties took part. Pure."""

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from wushe.ground.kit.errors import Refused

THEMES = Path(__file__).parent / "definitions" / "themes.toml"
TITLE_LENGTH = 30
VENUE_LENGTH = 30
LINE_LENGTH = 500
PARTNER_LENGTH = 60
MOST_VOLUNTEERS = 10_000
#: 小组, 社区活动, 宣传 (``catalog.models.Method``).
METHODS = (3, 4, 5)
ATTENDEE, ORGANISER, HELPER = "attendee", "organiser", "helper"
DONOR, WITH_VOLUNTEERS = "donor", "volunteers"
#: Kinds of organizations (``stations.models.OrganizationKind``) that are 社会组织.
SOCIAL = ("service", "association", "foundation")


@dataclass(frozen=True)
class Theme:
    """What an activity may be about 活动内容, and the field of service it counts in."""

    key: str
    name: str
    field: str


@cache
def themes() -> dict[str, Theme]:
    """Every theme by key, in the order of the file."""
    rows = tomllib.loads(THEMES.read_text(encoding="utf-8"))["theme"]
    return {row["key"]: Theme(**row) for row in rows}


def usual_field(theme: str) -> str:
    """The field of service a theme counts in; empty for one that is on the list no more."""
    known = themes().get(theme)
    return known.field if known else ""


class Came(NamedTuple):
    """A named person came, and in which part 参加者, 组织者, 帮手."""

    person_id: int
    part: str = ATTENDEE


class Aid(NamedTuple):
    """An organization had a hand in it 合作单位: one of the register, or one in words and of which kind it is."""

    role: str
    organization_id: int | None = None
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class ActivityDraft:
    """What the activity page tells.

    ``unit_id`` is the village or community where it was held. Unnamed heads are those who came without being named,
    counted one by one or estimated: never the same heads twice. ``volunteers`` gave a hand and are no heads.
    """

    form_id: UUID
    day: date
    unit_id: int
    method: int
    theme: str
    title: str
    minutes: int
    people: tuple[Came, ...] = ()
    heads_counted: int = 0
    heads_estimated: int = 0
    venue: str = ""
    volunteers: int = 0
    partners: tuple[Aid, ...] = ()
    line: str = ""
    field: str = ""
    colleagues: tuple[int, ...] = ()
    origin: int = 1
    evidence: int = 0
    reason: str = ""
    is_another: bool = False

    @property
    def field_key(self) -> str:
        """The field of service it counts in: the one that was chosen, else that of its theme."""
        return self.field or themes()[self.theme].field


def digest(draft: ActivityDraft) -> str:
    """The SHA-256 of all that the page told (not of its id), so that a form sent twice can be told from another."""
    told = asdict(draft)
    del told["form_id"]
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def check_activity(draft: ActivityDraft) -> ActivityDraft:
    """Is the activity told in full?

    Gives: the draft. Refuses: ``groupwork-unknown-code`` (method, theme, part or role), ``groupwork-untitled``,
    ``groupwork-too-long``, ``groupwork-volunteers-out-of-range``, ``groupwork-partner-unknown``,
    ``groupwork-partner-twice``. Who came and how long it took is for the ledger to judge.
    """
    if draft.method not in METHODS or draft.theme not in themes():
        raise Refused("groupwork-unknown-code")
    if not draft.title.strip():
        raise Refused("groupwork-untitled")
    _check_lengths(draft)
    if not 0 <= draft.volunteers <= MOST_VOLUNTEERS:
        raise Refused("groupwork-volunteers-out-of-range", most=MOST_VOLUNTEERS)
    if {came.part for came in draft.people} - {ATTENDEE, ORGANISER, HELPER}:
        raise Refused("groupwork-unknown-code")
    _check_partners(draft.partners)
    return draft


def _check_lengths(draft: ActivityDraft) -> None:
    """Refuses: ``groupwork-too-long``."""
    texts = (
        ("叫什么", draft.title, TITLE_LENGTH),
        ("地点", draft.venue, VENUE_LENGTH),
        ("说一句", draft.line, LINE_LENGTH),
        *(("单位名称", partner.name, PARTNER_LENGTH) for partner in draft.partners),
    )
    for what, text, most in texts:
        if len(text) > most:
            raise Refused("groupwork-too-long", what=what, length=len(text), most=most)


def _check_partners(partners: Iterable[Aid]) -> None:
    """Refuses: ``groupwork-partner-unknown``, ``groupwork-partner-twice``."""
    known: set[tuple[int | None, str]] = set()
    for partner in partners:
        name = partner.name.strip()
        if partner.organization_id is None and not (name and partner.kind):
            raise Refused("groupwork-partner-unknown", name=name)
        who = (partner.organization_id, "" if partner.organization_id else name)
        if who in known:
            raise Refused("groupwork-partner-twice", name=name)
        known.add(who)


def parties(
    parts: Collection[str], partners: Iterable[tuple[str, str]], *, workers: int, volunteers: int
) -> tuple[str, ...]:
    """Which of the five parties 五社 took part, in the order of the policy.

    Takes: the parts of those who came by name; kind and role of each partner; how many workers, how many volunteers.
    Gives: 社区 if, and only if, a residents' or villagers' committee had a hand in it or a resident organised it;
    社会组织 if a partner is one; 社会工作者 if one gave it; 社区志愿者 if some were there, a partner sent them, or
    somebody who came helped; 社会慈善资源 if a partner gave money or goods, or is a foundation.
    Source: 曲靖日报 on 越州镇: 社区、社会组织、社会工作者、社区志愿者和社会慈善资源联动.
    """
    told = list(partners)
    kinds, roles = {kind for kind, _role in told}, {role for _kind, role in told}
    took_part = {
        "community": "community" in kinds or ORGANISER in parts,
        "organizations": bool(kinds & set(SOCIAL)),
        "workers": workers > 0,
        "volunteers": volunteers > 0 or WITH_VOLUNTEERS in roles or HELPER in parts,
        "charity": DONOR in roles or "foundation" in kinds,
    }
    return tuple(party for party, is_there in took_part.items() if is_there)
