"""A period is half-open, and months keep the day of the month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, add_months, month, month_of, quarter_of, through, year_of

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
spans = st.integers(1, 800).map(lambda n: timedelta(days=n))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (month(2026, 2), date(2026, 2, 1), date(2026, 2, 28)),
        (month(2026, 12), date(2026, 12, 1), date(2026, 12, 31)),
        (month_of(date(2026, 11, 24)), date(2026, 11, 1), date(2026, 11, 30)),
        (quarter_of(date(2026, 1, 1)), date(2026, 1, 1), date(2026, 3, 31)),
        (quarter_of(date(2026, 11, 24)), date(2026, 10, 1), date(2026, 12, 31)),
        (year_of(date(2026, 11, 24)), date(2026, 1, 1), date(2026, 12, 31)),
        (through(date(2026, 11, 24), date(2026, 11, 24)), date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_a_calendar_period_has_its_first_and_last_day(period: Period, first: date, last: date) -> None:
    assert (period.start, period.last) == (first, last)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 24), 2, date(2027, 1, 24)),
        (date(2026, 1, 24), -1, date(2025, 12, 24)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize("last", [date(2026, 11, 23), date(2025, 1, 1)])
def test_a_period_that_ends_before_it_begins_is_refused(last: date) -> None:
    with pytest.raises(Refused, match="period-empty") as refused:
        through(date(2026, 11, 24), last)
    assert refused.value.facts == {"first": date(2026, 11, 24), "last": last}


def test_a_period_without_a_day_is_refused() -> None:
    with pytest.raises(Refused, match="period-empty"):
        Period(date(2026, 11, 24), date(2026, 11, 24))


def test_the_last_day_of_the_calendar_cannot_end_a_period() -> None:
    with pytest.raises(Refused, match="period-too-late"):
        through(date(2026, 1, 1), date.max)


def test_only_a_date_can_lie_in_a_period() -> None:
    assert "2026-11-24" not in month(2026, 11)


@given(days, spans, days)
def test_a_day_lies_in_a_period_when_it_is_from_first_to_last(first: date, span: timedelta, day: date) -> None:
    period = Period(first, first + span)
    assert (day in period) == (first <= day <= period.last)


@given(days, spans, days, spans)
def test_periods_overlap_when_a_day_lies_in_both(a: date, m: timedelta, b: date, n: timedelta) -> None:
    one, other = Period(a, a + m), Period(b, b + n)
    assert one.overlaps(other) == (max(one.start, other.start) in one and max(one.start, other.start) in other)
    assert one.overlaps(other) == other.overlaps(one)


@given(days)
def test_a_day_lies_in_its_month_which_lies_in_its_quarter_which_lies_in_its_year(day: date) -> None:
    periods = [month_of(day), quarter_of(day), year_of(day)]
    assert [day in period for period in periods] == [True, True, True]
    assert periods[2].start <= periods[1].start <= periods[0].start
    assert periods[0].end <= periods[1].end <= periods[2].end


@given(days, st.integers(-600, 600))
def test_months_later_falls_in_that_month_and_never_on_a_later_day(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day <= day.day
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_more_months_are_never_earlier(day: date, few: int, more: int) -> None:
    assert add_months(day, few) <= add_months(day, few + more)
