"""One figure taken apart: each part as ``count`` would count it, in one or two scans however many parts there are.

By place, by method, by month (``Axis``) and by group (``groups``). Parts may share people, whose sum is then more than
the figure; by how many of them, ``apart`` says.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Min, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable

from wushe.ground.kit.batches import batched
from wushe.ground.kit.periods import Period
from wushe.statistics.counting import (
    UNNAMED,
    Counted,
    Slice,
    attempts,
    attendances,
    counted_twice,
    events,
    has_held,
    joined,
)
from wushe.statistics.rules import Measure
from wushe.statistics.scopes import method_codes

Shares = dict[int, Counted]


@dataclass(frozen=True)
class Axis:
    """Along what a figure is taken apart: the same thing of a participation and of a service."""

    of_line: Combinable
    of_event: Combinable


UNIT = Axis(F("unit_id"), F("unit_id"))
STATION = Axis(F("station_id"), F("station_id"))
METHOD = Axis(F("method"), F("method"))
FIELD = Axis(F("field_id"), F("field_id"))


def months_axis(months: Sequence[Period]) -> Axis:
    """By the place in a list of months; -1 is every other day."""

    def place(day: str) -> Case:
        cases = [
            When(**{f"{day}__gte": month.start, f"{day}__lt": month.end}, then=Value(number))
            for number, month in enumerate(months)
        ]
        return Case(*cases, default=Value(-1), output_field=IntegerField())

    return Axis(place("day"), place("occurred_on"))


def shares(row: Measure, part: Slice, axis: Axis) -> Shares:
    """Value, number of records and parts of each part by its key; a part that has no records is left out.

    Costs: 1 query, 2 for 人次; for 人 1 more for every 900 files that stand for one another.
    """
    return SHARED[row.counts](row, part, axis)


def nothing(row: Measure) -> Counted:
    """What a part has that has no records."""
    names = {"attendances": ("named",), "attendances+heads": ("named", "counted", "estimated")}
    return 0, 0, dict.fromkeys(names.get(row.counts, ()), 0)


def _of_people(row: Measure, part: Slice, axis: Axis) -> Shares:
    if row.least_events:
        return _of_long_term(row, part, axis)
    column = "household_id" if row.key == "households" else "person_id"
    rows = _along(attendances(part), axis.of_line).annotate(found=Count(column, distinct=True), times=Count("pk"))
    merged = _merged(part, axis) if row.key == "persons" else {}
    shared: Shares = {}
    for at, found, times in rows.values_list("at", "found", "times"):
        value = found - counted_twice(part.same, merged.get(at, ()))
        shared[at] = (value, times, {"named": value})
    return shared


def _merged(part: Slice, axis: Axis) -> dict[int, set[int]]:
    """In which parts the files that stand for one another took part. No query where none do."""
    found: dict[int, set[int]] = {}
    for some in batched(part.files):
        rows = _along(attendances(part).filter(person_id__in=some), axis.of_line, "person_id")
        for at, file in rows.values_list("at", "person_id").distinct():
            found.setdefault(at, set()).add(file)
    return found


def _of_long_term(row: Measure, part: Slice, axis: Axis) -> Shares:
    """Persons in long-term service, each part judged by its own services alone."""
    rows = _along(attendances(part), axis.of_line, "person_id").annotate(**SPELL)
    spells: dict[int, list[tuple[int, int, date, date]]] = {}
    for at, file, times, first, last in rows.values_list("at", "person_id", *SPELL):
        spells.setdefault(at, []).append((part.same.get(file, file), times, first, last))
    shared = {at: _long_term(row, some) for at, some in spells.items()}
    return {at: counted for at, counted in shared.items() if counted[0]}


def _long_term(row: Measure, spells: list[tuple[int, int, date, date]]) -> Counted:
    held = [served[0] for served in joined(spells).values() if has_held(row, *served)]
    return len(held), sum(held), {"named": len(held)}


def _of_times(row: Measure, part: Slice, axis: Axis) -> Shares:
    lines = _along(attendances(part), axis.of_line).annotate(times=Count("pk"))
    named = dict(lines.values_list("at", "times"))
    heads: dict[int, tuple[int, int, int]] = {}
    if not part.is_personal:
        crowds = _along(events(part).filter(UNNAMED), axis.of_event).annotate(**CROWD)
        heads = {
            at: (counted, estimated, events) for at, counted, estimated, events in crowds.values_list("at", *CROWD)
        }
    shared: Shares = {}
    for at in {*named, *heads}:
        counted, estimated, sessions = heads.get(at, (0, 0, 0))
        parts = {"named": named.get(at, 0), "counted": counted, "estimated": estimated}
        shared[at] = (sum(parts.values()), parts["named"] + sessions, parts)
    return shared


def _of_services(row: Measure, part: Slice, axis: Axis) -> Shares:
    rows = attempts(part) if row.counts == "attempts" else events(part)
    if row.methods:
        rows = rows.filter(method__in=method_codes(frozenset(row.methods)))
    minutes = {"service-minutes": F("minutes"), "worker-minutes": F("minutes") * F("worker_count")}
    found = Sum(minutes[row.key]) if row.key in minutes else Count("pk")
    told = _along(rows, axis.of_event).annotate(found=found, rows=Count("pk"))
    return {at: (found, records, {}) for at, found, records in told.values_list("at", "found", "rows")}


SHARED: dict[str, Callable[[Measure, Slice, Axis], Shares]] = {
    "attendances": _of_people,
    "attendances+heads": _of_times,
    "events": _of_services,
    "attempts": _of_services,
}
SPELL = {"times": Count("pk"), "first": Min("day"), "last": Max("day")}
CROWD = {"c": Sum("heads_counted"), "e": Sum("heads_estimated"), "n": Count("pk")}


def _along(rows: QuerySet[Any], axis: Combinable, *more: str) -> QuerySet[Any]:
    """Rows of either table, grouped along an axis and by more columns."""
    grouped: QuerySet[Any] = rows.order_by().annotate(at=axis).values("at", *more)
    return grouped


def groups(row: Measure, part: Slice, bits: Sequence[int]) -> tuple[Shares, int]:
    """What each category has of a figure of people, by its bit; and the value of any of them together.

    Somebody may be of several, and not of the same on every day. Costs: 1 query, a row for each person and each set of
    categories they had.
    """
    rows = attendances(part).order_by().values("person_id", "groups").annotate(**SPELL)
    spells: dict[int, list[tuple[int, int, date, date]]] = {bit: [] for bit in bits}
    of_any = []
    for file, mask, times, first, last in rows.values_list("person_id", "groups", *SPELL):
        spell = (part.same.get(file, file), times, first, last)
        theirs = [bit for bit in bits if mask >> bit & 1]
        of_any += [spell] if theirs else []
        for bit in theirs:
            spells[bit].append(spell)
    shared = {bit: _of_spells(row, some) for bit, some in spells.items()}
    return {bit: counted for bit, counted in shared.items() if counted[1]}, _of_spells(row, of_any)[0]


def _of_spells(row: Measure, spells: list[tuple[int, int, date, date]]) -> Counted:
    if row.least_events:
        return _long_term(row, spells)
    times = sum(spell[1] for spell in spells)
    if row.key == "person-times":
        return times, times, {"named": times, "counted": 0, "estimated": 0}
    value = len({spell[0] for spell in spells})
    return value, times, {"named": value}


def apart(part: Slice, axis: Axis) -> Counter[int]:
    """How many persons took part in one, in two, in three … of the parts. Costs: 1 query, a row for each of both."""
    rows = _along(attendances(part), axis.of_line, "person_id").values_list("at", "person_id").distinct()
    found = {(part.same.get(file, file), at) for at, file in rows}
    return Counter(Counter(person for person, _at in found).values())


def by_evidence(lines: QuerySet[Any], rows: QuerySet[Any]) -> Counter[int]:
    """How many of the records behind a figure are proved how well, by level. Costs: 2 queries."""
    levels: Counter[int] = Counter()
    for records, column in ((lines, "event__evidence"), (rows, "evidence")):
        told = records.order_by().values(column).annotate(records=Count("pk"))
        levels.update(dict(told.values_list(column, "records")))
    return levels
