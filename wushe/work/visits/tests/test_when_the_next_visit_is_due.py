"""When somebody is due: the earliest duty wins, and only a contact that counts answers a duty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.work.visits.rules import DueOn, Duty, Interval, alarms, next_due

DOOR, PHONE, VIDEO = 1, 2, 3
SINCE = date(2026, 1, 31)
WEEKLY, MONTHLY, QUARTERLY = Interval(days=7), Interval(months=1), Interval(months=3)


def duty(interval: Interval, *modes: int, since: date = SINCE) -> Duty:
    return Duty(interval, frozenset(modes), since)


@pytest.mark.parametrize(
    ("interval", "day", "due"),
    [
        (WEEKLY, date(2026, 11, 24), date(2026, 12, 1)),
        (Interval(days=14), date(2026, 2, 20), date(2026, 3, 6)),
        (MONTHLY, date(2026, 1, 31), date(2026, 2, 28)),
        (MONTHLY, date(2026, 11, 24), date(2026, 12, 24)),
        (QUARTERLY, date(2026, 11, 30), date(2027, 2, 28)),
        (Interval(months=6), date(2026, 8, 31), date(2027, 2, 28)),
    ],
)
def test_an_interval_ends_on_the_last_day_in_time(interval: Interval, day: date, due: date) -> None:
    assert interval.after(day) == due


@pytest.mark.parametrize(
    ("duties", "contacts", "day", "last"),
    [
        ([duty(MONTHLY, DOOR)], {}, date(2026, 2, 28), None),
        ([duty(MONTHLY, DOOR)], {DOOR: date(2026, 3, 10)}, date(2026, 4, 10), date(2026, 3, 10)),
        ([duty(MONTHLY, DOOR)], {PHONE: date(2026, 3, 10)}, date(2026, 2, 28), None),
        ([duty(MONTHLY, DOOR, VIDEO)], {VIDEO: date(2026, 3, 10)}, date(2026, 4, 10), date(2026, 3, 10)),
        (
            [duty(MONTHLY, DOOR, VIDEO)],
            {DOOR: date(2026, 3, 1), VIDEO: date(2026, 3, 10), PHONE: date(2026, 3, 20)},
            date(2026, 4, 10),
            date(2026, 3, 10),
        ),
        ([duty(MONTHLY, DOOR)], {DOOR: date(2026, 1, 30)}, date(2026, 2, 28), None),
        ([duty(MONTHLY, DOOR)], {DOOR: date(2026, 1, 31)}, date(2026, 2, 28), date(2026, 1, 31)),
        (
            [duty(QUARTERLY, DOOR, PHONE), duty(WEEKLY, DOOR)],
            {PHONE: date(2026, 3, 10)},
            date(2026, 2, 7),
            None,
        ),
        (
            [duty(QUARTERLY, DOOR), duty(WEEKLY, DOOR, since=date(2026, 6, 1))],
            {DOOR: date(2026, 5, 1)},
            date(2026, 6, 8),
            None,
        ),
        (
            [duty(MONTHLY, DOOR), duty(QUARTERLY, PHONE)],
            {DOOR: date(2026, 11, 20), PHONE: date(2026, 8, 1)},
            date(2026, 11, 1),
            date(2026, 8, 1),
        ),
    ],
)
def test_the_earliest_duty_wins(duties: list[Duty], contacts: dict[int, date], day: date, last: date | None) -> None:
    found = next_due(duties, contacts)
    assert found is not None
    assert (found.day, found.last) == (day, last)


def test_without_a_duty_nobody_is_due() -> None:
    assert next_due([], {DOOR: date(2026, 3, 10)}) is None


def test_of_two_duties_on_one_day_the_first_is_told() -> None:
    first, second = duty(WEEKLY, DOOR), duty(WEEKLY, PHONE)
    assert next_due([first, second], {}) == DueOn(date(2026, 2, 7), first, None)


@pytest.mark.parametrize(("attempts", "is_alarm"), [(0, False), (1, False), (2, True), (3, True)])
def test_nobody_home_twice_is_an_alarm(attempts: int, is_alarm: bool) -> None:
    assert alarms(attempts) is is_alarm


days = st.dates(date(2021, 1, 1), date(2026, 12, 31))
intervals = st.integers(1, 60).map(lambda n: Interval(days=n)) | st.integers(1, 12).map(lambda n: Interval(months=n))
duties = st.builds(Duty, intervals, st.frozensets(st.integers(1, 5), min_size=1), days)
contacts = st.dictionaries(st.integers(1, 5), days)


@given(st.lists(duties, min_size=1), contacts)
def test_each_duty_alone_is_due_no_earlier_than_all_together(several: list[Duty], met: dict[int, date]) -> None:
    alone = [next_due([each], met) for each in several]
    together = next_due(several, met)
    assert together in alone
    assert together is not None
    assert [one for one in alone if one is not None and one.day < together.day] == []


@given(duties, contacts, days)
def test_a_contact_in_a_mode_that_is_not_allowed_changes_nothing(one: Duty, met: dict[int, date], day: date) -> None:
    not_allowed = dict.fromkeys({1, 2, 3, 4, 5} - one.modes, day)
    assert next_due([one], kept(one, met)) == next_due([one], kept(one, met) | not_allowed)


def kept(one: Duty, met: dict[int, date]) -> dict[int, date]:
    return {mode: day for mode, day in met.items() if mode in one.modes}


@given(duties, contacts)
def test_a_contact_before_the_duty_began_changes_nothing(one: Duty, met: dict[int, date]) -> None:
    later = {mode: day for mode, day in met.items() if day >= one.since}
    assert next_due([one], met) == next_due([one], later)


@given(duties, contacts, st.integers(1, 400))
def test_a_later_contact_never_makes_somebody_due_earlier(one: Duty, met: dict[int, date], more: int) -> None:
    later = {mode: day + timedelta(days=more) for mode, day in met.items()}
    before, after = next_due([one], met), next_due([one], later)
    assert before is not None
    assert after is not None
    assert before.day <= after.day


@given(duties, contacts)
def test_somebody_is_due_after_what_was_last_done(one: Duty, met: dict[int, date]) -> None:
    found = next_due([one], met)
    assert found is not None
    assert found.day > (found.last or one.since)
