"""What else happens between visits: casework, consultations, greetings before Spring Festival 个案、咨询、慰问."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wushe.config.demo.calendar import days, festival_visits, is_working, months
from wushe.config.demo.lives import ALONE, Home, Life
from wushe.config.demo.roll import Entry, Roll
from wushe.config.demo.rounds import Told
from wushe.registers.catalog.models import Method, Mode
from wushe.work.visits.rules import VisitDraft

CASES_A_MONTH, MEETINGS = 3, 7
CONSULTATIONS_A_MONTH = 22
CALL_DAYS, CALL_MINUTES = 14, 10


@dataclass
class Diary:
    """The days on which a life was visited, and the last day on which anybody may have met them."""

    home: Home
    life: Life
    until: date
    taken: set[date]

    def is_free(self, day: date) -> bool:
        """True if the station looked after this person and nobody visited that day."""
        return self.life.enrolled_on <= day <= self.until and day not in self.taken


def casework(
    roll: Roll, diaries: list[Diary], first: date, last: date, *, a_month: int = CASES_A_MONTH
) -> Iterator[Entry]:
    """Cases opened every month: meetings at home, ten days apart, while the person is looked after."""
    for month in months(first, last):
        for _ in range(a_month):
            diary = roll.rng.choice(diaries)
            for meeting in range(MEETINGS):
                day = month + timedelta(days=roll.rng.randrange(5) + 10 * meeting)
                if first <= day <= last and is_working(day) and diary.is_free(day):
                    diary.taken.add(day)
                    yield roll.entry(
                        day,
                        diary.home.unit_key,
                        str(diary.life.categories_on(day)[0].value),
                        method=Method.CASEWORK,
                        mode=Mode.DOOR,
                        minutes=roll.rng.choice((45, 60, 90)),
                        people=(diary.life.pk,),
                        evidence=roll.rng.choice((0, 2, 3)),
                    )


def consultations(roll: Roll, first: date, last: date, *, a_month: int = CONSULTATIONS_A_MONTH) -> Iterator[Entry]:
    """People who came to the station to ask; they are not always named."""
    for month in months(first, last):
        free = [day for day in days(month, month + timedelta(days=27)) if is_working(day) and first <= day <= last]
        for _ in range(a_month if free else 0):
            yield roll.entry(
                roll.rng.choice(free),
                roll.rng.choice(roll.unit_keys),
                ALONE if roll.rng.randrange(3) else "left-behind-woman",
                method=Method.CONSULTATION,
                mode=Mode.VENUE,
                minutes=roll.rng.choice((10, 15, 20, 30)),
                people=(),
                counted=1 + (roll.rng.randrange(8) == 0),
                evidence=0,
            )


def greetings(roll: Roll, diaries: list[Diary], first: date, last: date) -> Iterator[Told]:
    """Calls before Spring Festival and after the typhoons of September, to every second person."""
    weeks = festival_visits(first, last)
    weeks += [date(year, 9, 10) for year in range(first.year, last.year + 1)]
    for start in weeks:
        for diary in diaries:
            day = start + timedelta(days=roll.rng.randrange(CALL_DAYS))
            if roll.rng.randrange(2) and first <= day <= last and is_working(day) and diary.is_free(day):
                diary.taken.add(day)
                yield Told(roll.in_charge(day, diary.home.unit_key), _call(roll, diary.life, day))


def _call(roll: Roll, life: Life, day: date) -> VisitDraft:
    return VisitDraft(
        form_id=roll.uuid(),
        person_id=life.pk,
        day=day,
        mode=Mode.PHONE,
        met=True,
        minutes=CALL_MINUTES,
        safety="same",
        health="same",
        mood=roll.rng.choice(("calm", "happy")),
        next_step="plan",
        line="打电话问候，一切都好。" if roll.rng.randrange(2) else "",
    )
