"""What is written of a person is put right 改档, with what stood there before."""

from datetime import date

from django.db import transaction

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.enrolment import index_names, index_numbers
from wushe.registers.beneficiaries.actions.files import close, hold, only_lead, tell
from wushe.registers.beneficiaries.actions.registering import as_columns, checked_facts
from wushe.registers.beneficiaries.index import name_token
from wushe.registers.beneficiaries.models import (
    Fact,
    NameToken,
    Person,
    PersonCategory,
    PersonChange,
    Responsibility,
    RiskLevel,
)
from wushe.registers.beneficiaries.queries import home_of, own_files
from wushe.registers.beneficiaries.rules import PersonFacts, check_day, check_reason, name_parts
from wushe.registers.stations.queries import Viewer

#: The column in which a fact is saved, where it is sealed.
COLUMNS = {fact: f"{fact}_sealed" for fact in ("name", "id_doubt", "phone", "know")} | {"id_number": "id_sealed"}
INDEXES = ["id_index", "phone_index", "birth_index"]


@transaction.atomic
def change_person(viewer: Viewer, person: Person, facts: PersonFacts, *, address: str | None = None) -> Person:
    """Write what is true of a person, and the address of the home 改档; every earlier value stays readable.

    Takes: all facts as they shall stand; the address, or None to leave it. Gives: the person.
    Refuses: as ``checked_facts``; ``beneficiaries-unknown-person``. Costs: 8 queries and one for each changed fact.
    """
    today = clock.today()
    held = hold(viewer, person)
    wanted = checked_facts(facts, today)
    before = PersonFacts(**{name: getattr(held, name) for name in PersonFacts.__dataclass_fields__})
    old, new = as_columns(before), as_columns(wanted)
    changed = [name for name in new if old[name] != new[name]]
    for name in changed:
        _keep(viewer, held, name, old[name])
        setattr(held, name, new[name])
    if changed:
        index_numbers(held)
        held.save(update_fields=[COLUMNS.get(name, name) for name in changed] + INDEXES)
    home = home_of(viewer, held, today)
    if "name" in changed and home is not None:
        rename(held, home.household.unit_id)
    if address is not None and home is not None and home.household.address != address.strip():
        _keep(viewer, held, Fact.ADDRESS, home.household.address)
        home.household.address = address.strip()
        home.household.save(update_fields=["address_sealed"])
        changed.append(str(Fact.ADDRESS))
    if changed:
        tell(viewer, "change_person", held, facts=sorted(changed))
    return held


def _keep(viewer: Viewer, person: Person, fact: str, before: object) -> None:
    text = "" if before is None else str(before)
    PersonChange.objects.create(person=person, fact=fact, before=text, by=viewer.user)  # type: ignore[misc]  # sealed


def rename(person: Person, unit_id: int) -> None:
    """Write the codes of a new name. Codes of the old one may stay: they give candidates, never answers.

    Costs: 2 queries.
    """
    county = person.county.key
    there = set(NameToken.objects.filter(person=person, unit_id=unit_id).values_list("token", flat=True))
    missing = {name_token(county, part) for part in name_parts(person.name)} - there
    NameToken.objects.bulk_create(NameToken(token=token, unit_id=unit_id, person=person) for token in sorted(missing))


@transaction.atomic
def record_death(viewer: Viewer, person: Person, on: date) -> Person:
    """A person died 去世: on that day categories, risk and care end; the file and the home stay.

    Refuses: ``beneficiaries-already-dead``, as ``check_day``. Costs: about 8 queries.
    """
    held = hold(viewer, person)
    if held.died_on is not None:
        raise Refused("beneficiaries-already-dead", day=held.died_on)
    check_day(on, clock.today(), birth_on=held.birth_on)
    held.died_on = on
    held.save(update_fields=["died_on"])
    _keep(viewer, held, Fact.DIED, "")
    files = own_files(viewer, held.pk)
    ended = {
        name: close(model.objects.filter(person_id__in=files, ends_on=None), on)
        for name, model in (("categories", PersonCategory), ("risks", RiskLevel), ("responsibilities", Responsibility))
    }
    tell(viewer, "record_death", held, **ended)
    return held


@transaction.atomic
def take_back_death(viewer: Viewer, person: Person, reason: str) -> Person:
    """A person lives after all 撤销去世登记, for the lead. What ended with the day is begun again by hand.

    Refuses: ``beneficiaries-lead-only``, ``beneficiaries-not-dead``, as ``check_reason``. Costs: 5 queries.
    """
    only_lead(viewer, person)
    check_reason(reason)
    held = hold(viewer, person)
    if held.died_on is None:
        raise Refused("beneficiaries-not-dead")
    _keep(viewer, held, Fact.DIED, f"{held.died_on} {reason.strip()}")
    held.died_on = None
    held.save(update_fields=["died_on"])
    tell(viewer, "take_back_death", held)
    return held


def reindex(person: Person, unit_id: int) -> None:
    """Move the codes of a name to another village; writes them where there are none. Costs: 1 or 2 queries."""
    moved = NameToken.objects.filter(person=person).update(unit_id=unit_id)
    if not moved:
        index_names([(person, unit_id)])
