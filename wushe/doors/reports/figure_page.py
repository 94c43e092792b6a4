"""What the page of one figure shows: what it is, what it is made of, and the records behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wushe.doors.reports.boards import Tile, tiles
from wushe.doors.reports.choices import Choice, filter_labels, period_choices, period_of, span_of
from wushe.doors.reports.figure_evidence import Level, evidence_levels
from wushe.doors.reports.figure_months import Months, month_panel
from wushe.doors.reports.figure_parts import Panel, Taken, group_panel, method_panel, station_panel
from wushe.doors.reports.figure_records import PAGE, RecordRow, bridge_of, narrowed, page_of, rights_note, shown
from wushe.doors.reports.figure_units import UnitTable, unit_panel, unit_table
from wushe.doors.reports.shapes import opens_shapes
from wushe.doors.reports.succession import Succession, successions
from wushe.ground.kit import clock
from wushe.ground.kit.paging import Pager, first_of, page_number, pager
from wushe.registers.stations.queries import Viewer
from wushe.statistics.counting import slice_of
from wushe.statistics.queries import figure_for, records_in
from wushe.statistics.restated import restated
from wushe.statistics.rules import Figure, Query, read_query
from wushe.statistics.scopes import opens_records
from wushe.statistics.veil import veil_for

PARTS = {
    "named": gettext_lazy("实名"),
    "counted": gettext_lazy("未实名（点数）"),
    "estimated": gettext_lazy("未实名（估计）"),
}


class Restatement(NamedTuple):
    """A closed month as reported and as known."""

    period_label: str
    reported: int
    known: int
    unit: str
    reason: str


@dataclass(frozen=True)
class FigurePage:
    """One figure, open."""

    figure: Figure
    title: str
    measure_name: str
    measure_version: int
    period_label: str
    periods: list[Choice]
    starts_on: date
    ends_on: date
    scope_name: str
    filter_labels: list[str]
    as_of: datetime
    last_seq: int
    back_url: str
    query: str
    definition: Sequence[str]
    source: str
    parts: list[tuple[str, int]]
    months: Months | None
    units: UnitTable | None
    unit_list: Panel | None
    stations: Panel | None
    groups: Panel | None
    methods: Panel | None
    evidence: list[Level]
    all_url: str
    successions: list[Succession]
    reported_vs_known: list[Restatement]
    siblings: list[Tile]
    rows: list[RecordRow]
    records_total: int
    records_label: str
    pager: Pager | None
    bridge: str
    rights_note: str
    veil_note: str
    error: str


def moved(asked: QueryDict, today: date) -> str:
    """The text of the same figure over the days that the page's controls name; empty when they name none.

    Refuses: as ``read_query`` does, ``period-empty``; ``ValueError`` for a date that is none.
    """
    if "period" not in asked:
        return ""
    query = read_query(asked.get("q", ""))
    return replace(query, period=period_of(asked.get("period", ""), asked, today), as_of=None).text


def figure_page(viewer: Viewer, asked: Mapping[str, str], error: str = "") -> FigurePage:
    """The page of the figure a query text asks for.

    Takes: who looks; the words of the address: ``q``, ``page`` of the records (from 1; past the end is the last),
    ``evidence`` for the records of one level, ``all`` for long tables whole; what went wrong with the days asked for.
    Refuses: as ``read_query`` and ``figure_for`` do.
    Costs: about 60 queries however many villages and records, and about 20 per closed month that was put right later.
    """
    query = read_query(asked.get("q", ""))
    plain = figure_for(viewer, query)
    veil = veil_for(viewer, plain.scope, query.filters)
    figure, fixed = veil.one(plain), replace(query, as_of=plain.as_of)
    siblings = tiles(plain.scope, plain.period, query.filters, veil, plain.as_of)
    taken = Taken(
        viewer,
        figure,
        slice_of(plain.scope, plain.period, query.filters, plain.as_of),
        veil,
        {tile.figure.measure.key: tile.figure for tile in siblings},
        is_whole="all" in asked,
    )
    return FigurePage(
        **head_of(viewer, figure, fixed),
        **parts_of(taken, fixed),
        **records_of_page(taken, fixed, asked),
        siblings=siblings,
        reported_vs_known=[] if veil.is_down else restatements(viewer, figure),
        successions=successions(figure, fixed) if figure.is_told else [],
        veil_note=veil.note,
        error=error,
    )


def head_of(viewer: Viewer, figure: Figure, query: Query) -> dict[str, Any]:
    """What a figure is: its title, its days, its definition. Costs: 2 queries."""
    labels = filter_labels(query.filters)
    parts = [(str(PARTS[name]), value) for name, value in figure.parts.items()]
    return {
        "figure": figure,
        "title": " · ".join([figure.scope.name, figure.measure.name, *labels]),
        "measure_name": figure.measure.name,
        "measure_version": figure.measure.version,
        "period_label": f"{figure.period.start} — {figure.period.last}",
        "periods": period_choices(span_of(figure.period, clock.today())),
        "starts_on": figure.period.start,
        "ends_on": figure.period.last,
        "scope_name": figure.scope.name,
        "filter_labels": labels,
        "as_of": clock.now(),
        "last_seq": figure.as_of,
        "back_url": "/desk/" if viewer.opens("reports:desk") else "/county/",
        "query": query.text,
        "definition": figure.measure.definition,
        "source": figure.measure.source,
        "parts": parts if len(parts) > 1 and not figure.filters.are_personal else [],
        "bridge": bridge_of(figure) if figure.is_told else "",
    }


def parts_of(taken: Taken, query: Query) -> dict[str, Any]:
    """The panels; none of a figure that is not told, or of nothing. Costs: about 25 queries."""
    row = taken.figure.measure
    is_open = taken.figure.is_told and taken.figure.value > 0
    is_table = row.is_of_people and not row.least_events
    return {
        "months": month_panel(taken, clock.today()) if is_open else None,
        "units": unit_table(taken) if is_open and is_table else None,
        "unit_list": unit_panel(taken) if is_open and not is_table else None,
        "stations": station_panel(taken) if is_open else None,
        "groups": group_panel(taken) if is_open else None,
        "methods": method_panel(taken) if is_open else None,
        "all_url": f"{Figure.url_of(query.text)}&all=1",
    }


def records_of_page(taken: Taken, query: Query, asked: Mapping[str, str]) -> dict[str, Any]:
    """A page of the records, and how well all of them are proved. Costs: 4 to 6 queries."""
    viewer, figure = taken.viewer, taken.figure
    opens = figure.is_told and not taken.veil.shuts
    opens = opens and (opens_records(viewer, figure.scope) or opens_shapes(viewer, figure.scope))
    records = records_in(figure.measure, taken.part)
    wanted = asked.get("evidence", "")
    levels = evidence_levels(taken, records, query.text, wanted, opens=opens)
    one = next((level for level in levels if level.is_asked), None)
    total = (one.value if one else figure.records) if opens else 0
    first = first_of(page_number(asked), PAGE, total)
    found = page_of(narrowed(records, one.level) if one else records, first, total) if opens else ()
    base = f"{Figure.url_of(query.text)}&" + (f"evidence={one.level}&" if one else "")
    return {
        "evidence": levels,
        "rows": [shown(viewer, figure.scope, record) for record in found],
        "records_total": total,
        "records_label": one.label if one else "",
        "pager": pager(base, first, PAGE, total),
        "rights_note": rights_note(viewer, figure, taken.veil, opens),
    }


def restatements(viewer: Viewer, figure: Figure) -> list[Restatement]:
    """Closed months of the period whose number has changed since it was reported."""
    return [
        Restatement(month, then, now, figure.unit, _("关账后有更正或迟报"))
        for month, then, now in restated(viewer, figure)
    ]
