"""Stock figures: counted from registers as of a day, or declared by somebody else 存量数字.

A flow figure counts what was done in a period (see ``counting``); a stock figure counts what there is. Its query is
a text too: ``units-covered?scope=liudao&kind=village&on=2026-11-24``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.queries import service_model
from wushe.registers.stations.models import DeclaredFigure, RegionLink, View
from wushe.registers.stations.queries import holding

Asked = dict[str, list[str]]


@dataclass(frozen=True)
class Stock:
    """A stock figure: ``kind`` is counted or declared; ``records`` are the ids of what was counted."""

    kind: str
    value: int
    records: list[str]
    query: str


def is_stock(query: str) -> bool:
    """True if the text asks for a stock figure."""
    return query.partition("?")[0] in STOCKS


def stock(query: str) -> Stock:
    """The stock figure a query text asks for.

    Refuses: ``statistics-unreadable-query``, ``statistics-no-such-stock`` (nothing is registered to count).
    Costs: 1 or 2 queries.
    """
    name, _mark, tail = query.partition("?")
    try:
        kind, value, records = STOCKS[name](parse_qs(tail, strict_parsing=True))
    except (KeyError, ValueError) as error:
        raise Refused("statistics-unreadable-query", query=query) from error
    return Stock(kind, value, records, query)


def units_covered(asked: Asked) -> tuple[str, int, list[str]]:
    """The units of some kinds that a coverage unit covers on a day, from its dated links."""
    on = date.fromisoformat(asked["on"][0])
    links = RegionLink.objects.filter(view=View.COVERAGE, parent__key=asked["scope"][0])
    if not links.exists():
        raise Refused("statistics-no-such-stock", key=asked["scope"][0])
    links = links.filter(holding(on), child__kind__in=asked["kind"])
    keys = list(links.order_by("child__key").values_list("child__key", flat=True))
    return "counted", len(keys), keys


def declared(asked: Asked) -> tuple[str, int, list[str]]:
    """A figure somebody else printed about a place, kept with its source."""
    scope, key = asked["scope"][0], asked["key"][0]
    row = DeclaredFigure.objects.filter(region__key=scope, key=key).first()
    if row is None:
        raise Refused("statistics-no-such-stock", key=f"{scope}/{key}")
    return "declared", row.value, [f"declared:{scope}/{key}"]


def fields_of_slot(asked: Asked) -> tuple[str, int, list[str]]:
    """The fields of service in a slot of a service model, as the newest version of it says."""
    try:
        model = service_model(asked["key"][0])
    except Refused as refused:
        raise Refused("statistics-no-such-stock", key=asked["key"][0]) from refused
    fields = [key for slot in model.parts if slot.label == asked["slot"][0] for key in slot.fields]
    return "counted", len(fields), fields


STOCKS: dict[str, Callable[[Asked], tuple[str, int, list[str]]]] = {
    "units-covered": units_covered,
    "declared": declared,
    "service-model": fields_of_slot,
}
