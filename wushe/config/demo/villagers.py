"""Invent the people of a town 造人: elders, people on assistance, children. Pure: a seed in, homes out."""

from collections.abc import Mapping
from datetime import date, timedelta

from wushe.config.demo import words
from wushe.config.demo.calendar import working_on_or_before
from wushe.config.demo.lives import CHILD, GENERAL, HIGH, KEY, Home, Life, Spell
from wushe.config.demo.people import MAN, WOMAN, Inventor
from wushe.ground.kit.periods import add_months

ASSISTANCE = (
    "minimum-living",
    "extreme-poverty",
    "low-income-margin",
    "rigid-expenditure",
    "poverty-return-watch",
)
ELDERS = ("empty-nest-elder", "living-alone-elder", "left-behind-elder")
#: From the day of enrolment to the second and the third visit: three months and more.
SECOND, THIRD = timedelta(days=62), timedelta(days=106)
DIED, MOVED = "died", "moved"
#: Whoever was born since this year is not watched for what comes with age.
BORN_YOUNG, BORN_CHILD = 1960, 2003


class Villagers(Inventor):
    """Makes homes of one place from one stream of chance. Names may come twice, as in a register of thousands.

    ``watched``: of a hundred persons so many are watched as high and as key risks.
    """

    def __init__(self, seed: str, unit_keys: list[str], surnames: str, *, watched: tuple[int, int]) -> None:
        super().__init__(seed, unit_keys)
        self.surnames, self.watched = surnames, watched

    def home(self, lives: list[Life], unit_key: str = "") -> None:
        """Let some people live together, in a unit or in the next one."""
        unit_key = unit_key or self.unit_keys[len(self.homes) % len(self.unit_keys)]
        self.homes.append(Home(self._uuid(), unit_key, self._address(unit_key), lives))

    def grown_up(self, since: date, keys: tuple[str, ...], born: tuple[int, int], *, leaves: int) -> Life:
        """Somebody looked after since a day under some categories; ``leaves`` of a hundred leave in ten years."""
        year, sex = self.rng.randrange(*born), self.rng.choice((MAN, WOMAN))
        life = self._adult(self.rng.choice(self.surnames), "户主", sex, year)
        last = self._last_day(since) if self.rng.randrange(100) < leaves else None
        if last is not None:
            life.end = MOVED if self.rng.randrange(10) < 3 else DIED
        life.categories = [Spell(key, since, last, self._basis(since)) for key in keys]
        return self._watched(life, last)

    def left_behind_child(self, since: date) -> list[Life]:
        """A child whose parents work far away, with the grandparent it lives with."""
        surname = self.rng.choice(self.surnames)
        head = self._adult(surname, "户主", self.rng.choice((MAN, WOMAN)), self.rng.randrange(1963, 1970))
        child = self._child(surname, since.year - 12, since.year - 4)
        child.role = "孙子" if child.sex == MAN else "孙女"
        last = add_months(child.birth_on, 16 * 12) - timedelta(days=1)
        child.categories = [Spell(CHILD, since, last, self._basis(since))]
        return [head, self._watched(child, last)]

    def pupil(self, listed_on: date, first_year: int, last_year: int) -> Life:
        """A child on the list of the school, of no category."""
        life = self._child(self.rng.choice(self.surnames), first_year, last_year)
        life.listed_on = listed_on
        return life

    def visited_thrice(self, life: Life) -> Life:
        """Let the first three visits be on the day of enrolment, two months later, and three months and more later."""
        since = life.enrolled_on
        life.firsts = (since, *(working_on_or_before(since + later) for later in (SECOND, THIRD)))
        return life

    def day(self, first: date, days: int) -> date:
        """A working day among so many."""
        return max(first, working_on_or_before(first + timedelta(days=self.rng.randrange(days))))

    def _last_day(self, since: date) -> date:
        return since + timedelta(days=self.rng.randrange(300, 3600))

    def _watched(self, life: Life, last: date | None) -> Life:
        draw = self.rng.randrange(100)
        level = HIGH if draw < self.watched[0] else KEY if draw < sum(self.watched) else GENERAL
        reason = self.rng.choice(_reasons(life)[level])
        life.risks = [Spell(level, life.enrolled_on, last, reason)]
        return life

    def _name(self, surname: str, given: tuple[str, ...]) -> str:
        return f"{surname}{self.rng.choice(given)[0]}{self.rng.choice(given)[1]}"


def _reasons(life: Life) -> Mapping[int, tuple[str, ...]]:
    """Why somebody of this age is watched."""
    if life.birth_on.year >= BORN_CHILD:
        return words.REASONS_CHILD
    return words.REASONS_YOUNG if life.birth_on.year >= BORN_YOUNG else words.REASONS
