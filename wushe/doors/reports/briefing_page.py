"""What the page of a briefing shows: a paper written by the system out of figures alone 简报."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.doors.reports.briefing_numbers import COLUMNS, Numbers
from wushe.doors.reports.briefing_text import Part, parts_of
from wushe.doors.reports.choices import Choice, period_choices
from wushe.doors.reports.places import place_for
from wushe.doors.reports.telling import Number, of_figure
from wushe.ground.kit import clock
from wushe.ground.kit.periods import Period, through
from wushe.registers.stations.queries import Viewer
from wushe.statistics.rules import measure

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Table:
    """The counties of a city, each with figures that open."""

    heads: list[str]
    rows: list[tuple[str, list[Number]]]
    note: str


@dataclass(frozen=True)
class Briefing:
    """简报 of one place in one period."""

    key: str
    place_name: str
    title: str
    period: str
    periods: list[Choice]
    starts_on: date
    ends_on: date
    parts: list[tuple[str, Part]]
    table: Table | None
    as_of: datetime
    last_seq: int
    word_url: str
    error: str


def briefing(viewer: Viewer, key: str, span: str, period: Period, error: str = "") -> Briefing:
    """The briefing of a place.

    Takes: the place's key, the span as the controls name it, its days. Refuses: ``statistics-foreign-scope``,
    ``statistics-unknown-scope``. Costs: about 70 queries for one ledger, 20 more for each closed month of a year; for
    a city about 35 a county.
    """
    place = place_for(viewer, key)
    period = until_today(period)
    numbers = Numbers(viewer, place, period, min(period.last, clock.today()))
    parts = parts_of(numbers)
    days = {"from": str(period.start), "to": str(period.last)} if span == "custom" else {}
    return Briefing(
        key=place.key,
        place_name=place.name,
        title=_("%(place)s社会工作服务简报") % {"place": place.name},
        period=span,
        periods=period_choices(span),
        starts_on=period.start,
        ends_on=period.last,
        parts=list(zip(NUMERALS, parts, strict=False)),
        table=table_of(numbers) if place.is_city else None,
        as_of=clock.now(),
        last_seq=0 if place.is_city else numbers.as_of[place.scopes[0].key],
        word_url=reverse("reports:briefing_word", args=[place.key]) + "?" + urlencode({"period": span} | days),
        error=error,
    )


def until_today(period: Period) -> Period:
    """A period that goes on is told up to today: nothing has been done on the days to come."""
    today = clock.today()
    return through(period.start, today) if period.start <= today < period.last else period


def table_of(numbers: Numbers) -> Table:
    """Each county of a city in the order of their codes."""
    rows = [
        (scope.name, [of_figure(figure) for figure in row[: len(COLUMNS)]])
        for scope, row in zip(numbers.place.scopes, numbers.counties, strict=True)
    ]
    heads = [measure(key).unit for key in COLUMNS]
    note = _(
        "按区划代码排列，不作排名。人和户几个区县一起数，同一份档案只算一次，所以不等于各行相加；人次和场可以相加。"
    )
    silent = [part.scope.name for part in numbers.parts if not part.as_of]
    if silent:
        note += _("系统里没有服务记录的：%(names)s。没有记录，不等于没有服务。") % {"names": "、".join(silent)}
    return Table(heads, rows, note)
