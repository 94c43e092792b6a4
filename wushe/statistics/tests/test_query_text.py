"""A figure's query is a text that asks for exactly the same figure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, month
from wushe.statistics.ages import Ages
from wushe.statistics.rules import Filters, Query, measures, read_query

KEYS = st.text(st.sampled_from("abz019-_&=?+%# /区"), min_size=1, max_size=12)
keys = st.frozensets(KEYS, max_size=3)
bounds = st.none() | st.integers(0, 999)
ages = st.none() | st.builds(Ages, bounds, bounds).filter(
    lambda band: (
        (band.least, band.most) != (None, None) and (band.least or 0) <= (999 if band.most is None else band.most)
    )
)
periods = st.tuples(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 4000)).map(
    lambda told: Period(told[0], told[0] + timedelta(days=told[1]))
)
queries = st.builds(
    Query,
    measure=st.sampled_from(list(measures())),
    scope=KEYS,
    period=periods,
    filters=st.builds(Filters, keys, keys, keys, ages),
    as_of=st.none() | st.integers(0, 2**62),
)


@given(queries)
def test_a_query_survives_being_written_and_read(query: Query) -> None:
    assert read_query(query.text) == query


@given(queries, queries)
def test_two_queries_have_one_text_only_if_they_are_the_same(one: Query, other: Query) -> None:
    assert (one.text == other.text) == (one == other)


def test_the_text_names_measure_version_place_days_filters_and_number() -> None:
    filters = Filters(frozenset({"elder-care"}), frozenset({"left-behind-child", "a"}), frozenset({"visit"}))
    assert Query("persons", "460203", month(2026, 11), filters, 17).text == (
        "persons@1?scope=460203&from=2026-11-01&to=2026-11-30"
        "&field=elder-care&group=a&group=left-behind-child&method=visit&as_of=17"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "statistics-unknown-measure"),
        ("people@1?scope=460203&from=2026-11-01&to=2026-11-30", "statistics-unknown-measure"),
        ("persons?scope=460203&from=2026-11-01&to=2026-11-30", "statistics-old-version"),
        ("persons@0?scope=460203&from=2026-11-01&to=2026-11-30", "statistics-old-version"),
        ("persons@2?scope=460203&from=2026-11-01&to=2026-11-30", "statistics-old-version"),
        ("persons@1", "statistics-unreadable-query"),
        ("persons@1?", "statistics-unreadable-query"),
        ("persons@1?from=2026-11-01&to=2026-11-30", "statistics-unreadable-query"),
        ("persons@1?scope=460203&to=2026-11-30", "statistics-unreadable-query"),
        ("persons@1?scope=460203&from=2026-11-01", "statistics-unreadable-query"),
        ("persons@1?scope=460203&from=2026-11-31&to=2026-12-01", "statistics-unreadable-query"),
        ("persons@1?scope=460203&from=yesterday&to=2026-12-01", "statistics-unreadable-query"),
        ("persons@1?scope=460203&from=2026-11-01&to=2026-11-30&as_of=last", "statistics-unreadable-query"),
        ("persons@1?scope=460203&from=2026-11-01&to=2026-11-30&junk", "statistics-unreadable-query"),
        ("persons@1?scope=460203&from=2026-11-30&to=2026-11-01", "period-empty"),
        ("persons@1?scope=460203&from=2026-11-30&to=9999-12-31", "period-too-late"),
    ],
)
def test_what_is_no_query_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_query(text)
    assert refused.value.code == code


def test_every_measure_is_told_in_full() -> None:
    rows = measures()
    assert set(rows) == {
        *("persons", "person-times", "households", "sessions"),
        *("service-minutes", "worker-minutes", "long-term-persons", "attempts"),
    }
    assert [key for key, row in rows.items() if not (row.name and row.unit and row.definition and row.source)] == []
    assert [key for key, row in rows.items() if not row.additive] == ["persons", "households", "long-term-persons"]
