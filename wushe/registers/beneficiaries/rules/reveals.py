"""What stands in place of a number, and whether it may be shown 遮住与显示. Pure."""

from wushe.ground.kit.errors import Refused

STAR = "*"
#: A number shorter than this shows nothing of itself: what is left would be most of it.
LEAST_LENGTH = 8

#: How long a value that was asked for stands on the screen.
REVEALED_SECONDS = 60


def masked_phone(number: str) -> str:
    """A telephone number for lists: 10012345678 gives 100****5678."""
    return _masked(number, 3, 4, 4)


def masked_id(number: str) -> str:
    """The number of a paper: the first four and the last two, in groups of four: 4602 **** **** **** 28."""
    text = _masked(number, 4, 2, len(number) - 6)
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def _masked(number: str, first: int, last: int, stars: int) -> str:
    if len(number) < LEAST_LENGTH:
        return STAR * len(number)
    return f"{number[:first]}{STAR * stars}{number[-last:]}"


def check_reason(*, is_other: bool, words: str) -> str:
    """The words that go with a reason, tidied. Refuses: ``beneficiaries-reveal-unexplained`` for 其他 without words."""
    said = words.strip()
    if is_other and not said:
        raise Refused("beneficiaries-reveal-unexplained")
    return said


def check_left(used: int, limit: int) -> int:
    """The number of the next look today, counted from 1. Refuses: ``beneficiaries-reveals-used-up``."""
    if used >= limit:
        raise Refused("beneficiaries-reveals-used-up", limit=limit)
    return used + 1
