"""Persons and households come into the register 入册."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from wushe.ground.kit.inserting import insert
from wushe.registers.beneficiaries.index import birth_code, name_token, number_code
from wushe.registers.beneficiaries.models import DataKey, Household, NameToken, Person
from wushe.registers.beneficiaries.rules import name_parts
from wushe.registers.stations.models import Region


def draft_person(county: Region, *, name: str, birth_on: date | None = None, **facts: Any) -> Person:
    """A person with a key of their own and the codes by which they are found, not saved yet."""
    person = Person(county=county, key=DataKey.fresh(county.key), birth_on=birth_on, **facts)
    person.name = name
    index_numbers(person)
    return person


def draft_household(county: Region, unit: Region, address: str, **facts: Any) -> Household:
    """A household with a key of its own, not saved yet."""
    household = Household(key=DataKey.fresh(county.key), unit=unit, **facts)
    household.address = address
    return household


def save_homes(rows: Sequence[Person] | Sequence[Household]) -> None:
    """Save drafts with their keys. Costs: 2 queries per batch."""
    insert(row.key for row in rows)
    for row in rows:
        row.key_id = row.key.pk
    insert(rows)


def index_numbers(person: Person) -> None:
    """Set the codes of a person's numbers and birth day, from what is written of them."""
    county = person.county.key
    person.id_index = number_code(county, "id", person.id_number)
    person.phone_index = number_code(county, "phone", person.phone)
    person.birth_index = birth_code(county, person.name, person.birth_on)


def tokens_of(person: Person, unit_id: int, code: Callable[[str, str], int] = name_token) -> Iterable[NameToken]:
    """The rows by which a person who lives in a village is found; ``code`` makes the code of a part of the name."""
    tokens = {code(person.county.key, part) for part in name_parts(person.name)}
    return (NameToken(token=token, unit_id=unit_id, person=person) for token in tokens)


def index_names(homes: Iterable[tuple[Person, int]]) -> None:
    """Write the rows by which persons are found. Takes: (person, id of the village). Costs: 1 query per batch."""
    code = cache(name_token)  # thousands share a surname; forgotten again when this is done
    insert(row for person, unit_id in homes for row in tokens_of(person, unit_id, code))
