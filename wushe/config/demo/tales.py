"""What is told of each of the three places: its people, and the services of its years 各地的故事."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from wushe.config.demo import yuezhou
from wushe.config.demo.contacts import Diary, casework, consultations, greetings
from wushe.config.demo.deqing import SERVES_FROM
from wushe.config.demo.due import Case, LastMet, last_met, wishes_of
from wushe.config.demo.enrol import in_charge
from wushe.config.demo.gatherings import gatherings
from wushe.config.demo.lives import CHILD, LEFT_WOMAN, Home
from wushe.config.demo.people import Inventor
from wushe.config.demo.places import Places
from wushe.config.demo.roll import Entry, Roll
from wushe.config.demo.rounds import Rounds, Rules, Told
from wushe.config.demo.staff import Member
from wushe.config.demo.townlife import children_served, town_life
from wushe.config.demo.villagers import ASSISTANCE, ELDERS, Villagers
from wushe.config.demo.words import ZHEJIANG
from wushe.work.visits.rules import Duty

PERSONS = 295
#: Whoever is missed was in no group that may have met since.
LONGEST_GROUP = timedelta(days=75)
#: How many people each station of 德清 looks after at first, and how many come each year after.
OF_A_STATION, NEWCOMERS = 22, 1
ENROLMENT_DAYS = 22


@dataclass(frozen=True)
class Setting:
    """Where and when a county's history takes place: its stations and its staff by key, and all chance there is."""

    stations: list[Places]
    staff: dict[str, Member]
    rules: Rules
    rng: Random
    seed: int
    today: date
    since: date

    @property
    def last(self) -> date:
        """The last day of the history."""
        return self.today - timedelta(days=1)

    def at(self, place: int = 0) -> tuple[Places, dict[str, Member]]:
        """One station, and who is posted there."""
        places = self.stations[place]
        key = places.station.key
        return places, {name: member for name, member in self.staff.items() if member.post.at == key}


@dataclass(frozen=True)
class Tale:
    """What happened in one county: the visits, and everything else."""

    told: list[Told]
    others: list[Entry]


#: Makes the homes of a place from the seed, and tells what happened once they are written.
Tell = Callable[[Setting, list[Home]], Tale]


def liudao_homes(setting: Setting, share: Fraction) -> list[Home]:
    """The people of 六道."""
    inventor = Inventor(str(setting.seed), list(setting.stations[0].units))
    return inventor.invent(int(PERSONS * share))


def tell_liudao(setting: Setting, homes: list[Home]) -> Tale:
    """六道: visits, cases, consultations, greetings and gatherings since January 2021."""
    rounds = Walks(setting, homes)
    roll = rounds.roll(0)
    since, last = setting.since, setting.last
    told = rounds.told + list(greetings(roll, rounds.diaries, since, last))
    others = [
        *casework(roll, rounds.diaries, since, last),
        *consultations(roll, since, last),
        *gatherings(roll, since, last),
    ]
    return Tale(told, others)


def yuezhou_homes(setting: Setting, share: Fraction) -> list[Home]:
    """The people of 越州."""
    return yuezhou.people(setting.seed, list(setting.stations[0].units), share)


def tell_yuezhou(setting: Setting, homes: list[Home]) -> Tale:
    """越州: visits by its own workers and those in three villages, work with children, and what a town puts on."""
    rounds = Walks(setting, homes)
    roll = rounds.roll(0)
    since, last = setting.since, setting.last
    told = rounds.told + list(greetings(roll, rounds.diaries, since, last))
    kinds = (*ELDERS, *ELDERS, *ASSISTANCE[:2], LEFT_WOMAN)
    others = [
        *casework(roll, rounds.diaries, since, last, a_month=2),
        *consultations(roll, since, last, a_month=14),
        *children_served(roll, homes, since, last),
        *town_life(roll, since, last, kinds, activities=5, publicity=2),
    ]
    return Tale(told, others)


