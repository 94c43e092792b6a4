"""Ledgers made by chance, by the actions of the house; the seed decides every row."""

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.cast import (
    LONG_AGO,
    TODAY,
    county_named,
    household_in,
    resident,
    staff_member,
    station_named,
    unit_named,
    worker_id,
)
from tests.exactness.second_calculator import METHODS, Asked
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import amend, close_period, merge_people, record_many, reverse, unmerge_people
from wushe.ledger.models import ClosedPeriod, Identity, IdentityEntry, ServiceEvent
from wushe.ledger.queries import last_seq
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory, Sex
from wushe.registers.beneficiaries.queries import histories
from wushe.registers.catalog.models import Category, Mode, ServiceField
from wushe.registers.stations.models import Role
from wushe.registers.stations.queries import operator

DAYS = 330
#: None is any day: birthdays in the days of the ledger, one of them in a leap year, move people from band to band.
BIRTHS = (None, None, None, date(2008, 2, 29), date(1956, 5, 31), date(1966, 8, 1), date(2009, 7, 1))
AGES = ((None, 17), (18, 59), (60, 69), (70, None), (17, 17))
CROWDS = {METHODS["group"], METHODS["activity"], METHODS["publicity"]}


class RandomLedger:
    """One county with two stations, six units and thirty people; fields and categories are the catalog's."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.county = county_named(f"{990000 + seed}", f"某县{seed}")
        self.units = [unit_named(f"u{seed}-{n}", f"某村{n}", self.county) for n in range(6)]
        shares = {"甲站": self.units[:4], "乙站": self.units[3:]}
        self.stations = [
            station_named(f"s{seed}-{n}", f"{name}{seed}", self.county, tuple(units))
            for n, (name, units) in enumerate(shares.items(), 1)
        ]
        self.served = dict(zip((station.pk for station in self.stations), shares.values(), strict=True))
        self.workers = {
            station.pk: [worker_id(staff_member(f"{station.name}{n}", Role.WORKER, station=station)) for n in range(3)]
            for station in self.stations
        }
        self.fields = list(ServiceField.objects.values_list("pk", flat=True))
        self.people = self.alone = self._people()
        self.viewer = operator(self.county, TODAY)
        self.histories = histories(self.viewer, [person.pk for person in self.people])
        self.drafts: dict[uuid.UUID, EventDraft] = {}

    def _people(self) -> list[Person]:
        categories = list(Category.objects.order_by("bit"))
        homes = [household_in(self.random.choice(self.units)) for _ in range(15)]
        people = []
        for number in range(30):
            birth = self.random.choice(BIRTHS) or date(1930, 1, 1) + timedelta(days=self.random.randrange(34500))
            sex = self.random.choice([Sex.MALE, Sex.FEMALE])
            known = birth if self.random.randrange(10) else None
            person = resident(f"某人{number}", known, household=self.random.choice(homes), sex=sex)
            people.append(person)
            for category in self.random.sample(categories, self.random.randrange(len(categories))):
                PersonCategory.objects.create(person=person, category=category, basis="test", **self._span())
        for person in self.random.sample(people, 6):
            day = self._day()
            Membership.objects.filter(person=person).update(ends_on=day - timedelta(days=1))
            Membership.objects.create(person=person, household=self.random.choice(homes), role="本人", starts_on=day)
        return people

    def _span(self) -> dict[str, date | None]:
        starts = self.random.choice([LONG_AGO, self._day()])
        return {"starts_on": starts, "ends_on": self.random.choice([None, starts + timedelta(days=90)])}

    def _day(self) -> date:
        return TODAY - timedelta(days=self.random.randrange(DAYS))

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128))

    def draft(self) -> EventDraft:
        """One service or attempt; a reason always stands on it, for its month may be closed."""
        rng, day = self.random, self._day()
        station = rng.choice(self.stations)
        method = rng.choice(list(METHODS.values()))
        met = rng.randrange(10) > 1
        many = rng.randrange(8) if method in CROWDS else 1 + rng.randrange(2)
        living = [one.pk for one in self.alone if self.histories.facts(one.pk, day) is not None]
        people = tuple(rng.sample(living, many)) if met else ()
        has_crowd = met and method in CROWDS and (not people or rng.randrange(2))
        draft = EventDraft(
            form_id=self._uuid(),
            station_id=station.pk,
            unit_id=rng.choice(self.served[station.pk]).pk,
            occurred_on=day,
            field_id=rng.choice(self.fields),
            method=method,
            mode=rng.choice(list(Mode)),
            met=met,
            minutes=rng.randrange(1, 200) if met else rng.choice([0, 15]),
            workers=tuple(rng.sample(self.workers[station.pk], 1 + rng.randrange(3))),
            people=people,
            source="test",
            heads_counted=rng.randrange(1, 60) if has_crowd else 0,
            heads_estimated=rng.choice([0, 0, 50]) if has_crowd else 0,
            reason="补记",
        )
        self.drafts[draft.form_id] = draft
        return draft

    def grow(self, times: int = 8, each: int = 30) -> None:
        """Batches of services; after each, some rows are taken back or put right, and a month may be closed."""
        for batch in range(times):
            rows = record_many(self.viewer, [self.draft() for _ in range(each)])
            for row in self.random.sample(rows, each // 8):
                reverse(self.viewer, row, form_id=self._uuid(), reason="记错了")
            for row in self._valid(each // 8):
                self.put_right(row)
            self.find_out_who_is_who()
            if batch % 2:
                close_period(self.viewer, self.county, month(2026, 1 + batch))

    def find_out_who_is_who(self) -> None:
        """Try to merge some pairs of files, which is refused for those who stood in one service; now and then undo."""
        for _ in range(4):
            file, into = self.random.sample(self.people, 2)
            with suppress(Refused):
                merge_people(self.viewer, file, into, form_id=self._uuid(), reason="同一个人")
        entries = IdentityEntry.objects.filter(county=self.county, kind=Identity.SAME).order_by("seq")
        with suppress(Refused):
            entry = self.random.choice(list(entries) or [None])
            if entry is not None:
                unmerge_people(self.viewer, entry, form_id=self._uuid(), reason="看错了")
        merged = set(Person.objects.exclude(merged_into=None).values_list("pk", flat=True))
        self.alone = [person for person in self.people if person.pk not in merged]

    def put_right(self, row: ServiceEvent) -> ServiceEvent:
        """Amend a row: often something small, sometimes everything."""
        other = self.draft()
        small = replace(self.drafts[row.form_id], form_id=other.form_id, reason="更正", occurred_on=row.occurred_on)
        right = self.random.choice([other, replace(small, minutes=77), replace(small, field_id=other.field_id)])
        self.drafts[right.form_id] = right
        return amend(self.viewer, row, right, reversal_id=self._uuid())

    def _valid(self, number: int) -> list[ServiceEvent]:
        rows = ServiceEvent.objects.filter(county=self.county, kind=0, reversals=None).order_by("seq")
        return self.random.sample(list(rows), number)

    def asked(self) -> Asked:
        """A slice by chance."""
        rng = self.random
        places = [self.county, *self.units, *self.stations, *(station.coverage for station in self.stations)]
        shared = f"{self.stations[0].key}.{self.units[3].key}"
        first = rng.choice([self._day(), date(2026, 1 + rng.randrange(11), 1), date(2026, 1, 1)])
        last = first + timedelta(days=rng.choice([0, 6, 29, 91, 200, 330, 365]))
        ends = [closed.last_seq for closed in ClosedPeriod.objects.filter(county=self.county)]
        newest = last_seq(self.county.pk)
        return Asked(
            scope=rng.choice([self.county.key, rng.choice(places).key, rng.choice(places).key, shared]),
            first=first,
            last=last,
            fields=self._some(list(ServiceField.objects.values_list("key", flat=True))),
            groups=self._some(list(Category.objects.values_list("key", flat=True))),
            methods=self._some(list(METHODS)),
            as_of=rng.choice([None, rng.randrange(newest + 1), rng.choice(ends)]),
            ages=rng.choice([(), (), (), *AGES, (rng.randrange(40), 40 + rng.randrange(50))]),
        )

    def _some(self, keys: list[str]) -> frozenset[str]:
        return frozenset(self.random.sample(sorted(keys), self.random.choice([0, 0, 0, 0, 1, 2, 3])))
