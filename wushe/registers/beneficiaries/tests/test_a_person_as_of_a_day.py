"""What can be said of a person depends on the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.registers.beneficiaries.rules import Facts, Histories, Span, age_on, masked

days = st.dates(date(1920, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1940, 5, 1), date(2026, 4, 30), 85),
        (date(1940, 5, 1), date(2026, 5, 1), 86),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 25), date(2026, 11, 24), None),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (None, date(2026, 11, 24), None),
    ],
)
def test_age_is_in_whole_years(birth: date | None, day: date, age: int | None) -> None:
    assert age_on(birth, day) == age


@given(days, st.integers(1, 40000))
def test_nobody_grows_younger(birth: date, more: int) -> None:
    day = date.fromordinal(birth.toordinal() + more)
    assert age_on(birth, date.fromordinal(day.toordinal() + 1)) >= age_on(birth, day) >= 0


@pytest.mark.parametrize(
    ("name", "shown"), [("王阿婆", "王＊＊"), ("张梅", "张＊"), ("王", "王＊"), ("欧阳春雨", "欧＊＊＊")]
)
def test_a_masked_name_shows_only_the_surname(name: str, shown: str) -> None:
    assert masked(name) == shown


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_span_holds_from_its_first_to_its_last_day(day: date, holds: bool) -> None:
    assert Span(date(2026, 2, 1), date(2026, 3, 31), 7).holds(day) is holds


MOVED = Histories(
    persons={1: (2, date(1940, 5, 1)), 2: (0, None)},
    homes={
        1: [Span(date(2021, 1, 1), date(2026, 3, 31), 11, 101), Span(date(2026, 4, 1), None, 12, 102)],
        2: [Span(date(2021, 1, 1), date(2025, 12, 31), 13, 999)],
    },
    groups={1: [Span(date(2021, 1, 1), None, 0), Span(date(2022, 1, 1), date(2022, 12, 31), 3)]},
    unit_ids=frozenset({101, 102}),
)


@pytest.mark.parametrize(
    ("person", "day", "facts"),
    [
        (1, date(2022, 6, 1), Facts(1, 2, 82, 11, 101, 0b1001)),
        (1, date(2026, 3, 31), Facts(1, 2, 85, 11, 101, 0b1)),
        (1, date(2026, 4, 1), Facts(1, 2, 85, 12, 102, 0b1)),
        (1, date(2020, 12, 31), None),
        (2, date(2025, 6, 1), None),
        (2, date(2026, 6, 1), None),
        (3, date(2026, 6, 1), None),
    ],
)
def test_household_age_and_groups_are_those_of_the_day(person: int, day: date, facts: Facts | None) -> None:
    assert MOVED.facts(person, day) == facts


def test_where_two_homes_overlap_the_later_one_counts() -> None:
    homes = {1: [Span(date(2021, 1, 1), None, 11, 101), Span(date(2026, 1, 1), None, 12, 102)]}
    both = Histories({1: (1, None)}, homes, {}, frozenset({101, 102}))
    facts = both.facts(1, date(2026, 6, 1))
    assert facts is not None
    assert facts.household_id == 12
