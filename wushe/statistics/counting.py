"""Counting: measure × scope × period × filters → Figure. Integers only, straight from the ledger.

No cache, no counter, no summary table: a figure is two index scans, one over attendances and one over events.
Definitions: ``measures.toml``; which rows are valid: ``ledger.queries``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from wushe.ground.kit.batches import batched
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, add_months
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.ledger.queries import last_numbers, same_people, valid_attempts, valid_attendances, valid_events
from wushe.statistics.ages import Ages
from wushe.statistics.rules import Figure, Filters, Measure, Query, Scope, check_filters, measure
from wushe.statistics.scopes import field_ids, group_mask, method_codes, scope_for

Counted = tuple[int, int, dict[str, int]]
#: Services in which somebody took part whom nobody named.
UNNAMED = Q(heads_counted__gt=0) | Q(heads_estimated__gt=0)
Rows = TypeVar("Rows", QuerySet[Attendance], QuerySet[ServiceEvent])


@dataclass(frozen=True)
class Slice:
    """A part of the ledger, resolved to ids: where, when, which; up to which number.

    ``same`` are the files that stand for another one as of that number (decision 27).
    """

    scope: Scope
    period: Period
    filters: Filters
    as_of: int
    field_ids: tuple[int, ...]
    methods: tuple[int, ...]
    mask: int
    same: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_personal(self) -> bool:
        """True if it asks for what persons were: then services count by who took part, and unnamed heads do not."""
        return self.filters.are_personal

    @property
    def files(self) -> list[int]:
        """Ids of all files that stand for one another: those merged, and those merged into."""
        return sorted({*self.same, *self.same.values()})


class Scans:
    """The scans of one slice, each made once and only when asked for.

    With ``by_person`` the named participations are read person by person, from which their number and the
    number of persons follow; otherwise all three are counted by the database.
    """

    def __init__(self, part: Slice, *, by_person: bool = False) -> None:
        self.part = part
        self.by_person = by_person

    @cached_property
    def named(self) -> dict[str, int]:
        """Named participations, distinct persons, distinct households. Costs: 1 query, 2 where files were merged."""
        households = Count("household_id", distinct=True)
        if self.by_person:
            times = sum(times for times, _first, _last in self.served.values())
            own = attendances(self.part).aggregate(households=households)
            return {"named": times, "persons": len(self.served), **own}
        people = Count("person_id", distinct=True)
        found = attendances(self.part).aggregate(named=Count("pk"), persons=people, households=households)
        return found | {"persons": found["persons"] - counted_twice(self.part.same, self.merged)}

    @cached_property
    def merged(self) -> set[int]:
        """Which of the files that stand for one another took part. Costs: 1 query per 900 of them, none without any."""
        return there_of(self.part, self.part.files)

    @cached_property
    def served(self) -> dict[int, tuple[int, date, date]]:
        """Each person's number of services, first and last day. Costs: 1 query, a row for each person."""
        rows = attendances(self.part).values("person_id").order_by()
        rows = rows.annotate(times=Count("pk"), first=Min("day"), last=Max("day"))
        found = rows.values_list("person_id", "times", "first", "last")
        return joined((self.part.same.get(file, file), times, first, last) for file, times, first, last in found)

    @cached_property
    def events(self) -> dict[str, int]:
        """Events, sessions, minutes and unnamed heads. Costs: 1 query.

        Heads have no category and no age, so a slice that asks for them has none.
        """
        sessions = Q(method__in=method_codes(frozenset(measure("sessions").methods)))
        found = events(self.part).aggregate(
            events=Count("pk"),
            sessions=Count("pk", filter=sessions),
            service_minutes=Sum("minutes", default=0),
            worker_minutes=Sum(F("minutes") * F("worker_count"), default=0),
            counted=Sum("heads_counted", default=0),
            estimated=Sum("heads_estimated", default=0),
            unnamed_events=Count("pk", filter=UNNAMED),
        )
        return found | {"counted": 0, "estimated": 0, "unnamed_events": 0} if self.part.is_personal else found


