"""One invented life and home: what is true of them from when to when. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

HIGH, KEY, GENERAL = 3, 2, 1
ALONE, CHILD, ELDER, LEFT_WOMAN = (
    "living-alone-elder",
    "left-behind-child",
    "left-behind-elder",
    "left-behind-woman",
)


@dataclass(frozen=True)
class Spell:
    """Something true of a life from a day to a day (both included): a category or a level of risk."""

    value: str | int
    starts_on: date
    ends_on: date | None
    why: str

    def holds(self, day: date) -> bool:
        """True if, and only if, it is true on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def known_by(self, last: date) -> "Spell | None":
        """As much of it as has happened by the end of a day: an end to come is not known yet."""
        if self.starts_on > last:
            return None
        return self if self.ends_on is None or self.ends_on <= last else replace(self, ends_on=None)


@dataclass
class Life:
    """One invented person. ``pk`` comes when the person is written.

    ``firsts`` are days on which this one surely was visited; before the last of them there are no other visits.
    ``end`` is what ends the care, if it is death ("died") or a move ("moved"). ``listed_on`` is the day a pupil came to
    the station's files by a list of the school, without being of any category.
    """

    uuid: UUID
    name: str
    sex: int
    birth_on: date
    role: str
    phone: str = ""
    know: str = ""
    categories: list[Spell] = field(default_factory=list)
    risks: list[Spell] = field(default_factory=list)
    firsts: tuple[date, ...] = ()
    end: str = ""
    listed_on: date | None = None
    pk: int = 0

    def categories_on(self, day: date) -> list[Spell]:
        """The categories that hold on a day."""
        return [spell for spell in self.categories if spell.holds(day)]

    def risk_on(self, day: date) -> int:
        """The level of risk on a day; general without a decision."""
        return next((int(spell.value) for spell in self.risks if spell.holds(day)), GENERAL)

    @property
    def is_served(self) -> bool:
        """True if the station looks or looked after this person, or has them on a list."""
        return bool(self.categories) or self.listed_on is not None

    @property
    def enrolled_on(self) -> date:
        """The first day the station knew this person."""
        since = [spell.starts_on for spell in self.categories]
        return min([*since, self.listed_on] if self.listed_on else since)

    def ended_by(self, end: str) -> date | None:
        """The day on which death or a move ended the care; None if it was not that, or has not ended."""
        return self.left_on if self.categories and self.end == end else None

    @property
    def left_on(self) -> date | None:
        """The last day the station looked after this person; None while it does."""
        ends = [spell.ends_on for spell in self.categories]
        return None if None in ends else max(end for end in ends if end is not None)


@dataclass
class Home:
    """One invented household. ``pk`` comes when it is written."""

    uuid: UUID
    unit_key: str
    address: str
    lives: list[Life]
    pk: int = 0


def known_by(homes: list[Home], last: date) -> list[Home]:
    """The homes as they stand at the end of a day: who is enrolled later is not known, nor what ends later.

    A home in which nobody is served by then is none yet.
    """
    known = []
    for home in homes:
        for life in home.lives:
            life.categories = [spell for s in life.categories if (spell := s.known_by(last)) is not None]
            life.risks = [spell for s in life.risks if (spell := s.known_by(last)) is not None]
            life.firsts = tuple(day for day in life.firsts if day <= last)
            life.listed_on = life.listed_on if life.listed_on and life.listed_on <= last else None
        if any(life.is_served for life in home.lives):
            known.append(home)
    return known
