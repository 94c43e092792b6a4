"""Partial dates 不完整日期, kept as printed: "2021年8月底", "6月24日" without a year.

A newspaper or an old file often gives less than a day. Such a date is kept as it was printed and compared
honestly: a day lies before it, after it, or it cannot be decided.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from wushe.ground.kit.errors import Refused

FULL = re.compile(r"^(\d{4})(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})日?$")
END_OF_MONTH = re.compile(r"^(\d{4})年(\d{1,2})月底(前?)$")
MONTH = re.compile(r"^(\d{4})(?:年|-)(\d{1,2})月?$")
YEAR = re.compile(r"^(\d{4})年?$")
NO_YEAR = re.compile(r"^(\d{1,2})月(\d{1,2})日$")
NO_YEAR_END = re.compile(r"^(\d{1,2})月底前?$")
#: What stands behind a date: since then, or printed then of what was so by then.
SINCE_THEN, REPORTED = "以来", "报道"
#: Words that stand where a date would and name none.
UNDATED = re.compile(r"^(?:现有|目前|长期|累计|目标|自.+以来(?:[（(]累计[）)])?|[—-])$")

#: "月底" is read as the last ten days of the month 下旬.
FIRST_DAY_OF_MONTH_END = 21


class Order(Enum):
    """Where a day lies against a partial date."""

    BEFORE = "before"
    SINCE = "since"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class PartialDate:
    """A date as printed, and the days it may mean.

    ``earliest`` or ``latest`` is None where the print sets no bound ("6月24日" has neither, nor has "目前").
    """

    printed: str
    earliest: date | None
    latest: date | None

    def place(self, day: date) -> Order:
        """Where the day lies.

        Gives: BEFORE if, and only if, the day is before every day the date may mean; SINCE if, and only if,
        it is on or after every such day; UNDECIDED otherwise.
        """
        if self.earliest is not None and day < self.earliest:
            return Order.BEFORE
        if self.latest is not None and day >= self.latest:
            return Order.SINCE
        return Order.UNDECIDED

    def compare(self, other: "PartialDate") -> Order:
        """Where this date lies against another.

        Gives: BEFORE if, and only if, every day it may mean is before every day the other may mean; SINCE if, and
        only if, every day it may mean is on or after every day the other may mean; UNDECIDED otherwise, also for
        two dates printed alike: "2021年8月底" twice may be two days.
        """
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return Order.BEFORE
        if self.earliest is not None and other.latest is not None and self.earliest >= other.latest:
            return Order.SINCE
        return Order.UNDECIDED


def parse(printed: str) -> PartialDate:
    """Read a printed date.

    Takes: "2021年6月24日", "2021-06-24", "2021年8月底", "2021年5月底前", "2021年8月", "2021年"; without a year
    "6月24日", "5月底前"; any of them with "以来" or "报道" behind; words that name no day, such as "目前". Spaces do
    not matter: a newspaper sets them between figures.
    Gives: a PartialDate. What was so "since 2021" began on some day of 2021; what was printed on a day was so by then.
    Refuses: ``partial-date-unreadable`` for anything else.
    """
    text = printed.strip()
    try:
        return replace(_read("".join(text.split())), printed=text)
    except ValueError as error:
        raise Refused("partial-date-unreadable", printed=printed) from error


def _read(text: str) -> PartialDate:
    if UNDATED.match(text):
        return PartialDate(text, None, None)
    if text.endswith(REPORTED):
        return replace(_parse(text.removesuffix(REPORTED)), earliest=None)
    return _parse(text.removesuffix(SINCE_THEN))


def _parse(text: str) -> PartialDate:
    if found := FULL.match(text):
        day = date(*map(int, found.groups()))
        return PartialDate(text, day, day)
    if found := END_OF_MONTH.match(text):
        year, number = int(found[1]), int(found[2])
        last = date(year, number, monthrange(year, number)[1])
        first = None if found[3] else date(year, number, FIRST_DAY_OF_MONTH_END)
        return PartialDate(text, first, last)
    if found := MONTH.match(text):
        year, number = int(found[1]), int(found[2])
        return PartialDate(text, date(year, number, 1), date(year, number, monthrange(year, number)[1]))
    if found := YEAR.match(text):
        return PartialDate(text, date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
    if found := NO_YEAR.match(text):
        date(2000, int(found[1]), int(found[2]))  # a leap year: refuses 2月30日
        return PartialDate(text, None, None)
    if found := NO_YEAR_END.match(text):
        date(2000, int(found[1]), 1)  # refuses 13月底
        return PartialDate(text, None, None)
    raise ValueError(text)
