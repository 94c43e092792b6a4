"""What the drawer of one printed figure shows: numbers, verdict, definition, evidence, the first records 抽屉."""

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.doors.reports.answers import Answer
from wushe.doors.reports.articles import Article
from wushe.doors.reports.articles_page import Line, Value, beside_value, line_of
from wushe.doors.reports.figure_records import RecordRow, page_of, rights_note, shown
from wushe.doors.reports.seed_figures import SeedFigure, seed_figures
from wushe.doors.reports.shapes import opens_shapes
from wushe.doors.reports.verdicts import reading_of
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ledger.models import Evidence
from wushe.registers.stations.models import Organization, Region, Station
from wushe.registers.stations.queries import Viewer
from wushe.statistics.queries import figure_for, records_of
from wushe.statistics.rules import Query
from wushe.statistics.scopes import opens_records
from wushe.statistics.shares import by_evidence
from wushe.statistics.veil import veil_for

FIRST = 6


class Counted(NamedTuple):
    """One number of the drawer, with how it compares with the print."""

    label: str
    value: Value


@dataclass(frozen=True)
class Drawer:
    """One printed figure, opened beside the page."""

    line: Line
    title: str
    reading: str
    numbers: list[Counted]
    note: str
    definition: list[str]
    source: str
    evidence: list[tuple[str, int]]
    named: int
    rows: list[RecordRow]
    names: list[str]
    records_note: str
    close_url: str


def drawer_of(viewer: Viewer, article: Article, key: str) -> Drawer | None:
    """The drawer of a figure of a report; None for one that it does not hold, or that is not counted yet.

    Costs: as ``seed_figures`` for one figure, and about 20 more for the records of a flow.
    """
    mark = next((mark for sentence in article.sentences for mark in sentence.marks if mark.id == key), None)
    if mark is None:
        return None
    [figure] = seed_figures(clock.today(), {key})
    if figure.answer is None:
        return None
    line = line_of(article, mark, figure, clock.today())
    rows, evidence, note = records_shown(viewer, figure.answer)
    names = names_of(figure.answer)
    if figure.kind == "counted" and figure.answer.ids and not names:
        note = _("这里不列人。数字页上有每一条的等级、地方和日期。")
    return Drawer(
        line=line,
        title=f"{figure.place} · {figure.measure}",
        reading=reading_of(figure),
        numbers=numbers_of(figure, line),
        note=figure.note,
        definition=[str(text) for text in figure.answer.definition],
        source=str(figure.answer.source) or figure.source,
        evidence=evidence,
        named=sum(number for _level, number in evidence),
        rows=rows,
        names=names,
        records_note=note,
        close_url=line.open_url.partition("?")[0] + f"#{key}",
    )


def numbers_of(figure: SeedFigure, line: Line) -> list[Counted]:
    """The numbers side by side: what was counted first, then what belongs next to it."""
    alone = {"declared": _("申报"), "target": _("目标")}.get(line.kind, _("数得"))
    own = [Counted(value.label or (value.unit if len(line.values) > 1 else alone), value) for value in line.values]
    shown_beside = {value.label for value in line.values}
    more = [
        Counted(one.label, beside_value(one, figure.kind)) for one in figure.beside if one.label not in shown_beside
    ]
    return own + more


def records_shown(viewer: Viewer, answer: Answer) -> tuple[list[RecordRow], list[tuple[str, int]], str]:
    """The first records of a flow as the viewer may see them, how well all are proved, and what is not shown."""
    if answer.asked is None:
        return [], [], ""
    query: Query = answer.asked
    try:
        figure = figure_for(viewer, query)
    except Refused:
        return [], [], _("这个地方不在您的范围内，记录不打开。")
    veil = veil_for(viewer, figure.scope, query.filters)
    opens = veil.one(figure).is_told and not veil.shuts
    opens = opens and (opens_records(viewer, figure.scope) or opens_shapes(viewer, figure.scope))
    records = records_of(query)
    found = islice(page_of(records, 0, figure.records), FIRST) if opens else ()
    rows = [shown(viewer, figure.scope, record) for record in found]
    proved = by_evidence(records.named, records.events.none())
    return rows, [(str(level.label), proved[level]) for level in Evidence], rights_note(viewer, figure, veil, opens)


def names_of(answer: Answer) -> list[str]:
    """The names of the first places and organizations that a stock counts; of people, none.

    Costs: 3 queries, none for a flow.
    """
    keys = answer.ids[:FIRST]
    if not keys:
        return []
    tables = (Region, Station, Organization)
    found = {
        key: name for table in tables for key, name in table.objects.filter(key__in=keys).values_list("key", "name")
    }
    return [found[key] for key in keys if key in found]