def deqing_homes(setting: Setting, share: Fraction) -> list[Home]:
    """The people of the thirteen stations of 德清."""
    count = max(6, int(OF_A_STATION * share))
    homes: list[Home] = []
    for places in setting.stations:
        made = Villagers(f"{places.station.key}/{setting.seed}", list(places.units), ZHEJIANG, watched=(0, 5))
        for place in range(count):
            _settle(made, made.day(SERVES_FROM, ENROLMENT_DAYS), place)
        for year in range(SERVES_FROM.year + 1, 2031):
            for place in range(NEWCOMERS if share == 1 else 0):
                _settle(made, made.day(date(year, 2, 20), 280), place)
        homes += made.homes
    return homes


def _settle(made: Villagers, since: date, place: int) -> None:
    turn = place % 10
    if turn < 6:
        kind = ELDERS[turn % 2]
        made.home([made.grown_up(since, (kind,), (1931, 1956), leaves=35)])
    elif turn < 9:
        made.home([made.grown_up(since, (ASSISTANCE[place // 10 + turn - 6],), (1964, 1998), leaves=20)])
    else:
        made.home(made.left_behind_child(since))


def tell_deqing(setting: Setting, homes: list[Home]) -> Tale:
    """德清: at each of thirteen stations the visits of its people and a little of everything else."""
    rounds = Walks(setting, homes)
    told = rounds.told
    others: list[Entry] = []
    since, last = max(setting.since, SERVES_FROM), setting.last
    for place, places in enumerate(setting.stations):
        roll = rounds.roll(place)
        diaries = [diary for diary in rounds.diaries if diary.home.unit_key in places.units]
        told += greetings(roll, diaries, since, last)
        others += consultations(roll, since, last, a_month=1)
        others += town_life(roll, since, last, (*ELDERS[:2], ASSISTANCE[0], CHILD), activities=1, publicity=1)
    return Tale(told, others)


class Walks:
    """All visits of all lives of a county, a diary for each life, and who is missed.

    From what stands in a diary the other contacts keep clear.
    """

    def __init__(self, setting: Setting, homes: list[Home]) -> None:
        self.setting, self.homes = setting, homes
        chosen = _last_days(setting, homes)
        rounds = Rounds(setting.rng, setting.rules, setting.staff, setting.today)
        self.told: list[Told] = []
        self.diaries: list[Diary] = []
        for home in homes:
            charge = in_charge(home.unit_key, setting.staff)
            for life in home.lives:
                if not life.categories:
                    continue
                own = rounds.of_life(home, life, chosen.get(life.pk), charge)
                met = [visit.draft.day for visit in own if visit.draft.met]
                self.told += own
                if met:
                    self.diaries.append(Diary(home, life, max(met), {visit.draft.day for visit in own}))
        self.missed = {pk: last.day - LONGEST_GROUP for pk, last in chosen.items() if last.attempts}

    def roll(self, place: int) -> Roll:
        """Who could come to something at one of the stations."""
        places, staff = self.setting.at(place)
        here = [home for home in self.homes if home.unit_key in places.units]
        roll = Roll(self.setting.rng, places, staff, here)
        roll.missed = self.missed
        return roll


def _last_days(setting: Setting, homes: list[Home]) -> dict[int, LastMet]:
    """The day each person looked after today was last met, worker by worker."""
    cases: dict[str, list[Case]] = {}
    for home in homes:
        there = (m for m in in_charge(home.unit_key, setting.staff) if m.serves_on(setting.today))
        worker = next(there).post.username
        cases.setdefault(worker, []).extend(_cases(home, setting))
    chosen: dict[int, LastMet] = {}
    for worker, own in cases.items():
        chosen |= last_met(own, wishes_of(worker, len(own)), setting.today, setting.rng)
    return chosen


def _cases(home: Home, setting: Setting) -> Iterator[Case]:
    for life in home.lives:
        spells = [(str(s.value), s.starts_on) for s in life.categories_on(setting.today)]
        if spells:
            found = [(setting.rules[key, life.risk_on(setting.today)], since) for key, since in spells]
            yield Case(life, tuple(Duty(rule.interval, rule.modes, since) for rule, since in found))
