"""A county spread over its stations is what each station counts by itself, at the same cost for many."""

import uuid
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.cast import INVENTED, TODAY, Cast, station_named, worker_id
from wushe.ground.kit.periods import month_of
from wushe.ledger.actions import merge_people, record
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import Method, Mode
from wushe.statistics.counting import count_all, slice_of
from wushe.statistics.rules import Filters
from wushe.statistics.scopes import scope_for
from wushe.statistics.spread import StationFigures, by_station

KEYS = ["persons", "person-times"]


def worked(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    """Visits at two stations, a gathering with unnamed heads, two files that are one person's."""
    for person in (cast.wang, cast.fu, cast.wang):
        record(cast.xiaozhou, event_draft(people=(person.pk,)))
    heads = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "heads_counted": 7, "heads_estimated": 20}
    record(cast.xiaozhou, event_draft(people=(cast.li_child.pk,), **heads))
    there = {"station_id": cast.next_station.pk, "unit_id": cast.neighbour.memberships.get().household.unit_id}
    record(cast.stranger, event_draft(people=(cast.neighbour.pk,), workers=(worker_id(cast.stranger),), **there))
    merge_people(cast.laochen, cast.fu, cast.wang, form_id=uuid.uuid4(), reason=INVENTED)


def test_each_station_counts_what_it_counts_alone(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    worked(cast, event_draft)
    stations = [cast.station, cast.next_station, station_named("idle", "闲站", cast.county, ())]
    for filters in (Filters(), Filters(groups=frozenset({"living-alone-elder"}))):
        part = slice_of(scope_for("460203"), month_of(TODAY), filters)
        assert by_station(part, stations) == [
            StationFigures(one, *count_all(KEYS, scope_for(one.key), month_of(TODAY), filters, part.as_of))
            for one in stations
        ]
    assert [row.persons.value for row in by_station(slice_of(scope_for("460203"), month_of(TODAY)), stations)] == [
        2,
        1,
        0,
    ]


def test_more_stations_cost_no_more_queries(
    cast: Cast, event_draft: Callable[..., EventDraft], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    worked(cast, event_draft)
    part = slice_of(scope_for("460203"), month_of(TODAY))
    with CaptureQueriesContext(connection) as few:
        by_station(part, [cast.station])
    more = [station_named(f"idle-{number}", f"闲站{number}", cast.county, ()) for number in range(9)]
    with django_assert_num_queries(len(few)):
        by_station(part, [cast.station, *more])
