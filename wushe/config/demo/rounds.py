"""The visits of the years 历年走访: from the day a person was last met, backwards to the day of enrolment."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from wushe.config.demo import words
from wushe.config.demo.calendar import ONE_DAY, WEEKEND, is_working, working_on_or_before
from wushe.config.demo.due import LastMet
from wushe.config.demo.lives import CHILD, HIGH, LEFT_WOMAN, Home, Life
from wushe.config.demo.staff import Member
from wushe.registers.catalog.models import Mode
from wushe.work.visits.rules import Duty, VisitDraft

#: A visit as often as the rule says, or a little more: so many hundredths of the interval pass between two.
GAPS = (70, 80, 85, 90, 95, 98, 100, 112)
MODES = {Mode.DOOR: 60, Mode.VIDEO: 8, Mode.PHONE: 26, Mode.PROXY: 6}
MINUTES = {
    Mode.DOOR: (20, 30, 30, 45, 60),
    Mode.VIDEO: (10, 20, 20),
    Mode.PHONE: (10, 10, 10, 20),
    Mode.PROXY: (10, 20),
}
NEEDS = ("medicine", "medicine", "repair", "paperwork", "company", "company", "childcare", "other")
PROBLEMS = ("fire", "gas", "electricity", "floor", "food", "medicine")
PROMISES = ("call", "refer", "revisit")
RECENT = timedelta(days=12)
#: So long after the last of the first visits the usual round begins.
SETTLED = timedelta(days=10)
#: Where two stations serve a village, one of so many visits is made by the second.
TURNS = 4
#: The keys of the coast begin so.
COAST = "46"
#: Elders of all three places were born before this year.
BORN_YOUNG = 1963
INLAND = {
    kind: tuple(line for line in lines if not any(word in line for word in words.COASTAL))
    for kind, lines in words.LINES.items()
}

#: The rules of visiting, by category key and level of risk; ``since`` of these duties means nothing.
Rules = dict[tuple[str, int], Duty]


@dataclass(frozen=True)
class Told:
    """A visit draft and who wrote it."""

    username: str
    draft: VisitDraft


class Rounds:
    """Makes the visits of one life after the other. ``staff`` are the workers in charge of the life's unit."""

    def __init__(self, rng: Random, rules: Rules, staff: dict[str, Member], today: date) -> None:
        self.rng, self.rules, self.staff, self.today = rng, rules, staff, today

    def of_life(self, home: Home, life: Life, last: LastMet | None, charge: list[Member]) -> list[Told]:
        """All visits and attempts of one life, the latest first.

        Takes: the day last met (None for somebody who left: the last visit was some time before).
        """
        left = life.left_on or self.today
        day = last.day if last else left - timedelta(days=self.rng.randrange(self._interval(life, left) // 2 + 1))
        told = self._in_vain_lately(life, last, charge)
        first = True
        told += [self._visit(home, life, fixed, charge, is_open=False) for fixed in life.firsts if fixed != day]
        since = life.firsts[-1] + SETTLED if life.firsts else life.enrolled_on
        while day >= since or (first and day >= life.enrolled_on):
            told.append(self._visit(home, life, day, charge, is_open=first and last is not None))
            first = False
            before = self._day_before(life, day)
            if self.rng.randrange(15) == 0:
                told += self._attempts(life, day, before, charge)
            day = before
        return told

    def _interval(self, life: Life, day: date) -> int:
        """The shortest interval that held on a day, in days."""
        risk = life.risk_on(day)
        duties = [self.rules[str(spell.value), risk] for spell in life.categories_on(day)]
        return min((d.interval.days + 30 * d.interval.months for d in duties), default=30)

    def _day_before(self, life: Life, day: date) -> date:
        """The day of the visit before one: an interval ago, on a working day; the frail also on public holidays."""
        interval = self._interval(life, day - ONE_DAY)
        before = day - timedelta(days=max(1, interval * self.rng.choice(GAPS) // 100))
        is_frail = life.risk_on(before) == HIGH
        if is_working(before) or self.rng.randrange(25) == 0 or (is_frail and before.weekday() < WEEKEND):
            return before
        around = range(-2, 3) if is_frail else range(-6, 1)
        near = [d for shift in around if is_working(d := before + timedelta(days=shift)) and d < day]
        return self.rng.choice(near) if near else working_on_or_before(before)

    def _visit(self, home: Home, life: Life, day: date, charge: list[Member], *, is_open: bool) -> Told:
        rng = self.rng
        mode = self._mode(life, self.today if is_open else day)
        problems = tuple(sorted(rng.sample(PROBLEMS, 1 + rng.randrange(2))))
        is_first = day - life.enrolled_on < RECENT
        safety = "fine" if is_first else rng.choices(("same", "fine", "problem"), (70, 20, 10))[0]
        may_promise = self.today - day < RECENT if is_open else life.left_on is None
        draft = VisitDraft(
            form_id=self._uuid(),
            person_id=life.pk,
            day=day,
            mode=mode,
            met=True,
            minutes=rng.choice(MINUTES[Mode(mode)]),
            safety=safety,
            problems=problems if safety == "problem" else (),
            health=rng.choices(("same", "better", "worse"), (78, 9, 13))[0],
            mood=rng.choices(("calm", "happy", "low"), (60, 28, 12))[0],
            needs=(rng.choice(NEEDS),) if rng.randrange(20) == 0 else (),
            next_step=rng.choice(PROMISES) if may_promise and rng.randrange(16) == 0 else "plan",
            line=rng.choice(_lines(life, day, home.unit_key)) if rng.randrange(5) < 3 else "",
            origin=2 if rng.randrange(12) == 0 else 1,
            evidence=rng.choices((0, 1, 2, 3, 4), (66, 8, 14, 10, 2))[0],
        )
        return self._by(draft, day, charge)

    def _by(self, draft: VisitDraft, day: date, charge: list[Member]) -> Told:
        """The visit told by the worker in charge that day, sometimes with a colleague at the door."""
        there = [member for member in charge if member.serves_on(day)]
        member = there[1 if len(there) > 1 and self.rng.randrange(TURNS) == 0 else 0]
        if draft.mode == Mode.DOOR and self.rng.randrange(12) == 0:
            others = [m for m in self.staff.values() if m.works_with(member) and m != member and m.serves_on(day)]
            other = self.rng.choice(others).worker if others else None
            draft = replace(draft, colleagues=(other.pk,)) if other else draft
        return Told(member.post.username, draft)

    def _mode(self, life: Life, day: date) -> int:
        """A way that counts for every category of that day."""
        risk = life.risk_on(day)
        allowed = set(MODES)
        for spell in life.categories_on(day):
            allowed &= {Mode(mode) for mode in self.rules[str(spell.value), risk].modes}
        ways = [mode for mode in MODES if mode in allowed]
        return int(self.rng.choices(ways, [MODES[way] for way in ways])[0])

    def _attempts(self, life: Life, day: date, before: date, charge: list[Member]) -> list[Told]:
        """A try in vain some days before a visit."""
        tried = day - timedelta(days=1 + self.rng.randrange(4))
        is_possible = tried > before and tried >= life.enrolled_on and is_working(tried)
        return [self._in_vain(life, tried, charge, day)] if is_possible else []

    def _in_vain_lately(self, life: Life, last: LastMet | None, charge: list[Member]) -> list[Told]:
        """The tries since a person was last met: the latest yesterday, the others three days apart."""
        if last is None:
            return []
        days = [self.today - timedelta(days=1 + 3 * number) for number in range(last.attempts)]
        return [
            self._in_vain(life, day, charge, self.today if day == days[0] else None) for day in days if day > last.day
        ]

    def _in_vain(self, life: Life, day: date, charge: list[Member], again_on: date | None) -> Told:
        draft = VisitDraft(
            form_id=self._uuid(),
            person_id=life.pk,
            day=day,
            mode=Mode.DOOR,
            met=False,
            absence=self.rng.choices(("out", "no_answer", "relatives", "hospital"), (48, 36, 12, 4))[0],
            again_on=again_on,
            line=self.rng.choice(words.LINES["attempt"]),
        )
        member = next(member for member in charge if member.serves_on(day))
        return Told(member.post.username, draft)

    def _uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)


def _lines(life: Life, day: date, unit_key: str) -> tuple[str, ...]:
    """What may be said of a visit to such a one, there."""
    keys = {spell.value for spell in life.categories_on(day)}
    kind = "child" if CHILD in keys else "woman" if LEFT_WOMAN in keys else "elder"
    if kind == "elder" and life.birth_on.year >= BORN_YOUNG:
        kind = "hardship"
    return (words.LINES if unit_key.startswith(COAST) else INLAND)[kind]
