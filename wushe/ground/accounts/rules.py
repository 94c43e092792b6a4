"""The audit chain 审计链: what is sealed of a line, by which code, and what may stand in it. Pure.

Each line is sealed over its own content and the seal of the line before it, under a key that is not in the database.
Source: docs/decisions/0021-audit-chain-inline.md.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wushe.ground.kit.crypto import Key, mac

#: What a chain begins with, in place of the hash of a line before.
BEGINNING = ""
WORDS_LENGTH = 120
ITEMS = 100

CODE = re.compile(r"[A-Za-z0-9_.,:@/+=~?&-]*")
# A telephone number or an ID number, and not a part of a UUID.
NUMBER_OF_A_PERSON = re.compile(r"(?<![0-9A-Fa-f-])(1\d{10}|\d{14,17}[\dXx])(?![0-9A-Fa-f])")


@dataclass(frozen=True)
class Line:
    """All that one audit line says."""

    county_key: str
    seq: int
    at: datetime
    actor_id: int | None
    verb: str
    target: str
    facts: Mapping[str, object]


def canonical(line: Line) -> bytes:
    """A line as the same bytes on every database: JSON with sorted keys, the moment in UTC to the microsecond."""
    said = {
        "county": line.county_key,
        "seq": line.seq,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": line.actor_id,
        "verb": line.verb,
        "target": line.target,
        "facts": line.facts,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(key: Key, before: str, line: Line) -> str:
    """The hash of a line: keyed, over the hash before it and its own content. Gives: 64 hexadecimal digits."""
    return mac(key, before.encode() + b"\n" + canonical(line)).hex()


def seal_of(key: Key, county_key: str, count: int, last: str, chains: str) -> str:
    """The seal of a chain's head: keyed, so that nobody else can say the chain ended earlier, or was never there."""
    return mac(key, f"head\n{county_key}\n{count}\n{last}\n{chains}".encode()).hex()


def check_words(verb: str, target: str, facts: Mapping[str, object]) -> None:
    """An audit line holds codes, keys, days and counts; never a name, a number or a sentence about a person.

    Raises ValueError: this is a fault of the code that wrote the line, not of a person.
    """
    for name, value in {"verb": verb, "target": target, **facts}.items():
        for part in value if isinstance(value, (list, tuple)) else (value,):
            if not is_code(part):
                raise ValueError(f"audit {verb}: {name} may hold codes, days and whole numbers only")
        if isinstance(value, (list, tuple)) and len(value) > ITEMS:
            raise ValueError(f"audit {verb}: {name} holds more than {ITEMS} items")


def is_code(value: object) -> bool:
    """True for a whole number, yes or no, nothing, and a short text of ASCII that is nobody's number."""
    if value is None or isinstance(value, int):
        return True
    if not isinstance(value, str) or len(value) > WORDS_LENGTH:
        return False
    return CODE.fullmatch(value) is not None and NUMBER_OF_A_PERSON.search(value) is None
