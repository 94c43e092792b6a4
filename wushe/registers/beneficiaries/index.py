"""The keyed codes by which persons are found, without a word of what they stand for 索引."""

from datetime import date

from wushe.ground.kit.crypto import mac
from wushe.ground.kit.keyring import purpose_key
from wushe.registers.beneficiaries.rules import long_form, tidy, tidy_number

#: Names share codes on purpose (see NameToken); numbers do not.
TOKEN_BITS = 20
CODE_BYTES = 16


def name_token(county: str, part: str) -> int:
    """The code of a part of a name in a county."""
    code = mac(purpose_key(county, "index"), f"name|{part}".encode())
    return int.from_bytes(code[:4], "big") >> (32 - TOKEN_BITS)


def number_code(county: str, kind: str, number: str) -> bytes | None:
    """The code of a number (``id`` or ``phone``) in a county; None for no number.

    An identity number of fifteen digits has the code of its long form: both are one person's.
    """
    tidied = tidy_number(number)
    tidied = long_form(tidied) if kind == "id" else tidied
    return mac(purpose_key(county, "index"), f"{kind}|{tidied}".encode())[:CODE_BYTES] if tidied else None


def birth_code(county: str, name: str, birth: date | None) -> bytes | None:
    """The code of a name with a birth day; None without a birth day."""
    if birth is None:
        return None
    return mac(purpose_key(county, "index"), f"birth|{tidy(name)}|{birth}".encode())[:CODE_BYTES]
