"""Sentences with numbers in them, each number with its figure behind it 行文."""

from collections.abc import Sequence
from string import Formatter
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.doors.reports.answers import Answer
from wushe.statistics.rules import FEW, VEILED, Figure

MINUTES = "分钟"


class Number(NamedTuple):
    """A number in a sentence: as it is written, and where it opens (empty: it does not)."""

    text: str
    unit: str
    url: str = ""
    kind: str = "counted"


Piece = str | Number
Sentence = list[Piece]


def number(value: int, unit: str, url: str = "", kind: str = "counted") -> Number:
    """A number as it is written: whole, nothing rounded; minutes as hours and minutes; ＜5 for what is not told."""
    if kind in (FEW, VEILED):
        return Number("＜5" if kind == FEW else "—", unit, "", kind)
    if unit == MINUTES:
        return Number(_("%(h)s 小时 %(m)s 分钟") % {"h": f"{value // 60:,}", "m": value % 60}, "", url, kind)
    return Number(f"{value:,}", unit, url, kind)


def of_figure(figure: Figure) -> Number:
    """The number of a figure."""
    return number(figure.value, figure.unit, figure.url, figure.kind)


def of_answer(answer: Answer) -> Number:
    """The number of an answer."""
    return number(answer.value, answer.unit, answer.url, answer.kind)


def told(words: str, **numbers: Number | str) -> Sentence:
    """A sentence with its numbers put in: ``{name}`` stands for the number with its unit."""
    pieces: Sentence = []
    for words_before, name, _spec, _conversion in Formatter().parse(words):
        pieces += [words_before] if words_before else []
        pieces += [numbers[name]] if name else []
    return pieces


def listed(rows: Sequence[tuple[str, Number]]) -> Sentence:
    """养老服务 12 人次，儿童关爱保护 3 人次。"""
    pieces: Sentence = []
    for label, value in rows:
        pieces += [f"{'，' if pieces else ''}{label} ", value]
    return [*pieces, "。"]


def plain(sentence: Sentence) -> str:
    """The sentence as text."""
    return "".join(piece if isinstance(piece, str) else f"{piece.text} {piece.unit}".strip() for piece in sentence)
