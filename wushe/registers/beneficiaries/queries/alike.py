"""Who may be the same person 可能重复: by number, by name and birth day, by reading and village."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wushe.registers.beneficiaries.index import birth_code, name_token, number_code
from wushe.registers.beneficiaries.models import NameToken, Person
from wushe.registers.beneficiaries.queries.people import people
from wushe.registers.beneficiaries.rules import PersonFacts, readings
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer

#: How many are shown, and how many of one reading in one village are opened.
MOST_ALIKE = 5
MOST_OPENED = 60


@dataclass(frozen=True)
class Alike:
    """Somebody of the viewer's own stations who may be the same person. ``why`` is ``id``, ``birth`` or ``reading``."""

    person: Person
    why: str


@dataclass(frozen=True)
class Likeness:
    """Who may be the same person: by name in the viewer's stations, and whether there is anybody elsewhere."""

    here: tuple[Alike, ...] = ()
    elsewhere: bool = False

    def __bool__(self) -> bool:
        return bool(self.here) or self.elsewhere


def alike(
    viewer: Viewer, county: Region, facts: PersonFacts, unit_id: int | None, on: date, *, but: int = 0
) -> Likeness:
    """Who may be the person somebody is writing down.

    Somebody is here if, and only if, they are visible to the viewer and have the same identity number, or the same
    name and birth day, or live in the same village and their name can be read the same. Of people elsewhere in the
    county only the first two are asked, and only whether there is one: who is known elsewhere is nobody's business.

    Takes: the county, what is typed so far, the village (None: not yet), the day, and whom to leave out (0: nobody).
    Gives: the likeness, the surest first. Costs: 2 to 6 queries.
    """
    codes = _by_codes(county, facts)
    sure: list[tuple[str, QuerySet[Person]]] = []
    if codes:
        same = Person.objects.filter(_any(codes.values()), county=county, merged_into=None).exclude(pk=but)
        sure = [(why, people(viewer, on).filter(code, county=county).exclude(pk=but)) for why, code in codes.items()]
    found: dict[int, Alike] = {}
    for why, rows in sure:
        for person in rows[:MOST_ALIKE]:
            found.setdefault(person.pk, Alike(person, why))
    elsewhere = bool(codes) and same.exclude(pk__in=people(viewer, on).values("pk")).exists()
    for person in _by_reading(viewer, county, facts.name, unit_id, on):
        if person.pk != but:
            found.setdefault(person.pk, Alike(person, "reading"))
    return Likeness(tuple(found.values())[:MOST_ALIKE], elsewhere)


def _any(codes: Iterable[Q]) -> Q:
    asked = Q()
    for code in codes:
        asked |= code
    return asked


def _by_codes(county: Region, facts: PersonFacts) -> dict[str, Q]:
    """The codes of what is typed; none for what is not."""
    number = number_code(county.key, "id", facts.id_number)
    birth = birth_code(county.key, facts.name, facts.birth_on) if facts.name else None
    codes = {"id": Q(id_index=number)} if number else {}
    return codes | ({"birth": Q(birth_index=birth)} if birth else {})


def _by_reading(viewer: Viewer, county: Region, name: str, unit_id: int | None, on: date) -> list[Person]:
    """People of one village whose name can be read like this one. Costs: none, or 2 queries."""
    if unit_id not in viewer.unit_ids or len(name) < 2:
        return []
    spelled = {"".join(reading).upper() for reading in readings(name)}
    tokens = [name_token(county.key, f"p:{letters}") for letters in spelled]
    ids = NameToken.objects.filter(token__in=tokens, unit_id=unit_id).values_list("person_id", flat=True)[:MOST_OPENED]
    return [
        person
        for person in people(viewer, on).filter(pk__in=list(ids))
        if not spelled.isdisjoint("".join(reading).upper() for reading in readings(person.name))
    ]
