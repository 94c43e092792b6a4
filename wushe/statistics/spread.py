"""One slice spread over its villages or its stations, in two scans however many there are 按村、按站."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Sum

from wushe.ground.kit.batches import batched
from wushe.registers.stations.models import Region, Station
from wushe.statistics.counting import UNNAMED, Slice, attendances, counted_twice, events
from wushe.statistics.rules import Figure, Scope, measure
from wushe.statistics.scopes import within


@dataclass(frozen=True)
class UnitFigures:
    """One village or community in three figures."""

    unit: Region
    persons: Figure
    person_times: Figure
    households: Figure


@dataclass(frozen=True)
class StationFigures:
    """One station in two figures."""

    station: Station
    persons: Figure
    person_times: Figure


@dataclass(frozen=True)
class _Share:
    """What one place has of the rows of a slice: named participations, persons, households, unnamed heads."""

    times: int = 0
    persons: int = 0
    households: int = 0
    counted: int = 0
    estimated: int = 0
    events_with_heads: int = 0


def by_unit(part: Slice, units: Sequence[Region]) -> list[UnitFigures]:
    """The slice in each unit, as ``count`` would count it there.

    Takes: a slice and the units to show. Gives: a row per unit, in the order given, also where nothing was done.
    Costs: 2 queries, 3 where files were merged; time grows with the rows of the slice.
    """
    households = Count("household_id", distinct=True)
    shares = _shares(part, "unit_id", households=households)
    rows = []
    for unit in units:
        share = shares.get(unit.pk, _Share())
        plain, times = _figures(part, within(part.scope, unit), share)
        homes = share.households
        rows.append(
            UnitFigures(
                unit,
                plain,
                times,
                replace(plain, measure=measure("households"), value=homes, parts={"named": homes}),
            )
        )
    return rows


def by_station(part: Slice, its_stations: Sequence[Station]) -> list[StationFigures]:
    """The slice of a whole county at each station, as ``count`` would count it there.

    Takes: the slice and the stations to show. Gives, costs: as ``by_unit``.
    """
    shares, own = _shares(part, "station_id"), part.scope
    rows = []
    for station in its_stations:
        scope = Scope(station.key, station.name, "station", own.county_key, own.county_id, station_id=station.pk)
        rows.append(StationFigures(station, *_figures(part, scope, shares.get(station.pk, _Share()))))
    return rows


def _shares(part: Slice, column: str, **more: Count) -> dict[int, _Share]:
    """The rows of the slice by place: who took part once for each place, files of one person counted as one."""
    counts = {"times": Count("pk"), "persons": Count("person_id", distinct=True)} | more
    named = {row.pop(column): row for row in attendances(part).order_by().values(column).annotate(**counts)}
    merged: dict[int, set[int]] = {}
    for place, file in _merged(part, column):
        merged.setdefault(place, set()).add(file)
    for place, there in merged.items():
        named[place]["persons"] -= counted_twice(part.same, there)
    heads = {row.pop(column): row for row in _heads(part, column)}
    return {place: _Share(**named.get(place, {}), **heads.get(place, {})) for place in {*named, *heads}}


def _merged(part: Slice, column: str) -> Iterator[tuple[int, int]]:
    """In which places the files that stand for one another took part. No query where none do."""
    rows = attendances(part).order_by()
    for some in batched(part.files):
        yield from rows.filter(person_id__in=some).values_list(column, "person_id").distinct()


def _heads(part: Slice, column: str) -> list[dict[str, int]]:
    """Unnamed heads by place, and in how many events. Heads have no category and no age."""
    if part.is_personal:
        return []
    rows = events(part).filter(UNNAMED).order_by().values(column)
    sums = {"counted": Sum("heads_counted"), "estimated": Sum("heads_estimated")}
    return list(rows.annotate(**sums, events_with_heads=Count("pk")))


def _figures(part: Slice, scope: Scope, share: _Share) -> tuple[Figure, Figure]:
    """Persons and person-times of a place."""
    value = share.persons
    plain = Figure(
        measure("persons"), value, scope, part.period, part.filters, part.as_of, share.times, {"named": value}
    )
    parts = {"named": share.times, "counted": share.counted, "estimated": share.estimated}
    records = share.times + share.events_with_heads
    return plain, replace(
        plain, measure=measure("person-times"), value=sum(parts.values()), records=records, parts=parts
    )
