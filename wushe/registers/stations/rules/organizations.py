"""The code of credit 统一社会信用代码: what is strange about one, which warns and never blocks; days of a life. Pure.

Source: GB 32100-2015; digits 9 to 17 are the organization code of GB 11714-1997.
"""

from datetime import date

from wushe.ground.kit.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**place % 31 for place in range(17))
INNER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH = 18

#: How a code begins, by the kind of organization; kinds that are not here may begin otherwise.
BEGINNINGS = {"association": "51", "service": "52", "foundation": "53", "community": "54"}


def tidied(text: str) -> str:
    """A code without spaces, in capitals."""
    return "".join(text.split()).upper()


def check_digit(first: str) -> str:
    """The eighteenth digit that belongs to the first seventeen."""
    total = sum(ALPHABET.index(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def inner_check_digit(first: str) -> str:
    """The ninth digit of the organization code inside, that belongs to its first eight."""
    total = sum(INNER.index(digit) * weight for digit, weight in zip(first, INNER_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return "X" if rest == 10 else "0" if rest == 11 else str(rest)


def faults(code: str, kind: str = "") -> tuple[str, ...]:
    """What is strange about a code of credit, as it was typed.

    Takes: the code and the kind of organization ("": do not look at the beginning). Gives: none, one or more of
    ``length``, ``letter``, ``check``, ``inner``, ``kind``; none for no code at all. Some codes of the early years
    carry wrong check digits, so a fault is a reason to look again, not to refuse.
    """
    text = tidied(code)
    if not text:
        return ()
    if len(text) != LENGTH:
        return ("length",)
    if not set(text) <= set(ALPHABET):
        return ("letter",)
    found = {
        "check": text[17] != check_digit(text[:17]),
        "inner": text[16] != inner_check_digit(text[8:16]),
        "kind": not text.startswith(BEGINNINGS.get(kind, "")),
    }
    return tuple(name for name, is_wrong in found.items() if is_wrong)


def check_lifetime(starts_on: date | None, ends_on: date | None, today: date) -> None:
    """May an organization have these days? Refuses: ``stations-founded-later``, ``stations-organization-backwards``."""
    if starts_on is not None and starts_on > today:
        raise Refused("stations-founded-later", day=starts_on)
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Refused("stations-organization-backwards", first=starts_on, last=ends_on)
