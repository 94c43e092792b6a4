"""Stock figures: counted from registers as of a day, or declared by somebody else 存量数字.

A flow figure counts what was done in a period (see ``counting``); a stock figure counts what there is. Its query is
a text too: ``certified?scope=330521&on=2026-11-24``. What each counts, if and only if, stands in ``stocks.toml``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.queries import service_model
from wushe.registers.stations.models import DeclaredFigure, Region, RegionKind, View
from wushe.registers.stations.queries import Viewer, counties_under, county_of, units_under
from wushe.statistics import stocks_organizations, stocks_stations, stocks_workers
from wushe.statistics.rules import Figure
from wushe.statistics.scopes import ABOVE, permitted, scope_for
from wushe.statistics.stocks_asked import Asked, Beside, Counted, day, kinds, place, read


@dataclass(frozen=True)
class Stock:
    """A stock figure, and all that is needed to make it again.

    ``kind`` is counted or declared; ``records`` are the ids of what was counted, ``rows`` says what they name; ``on``
    is the day (None where there is none); the scope is empty where no place was asked; ``beside`` are numbers next to
    it.
    """

    key: str
    name: str
    unit: str
    definition: tuple[str, ...]
    source: str
    kind: str
    value: int
    records: list[str]
    query: str
    on: date | None
    scope_key: str
    scope_name: str
    rows: str
    beside: tuple[Beside, ...] = ()

    @property
    def url(self) -> str:
        """Where it opens."""
        return Figure.url_of(self.query)

    @property
    def look(self) -> str:
        """How it is drawn: solid when counted, dashed when declared, dotted when it is a target."""
        return "target" if self.key == "target" else self.kind


def is_stock(query: str) -> bool:
    """True if the text asks for a stock figure."""
    return query.partition("?")[0] in STOCKS


def stock(query: str) -> Stock:
    """The stock figure a query text asks for.

    Refuses: ``statistics-unreadable-query``, ``statistics-unknown-scope``, ``statistics-registered-by-county``,
    ``statistics-no-such-stock`` (nothing is registered to count). Costs: 2 to 10 queries, however much is counted.
    """
    name, asked = read(query)
    try:
        found = STOCKS[name](asked)
        on = day(asked) if "on" in asked else None
    except (KeyError, ValueError) as error:
        raise Refused("statistics-unreadable-query", query=query) from error
    if isinstance(found, tuple):
        found = Counted(None, found[1], found[2], {"slot": asked["slot"][0]}, kind=found[0])
    row, words = kinds()[name], found.words
    return Stock(
        key=name,
        name=row.name.format(**words),
        unit=row.unit.format(**words),
        definition=tuple(line.format(**words) for line in row.definition),
        source=row.source.format(**words),
        kind=found.kind,
        value=found.value,
        records=found.records,
        query=query,
        on=on,
        scope_key=found.place.key if found.place else "",
        scope_name=found.place.name if found.place else "",
        rows=row.rows,
        beside=found.beside,
    )


def on_another_day(query: str, on: date) -> str:
    """The text of the same question on another day. Refuses: ``statistics-unreadable-query``."""
    name, asked = read(query)
    return f"{name}?{urlencode(asked | {'on': [on.isoformat()]}, doseq=True)}"


def stock_for(viewer: Viewer, query: str) -> Stock:
    """The stock figure, if the viewer may see it.

    Who sees the figures of all counties of a place sees its stock figures; who works at a station sees those of the
    units it serves. Refuses: ``statistics-foreign-scope`` and whatever ``stock`` refuses.
    """
    _name, asked = read(query)
    if "scope" in asked:
        check_reach(viewer, place(asked))
    return stock(query)


def check_reach(viewer: Viewer, region: Region) -> None:
    """May the viewer see stock figures of a place? Refuses: ``statistics-foreign-scope``."""
    counties = _counties_of(region)
    if not counties:
        permitted(viewer, scope_for(region.key))
    elif not counties <= viewer.county_ids:
        raise Refused("statistics-foreign-scope")


def sees_workers(viewer: Viewer, scope_key: str) -> bool:
    """True if the viewer may read rows about workers of a place, their names masked.

    A city or a province sees of a worker no name: where, which level, which year.
    """
    region = Region.objects.filter(key=scope_key).first()
    if region is None:
        return False
    counties = _counties_of(region) or {scope_for(region.key).county_id}
    return counties <= viewer.counties_for("records.read")


def _counties_of(region: Region) -> set[int]:
    """The counties of a place above them or across them; none for a county and what lies in one."""
    today = clock.today()
    if region.kind in ABOVE:
        return set(counties_under(region, View.STATUTORY, today).values_list("pk", flat=True))
    if region.kind == RegionKind.ZONE:
        return {county_of(unit).pk for unit in units_under(region, View.MANAGED, today)}
    return set()


def declared(asked: Asked) -> Counted:
    """A figure somebody else printed about a place, kept with its source."""
    region, key = place(asked), asked["key"][0]
    row = DeclaredFigure.objects.filter(region=region, key=key).first()
    if row is None:
        raise Refused("statistics-no-such-stock", key=f"{region.key}/{key}")
    words = {"name": row.name, "unit": row.unit, "source": row.source, "as_of": row.as_of_printed}
    return Counted(region, row.value, [f"declared:{region.key}/{key}"], words, kind="declared")


def fields_of_slot(asked: Asked) -> tuple[str, int, list[str]]:
    """The fields of service in a slot of a service model, as the newest version of it says."""
    try:
        model = service_model(asked["key"][0])
    except Refused as refused:
        raise Refused("statistics-no-such-stock", key=asked["key"][0]) from refused
    fields = [key for slot in model.parts if slot.label == asked["slot"][0] for key in slot.fields]
    return "counted", len(fields), fields


STOCKS: dict[str, Callable[[Asked], Counted | tuple[str, int, list[str]]]] = {
    "certified": stocks_workers.certified,
    "organizations": stocks_organizations.organizations_seated,
    "stations-run": stocks_stations.stations_run,
    "stations": stocks_stations.stations_standing,
    "incubated": stocks_organizations.organizations_nursed,
    "areas-with-organization": stocks_organizations.areas_with_organization,
    "target": stocks_workers.target,
    "target-units": stocks_workers.target_units,
    "units-covered": stocks_stations.units_covered,
    "declared": declared,
    "service-model": fields_of_slot,
}
