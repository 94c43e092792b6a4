"""What can be said of a person on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Facts:
    """A person as of one day: what the ledger stamps on an attendance row.

    ``groups`` is the bit mask of categories in force; ``age`` is None when no birth date is known;
    ``household_id`` and ``unit_id`` are None for somebody without a household.
    """

    person_id: int
    sex: int
    age: int | None
    household_id: int | None
    unit_id: int | None
    groups: int


@dataclass(frozen=True)
class Span:
    """Something true from a day to a day (both included; open when ``ends`` is None).

    ``value`` is a household id or the bit of a category; ``unit_id`` goes with a household.
    """

    starts: date
    ends: date | None
    value: int
    unit_id: int | None = None

    def holds(self, day: date) -> bool:
        """True if, and only if, it is true on the day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Histories:
    """Dated facts of persons, in memory; see ``queries.histories``."""

    persons: dict[int, tuple[int, date | None]]
    homes: dict[int, list[Span]]
    groups: dict[int, list[Span]]
    unit_ids: frozenset[int]
    merged: dict[int, int] = field(default_factory=dict)
    deaths: dict[int, date] = field(default_factory=dict)

    def death_before(self, person_ids: Iterable[int], day: date) -> date | None:
        """The first day before this one on which one of some persons died; None while all lived."""
        return min((died for pk in person_ids if (died := self.deaths.get(pk, day)) < day), default=None)

    def has_twice(self, person_ids: Iterable[int]) -> bool:
        """True if two of some files are one person's."""
        ids = [self.merged.get(pk, pk) for pk in person_ids]
        return len(set(ids)) < len(ids)

    def facts(self, person_id: int, day: date) -> Facts | None:
        """The person as of the day; None when they did not then live in a unit the viewer sees."""
        if person_id not in self.persons:
            return None
        home = None
        for span in self.homes.get(person_id, ()):
            if span.holds(day):
                home = span
        if home is None or home.unit_id not in self.unit_ids:
            return None
        sex, birth = self.persons[person_id]
        groups = 0
        for span in self.groups.get(person_id, ()):
            if span.holds(day):
                groups |= 1 << span.value
        return Facts(person_id, sex, age_on(birth, day), home.value, home.unit_id, groups)


def age_on(birth: date | None, day: date) -> int | None:
    """Whole years lived on a day 周岁; None without a birth date or before birth.

    Somebody born on 29 February turns a year older on 1 March of a common year.
    The birthday itself counts, as in registers of households (criminal law counts from the day after).
    """
    if birth is None or day < birth:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
