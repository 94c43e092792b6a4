"""What a request for a file must say, and how long one may be read. Pure."""

import re
from datetime import date, timedelta

from wushe.ground.kit.errors import Refused

LEAST_PURPOSE, MOST_WORDS, LEAST_REASON = 10, 200, 4
LONGEST_DAYS = 30
#: How many letters of a search are a search: one character of a name finds half a county.
LEAST_ASKED = 2
#: A telephone or ID number, or the better part of one.
DIGITS = re.compile(r"\d[\d\s-]{5,}\d")


def check_asked(text: str) -> None:
    """What somebody looks for. Refuses: ``disclosures-asked-too-short``."""
    if len(text.strip()) < LEAST_ASKED:
        raise Refused("disclosures-asked-too-short", least=LEAST_ASKED)


def check_purpose(words: str, name: str) -> None:
    """Why somebody wants to read a file, in words that others than the station will read.

    Takes: the purpose, and the person's name. Refuses: ``disclosures-purpose-too-short``,
    ``disclosures-words-too-long``, ``disclosures-purpose-names-somebody`` (the name, or a long number).
    """
    said = words.strip()
    if len(said) < LEAST_PURPOSE:
        raise Refused("disclosures-purpose-too-short", length=len(said), least=LEAST_PURPOSE)
    check_length(said)
    if name in said or DIGITS.search(said):
        raise Refused("disclosures-purpose-names-somebody")


def check_days(days: int) -> None:
    """For how many days a file may be read. Refuses: ``disclosures-days-out-of-range``."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("disclosures-days-out-of-range", most=LONGEST_DAYS)


def check_reason(words: str, name: str) -> None:
    """Why a request is turned down or ended.

    Refuses: ``disclosures-reason-missing``, ``disclosures-words-too-long``, ``disclosures-purpose-names-somebody``.
    """
    said = words.strip()
    if len(said) < LEAST_REASON:
        raise Refused("disclosures-reason-missing", least=LEAST_REASON)
    check_length(said)
    if name in said or DIGITS.search(said):
        raise Refused("disclosures-purpose-names-somebody")


def check_length(words: str) -> None:
    """Refuses: ``disclosures-words-too-long``."""
    if len(words) > MOST_WORDS:
        raise Refused("disclosures-words-too-long", length=len(words), most=MOST_WORDS)


def last_day(today: date, days: int) -> date:
    """The last day on which a file may be read: today is the first."""
    return today + timedelta(days=days - 1)
