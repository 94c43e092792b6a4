"""What may be shown of a certificate, and how much of its time a team gives. Pure."""

from collections.abc import Iterable

SHOWN = 4
FULL = 100


def masked_number(number: str) -> str:
    """A number for a reader: its last four digits, the rest starred; one of eight or fewer is starred whole."""
    if len(number) <= 2 * SHOWN:
        return "＊" * len(number)
    return "＊" * (len(number) - SHOWN) + number[-SHOWN:]


def full_posts(percents: Iterable[int]) -> str:
    """Shares of time added up, in whole posts with one decimal place: 100, 50 and 30 per cent are "1.8"."""
    tenths = (sum(percents) * 10 + FULL // 2) // FULL
    return f"{tenths // 10}.{tenths % 10}"
