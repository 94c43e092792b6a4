"""What the page 文章对照 shows: each printed sentence with its figures, and beside them what was counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import parse_qs

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.doors.reports.articles import Article, Mark, Reading, Sentence, articles
from wushe.doors.reports.seed_figures import EITHER, SeedFigure, seed_figures
from wushe.doors.reports.verdicts import GAP, MET, TARGET, Verdict, verdict_of
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.statistics.rules import Figure
from wushe.statistics.stocks_asked import Beside


class Value(NamedTuple):
    """A number with what it is of, as ``{% figure %}`` reads it."""

    value: int
    unit: str
    url: str
    kind: str
    label: str = ""


class Line(NamedTuple):
    """One figure of a sentence: as printed, as counted, whether it holds."""

    id: str
    printed: str
    as_of: str
    values: list[Value]
    on: date | None
    verdict: Verdict
    kind: str
    records: int
    url: str
    open_url: str


class Piece(NamedTuple):
    """Some words of a sentence, with the figure they are."""

    words: str
    line: Line | None = None
    reading: Reading | None = None


class Quoted(NamedTuple):
    """A sentence and its figures."""

    pieces: list[Piece]
    starts_inside: bool
    goes_on: bool
    lines: list[Line]
    reading: Reading | None


class Tab(NamedTuple):
    """A report one may choose."""

    name: str
    hint: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class ArticlePage:
    """文章对照: one report, or why there is none to show."""

    tabs: list[Tab]
    article: Article | None
    sentences: list[Quoted]
    summary: str
    on: date
    as_of: datetime
    why_empty: str


def articles_page(readable: list[Article], here: Article | None, key: str) -> ArticlePage:
    """The page of a report.

    Takes: the reports one may read, the one to show (None: why there is none), the key that was asked for.
    Costs: as ``seed_figures`` for its figures.
    """
    on = clock.today()
    lines = {line.id: line for line in lines_of(here, on)} if here else {}
    return ArticlePage(
        tabs=[Tab(one.name, _count(one), _url(one), one is here) for one in readable],
        article=here,
        sentences=[quoted(sentence, lines) for sentence in here.sentences] if here else [],
        summary=summary_of(list(lines.values())),
        on=on,
        as_of=clock.now(),
        why_empty="" if here else why_empty(key, has_others=bool(readable)),
    )


def chosen(readable: list[Article], key: str) -> Article | None:
    """The report of a key, or the first one without; None when it is not among those one may read.

    Refuses: ``stations-not-here`` for a report that nobody printed.
    """
    if key and key not in articles():
        raise Refused("stations-not-here")
    return next((one for one in readable if not key or one.key == key), None)


def why_empty(key: str, *, has_others: bool) -> str:
    """Why no report is shown."""
    if has_others:
        return _("这篇报道写的是%(place)s，不在您的范围内。请从上面选一篇。") % {"place": articles()[key].place_name}
    names = "、".join(article.place_name for article in articles().values())
    return _("这里对照的报道写的是%(names)s。您的范围里没有这几处，所以没有可对照的。") % {"names": names}


def lines_of(article: Article, on: date) -> list[Line]:
    """The figures of a report, in the order of the print."""
    found = {figure.id: figure for figure in seed_figures(on, article.ids)}
    return [line_of(article, mark, found[mark.id], on) for sentence in article.sentences for mark in sentence.marks]


def line_of(article: Article, mark: Mark, figure: SeedFigure, on: date) -> Line:
    """One figure beside the count."""
    day = day_of(figure.query)
    return Line(
        id=figure.id,
        printed=mark.printed,
        as_of=printed_as_of(figure),
        values=values_of(figure),
        on=day if day != on else None,
        verdict=verdict_of(figure),
        kind="target" if figure.id == TARGET and figure.kind == "counted" else figure.kind,
        records=figure.records,
        url=Figure.url_of(figure.query) if figure.query else "",
        open_url=f"{_url(article)}?open={figure.id}",
    )


def printed_as_of(figure: SeedFigure) -> str:
    """The day that the print gives; words where it gives none."""
    return figure.as_of if figure.as_of != "—" else _("没印日期")


def values_of(figure: SeedFigure) -> list[Value]:
    """The numbers of a figure: both readings of 人（次）, of a target how many meet it and how many do not."""
    if figure.computed is None or figure.answer is None:
        return []
    beside = [beside_value(one, figure.kind) for one in figure.beside]
    if figure.id == TARGET:
        asked = {state: one for state in (MET, GAP) for one in figure.beside if one.query and state in one.query}
        return [beside_value(one, "counted") for one in asked.values()]
    unit = figure.answer.unit or figure.unit
    own = Value(figure.computed, unit, figure.answer.url, figure.kind)
    return [own, *beside[-1:]] if figure.id == EITHER else [own]


def beside_value(one: Beside, kind: str) -> Value:
    """A number that belongs next to another."""
    return Value(one.value, one.unit, Figure.url_of(one.query) if one.query else "", kind, one.label)


def day_of(query: str | None) -> date | None:
    """The day a query is asked for: of a stock the day, of a flow the last day; None for what has no day."""
    asked = parse_qs((query or "").partition("?")[2])
    days = asked.get("on") or asked.get("to")
    return date.fromisoformat(days[0]) if days else None


def quoted(sentence: Sentence, lines: dict[str, Line]) -> Quoted:
    """A sentence cut at its figures."""
    pieces, rest = [], sentence.text
    for mark in sentence.marks:
        before, _mark, rest = rest.partition(mark.mark)
        pieces += [Piece(before), Piece(mark.mark, lines[mark.id])]
    pieces.append(Piece(rest))
    if sentence.reading:
        before, words, after = sentence.text.partition(sentence.reading.printed)
        pieces = [Piece(before), Piece(words, reading=sentence.reading), Piece(after)]
    of_it = [lines[mark.id] for mark in sentence.marks]
    return Quoted(
        [piece for piece in pieces if piece.words], sentence.starts_inside, sentence.goes_on, of_it, sentence.reading
    )


def summary_of(lines: list[Line]) -> str:
    """How many of the figures hold, in words: 成立 5，未接入 5."""
    kinds = {"green": _("成立"), "red": _("不成立"), "amber": _("目标"), "blue": _("申报"), "plain": _("未接入")}
    found = Counter(line.verdict.level for line in lines)
    return "，".join(f"{word} {found[level]}" for level, word in kinds.items() if found[level])


def _count(article: Article) -> str:
    return _("%(n)s 个数") % {"n": len(article.ids)}


def _url(article: Article) -> str:
    return reverse("reports:article", args=[article.key])
