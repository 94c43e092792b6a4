"""Choose the day each person was last met, so that the due list is plausible on the day of loading 倒推.

History is made backwards: first whom today's list shows, then everything before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from wushe.config.demo.calendar import days, is_working
from wushe.config.demo.lives import GENERAL, HIGH, KEY, Life
from wushe.work.visits.rules import Duty

LONGEST = 200


@dataclass(frozen=True)
class Wish:
    """A line the due list shall have: days until due (negative: overdue), the risk preferred, tries in vain.

    ``least`` is how long overdue it may be instead, where nobody can be due on the very day.
    """

    days: int
    risk: int
    attempts: int = 0
    least: int = 0


#: What each worker finds on the list. 小周 finds three due today and one whom nobody met yesterday.
WISHES = {
    "zhou": (
        Wish(0, HIGH),
        Wish(0, KEY),
        Wish(0, GENERAL),
        Wish(-1, KEY, attempts=1, least=-5),
        Wish(-3, KEY),
        Wish(-9, GENERAL),
    ),
    "fu": (Wish(0, KEY), Wish(0, HIGH), Wish(-4, KEY, attempts=2, least=-9), Wish(-6, GENERAL)),
    "mai": (Wish(0, KEY), Wish(-2, KEY), Wish(-7, GENERAL)),
    "xing": (Wish(0, KEY), Wish(-2, KEY), Wish(-5, KEY), Wish(-11, GENERAL)),
}


#: What any other worker finds, as long as there are cases enough.
USUAL = (Wish(0, KEY), Wish(-2, KEY, least=-4), Wish(-6, GENERAL), Wish(0, GENERAL))
CASES_A_WISH = 6


def wishes_of(worker: str, cases: int) -> tuple[Wish, ...]:
    """The wishes for the list of a worker with so many cases."""
    return WISHES.get(worker) or USUAL[: cases // CASES_A_WISH]


@dataclass(frozen=True)
class Case:
    """A person looked after today, and the duties that hold today."""

    life: Life
    duties: tuple[Duty, ...]

    def due(self, last: date) -> date:
        """When this person is due if last met on a day (by a way that counts)."""
        return min(duty.interval.after(last) for duty in self.duties)

    def possible(self, yesterday: date) -> list[date]:
        """The days that may have been the last: since all duties hold and the first visits were made, not long ago."""
        since = max([*(duty.since for duty in self.duties), *self.life.firsts[-1:]])
        return days(max(since, yesterday - timedelta(days=LONGEST)), yesterday)


@dataclass(frozen=True)
class LastMet:
    """The day a person was last met, and how many tries in vain came after, the last of them yesterday."""

    day: date
    attempts: int = 0


def last_met(cases: list[Case], wishes: tuple[Wish, ...], today: date, rng: Random) -> dict[int, LastMet]:
    """Choose the last day for each person of one worker.

    Takes: the worker's cases, the wishes for the list, the day. Gives: the last day by person id; a wish that
    nobody can fulfil on this day (due on the 31st, one month after the 31st of a shorter month) falls away.
    """
    waiting = cases.copy()
    rng.shuffle(waiting)
    yesterday = today - timedelta(days=1)
    dues = {case.life.pk: [(day, case.due(day)) for day in case.possible(yesterday)] for case in waiting}
    chosen: dict[int, LastMet] = {}
    for wish in wishes:
        found = next(_fulfilments(wish, waiting, dues, today), None)
        if found is not None:
            case, day = found
            waiting.remove(case)
            chosen[case.life.pk] = LastMet(day, wish.attempts)
    for case in waiting:
        open_days = [day for day, due in dues[case.life.pk] if due > today]
        chosen[case.life.pk] = LastMet(rng.choice([d for d in open_days if is_working(d)] or open_days))
    return chosen


def _fulfilments(
    wish: Wish, waiting: list[Case], dues: dict[int, list[tuple[date, date]]], today: date
) -> Iterator[tuple[Case, date]]:
    """Who can fulfil a wish, the best first: on the very day, with the risk preferred, on a working day."""
    for days_until in range(wish.days, min(wish.days, wish.least) - 1, -1):
        target = today + timedelta(days=days_until)
        able = [(case, day) for case in waiting for day, due in dues[case.life.pk] if due == target]
        yield from ((case, day) for case, day in able if case.life.risk_on(today) == wish.risk and is_working(day))
        yield from ((case, day) for case, day in able if is_working(day))
        yield from able
