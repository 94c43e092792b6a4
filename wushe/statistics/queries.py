"""From a figure to the records that make it 看记录."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from wushe.ledger.models import Attendance, ClosedPeriod, ServiceEvent
from wushe.ledger.queries import closed_periods
from wushe.registers.stations.queries import Viewer
from wushe.statistics.counting import (
    UNNAMED,
    Scans,
    Slice,
    answer,
    attempts,
    attendances,
    events,
    long_term,
    slice_of,
)
from wushe.statistics.rules import Figure, Measure, Query, check_filters, measure
from wushe.statistics.scopes import method_codes, permitted, scope_for


@dataclass(frozen=True)
class Records:
    """The records behind a figure, newest first.

    ``named`` are attendance rows (one record each); ``unnamed`` and ``events`` are event rows. What does not
    apply to the measure is empty.
    """

    named: QuerySet[Attendance]
    events: QuerySet[ServiceEvent]

    def ids(self, county_key: str) -> Iterator[str]:
        """Record ids: ``460203-17.1`` for the first named participant of row 17, ``460203-17`` for the row."""
        for seq, line in self.named.order_by("seq", "line").values_list("seq", "line").iterator():
            yield f"{county_key}-{seq}.{line}"
        for seq in self.events.order_by("seq").values_list("seq", flat=True).iterator():
            yield f"{county_key}-{seq}"


def records_of(query: Query) -> Records:
    """The records of the figure a query asks for; as many as ``Figure.records`` says.

    Gives: attendance rows for 人, 户, 长期服务; attendance rows and events with unnamed heads for 人次; events
    for 场, 服务时长, 工时; attempts for 没见到. Costs: 2 to 5 queries, then one per page read.
    """
    part = slice_of(scope_for(query.scope), query.period, query.filters, query.as_of)
    return records_in(measure(query.measure), part)


def records_in(row: Measure, part: Slice) -> Records:
    """The records of one measure in a slice. See ``records_of``. Refuses: as ``check_filters`` does."""
    check_filters(row, part.filters)
    nobody, nothing = Attendance.objects.none(), ServiceEvent.objects.none()
    if row.least_events:
        served = long_term(row, Scans(part))
        merged = [file for file, person in part.same.items() if person in served]
        return Records(attendances(part).filter(person_id__in=[*served, *merged]), nothing)
    match row.counts:
        case "attendances":
            return Records(attendances(part), nothing)
        case "attendances+heads":
            heads = nothing if part.is_personal else events(part).filter(UNNAMED)
            return Records(attendances(part), heads)
        case "attempts":
            return Records(nobody, attempts(part))
    given = events(part)
    if row.methods:
        given = given.filter(method__in=method_codes(frozenset(row.methods)))
    return Records(nobody, given)


def figure_for(viewer: Viewer, query: Query) -> Figure:
    """The figure, if the viewer may see it.

    Refuses: ``statistics-foreign-scope`` and whatever ``counting.answer`` refuses.
    """
    permitted(viewer, scope_for(query.scope))
    return answer(query)


def as_reported(viewer: Viewer, figure: Figure) -> list[tuple[str, int, int]]:
    """Closed months inside the figure's period, as reported and as known now.

    Gives: rows (month "2026-10", as reported, as known), only of closed periods that lie whole in the period.
    Costs: 1 query and 2 counts per closed month: meant for periods up to a year. For what has changed: ``restated``.
    """
    rows = []
    for one in closed_in(viewer, figure):
        query = Query(figure.measure.key, figure.scope.key, one.period, figure.filters)
        then = replace(query, as_of=one.last_seq)
        rows.append((f"{one.starts_on:%Y-%m}", answer(then).value, answer(query).value))
    return rows


def closed_in(viewer: Viewer, figure: Figure) -> list[ClosedPeriod]:
    """The closed months that lie whole in a figure's period, oldest first. Costs: 1 query."""
    closed = closed_periods(figure.scope.county_id)
    return list(closed.filter(starts_on__gte=figure.period.start, ends_on__lt=figure.period.end))
