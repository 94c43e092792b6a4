"""What somebody sees who oversees several counties: each county, and what of it may be added."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from wushe.doors.reports.choices import Asked, Choice, filter_choices, period_choices, scope_choices
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer, overseen_counties
from wushe.statistics.counties import households_over, persons_over
from wushe.statistics.counting import count_all, slice_of
from wushe.statistics.rules import Figure, total
from wushe.statistics.scopes import permitted, scope_for
from wushe.statistics.veil import Veil, all_told, veil_for

KEYS = ("persons", "person-times", "households", "sessions", "service-minutes")


class CountyRow(NamedTuple):
    """One county in five figures."""

    name: str
    url: str
    persons: Figure
    person_times: Figure
    households: Figure
    sessions: Figure
    service_minutes: Figure


class Whole(NamedTuple):
    """A number over all counties. It opens to no records: they lie in several ledgers."""

    value: int
    unit: str
    kind: str = "counted"
    url: str = ""


class WholeTile(NamedTuple):
    """A measure over all counties."""

    name: str
    figure: Whole
    note: str


@dataclass(frozen=True)
class CountiesPage:
    """全部区县."""

    place_name: str
    period: str
    starts_on: date
    ends_on: date
    periods: list[Choice]
    scopes: list[Choice]
    fields: list[Choice]
    groups: list[Choice]
    methods: list[Choice]
    ages: list[Choice]
    figures: list[WholeTile]
    counties: list[CountyRow]
    note: str
    veil_note: str
    error: str


def counties_page(viewer: Viewer, asked: Asked, error: str = "") -> CountiesPage:
    """The page of several counties. Costs: about 10 queries for each county."""
    counties = list(overseen_counties(viewer))
    plain = [county_row(viewer, county, asked) for county in counties]
    veil = veil_for(viewer, plain[0].persons.scope, asked.filters)
    rows = veil.rows(plain)
    figures = wholes(plain, veil)
    return CountiesPage(
        place_name=viewer.place_name,
        period=asked.span,
        starts_on=asked.period.start,
        ends_on=asked.period.last,
        periods=period_choices(asked.span),
        scopes=scope_choices(counties, [], [], ""),
        **filter_choices(asked.filters),
        figures=figures,
        counties=rows,
        note=adding_note(plain, figures) if all_told(rows) else "",
        veil_note=veil.note,
        error=error,
    )


def county_row(viewer: Viewer, county: Region, asked: Asked) -> CountyRow:
    """One county. Costs: about 8 queries."""
    scope = permitted(viewer, scope_for(county.key))
    figures = count_all(KEYS, scope, asked.period, asked.filters)
    url = "/county/?" + urlencode({"scope": county.key, "period": asked.span})
    return CountyRow(county.name, url, *figures)


def wholes(rows: list[CountyRow], veil: Veil) -> list[WholeTile]:
    """The totals: 人 and 户 counted over all counties at once, the others added. Costs: 2 queries."""
    columns = list(zip(*(row[2:] for row in rows), strict=True))
    parts = [slice_of(one.scope, one.period, one.filters, one.as_of) for one in columns[0]]
    once = {"persons": persons_over, "households": households_over}
    tiles = []
    for column in columns:
        row = column[0].measure
        value = once[row.key](parts) if row.key in once else total(column)
        note = _("几个区县一起数，同一份档案只算一次") if row.key in once else _("各区县相加")
        told = veil.one(column[0].with_value(value))
        tiles.append(WholeTile(row.name, Whole(told.value, row.unit, told.kind), note))
    return tiles


def adding_note(rows: list[CountyRow], figures: list[WholeTile]) -> str:
    """Why the counties' 人 are not added, and what no total can know."""
    added, whole = sum(row.persons.value for row in rows), figures[0].figure.value
    return _(
        "人和户不能跨区县相加：各区县的人相加是 %(sum)s，一起数是 %(whole)s 人。"
        "搬过家的人在两个区县都有记录，只算一次；"
        "同一个人在两个区县各建了一份档案的，系统认不出，会算两次。"
    ) % {"sum": f"{added:,}", "whole": f"{whole:,}"}
