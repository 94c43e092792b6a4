"""What a town's station puts on: talks at school, homework groups, activities 未保法课堂、作业辅导、活动、宣传."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wushe.config.demo.calendar import days, is_holiday, is_working, months
from wushe.config.demo.lives import CHILD, Home, Life
from wushe.config.demo.roll import Entry, Roll
from wushe.ground.kit.batches import batched
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.catalog.models import Method, Mode

#: The first round of talks: every class once, in the two terms of 2021.
TALK_DAYS = (
    *days(date(2021, 3, 22), date(2021, 6, 25)),
    *days(date(2021, 9, 6), date(2021, 9, 24)),
)
CLASS = 45
SCHOOL_AGE, LAST_AGE = 6, 17
HOLIDAYS, TERMS = (1, 2, 7, 8), (3, 9)
GROUP, HOLIDAY_GROUP, TALK_GROUP = 7, 16, 36


def town_life(
    roll: Roll, first: date, last: date, kinds: Sequence[str], *, activities: int, publicity: int
) -> Iterator[Entry]:
    """So many activities and so much publicity each month, each in one village, for one kind of people."""
    for month in months(first, last):
        free = [day for day in _month(month) if is_working(day) and first <= day <= last]
        for _ in range(activities if free else 0):
            yield from _activity(roll, roll.rng.choice(free), roll.rng.choice(kinds))
        for _ in range(publicity if free else 0):
            yield _publicity(roll, roll.rng.choice(free), roll.rng.choice(kinds))


def _activity(roll: Roll, day: date, kind: str) -> Iterator[Entry]:
    unit_key = roll.rng.choice(roll.unit_keys)
    people = roll.some(day, kind, roll.rng.choice((unit_key, "")), 5, 14)
    crowd = roll.rng.choice((0, 0, 5, 8, 15, 30))
    if people or crowd:
        yield roll.entry(
            day,
            unit_key,
            kind,
            method=Method.ACTIVITY,
            mode=Mode.VENUE,
            minutes=roll.rng.choice((60, 90, 120)),
            people=people,
            workers=2,
            counted=crowd,
        )


def _publicity(roll: Roll, day: date, kind: str) -> Entry:
    return roll.entry(
        day,
        roll.rng.choice(roll.unit_keys),
        kind,
        method=Method.PUBLICITY,
        mode=Mode.VENUE,
        minutes=roll.rng.choice((60, 90)),
        people=(),
        workers=2,
        counted=roll.rng.randrange(10, 60),
        estimated=roll.rng.choice((0, 0, 20, 50)),
        evidence=roll.rng.choice((1, 2)),
        origin=roll.rng.choice((1, 2)),
    )


def children_served(roll: Roll, homes: list[Home], first: date, last: date) -> Iterator[Entry]:
    """What is done for all children of the town: first a talk in every class, then month by month.

    The first round is over by the end of September 2021: whoever stands on a list has been served once by then.
    """
    children = [(home.unit_key, life) for home in homes for life in home.lives if _is_child(life)]
    yield from _first_talks(roll, children, first, last)
    for month in months(date(2021, 10, 1), last):
        free = [day for day in _month(month) if is_working(day) and first <= day <= last]
        if not free:
            continue
        fit = [(unit, life) for unit, life in children if _may_come(life, month)]
        yield from _homework(roll, fit, free)
        if month.month in HOLIDAYS:
            yield from (_together(roll, fit, roll.rng.choice(free), HOLIDAY_GROUP, Method.ACTIVITY) for _ in "12")
        if month.month in TERMS:
            yield _together(roll, fit, roll.rng.choice(free), TALK_GROUP, Method.PUBLICITY)


def _is_child(life: Life) -> bool:
    return life.listed_on is not None or any(spell.value == CHILD for spell in life.categories)


def _may_come(life: Life, month: date) -> bool:
    age = age_on(life.birth_on, month)
    later = age_on(life.birth_on, month + timedelta(days=31))
    return (
        age is not None and later is not None and age >= SCHOOL_AGE and later <= LAST_AGE and life.enrolled_on < month
    )


def _first_talks(roll: Roll, children: list[tuple[str, Life]], first: date, last: date) -> Iterator[Entry]:
    school_days = [day for day in TALK_DAYS if is_working(day) and first <= day <= last]
    for unit_key in roll.unit_keys if school_days else ():
        there = [life.pk for unit, life in children if unit == unit_key and life.enrolled_on < TALK_DAYS[0]]
        for some in batched(there, CLASS):
            day = roll.rng.choice(school_days)
            yield _entry(roll, day, unit_key, tuple(sorted(some)), Method.PUBLICITY, 40)


def _homework(roll: Roll, fit: list[tuple[str, Life]], free: list[date]) -> Iterator[Entry]:
    """作业辅导: a small group of one village, two afternoons."""
    unit_key = roll.rng.choice(roll.unit_keys)
    there = [life.pk for unit, life in fit if unit == unit_key]
    members = tuple(sorted(roll.rng.sample(there, min(GROUP, len(there)))))
    start = roll.rng.choice(free)
    for day in (start, start + timedelta(days=7)):
        if members and day <= free[-1] and not is_holiday(day):
            yield _entry(roll, day, unit_key, members, Method.GROUP, 90)


def _together(roll: Roll, fit: list[tuple[str, Life]], day: date, most: int, method: int) -> Entry:
    """Children of the whole town, at one place; other people's children are counted by heads."""
    pks = [life.pk for _unit, life in fit]
    people = tuple(sorted(roll.rng.sample(pks, min(most, len(pks)))))
    crowd = roll.rng.choice((5, 12, 25))
    return _entry(roll, day, roll.rng.choice(roll.unit_keys), people, method, 90, crowd)


def _entry(
    roll: Roll, day: date, unit_key: str, people: tuple[int, ...], method: int, minutes: int, crowd: int = 0
) -> Entry:
    return roll.entry(
        day,
        unit_key,
        CHILD,
        method=method,
        mode=Mode.VENUE,
        minutes=minutes,
        people=people,
        workers=2,
        counted=crowd,
        evidence=2,
    )


def _month(month: date) -> list[date]:
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return days(month, last)
