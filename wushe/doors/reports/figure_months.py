"""A figure month by month: the last twelve of its period, up to today."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from wushe.doors.reports.boards import MONTHS, MonthRow
from wushe.doors.reports.figure_parts import MINUTES, Panel, Share, Taken, panel
from wushe.ground.kit.periods import Period, add_months, month_of
from wushe.ledger.queries import closed_periods
from wushe.statistics.counting import Slice, count
from wushe.statistics.rules import Figure, Measure, measure
from wushe.statistics.shares import months_axis, nothing, shares


@dataclass(frozen=True)
class Months:
    """A chart of 人次 and 人, or a list of one figure; ``note`` says whether months add up."""

    chart: list[MonthRow]
    listed: Panel | None
    note: str


def months_of(period: Period, today: date) -> list[Period]:
    """The last twelve months of a period that have begun, oldest first; the outer ones cut to the period."""
    found: list[Period] = []
    month = month_of(min(period.last, today))
    while len(found) < MONTHS and month.overlaps(period):
        found.insert(0, Period(max(month.start, period.start), min(month.end, period.end)))
        month = month_of(add_months(month.start, -1))
    return found


def month_panel(taken: Taken, today: date) -> Months | None:
    """The figure by month; None for less than two, and for long-term service, which no month can hold.

    Under a veil the months must be the whole period: the figure less theirs would tell what came before. Costs: 1 query
    for a figure of services, otherwise 4, and 5 more when the period is longer than the months.
    """
    row, period = taken.figure.measure, taken.part.period
    months = months_of(period, today)
    is_complete = bool(months) and months[0].start == period.start
    if len(months) < 2 or row.least_events or (taken.veil.is_down and not is_complete):
        return None
    part = replace(taken.part, period=Period(months[0].start, months[-1].end))
    if row.is_of_people:
        return chart_of(taken, part, months, is_complete=is_complete)
    rows = [Share(f"{one.period.start:%Y-%m}", one) for one in by_month(row, part, months)]
    added = sum(share.figure.value for share in rows)
    said = "" if row.unit == MINUTES else _("%(n)s 个月相加 %(sum)s %(unit)s。")
    note = said % {"n": len(rows), "sum": f"{added:,}", "unit": row.unit}
    listed = panel(taken, rows, added, note)
    return Months([], listed, note) if listed and added else None


def by_month(row: Measure, part: Slice, months: list[Period]) -> list[Figure]:
    """One figure for each month, also where nothing was done. Costs: as ``shares``."""
    found = shares(row, part, months_axis(months))
    told = [found.get(place, nothing(row)) for place in range(len(months))]
    return [
        Figure(row, value, part.scope, month, part.filters, part.as_of, records, parts)
        for month, (value, records, parts) in zip(months, told, strict=True)
    ]


def chart_of(taken: Taken, part: Slice, months: list[Period], *, is_complete: bool) -> Months | None:
    """人 and 人次 of each month, and why 人 do not add up. Costs: 4 queries, 9 when the period is longer."""
    closed = {row.starts_on for row in closed_periods(part.scope.county_id)}
    persons, times = (by_month(measure(key), part, months) for key in ("persons", "person-times"))
    rows = [
        MonthRow(f"{month.start:%Y-%m}", one, other, month.start.replace(day=1) in closed)
        for month, one, other in zip(months, persons, times, strict=True)
    ]
    if taken.veil.covers(rows) or not any(row.person_times.value for row in rows):
        return None
    whole = (
        taken.whole["persons"] if is_complete else count("persons", part.scope, part.period, part.filters, part.as_of)
    )
    return Months(rows, None, adding_up(rows, whole))


def adding_up(rows: list[MonthRow], whole: Figure) -> str:
    """Why the months' 人 do not add up to the number of people, and that 人次 do."""
    added = sum(row.persons.value for row in rows)
    facts = {
        "n": len(rows),
        "sum": f"{added:,}",
        "whole": f"{whole.value:,}",
        "times": f"{sum(row.person_times.value for row in rows):,}",
    }
    if added == whole.value:
        return _("%(n)s 个月的“人”没有重复，相加就是 %(whole)s 人；人次相加 %(times)s 人次。") % facts
    return (
        _(
            "%(n)s 个月的“人”相加 %(sum)s，去重后 %(whole)s 人：同一人在几个月都接受过服务。"
            "人次可以相加：%(times)s 人次。"
        )
        % facts
    )
