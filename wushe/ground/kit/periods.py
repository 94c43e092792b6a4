"""Periods 统计期间: half-open [start, end) in civil dates, and month arithmetic."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from wushe.ground.kit.errors import Refused


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``start`` up to but not including ``end``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise Refused("period-empty", first=self.start, last=self.end - timedelta(days=1))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def overlaps(self, other: "Period") -> bool:
        """True if, and only if, some day lies in both."""
        return self.start < other.end and other.start < self.end


def through(first: date, last: date) -> Period:
    """The period from ``first`` to ``last``, both included.

    Refuses: ``period-empty`` when last is before first, ``period-too-late`` on the last day there is.
    """
    if last == date.max:
        raise Refused("period-too-late", last=last)
    return Period(first, last + timedelta(days=1))


def month(year: int, number: int) -> Period:
    """One calendar month."""
    first = date(year, number, 1)
    return Period(first, add_months(first, 1))


def month_of(day: date) -> Period:
    """The calendar month that holds the day."""
    return month(day.year, day.month)


def quarter_of(day: date) -> Period:
    """The calendar quarter that holds the day."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return Period(first, add_months(first, 3))


def year_of(day: date) -> Period:
    """The calendar year that holds the day."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def add_months(day: date, months: int) -> date:
    """The same day of the month, months later; the last day of a shorter month.

    31 January + 1 month is 28 (or 29) February: a monthly promise made on the 31st falls due at month's end.
    Past the end of the calendar it is the last day there is.
    """
    index = day.year * 12 + day.month - 1 + months
    year, number = divmod(index, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))
