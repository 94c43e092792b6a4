"""What somebody typed to find a person, folded up so that it may stand in an address 找人的话.

A name or a number is personal data, and addresses are logged, kept by browsers and sent on. So the text goes in the
body of a POST, and comes back in the address sealed under the installation's key, for this user on this day only: the
page can be gone back to, turned over and loaded again, and whoever reads the address reads nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Unreadable, seal, unseal
from wushe.ground.kit.keyring import purpose_key
from wushe.registers.stations.queries import Viewer

LONGEST = 40


def tidied(typed: str) -> str:
    """What was typed, as far as anybody is looked for by it. No database takes a NUL."""
    return typed.replace("\x00", "").strip()[:LONGEST]


def folded(viewer: Viewer, text: str) -> str:
    """The text as a word for an address; empty for no text."""
    if not text:
        return ""
    return urlsafe_b64encode(seal(purpose_key("", "search"), text.encode(), place_of(viewer))).decode().rstrip("=")


def unfolded(viewer: Viewer, word: str) -> str | None:
    """The text in a word of an address; None when it was folded for somebody else, on another day, or is none."""
    if not word:
        return ""
    try:
        sealed = urlsafe_b64decode(word.encode() + b"=" * (-len(word) % 4))
        return unseal(purpose_key("", "search"), sealed, place_of(viewer)).decode()
    except (Error, Unreadable, ValueError):
        return None


def place_of(viewer: Viewer) -> str:
    """Whose word it is, and of which day."""
    return f"search|{viewer.user.pk if viewer.user else 0}|{clock.today()}"
