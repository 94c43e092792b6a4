"""The rows behind a stock figure in words: stations, organizations, places; those of workers: ``stock_workers``."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from wushe.doors.reports.stock_cells import Cell, Row, Table, joined
from wushe.doors.reports.stock_workers import certificates_table, units_table
from wushe.ground.kit import clock
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Incubation, Organization, OrganizationKind, Region, State, Station
from wushe.registers.stations.queries import Viewer, contracts_of, holding, paths_of, states_of, stations, towns_of
from wushe.registers.stations.rules.stations import Step, standing
from wushe.statistics.stocks import Stock


def table_of(viewer: Viewer, found: Stock) -> Table:
    """The table of a stock figure, as the viewer may read it. Costs: none before its rows are made, 10 for units."""
    return TABLES[found.rows](viewer, found)


def stations_table(viewer: Viewer, found: Stock) -> Table:
    """Stations: where they stand, what they are on the day, who runs them since when."""
    on = found.on or clock.today()

    def rows(keys: Sequence[str]) -> list[Row]:
        """Costs: 6 queries."""
        some = {row.key: row for row in Station.objects.filter(key__in=keys).select_related("county", "coverage")}
        towns, states = towns_of(viewer, some.values(), on), states_of(viewer, some.values())
        contracts = contracts_of(viewer, some.values())
        opens = viewer.opens("stations:station")
        seen = set(stations(viewer).filter(key__in=keys).values_list("key", flat=True)) if opens else set()
        return [
            [
                Cell(some[key].name, f"/stations/{key}/" if key in seen else ""),
                Cell(joined([town.name for town in towns.get(some[key].pk, [])]), note=some[key].county.name),
                _state_cell([Step(row.state, row.since_printed) for row in states.get(some[key].pk, [])], on),
                _operator_cell(
                    [(row.organization.name, row.starts_on) for row in contracts.get(some[key].pk, []) if row.holds(on)]
                ),
            ]
            for key in keys
        ]

    return Table((_("站点"), _("在哪里"), _("状态"), _("谁在运营")), found.records, rows)


def _state_cell(steps: list[Step], on: date) -> Cell:
    """What a station is on the day, and since when as printed."""
    now = standing(steps, on)
    if now is None:
        return Cell(_("未登记状态"))
    since = next((step.since_printed for step in reversed(steps) if step.state == now.state), "")
    return Cell(str(State(now.state).label), note=_("自 %(since)s") % {"since": since} if since else "")


def _operator_cell(by: list[tuple[str, date]]) -> Cell:
    """Who runs a station on the day, and since when."""
    if not by:
        return Cell(_("没有运营合同"))
    name, since = by[0]
    return Cell(name, note=_("自 %(since)s") % {"since": since})


def organizations_table(viewer: Viewer, found: Stock) -> Table:
    """Organizations: what they are, where they are registered, since when; who nursed them, when that was asked."""
    nursed = found.key == "incubated"
    heads = [_("机构"), _("类型"), _("登记地"), _("成立日"), *([_("培育孵化")] if nursed else [])]

    def rows(keys: Sequence[str]) -> list[Row]:
        """Costs: 1 query, 2 with incubation."""
        some = {row.key: row for row in Organization.objects.filter(key__in=keys).select_related("seat")}
        by = _nursing(keys, found.on or clock.today()) if nursed else {}
        opens = viewer.opens("stations:organization")
        return [
            [
                Cell(some[key].name, f"/organizations/{key}/" if opens else ""),
                Cell(str(some[key].get_kind_display())),
                Cell(_seat_of(some[key])),
                Cell(str(some[key].starts_on or _("没有登记"))),
                *([Cell(by[key][0], note=by[key][1])] if nursed else []),
            ]
            for key in keys
        ]

    return Table(heads, found.records, rows)


def _seat_of(row: Organization) -> str:
    return row.seat.name if row.seat else _("没有登记")


def _nursing(keys: Sequence[str], on: date) -> dict[str, tuple[str, str]]:
    """Who nursed organizations since when, the latest, and what came of it by the day."""
    rows = Incubation.objects.filter(organization__key__in=keys, starts_on__lte=on)
    told = {}
    for row in rows.select_related("region", "organization").order_by("starts_on", "pk"):
        ended = row.ends_on is not None and row.ends_on < on
        state = str(row.get_outcome_display()) if ended else _("进行中")
        told[row.organization.key] = (row.region.name, f"{row.starts_on} · {state}")
    return told


def areas_table(viewer: Viewer, found: Stock) -> Table:
    """Places: what they are and where they lie, or which service organizations are registered there."""
    with_firms = found.key == "areas-with-organization"
    on = found.on or clock.today()

    def rows(keys: Sequence[str]) -> list[Row]:
        """Costs: 2 queries, or 1 and one a level."""
        some = {row.key: row for row in Region.objects.filter(key__in=keys)}
        firms = _firms_of(keys, on) if with_firms else {}
        paths = {} if with_firms else paths_of(some.values(), on)
        return [
            [
                Cell(some[key].name),
                Cell(str(some[key].get_kind_display())),
                Cell(joined(firms.get(key, []))) if with_firms else Cell(paths[some[key].pk]),
            ]
            for key in keys
        ]

    return Table((_("地方"), _("类型"), _("登记在那里的机构") if with_firms else _("在哪里")), found.records, rows)


def _firms_of(keys: Sequence[str], on: date) -> dict[str, list[str]]:
    """The service organizations in force seated in places, by place."""
    named: dict[str, list[str]] = {}
    rows = Organization.objects.filter(holding(on), kind=OrganizationKind.SERVICE, seat__key__in=keys)
    for seat, name in rows.order_by("name").values_list("seat__key", "name"):
        named.setdefault(seat, []).append(name)
    return named


def fields_table(viewer: Viewer, found: Stock) -> Table:
    """Fields of service of a slot."""

    def rows(keys: Sequence[str]) -> list[Row]:
        """Costs: 1 query."""
        names = dict(ServiceField.objects.filter(key__in=keys).values_list("key", "name"))
        return [[Cell(names.get(key, key))] for key in keys]

    return Table((_("服务领域"),), found.records, rows)


def no_table(viewer: Viewer, found: Stock) -> Table:
    """What somebody else declared has no rows here."""
    return Table((), (), lambda keys: [])


TABLES: dict[str, Callable[[Viewer, Stock], Table]] = {
    "stations": stations_table,
    "organizations": organizations_table,
    "certificates": certificates_table,
    "areas": areas_table,
    "units": units_table,
    "fields": fields_table,
    "none": no_table,
}
