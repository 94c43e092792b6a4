"""Invent the people 造人. Pure: a seed in, homes out."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from wushe.config.demo import words
from wushe.config.demo.lives import ALONE, CHILD, ELDER, GENERAL, HIGH, KEY, LEFT_WOMAN, Home, Life, Spell
from wushe.ground.kit.periods import add_months

CORE_FROM, CORE_DAYS = date(2021, 1, 4), 66
LAST_YEAR = 2031
MAN, WOMAN = 1, 2


class Inventor:
    """Makes homes one by one from one stream of chance."""

    def __init__(self, seed: str, unit_keys: list[str]) -> None:
        self.rng = Random(f"people/{seed}")  # noqa: S311 - the same seed, the same people
        self.unit_keys = unit_keys
        self.names: set[str] = set()
        self.homes: list[Home] = []
        self.counts: dict[str, int] = {}

    def invent(self, persons: int) -> list[Home]:
        """Homes with so many persons to look after at first, and newcomers every year after."""
        while self._looked_after() < persons:
            self._add_home(CORE_FROM + timedelta(days=self.rng.randrange(CORE_DAYS)))
        for year in range(CORE_FROM.year, LAST_YEAR):
            until = self._looked_after() + persons // 15
            while self._looked_after() < until:
                self._add_home(date(year, 3, 15) + timedelta(days=self.rng.randrange(290)))
        return self.homes

    def _looked_after(self) -> int:
        return sum(bool(life.categories) for home in self.homes for life in home.lives)

    def _add_home(self, enrolled_on: date) -> None:
        number = len(self.homes)
        unit_key = self.unit_keys[number % len(self.unit_keys)]
        surname = self.rng.choice(words.SURNAMES)
        make = (self._alone, self._grandparents, self._alone, self._woman, self._couple)[number // 6 % 5]
        lives = make(surname, enrolled_on)
        for life in lives:
            if life.categories:
                life.risks = self._risks(life, unit_key)
        self.homes.append(Home(self._uuid(), unit_key, self._address(unit_key), lives))

    def _alone(self, surname: str, since: date) -> list[Life]:
        life = self._adult(surname, "户主", self.rng.choice((MAN, WOMAN, WOMAN)), self.rng.randrange(1936, 1956))
        left = self._elder_leaves(since)
        basis = self._basis(since)
        if self.rng.randrange(8) == 0:
            widowed = since + timedelta(days=self.rng.randrange(200, 1100))
            if left is None or widowed < left:
                life.categories = [
                    Spell(ELDER, since, left, basis),
                    Spell(ALONE, widowed, left, "走访中发现"),
                ]
                return [life]
        life.categories = [Spell(ALONE, since, left, basis)]
        if self.rng.randrange(7) == 0:
            life.categories.append(Spell(ELDER, since, left, basis))
        return [life]

    def _couple(self, surname: str, since: date) -> list[Life]:
        born = self.rng.randrange(1940, 1957)
        left = self._elder_leaves(since)
        lives = [
            self._adult(surname, "户主", MAN, born),
            self._adult(self.rng.choice(words.SURNAMES), "配偶", WOMAN, born + self.rng.randrange(5)),
        ]
        for life in lives:
            life.categories = [Spell(ELDER, since, left, self._basis(since))]
        return lives

    def _grandparents(self, surname: str, since: date) -> list[Life]:
        head = self._adult(surname, "户主", self.rng.choice((MAN, WOMAN)), self.rng.randrange(1950, 1962))
        head.categories = [Spell(ELDER, since, self._elder_leaves(since), self._basis(since))]
        children = [self._left_behind(surname, since) for _ in range(self.rng.choice((1, 1, 2)))]
        return [head, *children]

    def _woman(self, surname: str, since: date) -> list[Life]:
        woman = self._adult(surname, "户主", WOMAN, self.rng.randrange(1978, 1996))
        back = since + timedelta(days=self.rng.randrange(400, 2400)) if self.rng.randrange(2) else None
        woman.categories = [Spell(LEFT_WOMAN, since, back, self._basis(since))]
        own = [self._child(self.rng.choice(words.SURNAMES), 2010, 2019) for _ in range(self.rng.randrange(3))]
        return [woman, *own]

    def _left_behind(self, surname: str, since: date) -> Life:
        child = self._child(surname, since.year - 13, since.year - 3)
        child.role = "孙子" if child.sex == MAN else "孙女"
        last = add_months(child.birth_on, 16 * 12) - timedelta(days=1)
        back = since + timedelta(days=self.rng.randrange(300, 1600))
        ends = back if self.rng.randrange(4) == 0 and back < last else last
        child.categories = [Spell(CHILD, since, ends, self._basis(since))]
        return child

    def _adult(self, surname: str, role: str, sex: int, year: int) -> Life:
        given = words.ELDER_MEN if sex == MAN else words.ELDER_WOMEN if year < 1970 else words.WOMEN
        phone = "" if year < 1945 and self.rng.randrange(3) == 0 else self._phone()
        know = self.rng.choice(words.DOOR_NOTES) if self.rng.randrange(3) == 0 else ""
        return Life(self._uuid(), self._name(surname, given), sex, self._birth(year), role, phone, know)

    def _child(self, surname: str, first_year: int, last_year: int) -> Life:
        sex = self.rng.choice((MAN, WOMAN))
        name = self._name(surname, words.BOYS if sex == MAN else words.GIRLS)
        role = "儿子" if sex == MAN else "女儿"
        return Life(self._uuid(), name, sex, self._birth(self.rng.randrange(first_year, last_year)), role)

    def _elder_leaves(self, since: date) -> date | None:
        return since + timedelta(days=self.rng.randrange(200, 3600)) if self.rng.randrange(5) < 2 else None

    def _risks(self, life: Life, unit_key: str) -> list[Spell]:
        """Two of sixteen high, six key; a third of both began one level lower."""
        kind = f"{unit_key}/{life.categories[0].value == LEFT_WOMAN}"
        turn = self.counts[kind] = self.counts.get(kind, -1) + 1
        place = turn % 16
        level = HIGH if place in (3, 11) else KEY if place in (0, 2, 6, 8, 12, 14) else GENERAL
        starts, ends = life.enrolled_on, life.left_on
        rises = starts + timedelta(days=self.rng.randrange(120, 900))
        if level == GENERAL or place % 3 or (ends is not None and rises >= ends):
            return [self._decided(level, starts, ends)]
        return [
            self._decided(level - 1, starts, rises - timedelta(days=1)),
            self._decided(level, rises, ends),
        ]

    def _decided(self, level: int, starts: date, ends: date | None) -> Spell:
        return Spell(level, starts, ends, self.rng.choice(words.REASONS[level]))

    def _basis(self, since: date) -> str:
        return words.BASES[0] if since < date(2021, 3, 15) else self.rng.choice(words.BASES[1:])

    def _name(self, surname: str, given: tuple[str, ...]) -> str:
        name = surname + self.rng.choice(given)
        while name in self.names:
            name = self.rng.choice(words.SURNAMES) + self.rng.choice(given)
        self.names.add(name)
        return name

    def _birth(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.rng.randrange(365))

    def _phone(self) -> str:
        return f"100-{self.rng.randrange(10_000):04d}-{self.rng.randrange(10_000):04d}"

    def _address(self, unit_key: str) -> str:
        group = "一二三四五六七八"[self.rng.randrange(8)]
        if unit_key.endswith("022"):
            room = self.rng.randrange(1, 7) * 100 + self.rng.randrange(1, 5)
            return f"第{group}居民小组 {self.rng.randrange(1, 9)} 栋 {room}"
        return f"第{group}村民小组 {self.rng.randrange(1, 90)} 号"

    def _uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)
