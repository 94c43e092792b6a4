"""The keyring 密钥: one key for each county, in files beside the database and never in it.

A county's key wraps the keys of its persons; from it are derived the keys of the indexes, of the notes of the ledger
and of the audit chain. Whoever has the database without the keyring reads no name and forges no audit line; whoever
loses the keyring has lost the names. ``settings.WUSHE_KEYS`` is the folder, ``settings.WUSHE_CRYPTO`` the suite of
keys made from now on.
"""

import threading
from functools import cache
from pathlib import Path

from django.conf import settings

from wushe.ground.kit.crypto import AES, SM, Key, new_key
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.secret_files import keep_once

SUITES = {suite.name: suite for suite in (SM, AES)}
#: The key of what belongs to no county: settings of the installation, its accounts, its own audit chain.
INSTALLATION = "installation"
_making = threading.Lock()


def county_key(county: str) -> Key:
    """The key of a county; ``""`` stands for the installation. Reading never makes one.

    Takes: the county's region key. Refuses: ``keyring-key-missing``, ``keyring-key-unreadable``.
    Costs: one file, once a process.
    """
    return read_key(path_of(county))


def has_key(county: str) -> bool:
    """True if there is a key of the county. Costs: a look at the folder."""
    return path_of(county).is_file()


def begin_key(county: str) -> None:
    """Make the key of a county, or of the installation, that begins; leaves the one there is.

    Only where nothing can have been sealed before: with the head of an audit chain (``accounts.audit``) and with the
    first file (``beneficiaries.models.DataKey``). Anywhere else a key that is missing is a key that was lost.
    """
    if not has_key(county):
        make_key(path_of(county))


def path_of(county: str) -> Path:
    """The file of a county's key."""
    return Path(settings.WUSHE_KEYS) / f"{county or INSTALLATION}.key"


def purpose_key(county: str, purpose: str) -> Key:
    """The key of a county for one purpose: ``index``, ``notes``, ``search``, ``audit``, ``login``, ``certificates``.

    Refuses: as ``county_key`` does.
    """
    return derived(str(settings.WUSHE_KEYS), county, purpose)


def audit_key(county: str) -> Key:
    """The key of a county's audit chain."""
    return purpose_key(county, "audit")


@cache
def derived(folder: str, county: str, purpose: str) -> Key:
    """A derived key of the keyring in this folder, kept for the life of the process."""
    return county_key(county).derive(f"{purpose}/{county}")


@cache
def read_key(path: Path) -> Key:
    """The key in a file: ``sm`` or ``aes``, a space, and the secret in hexadecimal."""
    if not path.is_file():
        raise Refused("keyring-key-missing", file=str(path))
    name, _space, digits = path.read_text(encoding="ascii").strip().partition(" ")
    suite = SUITES.get(name)
    if suite is None or len(digits) != 2 * suite.key_bytes:
        raise Refused("keyring-key-unreadable", file=str(path))
    return Key(suite, bytes.fromhex(digits))


def make_key(path: Path) -> None:
    """Write a fresh key, readable by its owner only. Two at once agree (``keep_once``)."""
    with _making:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = new_key(SUITES[settings.WUSHE_CRYPTO])
        keep_once(path, f"{key.suite.name} {key.secret.hex()}\n")
