"""What the page of a stock figure shows: the number on its day, what counts, what stands beside it, and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wushe.doors.reports.stock_cells import Cell, Table
from wushe.doors.reports.stock_rows import table_of
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.stations.queries import Viewer
from wushe.statistics.rules import Figure
from wushe.statistics.stocks import Stock, stock_for

PAGE = 20


@dataclass(frozen=True)
class Shown:
    """A number as it is drawn: solid when counted, dashed when declared, dotted when it is a target."""

    value: int
    unit: str
    kind: str
    url: str = ""


@dataclass(frozen=True)
class BesideLine:
    """A number beside the figure, with what it is."""

    label: str
    figure: Shown


@dataclass(frozen=True)
class StockPage:
    """One stock figure, open."""

    stock: Stock
    title: str
    figure: Shown
    hint: str
    on: date | None
    beside: list[BesideLine]
    back_url: str
    heads: Sequence[str]
    rows: list[list[tuple[str, Cell]]]
    pager: Pager | None
    total: int
    bridge: str
    rights_note: str


def stock_page(viewer: Viewer, text: str, number: int) -> StockPage:
    """The page of the stock figure a query text asks for.

    Takes: who looks, the query's text, the page of rows (from 1; past the end is the last).
    Refuses: as ``stocks.stock_for`` does. Costs: about 15 queries, 25 for a target.
    """
    found = stock_for(viewer, text)
    table: Table = table_of(viewer, found)
    first = first_of(number, PAGE, len(table.ids))
    return StockPage(
        stock=found,
        title=" · ".join(word for word in (found.scope_name, found.name) if word),
        figure=Shown(found.value, found.unit, found.look),
        hint=hint_of(found),
        on=found.on,
        beside=[
            BesideLine(one.label, Shown(one.value, one.unit, "counted", Figure.url_of(one.query) if one.query else ""))
            for one in found.beside
        ],
        back_url="/desk/" if viewer.opens("reports:desk") else "/county/",
        heads=table.heads,
        rows=[list(zip(table.heads, row, strict=True)) for row in table.rows(table.ids[first : first + PAGE])],
        pager=pager(f"{found.url}&", first, PAGE, len(table.ids)),
        total=len(table.ids),
        bridge=bridge_of(found),
        rights_note=table.note,
    )


def day_told(told: Mapping[str, str]) -> date | None:
    """The day somebody chose on the page; none when nothing was chosen, or what was typed is no day."""
    try:
        return date.fromisoformat(told.get("on", ""))
    except ValueError:
        return None


def hint_of(found: Stock) -> str:
    """Where the number comes from, in words."""
    if found.look == "declared":
        return _("申报的数，不是数出来的")
    if found.look == "target":
        return _("目标，不是数出来的")
    return _("从登记数出来的")


def bridge_of(found: Stock) -> str:
    """Why there are more rows than the number says; empty where there are not."""
    if found.rows != "certificates" or len(found.records) == found.value:
        return ""
    facts = {"records": f"{len(found.records):,}", "value": f"{found.value:,}"}
    return _("证书 %(records)s 本，去重后 %(value)s 人：有人不止一本。") % facts
