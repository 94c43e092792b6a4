"""What somebody wants to write into the register. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.rules.names import tidy

NAME_LENGTH = 40
REASON_LENGTH = 60
#: Up to this age somebody else says yes. Source: 个人信息保护法 art. 31.
CONSENTS_FROM = 14


@dataclass(frozen=True)
class PersonFacts:
    """What is written of a person. ``id_doubt`` is why a doubtful number is kept."""

    name: str
    sex: int = 0
    birth_on: date | None = None
    id_kind: str = "none"
    id_number: str = ""
    id_doubt: str = ""
    phone: str = ""
    know: str = ""


@dataclass(frozen=True)
class HomeDraft:
    """Where a person lives: a household there is (``household_id``), or a new one in a unit."""

    unit_id: int | None = None
    household_id: int | None = None
    address: str = ""
    role: str = "本人"


@dataclass(frozen=True)
class PersonDraft:
    """A person who comes into the register, on a form with an id of its own.

    ``although`` is why it is written although somebody like that is known already.
    """

    form_id: UUID
    facts: PersonFacts
    home: HomeDraft
    since: date
    category_key: str = ""
    basis: str = ""
    although: str = ""


def check_facts(facts: PersonFacts, today: date) -> None:
    """Refuses: ``beneficiaries-no-name``, ``beneficiaries-name-too-long``, ``beneficiaries-not-born-yet``."""
    if not tidy(facts.name):
        raise Refused("beneficiaries-no-name")
    if len(facts.name) > NAME_LENGTH:
        raise Refused("beneficiaries-name-too-long", length=len(facts.name), most=NAME_LENGTH)
    if facts.birth_on is not None and facts.birth_on > today:
        raise Refused("beneficiaries-not-born-yet", day=facts.birth_on, today=today)


def check_reason(reason: str) -> str:
    """A reason, tidied. Refuses: ``beneficiaries-needs-reason``, ``beneficiaries-reason-too-long``."""
    told = reason.strip()
    if not told:
        raise Refused("beneficiaries-needs-reason")
    if len(told) > REASON_LENGTH:
        raise Refused("beneficiaries-reason-too-long", length=len(told), most=REASON_LENGTH)
    return told


def check_day(day: date, today: date, *, birth_on: date | None = None, since: date | None = None) -> None:
    """A day on which something became true.

    Refuses: ``beneficiaries-day-to-come``, ``beneficiaries-before-birth``, ``beneficiaries-before-that`` (earlier
    than what it ends began).
    """
    if day > today:
        raise Refused("beneficiaries-day-to-come", day=day, today=today)
    if birth_on is not None and day < birth_on:
        raise Refused("beneficiaries-before-birth", day=day, birth=birth_on)
    if since is not None and day < since:
        raise Refused("beneficiaries-before-that", day=day, since=since)


def overlap(starts: date, ends: date | None, other_starts: date, other_ends: date | None) -> bool:
    """True if two spells share a day (both ends included; open when None)."""
    return (ends is None or other_starts <= ends) and (other_ends is None or starts <= other_ends)
