"""Who could come to something: the people looked after, by category and unit, month by month 名单."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any
from uuid import UUID

from wushe.config.demo.lives import Home
from wushe.config.demo.places import Places
from wushe.config.demo.staff import Member
from wushe.config.demo.stories import told
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.queries import categories
from wushe.work.groupwork.partnering import committee_of
from wushe.work.groupwork.rules import METHODS, ActivityDraft, Came

#: Who dies or moves so soon is not asked any more: a group lasts some weeks.
SOON = timedelta(days=80)


@dataclass(frozen=True)
class Entry:
    """A service other than a visit, and who writes it down. What brought people together is an activity."""

    username: str
    draft: EventDraft | ActivityDraft

    @property
    def day(self) -> date:
        """The day of the service."""
        return self.draft.day if isinstance(self.draft, ActivityDraft) else self.draft.occurred_on


class Roll:
    """Everything a gathering needs to be made: the chance, the places, the staff, the people by month.

    ``missed`` are people whom nobody can find these days, with the day from which they stay away.
    """

    def __init__(self, rng: Random, places: Places, staff: dict[str, Member], homes: list[Home]) -> None:
        self.rng, self.places, self.staff, self.homes = rng, places, staff, homes
        self.kinds = categories()
        self.missed: dict[int, date] = {}
        self._known: dict[tuple[date, str, str], list[int]] = {}

    @cached_property
    def unit_keys(self) -> list[str]:
        """Keys of the units, in order of the file."""
        return list(self.places.units)

    def people(self, day: date, category: str, unit_key: str = "") -> list[int]:
        """Ids of those of a category at the beginning of the day's month, in one unit or in all."""
        asked = (day.replace(day=1), category, unit_key)
        if asked not in self._known:
            self._known[asked] = [
                life.pk
                for home in self.homes
                if not unit_key or home.unit_key == unit_key
                for life in home.lives
                if any(spell.value == category for spell in life.categories_on(asked[0]))
                if not (life.end and life.left_on and life.left_on < asked[0] + SOON)
            ]
        return self._known[asked]

    def some(self, day: date, category: str, unit_key: str, least: int, most: int) -> tuple[int, ...]:
        """So many of them, at most all there are, in order of id."""
        there = [pk for pk in self.people(day, category, unit_key) if day < self.missed.get(pk, date.max)]
        wanted = min(len(there), least + self.rng.randrange(most - least + 1))
        return tuple(sorted(self.rng.sample(there, wanted)))

    def workers(self, day: date, count: int, first: str = "") -> list[Member]:
        """So many workers of that day, the one named first."""
        there = [m for m in self.staff.values() if m.worker is not None and m.post.units and m.serves_on(day)]
        self.rng.shuffle(there)
        there.sort(key=lambda member: member.post.username != first)
        return there[:count]

    def in_charge(self, day: date, unit_key: str) -> str:
        """The username of the worker in charge of a unit on a day."""
        members = (m for m in self.staff.values() if unit_key in m.post.units and m.serves_on(day))
        return next(members).post.username

    def uuid(self) -> UUID:
        """A form id."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def entry(
        self,
        day: date,
        unit_key: str,
        category: str,
        *,
        method: int,
        mode: int,
        minutes: int,
        people: tuple[int, ...],
        workers: int = 1,
        counted: int = 0,
        estimated: int = 0,
        evidence: int = 2,
        origin: int = 1,
    ) -> Entry:
        """A service that took place; the worker in charge of the unit writes it down."""
        form_id = self.uuid()
        given_by = self.workers(day, workers, self.in_charge(day, unit_key))
        by = tuple(member.worker.pk for member in given_by if member.worker is not None)
        shared: dict[str, Any] = {
            "form_id": form_id,
            "unit_id": self.places.units[unit_key].pk,
            "method": int(method),
            "minutes": minutes,
            "heads_counted": counted,
            "heads_estimated": estimated,
            "origin": origin,
            "evidence": evidence,
        }
        if method in METHODS:
            draft: EventDraft | ActivityDraft = self._activity(shared, day, unit_key, category, by, people)
        else:
            draft = self._event(shared, day, category, mode, by, people)
        return Entry(given_by[0].post.username, draft)

    def _activity(
        self,
        shared: dict[str, Any],
        day: date,
        unit_key: str,
        category: str,
        by: tuple[int, ...],
        people: tuple[int, ...],
    ) -> ActivityDraft:
        came, field = tuple(Came(pk) for pk in people), self.kinds[category].field.key
        plain = ActivityDraft(**shared, day=day, theme="", title="", people=came, field=field, colleagues=by[1:])
        return told(plain, unit_key, committee_of(self.places.units[unit_key]))

    def _event(
        self, shared: dict[str, Any], day: date, category: str, mode: int, by: tuple[int, ...], people: tuple[int, ...]
    ) -> EventDraft:
        return EventDraft(
            **shared,
            station_id=self.places.station.pk,
            occurred_on=day,
            field_id=self.kinds[category].field_id,
            mode=mode,
            met=True,
            workers=by,
            people=people,
            source=f"ledger.event:{shared['form_id']}",
        )
