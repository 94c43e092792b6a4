"""Sealing 加密: a text under a key, bound to the place it belongs to. No tables, no settings.

Two suites, told apart by a byte in each sealed value, so that both can stand in one table:

    1  SM4-GCM with HMAC-SM3 and HKDF-SM3         GB/T 32907-2016, GB/T 32905-2016
    2  AES-256-GCM with HMAC- and HKDF-SHA-256    NIST SP 800-38D, FIPS 180-4

A sealed value is ``version 1 | suite 1 | key id 4 | nonce 12 | ciphertext | tag 16``. Its place (table, column, row)
is authenticated but not stored: a value moved to another row or column does not open.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
NONCE, TAG, KEY_ID = 12, 16, 4
HEAD = 2 + KEY_ID


@dataclass(frozen=True)
class Suite:
    """A cipher and a hash that go together."""

    number: int
    name: str
    key_bytes: int
    cipher: type[algorithms.SM4] | type[algorithms.AES]
    hash: type[hashes.HashAlgorithm]


SM = Suite(1, "sm", 16, algorithms.SM4, hashes.SM3)
AES = Suite(2, "aes", 32, algorithms.AES, hashes.SHA256)
SUITES = {suite.number: suite for suite in (SM, AES)}


class Unreadable(Exception):  # noqa: N818 - said of the value
    """A sealed value that does not open: changed, moved to another place, or sealed under another key."""


@dataclass(frozen=True)
class Key:
    """A secret of one suite. Never shown: its ``repr`` names it only."""

    suite: Suite
    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys apart and tell nothing of the secret."""
        return mac(self, b"wushe/key-id")[:KEY_ID]

    def derive(self, purpose: str) -> "Key":
        """A key for one purpose; from it this one cannot be computed. Source: RFC 5869."""
        expand = HKDF(self.suite.hash(), self.suite.key_bytes, salt=None, info=f"wushe/{purpose}".encode())
        return Key(self.suite, expand.derive(self.secret))


def new_key(suite: Suite) -> Key:
    """A fresh random key."""
    return Key(suite, secrets.token_bytes(suite.key_bytes))


def mac(key: Key, message: bytes) -> bytes:
    """The 32 bytes that only a holder of the key can compute for a message."""
    code = hmac.HMAC(key.secret, key.suite.hash())
    code.update(message)
    return code.finalize()


def seal(key: Key, content: bytes, place: str) -> bytes:
    """Seal bytes under a key for one place.

    Takes: the place as ``table|column|row``. Gives: 34 bytes more than the content; never the same twice.
    """
    head = bytes((VERSION, key.suite.number)) + key.key_id
    nonce = secrets.token_bytes(NONCE)
    work = Cipher(key.suite.cipher(key.secret), modes.GCM(nonce)).encryptor()
    work.authenticate_additional_data(head + place.encode())
    return head + nonce + work.update(content) + work.finalize() + work.tag


def unseal(key: Key, sealed: bytes, place: str) -> bytes:
    """What was sealed. Raises ``Unreadable`` for a changed or moved value, or another key."""
    head, nonce, content, tag = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE : -TAG], sealed[-TAG:]
    if len(sealed) < HEAD + NONCE + TAG or head != bytes((VERSION, key.suite.number)) + key.key_id:
        raise Unreadable(place)
    work = Cipher(key.suite.cipher(key.secret), modes.GCM(nonce, tag)).decryptor()
    work.authenticate_additional_data(head + place.encode())
    try:
        return work.update(content) + work.finalize()
    except InvalidTag:
        raise Unreadable(place) from None


def key_id_of(sealed: bytes) -> bytes:
    """Which key a value was sealed under."""
    return sealed[2:HEAD]


def wrap(key: Key, inner: Key, place: str) -> bytes:
    """Seal a key under another."""
    return seal(key, bytes((inner.suite.number,)) + inner.secret, place)


def unwrap(key: Key, wrapped: bytes, place: str) -> Key:
    """The key that was wrapped. Raises ``Unreadable``."""
    opened = unseal(key, wrapped, place)
    return Key(SUITES[opened[0]], opened[1:])
