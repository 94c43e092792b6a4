"""Write the invented people into the register 入册."""

from collections.abc import Iterator, Mapping
from datetime import date

from wushe.config.demo.lives import Home, Life
from wushe.config.demo.papers import Paper, papers
from wushe.config.demo.places import Places
from wushe.config.demo.staff import Member
from wushe.registers.beneficiaries.actions import (
    draft_household,
    draft_person,
    index_names,
    number_from,
    save_homes,
)
from wushe.registers.beneficiaries.models import (
    Membership,
    Person,
    PersonCategory,
    Responsibility,
    RiskLevel,
)
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.beneficiaries.rules import USUAL_TEMPLATE
from wushe.registers.stations.models import Role

MEMBER_FROM = date(2015, 1, 1)


def enrol(homes: list[Home], at: Mapping[str, Places], staff: dict[str, Member], seed: str) -> dict[int, Person]:
    """Write the homes, persons of one county and what is true of them; every home and life gets its ``pk``.

    Takes: the station that keeps the files of a unit, by key of the unit. Gives: the persons by id.
    Costs: 10 queries.
    """
    units = {key: places.units[key] for key, places in at.items()}
    households = [
        draft_household(at[home.unit_key].county, units[home.unit_key], home.address, uuid=home.uuid) for home in homes
    ]
    save_homes(households)
    for home, household in zip(homes, households, strict=True):
        home.pk = household.pk
    lives = [life for home in homes for life in home.lives]
    told = papers(homes, seed)
    persons = [_person(life, told[life.uuid], at[home.unit_key]) for home in homes for life in home.lives]
    save_homes(persons)
    for life, person in zip(lives, persons, strict=True):
        life.pk = person.pk
    people = {person.pk: person for person in persons}
    index_names((people[life.pk], units[home.unit_key].pk) for home in homes for life in home.lives)
    Membership.objects.bulk_create(
        Membership(
            person_id=life.pk,
            household_id=home.pk,
            role=life.role,
            starts_on=max(life.birth_on, MEMBER_FROM),
            ends_on=life.ended_by("moved"),
        )
        for home in homes
        for life in home.lives
    )
    _write_spells(lives, people, staff)
    Responsibility.objects.bulk_create(row for home in homes for row in _responsibilities(home, staff))
    return people


def _person(life: Life, paper: Paper, places: Places) -> Person:
    person = draft_person(
        places.county,
        uuid=life.uuid,
        name=life.name,
        sex=life.sex,
        birth_on=life.birth_on,
        id_kind=paper.kind,
        id_number=paper.number,
        id_doubt=paper.doubt,
        phone=life.phone,
        know=life.know,
        died_on=life.ended_by("died"),
    )
    number_from(person, USUAL_TEMPLATE, places.station, paper.year, paper.seq)
    return person


def _write_spells(lives: list[Life], people: dict[int, Person], staff: dict[str, Member]) -> None:
    kinds = categories()
    lead = next(member.user for member in staff.values() if member.post.role == Role.LEAD)
    PersonCategory.objects.bulk_create(
        PersonCategory(  # type: ignore[misc]  # a sealed text is a property
            person=people[life.pk],
            category=kinds[str(spell.value)],
            starts_on=spell.starts_on,
            ends_on=spell.ends_on,
            basis=spell.why,
        )
        for life in lives
        for spell in life.categories
    )
    RiskLevel.objects.bulk_create(
        RiskLevel(  # type: ignore[misc]  # a sealed text is a property
            person=people[life.pk],
            level=spell.value,
            starts_on=spell.starts_on,
            ends_on=spell.ends_on,
            decided_by=lead,
            reason=spell.why,
        )
        for life in lives
        for spell in life.risks
    )


def _responsibilities(home: Home, staff: dict[str, Member]) -> Iterator[Responsibility]:
    """Who of the workers of the unit looks after whom, handed over when one leaves."""
    for life in home.lives:
        if not life.categories:
            continue
        for member in in_charge(home.unit_key, staff):
            starts = max(life.enrolled_on, member.post.starts_on)
            ends = min((day for day in (life.left_on, member.post.ends_on) if day is not None), default=None)
            if ends is None or starts <= ends:
                yield Responsibility(person_id=life.pk, user=member.user, starts_on=starts, ends_on=ends)


def in_charge(unit_key: str, staff: dict[str, Member]) -> list[Member]:
    """The workers who look or looked after a unit, in order of their time; where two stations serve it, of both."""
    return [member for member in staff.values() if unit_key in member.post.units]
