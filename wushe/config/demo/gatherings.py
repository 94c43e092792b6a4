"""Groups, community activities and publicity of the years 小组、活动、宣传."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from wushe.config.demo.calendar import FESTIVALS, days, is_holiday, is_working, months
from wushe.config.demo.lives import ALONE, CHILD, ELDER, LEFT_WOMAN
from wushe.config.demo.roll import Entry, Roll
from wushe.config.demo.stories import opening
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.stations.models import Organization
from wushe.work.groupwork.rules import ActivityDraft

OPENING_DAY = date(2021, 6, 24)
#: Months and themes of publicity: for whom, and how big the crowd is.
THEMES = ((1, ELDER), (3, LEFT_WOMAN), (5, CHILD), (6, ALONE), (6, CHILD), (8, ELDER), (11, ALONE), (12, ELDER))
AUDIENCES = (ALONE, CHILD, ELDER, LEFT_WOMAN, ALONE, CHILD)
#: 春雨社工服务站, whose volunteers came on the opening day.
PARTNER = "chunyu"
SESSIONS = 6
SATURDAY = 5


def gatherings(roll: Roll, first: date, last: date) -> Iterator[Entry]:
    """Everything that brought people together from the first day to the last, month by month."""
    if first <= OPENING_DAY <= last:
        yield opening_day(roll)
    for month in months(first, last):
        held = [*_activities(roll, month), *_publicity(roll, month), *_festivals(roll, month)]
        if month.month % 2:
            held += _groups(roll, month)
        yield from (entry for entry in held if first <= entry.day <= last)


def opening_day(roll: Roll) -> Entry:
    """The 反诈宣传 after the plate was unveiled 揭牌当天. That it was in 2021 is an assumption of the demo."""
    unit_key = roll.unit_keys[0]
    entry = roll.entry(
        OPENING_DAY,
        unit_key,
        ALONE,
        method=Method.PUBLICITY,
        mode=Mode.VENUE,
        minutes=90,
        people=roll.some(OPENING_DAY, ALONE, unit_key, 12, 18),
        workers=3,
        counted=46,
        estimated=60,
    )
    assert isinstance(entry.draft, ActivityDraft)  # noqa: S101 - publicity is one
    return replace(entry, draft=opening(entry.draft, Organization.objects.get(key=PARTNER).pk))


def _free_days(month: date, *, for_children: bool) -> list[date]:
    """Days of a month to gather on: Saturdays and holidays from school for children, working days for others."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    every = days(month, last)
    if for_children and month.month not in (7, 8):
        return [day for day in every if day.weekday() == SATURDAY and not is_holiday(day)]
    return [day for day in every if is_working(day)]


def _activities(roll: Roll, month: date) -> Iterator[Entry]:
    """One or two activities in each unit, fewer in the month of Spring Festival."""
    for unit_key in roll.unit_keys:
        for _ in range(1 + roll.rng.randrange(2)):
            category = roll.rng.choice(AUDIENCES)
            free = _free_days(month, for_children=category == CHILD)
            people = roll.some(month, category, unit_key, 5, 14)
            crowd = roll.rng.choice((0, 0, 6, 12, 20, 35))
            if free and (people or crowd):
                yield roll.entry(
                    roll.rng.choice(free),
                    unit_key,
                    category,
                    method=Method.ACTIVITY,
                    mode=Mode.VENUE,
                    minutes=roll.rng.choice((60, 90, 90, 120)),
                    people=people,
                    workers=2,
                    counted=crowd,
                    evidence=roll.rng.choice((2, 2, 2, 1, 3)),
                )


def _publicity(roll: Roll, month: date) -> Iterator[Entry]:
    """Publicity where passers-by are counted or estimated; more in the months of a campaign."""
    themes = [category for number, category in THEMES if number == month.month] + [ELDER]
    for category in themes:
        for unit_key in roll.rng.sample(roll.unit_keys, 2):
            yield roll.entry(
                roll.rng.choice(_free_days(month, for_children=False)),
                unit_key,
                category,
                method=Method.PUBLICITY,
                mode=Mode.VENUE,
                minutes=roll.rng.choice((60, 90, 120)),
                people=roll.some(month, category, unit_key, 0, 6),
                workers=2,
                counted=roll.rng.randrange(8, 40),
                estimated=roll.rng.choice((0, 20, 30, 50, 80)),
                evidence=roll.rng.choice((1, 2, 2)),
                origin=roll.rng.choice((1, 2)),
            )


def _festivals(roll: Roll, month: date) -> Iterator[Entry]:
    """A festival is kept in two units."""
    for number, day, category in FESTIVALS:
        if number != month.month:
            continue
        for unit_key in roll.rng.sample(roll.unit_keys, 2):
            yield roll.entry(
                month.replace(day=day),
                unit_key,
                category,
                method=Method.ACTIVITY,
                mode=Mode.VENUE,
                minutes=120,
                people=roll.some(month, category, unit_key, 6, 16),
                workers=2,
                counted=roll.rng.randrange(5, 30),
            )


def _groups(roll: Roll, month: date) -> Iterator[Entry]:
    """Three groups of six weekly sessions; now and then somebody does not come."""
    for category, unit_key in zip((CHILD, ELDER, LEFT_WOMAN), roll.rng.sample(roll.unit_keys, 3), strict=True):
        free = _free_days(month, for_children=category == CHILD)[:5]
        members = roll.some(month, category, unit_key, 6, 10)
        if not free or not members:
            continue
        start = roll.rng.choice(free)
        for week in range(SESSIONS):
            day = start + timedelta(days=7 * week)
            came = tuple(pk for pk in members if roll.rng.randrange(10))
            if came and not is_holiday(day):
                yield roll.entry(
                    day,
                    unit_key,
                    category,
                    method=Method.GROUP,
                    mode=Mode.VENUE,
                    minutes=roll.rng.choice((60, 90)),
                    people=came,
                    workers=2,
                )
