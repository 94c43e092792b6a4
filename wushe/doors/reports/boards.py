"""What the station desk and the county page show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _

from wushe.doors.reports.choices import Asked, Choice, filter_choices, period_choices, scope_choices
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.open_items import OpenItem
from wushe.ground.kit.periods import Period, add_months, month_of
from wushe.ledger.queries import closed_periods
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer, overseen_counties, stations, units_served
from wushe.statistics.counting import Slice, could_hold, count_all, slice_of
from wushe.statistics.rules import Figure, Filters, Scope, countable, total
from wushe.statistics.scopes import permitted, scope_for
from wushe.statistics.spread import UnitFigures, by_station, by_unit
from wushe.statistics.veil import Veil, all_told, veil_for
from wushe.work.safeguarding import queries as safeguarding

UNIT_KEYS = ("persons", "person-times", "households")
MONTHS = 12
#: A table with more rows than this leaves out, by name, where nothing was done.
MANY = 40


class Tile(NamedTuple):
    """One measure of the slice."""

    name: str
    figure: Figure
    note: str
    url: str


class UnitRow(NamedTuple):
    """One village or community in three figures."""

    name: str
    persons: Figure
    person_times: Figure
    households: Figure
    due_count: int
    url: str


#: A row of a table of places.
PlaceRow = TypeVar("PlaceRow", "UnitRow", "StationRow")


class Sums(NamedTuple):
    """Three numbers, one per column of the unit table."""

    persons: int | Figure
    person_times: int | Figure
    households: int | Figure


class MonthRow(NamedTuple):
    """One month of the last twelve."""

    label: str
    persons: Figure
    person_times: Figure
    closed: bool


class StationRow(NamedTuple):
    """One station of the county."""

    name: str
    coverage_name: str
    opened_label: str
    persons: Figure
    person_times: Figure


def tiles(scope: Scope, period: Period, filters: Filters, veil: Veil, as_of: int | None = None) -> list[Tile]:
    """All measures that can be counted of one slice, as the viewer may read them. Costs: 6 queries."""
    figures = map(veil.one, count_all(countable(filters), scope, period, filters, as_of))
    return [Tile(figure.measure.name, figure, note_of(figure), figure.url) for figure in figures]


def note_of(figure: Figure) -> str:
    """What a figure is made of, in a few words."""
    row = figure.measure
    if not figure.is_told:
        return str(row.note)
    if row.key == "person-times" and figure.filters.are_personal:
        return _("只数实名：未实名的没有类别、年龄")
    if row.key == "person-times":
        unnamed = figure.parts["counted"] + figure.parts["estimated"]
        return _("实名 %(named)s，未实名 %(unnamed)s") % {
            "named": f"{figure.parts['named']:,}",
            "unnamed": f"{unnamed:,}",
        }
    if row.least_months and not could_hold(row, figure.period):
        return _("要看 %(n)s 个月以上的时间") % {"n": row.least_months}
    return row.note


def unit_rows(part: Slice, units: list[Region], due: dict[int, int]) -> list[UnitRow]:
    """The slice by unit, in the order given, without areas that ended before and hold nothing. Costs: 2 queries."""
    return [
        UnitRow(
            row.unit.short_name,
            row.persons,
            row.person_times,
            row.households,
            due.get(row.unit.pk, 0),
            row.persons.url,
        )
        for row in by_unit(part, units)
        if row.unit.ends_on is None or is_shown(row, part, due)
    ]


def is_shown(row: UnitFigures, part: Slice, due: dict[int, int]) -> bool:
    """True if an area that has ended still belongs in the table: it stood in the period, or something is left of it."""
    stood = row.unit.ends_on is None or row.unit.ends_on >= part.period.start
    return stood or bool(row.person_times.records) or row.unit.pk in due


def sums_of(rows: list[UnitRow]) -> Sums:
    """What the columns add up to: right for 人次, too much for 人 and 户, and shown struck through."""
    columns = ([getattr(row, name) for row in rows] for name in ("persons", "person_times", "households"))
    return Sums(*(sum(figure.value for figure in column) for column in columns))


def overlap_note(sums: Sums, whole: Sums) -> str:
    """Why the column of 人 does not add up."""
    persons = whole.persons.value if isinstance(whole.persons, Figure) else whole.persons
    added = sums.persons
    if not persons and not added:
        return ""
    if not isinstance(added, int) or added == persons:
        return _("各村的人没有重复。")
    if added < persons:
        return _("另有 %(n)s 人在表外的村（居）接受服务。") % {"n": f"{persons - added:,}"}
    return _("各村相加 %(sum)s 人，去重后 %(whole)s 人：同一人在几个村接受过服务。") % {
        "sum": f"{added:,}",
        "whole": f"{persons:,}",
    }


def month_rows(scope: Scope, filters: Filters, on: date, as_of: int) -> list[MonthRow]:
    """The last twelve months, oldest first. Costs: 5 queries per month."""
    closed = {row.starts_on for row in closed_periods(scope.county_id)}
    rows = []
    for back in range(MONTHS - 1, -1, -1):
        period = month_of(add_months(on.replace(day=1), -back))
        persons, times = count_all(["persons", "person-times"], scope, period, filters, as_of)
        rows.append(MonthRow(f"{period.start:%Y-%m}", persons, times, period.start in closed))
    return rows


@dataclass(frozen=True)
class CountyPage:
    """区县数字: one slice of the ledger in all its measures."""

    scope_name: str
    period_label: str
    period: str
    starts_on: date
    ends_on: date
    periods: list[Choice]
    scopes: list[Choice]
    fields: list[Choice]
    groups: list[Choice]
    methods: list[Choice]
    ages: list[Choice]
    figures: list[Tile]
    units: list[UnitRow]
    units_quiet: list[str]
    units_sum: Sums | None
    units_total: Sums
    units_largest: int
    sum_note: str
    months: list[MonthRow]
    months_note: str
    veil_note: str
    stations: list[StationRow]
    stations_quiet: list[str]
    open_items: list[OpenItem]
    reads_reports: bool
    as_of: datetime
    last_seq: int
    error: str


def board_home(viewer: Viewer) -> str:
    """The key of the place whose figures a viewer sees first; "" for all of several counties.

    Refuses: ``stations-no-county`` when there is no place at all. Costs: 1 or 2 queries.
    """
    counties = list(overseen_counties(viewer)[:2])
    if counties:
        return counties[0].key if len(counties) == 1 else ""
    station = stations(viewer).first()
    if station is None:
        raise Refused("stations-no-county")
    return station.key


def county_page(viewer: Viewer, asked: Asked, error: str = "") -> CountyPage:
    """The page of a county or of a place in it. Costs: about 90 queries, none growing with the rows shown.

    Refuses: ``statistics-foreign-scope``, ``statistics-unknown-scope``, ``statistics-unknown-filter``,
    ``statistics-restricted-alone``.
    """
    scope = permitted(viewer, scope_for(asked.scope_key))
    veil = veil_for(viewer, scope, asked.filters)
    its_stations = [station for station in stations(viewer) if station.county_id == scope.county_id]
    units = list(units_served(viewer, its_stations, asked.period))
    figures = tiles(scope, asked.period, asked.filters, veil)
    last_seq = figures[0].figure.as_of
    at_work, at_rest = without_quiet(veil.rows(station_rows(scope, its_stations, asked, last_seq)))
    return CountyPage(
        scope_name=scope.name,
        period_label=f"{asked.period.start} — {asked.period.last}",
        period=asked.span,
        starts_on=asked.period.start,
        ends_on=asked.period.last,
        periods=period_choices(asked.span),
        scopes=scope_choices(list(overseen_counties(viewer)), units, its_stations, asked.scope_key),
        **filter_choices(asked.filters),  # type: ignore[arg-type]  # keys and kinds as the dataclass has them
        figures=figures,
        **unit_table(scope, asked, units, figures, veil),
        **month_board(scope, asked.filters, last_seq, veil),
        veil_note=veil.note,
        stations=at_work,
        stations_quiet=at_rest,
        open_items=safeguarding.open_items(viewer),
        reads_reports=viewer.opens("safeguarding:all"),
        as_of=clock.now(),
        last_seq=last_seq,
        error=error,
    )


def unit_table(scope: Scope, asked: Asked, units: list[Region], figures: list[Tile], veil: Veil) -> dict[str, Any]:
    """The slice by unit with its sums, as the page shows it. Costs: 5 queries."""
    last_seq = figures[0].figure.as_of
    shown = [unit for unit in units if not scope.unit_ids or unit.pk in scope.unit_ids]
    rows = veil.rows(unit_rows(slice_of(scope, asked.period, asked.filters, last_seq), shown, {}))
    whole = Sums(*(tile.figure for tile in figures if tile.figure.measure.key in UNIT_KEYS))
    sums = sums_of(rows) if all_told([*rows, whole]) else None
    shown_rows, quiet = without_quiet(rows)
    return {
        "units": shown_rows,
        "units_sum": sums,
        "units_quiet": quiet,
        "units_total": whole,
        "units_largest": max((row.person_times.value for row in rows), default=0),
        "sum_note": overlap_note(sums, whole) if sums else "",
    }


def without_quiet(rows: Sequence[PlaceRow]) -> tuple[list[PlaceRow], list[str]]:
    """Of a long table the rows in which something was done or is hidden, and the names of the others."""
    if len(rows) <= MANY:
        return list(rows), []
    quiet = [row for row in rows if row.person_times.is_told and not row.person_times.value]
    return [row for row in rows if row not in quiet], [row.name for row in quiet]


def month_board(scope: Scope, filters: Filters, last_seq: int, veil: Veil) -> dict[str, Any]:
    """The last twelve months and why they do not add up; neither when a month must be hidden. Costs: 65 queries."""
    months = month_rows(scope, filters, clock.today(), last_seq)
    if veil.covers(months):
        return {"months": [], "months_note": ""}
    return {"months": months, "months_note": months_note(months, scope, filters)}


def months_note(months: list[MonthRow], scope: Scope, filters: Filters) -> str:
    """Why the months' 人 do not add up, and what the right number is. Costs: 4 queries."""
    span = Period(month_start(months[0]), add_months(month_start(months[-1]), 1))
    [persons] = count_all(["persons"], scope, span, filters, months[0].persons.as_of)
    added = sum(row.persons.value for row in months)
    if not added:
        return ""
    times = total([row.person_times for row in months])
    return _(
        "12 个月的“人”相加 %(sum)s，去重后 %(whole)s 人：同一人在几个月都接受过服务。人次可以相加：%(times)s 人次。"
    ) % {"sum": f"{added:,}", "whole": f"{persons.value:,}", "times": f"{times:,}"}


def month_start(row: MonthRow) -> date:
    """The first day of a month's row."""
    return row.persons.period.start


def station_rows(scope: Scope, its_stations: list[Station], asked: Asked, as_of: int) -> list[StationRow]:
    """The stations of the county in the slice. Costs: 5 queries, however many stations."""
    part = slice_of(scope_for(scope.county_key), asked.period, asked.filters, as_of)
    return [
        StationRow(at.name, at.coverage.name, at.opening_printed, row.persons, row.person_times)
        for row in by_station(part, its_stations)
        for at in (row.station,)
    ]