def joined(rows: Iterable[tuple[int, int, date, date]]) -> dict[int, tuple[int, date, date]]:
    """The services of each person, out of rows of (person, how many, first day, last day); one may have several."""
    served: dict[int, tuple[int, date, date]] = {}
    for person, times, first, last in rows:
        before = served.get(person, (0, first, last))
        served[person] = (before[0] + times, min(before[1], first), max(before[2], last))
    return served


def slice_of(scope: Scope, period: Period, filters: Filters = Filters(), as_of: int | None = None) -> Slice:  # noqa: B008 - frozen
    """Resolve what is asked; without ``as_of``, up to the newest row at this moment.

    Rows that commit while a figure is being counted have higher numbers and stay out, so a figure always
    agrees with its own query. Refuses: ``statistics-unknown-filter``. Costs: 1 to 4 queries.
    """
    services, identities = last_numbers(scope.county_id)
    newest = max(services, identities)
    until = newest if as_of is None else as_of
    if until > newest:  # rows that are not there yet would change the figure later
        raise Refused("statistics-number-not-reached", as_of=until, newest=newest)
    return Slice(
        scope,
        period,
        filters,
        until,
        tuple(field_ids(filters.fields)),
        tuple(method_codes(filters.methods)),
        group_mask(filters.groups),
        same_people(scope.county_id, until) if identities else {},
    )


def count(
    key: str,
    scope: Scope,
    period: Period,
    filters: Filters = Filters(),  # noqa: B008 - frozen
    as_of: int | None = None,
) -> Figure:
    """Count one measure.

    Takes: the measure's key, the place, the days, the filters, and up to which ledger number (None: all).
    Gives: the Figure. Refuses: ``statistics-unknown-measure``, ``statistics-unknown-filter``.
    Costs: up to 5 queries; time grows with the rows of the county in the period.
    """
    [figure] = count_all([key], scope, period, filters, as_of)
    return figure


def count_all(
    keys: Sequence[str],
    scope: Scope,
    period: Period,
    filters: Filters = Filters(),  # noqa: B008 - frozen
    as_of: int | None = None,
) -> list[Figure]:
    """Count several measures of one slice, sharing the scans.

    Gives: figures in the order of the keys. Refuses: as ``count`` and ``check_filters`` do.
    """
    part = slice_of(scope, period, filters, as_of)
    wanted = [measure(key) for key in keys]
    for row in wanted:
        check_filters(row, filters)
    scans = Scans(part, by_person=any(could_hold(row, period) for row in wanted if row.least_events))
    return [figure_of(row, scans) for row in wanted]


def figure_of(row: Measure, scans: Scans) -> Figure:
    """Make the figure of a measure out of what the scans found, by what the measure counts."""
    value, records, parts = COUNTS[row.counts](row, scans)
    part = scans.part
    return Figure(row, value, part.scope, part.period, part.filters, part.as_of, records, parts)


def of_people(row: Measure, scans: Scans) -> Counted:
    """Distinct persons or households; with K and N, persons in long-term service."""
    if row.least_events:
        times = long_term(row, scans)
        return len(times), sum(times.values()), {"named": len(times)}
    value = scans.named[row.key]
    return value, scans.named["named"], {"named": value}


def of_times(row: Measure, scans: Scans) -> Counted:
    """Participations: named, and heads counted or estimated."""
    parts = {"named": scans.named["named"]} | {name: scans.events[name] for name in ("counted", "estimated")}
    return sum(parts.values()), parts["named"] + scans.events["unnamed_events"], parts


def of_events(row: Measure, scans: Scans) -> Counted:
    """Services: how many by the measure's methods, or the minutes of all."""
    value = scans.events[row.key.replace("-", "_")]
    return value, value if row.methods else scans.events["events"], {}


def of_attempts(row: Measure, scans: Scans) -> Counted:
    """Contacts that met nobody."""
    value = attempts(scans.part).count()
    return value, value, {}


