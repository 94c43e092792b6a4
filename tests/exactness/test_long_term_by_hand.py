"""Long-term service: at least three services, first and last at least three months apart."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast
from tests.exactness.second_calculator import is_long_term
from wushe.ground.kit.periods import Period, through
from wushe.ledger.actions import record, record_many
from wushe.ledger.rules import EventDraft
from wushe.statistics.counting import count
from wushe.statistics.queries import records_of
from wushe.statistics.rules import Filters, read_query
from wushe.statistics.scopes import scope_for

YEAR = through(date(2026, 1, 1), date(2026, 12, 31))


def days(text: str) -> list[date]:
    """Days of 2026 written "1.15 2.10 4.15"."""
    return [date(2026, *map(int, day.split("."))) for day in text.split()]


CASES = [
    ("1.15 2.10 4.15", True),
    ("1.15 2.10 4.14", False),
    ("1.15 4.15", False),
    ("1.15 1.15 4.15", True),
    ("1.15 4.15 4.15", True),
    ("4.15 2.10 1.15", True),
    ("1.31 2.10 4.30", True),
    ("1.31 2.10 4.29", False),
    ("3.1 5.1 5.31", False),
    ("3.1 5.1 6.1", True),
    ("1.1", False),
    ("1.1 1.2 1.3 1.4 1.5 1.6", False),
    ("1.1 1.2 1.3 1.4 1.5 11.6", True),
]


@pytest.mark.parametrize(("when", "is_served"), CASES)
def test_three_services_over_three_months_are_long_term(
    cast: Cast, event_draft: Callable[..., EventDraft], when: str, is_served: bool
) -> None:
    record_many(cast.xiaozhou, [event_draft(occurred_on=day) for day in days(when)])
    figure = count("long-term-persons", scope_for("460203"), YEAR)
    assert figure.value == is_served
    assert figure.records == is_served * len(days(when))
    assert len(list(records_of(read_query(figure.query)).ids("460203"))) == figure.records


@pytest.mark.parametrize(("when", "is_served"), CASES)
def test_the_second_calculator_says_the_same(when: str, is_served: bool) -> None:
    assert is_long_term(days(when)) is is_served


@pytest.mark.parametrize(
    ("period", "value"),
    [
        (YEAR, 1),
        (through(date(2026, 1, 15), date(2026, 4, 15)), 1),
        (through(date(2026, 1, 16), date(2026, 4, 15)), 0),
        (through(date(2026, 1, 15), date(2026, 4, 14)), 0),
        (through(date(2026, 1, 1), date(2026, 3, 31)), 0),
        (through(date(2026, 4, 1), date(2026, 4, 30)), 0),
    ],
)
def test_only_services_inside_the_period_count(
    cast: Cast, event_draft: Callable[..., EventDraft], period: Period, value: int
) -> None:
    record_many(cast.xiaozhou, [event_draft(occurred_on=day) for day in days("1.15 2.10 4.15")])
    assert count("long-term-persons", scope_for("460203"), period).value == value


def test_only_services_inside_the_slice_count(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    """In one village twice and in another once: long-term for the county, for neither village."""
    places = zip(days("1.15 2.10 4.15"), (0, 0, 1), strict=True)
    rows = [event_draft(occurred_on=day, unit_id=cast.units[place].pk) for day, place in places]
    record_many(cast.xiaozhou, rows)
    scopes = ("460203", "liudao-station", "unit-1", "unit-2")
    assert [count("long-term-persons", scope_for(key), YEAR).value for key in scopes] == [1, 1, 0, 0]
    visits = Filters(methods=frozenset({"visit"}))
    assert count("long-term-persons", scope_for("460203"), YEAR, visits).value == 1


def test_an_attempt_is_no_service(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record_many(cast.xiaozhou, [event_draft(occurred_on=day) for day in days("1.15 4.15")])
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 3, 1), met=False, minutes=0, people=()))
    assert count("long-term-persons", scope_for("460203"), YEAR).value == 0
