"""One slice spread over its units, in two scans however many units there are 按村."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, Sum

from wushe.ground.kit.batches import batched
from wushe.registers.stations.models import Region
from wushe.statistics.counting import Slice, attendances, counted_twice, events
from wushe.statistics.rules import Figure, measure
from wushe.statistics.scopes import within


@dataclass(frozen=True)
class UnitFigures:
    """One village or community in three figures."""

    unit: Region
    persons: Figure
    person_times: Figure
    households: Figure


def by_unit(part: Slice, units: Sequence[Region]) -> list[UnitFigures]:
    """The slice in each unit, as ``count`` would count it there.

    Takes: a slice and the units to show. Gives: a row per unit, in the order given, also where nothing was done.
    Costs: 2 queries, 3 where files were merged; time grows with the rows of the slice.
    """
    named = {
        unit: row
        for unit, *row in attendances(part)
        .order_by()
        .values_list("unit_id")
        .annotate(Count("pk"), Count("person_id", distinct=True), Count("household_id", distinct=True))
    }
    merged: dict[int, set[int]] = {}
    for unit_id, file in _merged(part):
        merged.setdefault(unit_id, set()).add(file)
    for unit_id, there in merged.items():
        named[unit_id][1] -= counted_twice(part.same, there)
    heads = {unit: row for unit, *row in _heads(part)}
    return [_row(part, unit, named.get(unit.pk, [0, 0, 0]), heads.get(unit.pk, [0, 0, 0])) for unit in units]


def _merged(part: Slice) -> Iterator[tuple[int, int]]:
    """In which units the files that stand for one another took part. No query where none do."""
    rows = attendances(part).order_by()
    for some in batched(part.files):
        yield from rows.filter(person_id__in=some).values_list("unit_id", "person_id").distinct()


def _heads(part: Slice) -> list[tuple[int, ...]]:
    if part.mask:
        return []
    unnamed = Q(heads_counted__gt=0) | Q(heads_estimated__gt=0)
    rows = events(part).filter(unnamed).order_by().values_list("unit_id")
    return list(rows.annotate(Sum("heads_counted"), Sum("heads_estimated"), Count("pk")))


def _row(part: Slice, unit: Region, named: Sequence[int], heads: Sequence[int]) -> UnitFigures:
    times, persons, households = named
    counted, estimated, events_with_heads = heads
    scope = within(part.scope, unit)
    plain = Figure(measure("persons"), persons, scope, part.period, part.filters, part.as_of, times, {"named": persons})
    parts = {"named": times, "counted": counted, "estimated": estimated}
    return UnitFigures(
        unit,
        plain,
        replace(
            plain,
            measure=measure("person-times"),
            value=sum(parts.values()),
            records=times + events_with_heads,
            parts=parts,
        ),
        replace(plain, measure=measure("households"), value=households, parts={"named": households}),
    )
