"""Which days people work on, and the days the work dances to 作息. Pure."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
WEEKEND = 5

#: First day of the first lunar month 春节.
SPRING_FESTIVAL = {
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 3),
}

#: (month, day) of festivals on which a station puts something on, and for whom.
FESTIVALS = (
    (3, 5, "living-alone-elder"),
    (3, 8, "left-behind-woman"),
    (5, 14, "left-behind-woman"),
    (6, 1, "left-behind-child"),
    (7, 12, "left-behind-child"),
    (8, 9, "left-behind-child"),
    (9, 8, "left-behind-child"),
    (10, 14, "left-behind-elder"),
    (12, 5, "living-alone-elder"),
)


def is_holiday(day: date) -> bool:
    """A public holiday: New Year, Spring Festival (eve and six days), 清明, 1 May, National Day."""
    if (day.month, day.day) in ((1, 1), (4, 5), (5, 1), (5, 2), (5, 3)):
        return True
    if day.month == 10 and day.day <= 7:
        return True
    spring = SPRING_FESTIVAL.get(day.year)
    return spring is not None and -1 <= (day - spring).days <= 6


def is_working(day: date) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < WEEKEND and not is_holiday(day)


def working_on_or_before(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working(day):
        day -= ONE_DAY
    return day


def days(first: date, last: date) -> list[date]:
    """Every day from first to last, both included; none when last is before first."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def months(first: date, last: date) -> list[date]:
    """The first days of all months touched by the days from first to last."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    index = [first.year * 12 + first.month - 1 + number for number in range(count)]
    return [date(number // 12, number % 12 + 1, 1) for number in index]


def festival_visits(first: date, last: date) -> list[date]:
    """The first day of the fortnight before each Spring Festival, when elders are greeted 春节前慰问."""
    starts = [spring - timedelta(days=14) for spring in SPRING_FESTIVAL.values()]
    return [day for day in starts if first <= day <= last]