#: How a figure is made, by what its measure counts: value, records, parts.
COUNTS: dict[str, Callable[[Measure, Scans], Counted]] = {
    "attendances": of_people,
    "attendances+heads": of_times,
    "events": of_events,
    "attempts": of_attempts,
}


def there_of(part: Slice, files: Sequence[int]) -> set[int]:
    """Which of some files took part in a slice. Costs: 1 query per 900 of them, none without any."""
    rows = attendances(part).order_by()
    return {
        person
        for some in batched(files)
        for person in rows.filter(person_id__in=some).values_list("person_id", flat=True).distinct()
    }


def counted_twice(same: Mapping[int, int], there: Collection[int]) -> int:
    """How many files too many were counted: those there, less the persons they stand for."""
    return len(there) - len({same.get(file, file) for file in there})


def could_hold(row: Measure, period: Period) -> bool:
    """True if somebody's first and last service in the period can be N months apart."""
    return add_months(period.start, row.least_months) <= period.last


def long_term(row: Measure, scans: Scans) -> dict[int, int]:
    """Persons in long-term service, and how many services each had.

    Somebody is here if, and only if, they took part in at least K services and the last is on or after the day
    N months after the first (K, N stand on the measure). No scan for a period shorter than N months.
    """
    if not could_hold(row, scans.part.period):
        return {}
    return {person: times for person, (times, first, last) in scans.served.items() if has_held(row, times, first, last)}


def has_held(row: Measure, times: int, first: date, last: date) -> bool:
    """True if so many services between two days are long-term service."""
    return times >= row.least_events and last >= add_months(first, row.least_months)


def attendances(part: Slice) -> QuerySet[Attendance]:
    """The named participations of a slice."""
    rows = valid_attendances(part.scope.county_id, part.period, part.as_of)
    rows = of_ages(narrow(rows, part), part.filters.ages)
    return rows.annotate(asked=F("groups").bitand(part.mask)).filter(asked__gt=0) if part.mask else rows


def of_ages(rows: QuerySet[Attendance], ages: Ages | None) -> QuerySet[Attendance]:
    """The participations of those of some ages on that day; who has no known age is in no band."""
    if ages is not None and ages.least is not None:
        rows = rows.filter(age__gte=ages.least)
    return rows.filter(age__lte=ages.most) if ages is not None and ages.most is not None else rows


def events(part: Slice) -> QuerySet[ServiceEvent]:
    """The services of a slice; with groups or ages, those where at least one participant is of them."""
    rows = valid_events(part.scope.county_id, part.period, part.as_of)
    rows = narrow(rows, part)
    return rows.filter(pk__in=attendances(part).values("event_id")) if part.is_personal else rows


def attempts(part: Slice) -> QuerySet[ServiceEvent]:
    """The contact attempts of a slice, which has no groups and no ages: nobody was met."""
    return narrow(valid_attempts(part.scope.county_id, part.period, part.as_of), part)


def narrow(rows: Rows, part: Slice) -> Rows:
    """The rows at the place, in the fields and by the methods asked for."""
    if part.scope.station_id is not None:
        rows = rows.filter(station_id=part.scope.station_id)
    if part.scope.unit_ids:
        rows = rows.filter(in_units(part.scope, "day" if rows.model is Attendance else "occurred_on"))
    if part.field_ids:
        rows = rows.filter(field_id__in=part.field_ids)
    if part.methods:
        rows = rows.filter(method__in=part.methods)
    return rows


def in_units(scope: Scope, day: str) -> Q:
    """Rows in the units of a scope; of a unit that lay there for a time, those of that time."""
    there = Q(unit_id__in=scope.unit_ids - {unit for unit, _first, _last in scope.spans})
    for unit, first, last in scope.spans:
        there |= Q(unit_id=unit, **{f"{day}__gte": first, f"{day}__lte": last})
    return there


def answer(query: Query) -> Figure:
    """The figure a query asks for. Refuses: as ``scope_for`` and ``count`` do."""
    return count(query.measure, scope_for(query.scope), query.period, query.filters, query.as_of)
