"""What a briefing cites: policies, and the service models a place has taken up 依据.

The one file of the briefing that speaks to the catalog.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple


class Cited(NamedTuple):
    """A policy: its title, who issued it, the day as printed, the words that are cited, where it was found."""

    title: str
    issuer: str
    dated: str
    quote: str
    source: str


class Adopted(NamedTuple):
    """A service model that a place has taken up, as printed, and how far its slots are filled, in words."""

    printed: str
    state: str


def policies_of(keys: Collection[str]) -> list[Cited]:
    """The policies of some places, and those of no place. None stand in the catalog yet."""
    return []


def models_of(keys: Collection[str], on: date) -> list[Adopted]:
    """The service models that some places have taken up on a day. None are written down in the catalog yet."""
    return []
