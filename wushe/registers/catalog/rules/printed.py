"""A printed formula in its parts: 1+1+5+X, 一年覆盖、两年规范, 一平台三计划 原文的各段. Pure."""

import re
from dataclasses import dataclass
from unicodedata import normalize

Count = int | str

VARIABLE = re.compile(r"(?:[1-9][0-9]?)?[A-Z]")
DIGITS = "零一二三四五六七八九"
NUMERAL = "一二两三四五六七八九十"
PART = re.compile(rf"(?P<count>[0-9]+[A-Z]?|[A-Z](?![A-Za-z])|[{NUMERAL}]+)?(?P<rest>.*)", re.DOTALL)
PIECE = re.compile(rf"[{NUMERAL}]+[^{NUMERAL}]*")
MOST = 99


@dataclass(frozen=True)
class Part:
    """One part of a formula: its text, the count it begins with (None: none), and the words behind the count."""

    text: str
    count: Count | None
    rest: str


def plain(text: str) -> str:
    """A text as it is compared: full-width made narrow, without blanks."""
    return "".join(normalize("NFKC", text).split())


def is_count(value: object) -> bool:
    """True for a whole number from 1 to 99, or for a variable: X, N, 3X."""
    if isinstance(value, str):
        return VARIABLE.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST


def parts(printed: str) -> list[Part]:
    """The parts of a formula, divided at plus signs; else at 、; else before each Chinese numeral.

    Gives: none for a text in which no part begins with a count: then there is nothing to hold the slots against.
    """
    found = [_part(text) for text in _pieces(plain(printed))]
    return found if any(part.count is not None for part in found) else []


def _pieces(text: str) -> list[str]:
    for mark in ("+", "、"):
        if mark in text:
            return text.split(mark)
    return PIECE.findall(text) if text[:1] in tuple(NUMERAL) else [text]


def _part(text: str) -> Part:
    found = PART.fullmatch(text)
    count = found["count"] if found else None
    return Part(text, _number(count) if count else None, found["rest"] if found else text)


def _number(text: str) -> Count:
    """12 and 十二 are 12, 3X is 3X."""
    if text.isdecimal():
        return int(text)
    if text[0] not in NUMERAL:
        return text
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    if not ten:
        return DIGITS.find(ones[-1:])
    return (DIGITS.find(tens[-1:]) if tens else 1) * 10 + (DIGITS.find(ones[-1:]) if ones else 0)
