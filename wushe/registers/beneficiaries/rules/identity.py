"""Numbers that identify a person 证件号码: what looks wrong with one, and what it tells. Pure.

A doubt never keeps anybody out: it is said, and the number is kept with a reason. Source: GB 11643-1999; the birth day
stands in digits 7 to 14, the sex in digit 17 (odd: male), the check digit is ISO 7064 MOD 11-2.
"""

import re
from dataclasses import dataclass
from datetime import date

from wushe.registers.beneficiaries.rules.names import tidy

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
MALE, FEMALE = 1, 2
OLDEST = date(1890, 1, 1)

LONG = re.compile(r"[0-9]{17}[0-9X]")
SHORT = re.compile(r"[0-9]{15}")
#: 港澳台居民居住证 is numbered like a resident's card, under three regions of its own.
HMT_REGIONS = ("810000", "820000", "830000")
FORMS = {
    "resident": re.compile(rf"{LONG.pattern}|{SHORT.pattern}"),
    "hmt-resident": re.compile(rf"{LONG.pattern}|{SHORT.pattern}"),
    "hmt-pass": re.compile(r"[HM][0-9]{8}([0-9]{2})?|[0-9]{8}([0-9]{2})?"),
    "foreign": re.compile(r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}"),
    "passport": re.compile(r"[A-Z0-9]{5,12}"),
}


@dataclass(frozen=True)
class Identity:
    """What a number is, as far as one can see.

    ``doubts`` are codes of what looks wrong, in order: ``form``, ``kind``, ``check``, ``birth``, ``birth-differs``,
    ``sex-differs``, ``missing``. ``birth_on`` and ``sex`` are told by a number that is well made; otherwise None.
    """

    doubts: tuple[str, ...] = ()
    birth_on: date | None = None
    sex: int | None = None


def tidy_number(text: str) -> str:
    """A number as it is kept and compared: narrow capital letters, no blanks, no hyphens."""
    return re.sub(r"[-‐‑–—－_/()（）]", "", tidy(text))


def check_digit(first: str) -> str:
    """The eighteenth digit that goes with the first seventeen."""
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def long_form(number: str) -> str:
    """The number of eighteen digits for one of fifteen (people born in the 1900s); any other number as it is."""
    if not SHORT.fullmatch(number) or _day(f"19{number[6:12]}", date.max) is None:
        return number
    first = f"{number[:6]}19{number[6:]}"
    return first + check_digit(first)


def read_identity(kind: str, number: str, *, today: date, birth_on: date | None = None, sex: int = 0) -> Identity:
    """Look at a number beside what is written of the person 核对号码.

    Takes: the kind of paper, the number as typed, today, and the birth day and sex in the fields (None and 0: not
    written, so they cannot differ). Gives: the doubts, and what the number itself tells.
    """
    tidied = tidy_number(number)
    if not tidied:
        return Identity()
    if kind not in FORMS:
        return Identity(("missing",) if kind == "none" else ())
    if not FORMS[kind].fullmatch(tidied):
        return Identity(("form",))
    if not (LONG.fullmatch(tidied) or (kind in {"resident", "hmt-resident"} and SHORT.fullmatch(tidied))):
        return Identity()
    return _read_digits(kind, tidied, today, birth_on, sex)


def _read_digits(kind: str, number: str, today: date, birth_on: date | None, sex: int) -> Identity:
    is_long = len(number) == 18
    doubts = []
    if kind != "foreign" and (number[:6] in HMT_REGIONS) != (kind == "hmt-resident"):
        doubts.append("kind")
    if is_long and check_digit(number[:17]) != number[17]:
        doubts.append("check")
    born = _day(number[6:14] if is_long else f"19{number[6:12]}", today)
    if born is None:
        doubts.append("birth")
    told_sex = MALE if int(number[16 if is_long else 14]) % 2 else FEMALE
    if doubts:
        return Identity(tuple(doubts))
    if birth_on is not None and born != birth_on:
        doubts.append("birth-differs")
    if sex in (MALE, FEMALE) and sex != told_sex:
        doubts.append("sex-differs")
    return Identity(tuple(doubts), born, told_sex)


def _day(digits: str, today: date) -> date | None:
    """The day that eight digits write; None for one that is not in the calendar, or not in anybody's life."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if OLDEST <= day <= today else None
