"""Closed months whose figure is another one now: reported once, put right or added to later 上报时与现在."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from wushe.ground.kit.batches import batched
from wushe.ledger.models import Attendance, ClosedPeriod, IdentityEntry, ServiceEvent
from wushe.ledger.queries import last_numbers, same_people
from wushe.registers.stations.queries import Viewer
from wushe.statistics.counting import Scans, Slice, could_hold, figure_of, slice_of
from wushe.statistics.queries import closed_in
from wushe.statistics.rules import Figure
from wushe.statistics.shares import months_axis, nothing, shares


def restated(viewer: Viewer, figure: Figure) -> list[tuple[str, int, int]]:
    """Closed months inside the figure's period that were reported with another number than is known now.

    Gives: rows (month "2026-10", as reported, as known), oldest first; none of what no month can hold. Costs: about 8
    queries, and 2 or 3 for each month of which something was written after it was closed.
    """
    row = figure.measure
    closed = [one for one in closed_in(viewer, figure) if not row.least_events or could_hold(row, one.period)]
    learned = later_learned(figure.scope.county_id, closed) if closed else set()
    closed = [one for one in closed if one.pk in learned]
    if not closed:
        return []
    part = slice_of(figure.scope, figure.period, figure.filters)
    known = shares(row, part, months_axis([one.period for one in closed]))
    merges = last_numbers(part.scope.county_id)[1] > 0
    told = [
        (one, reported(figure, part, one, merges=merges), known.get(place, nothing(row))[0])
        for place, one in enumerate(closed)
    ]
    return [(f"{one.starts_on:%Y-%m}", then, now) for one, then, now in told if then != now]


def reported(figure: Figure, part: Slice, one: ClosedPeriod, *, merges: bool) -> int:
    """The value of a figure for a closed month, as it was when the month was closed. Costs: 1 to 4 queries."""
    same = same_people(part.scope.county_id, one.last_seq) if merges else {}
    then = replace(part, period=one.period, as_of=one.last_seq, same=same)
    return figure_of(figure.measure, Scans(then)).value


def later_learned(county_id: int, closed: Sequence[ClosedPeriod]) -> set[int]:
    """Ids of closed months of which a row was written, or a file of somebody there merged, after they were closed.

    A reversal bears the day of the row it reverses. Costs: 2 queries, 1 more for every 900 files merged later.
    """
    after = [Q(occurred_on__gte=one.starts_on, occurred_on__lte=one.ends_on, seq__gt=one.last_seq) for one in closed]
    rows = ServiceEvent.objects.filter(reduce(or_, after), county_id=county_id)
    days: list[tuple[date, int | None]] = [(day, None) for day in rows.values_list("occurred_on", flat=True).distinct()]
    files = last_joined(county_id, min(one.last_seq for one in closed))
    for some in batched(sorted(files)):
        there = Attendance.objects.filter(county_id=county_id, person_id__in=some).values_list("day", "person_id")
        days += [(day, files[file]) for day, file in there.distinct()]
    return {one.pk for one in closed for day, seq in days if day in one.period and (seq is None or seq > one.last_seq)}


def last_joined(county_id: int, since: int) -> dict[int, int]:
    """Files that were ever merged with others, and the last number above ``since`` that said so of any of these.

    Two persons that are found to be one may each have stood for further files: all of them count anew. Costs: 1 query.
    """
    rows = IdentityEntry.objects.filter(county_id=county_id).order_by("seq")
    entries = list(rows.values_list("seq", "person_id", "into_id"))
    group: dict[int, set[int]] = {}
    for _seq, one, other in entries:
        both = group.setdefault(one, {one}) | group.setdefault(other, {other})
        group |= dict.fromkeys(both, both)
    return {file: seq for seq, one, _other in entries if seq > since for file in group[one]}
