"""A person comes into the register 建档."""

from datetime import date
from typing import Any
from uuid import uuid5

from django.db import transaction

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.enrolment import draft_household, draft_person, index_names, save_homes
from wushe.registers.beneficiaries.actions.files import number_file, tell
from wushe.registers.beneficiaries.models import Household, Membership, Person, PersonCategory, Responsibility
from wushe.registers.beneficiaries.queries import alike, categories, people, station_serving
from wushe.registers.beneficiaries.rules import (
    HomeDraft,
    PersonDraft,
    PersonFacts,
    check_day,
    check_facts,
    check_reason,
    read_identity,
    tidy_number,
)
from wushe.registers.beneficiaries.wording import doubts_in_words
from wushe.registers.stations.actions.counties import lock_county
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer


@transaction.atomic
def register_person(viewer: Viewer, draft: PersonDraft) -> Person:
    """Register a person 建档, in a new household or one there is, with a file number, in the viewer's care.

    Takes: the draft; its ``form_id`` becomes the person's own, so that a form sent twice registers once.
    Gives: the person.
    Refuses: as ``check_facts`` and ``check_day``; ``beneficiaries-id-needs-reason`` (a doubtful number without one),
    ``beneficiaries-may-be-known`` (somebody alike is known and no reason is given), ``beneficiaries-foreign-unit``,
    ``beneficiaries-unknown-household``, ``beneficiaries-no-unit``, ``beneficiaries-unknown-category``,
    ``beneficiaries-form-reused``. Costs: about 20 queries; holds the county's lock until commit.
    """
    today = clock.today()
    facts = checked_facts(draft.facts, today)
    check_day(draft.since, today, birth_on=facts.birth_on)
    home = home_for(viewer, draft.home)
    unit_id = home.unit_id if home else draft.home.unit_id
    if unit_id is None:
        raise Refused("beneficiaries-no-unit")
    station = station_serving(viewer, unit_id, today)
    county = lock_county(station.county_id)
    known = Person.objects.filter(uuid=draft.form_id).select_related("key").first()
    if known is not None:
        return _same_again(viewer, known, facts)
    likeness = alike(viewer, county, facts, unit_id, today)
    if likeness and not draft.although.strip():
        raise Refused("beneficiaries-may-be-known", count=len(likeness.here) + likeness.elsewhere)
    person = draft_person(county, uuid=draft.form_id, **as_columns(facts))
    number_file(person, station, today.year)
    save_homes([person])
    _settle(person, home, unit_id, draft)
    _begin(viewer, person, draft)
    tell(
        viewer,
        "register_person",
        person,
        file_seq=person.file_seq,
        alike=len(likeness.here),
        alike_elsewhere=likeness.elsewhere,
        has_doubt=bool(facts.id_doubt),
    )
    return person


def checked_facts(facts: PersonFacts, today: date) -> PersonFacts:
    """The facts as they may be written: a doubtful number has its reason, a good one has none.

    Refuses: as ``check_facts``; ``beneficiaries-id-needs-reason``.
    """
    check_facts(facts, today)
    number = tidy_number(facts.id_number)
    identity = read_identity(facts.id_kind, number, today=today, birth_on=facts.birth_on, sex=facts.sex)
    doubt = facts.id_doubt.strip()
    if identity.doubts and not doubt:
        raise Refused("beneficiaries-id-needs-reason", what=doubts_in_words(identity.doubts))
    return PersonFacts(
        name=facts.name.strip(),
        sex=facts.sex or identity.sex or 0,
        birth_on=facts.birth_on or identity.birth_on,
        id_kind=facts.id_kind,
        id_number=number,
        id_doubt=check_reason(doubt) if identity.doubts else "",
        phone=facts.phone.strip(),
        know=facts.know.strip(),
    )


def as_columns(facts: PersonFacts) -> dict[str, Any]:
    """The facts by the name of the column they stand in."""
    return {name: getattr(facts, name) for name in PersonFacts.__dataclass_fields__}


def home_for(viewer: Viewer, home: HomeDraft) -> Household | None:
    """The household somebody is to live in; None for a new one. Refuses: ``beneficiaries-unknown-household``."""
    if home.household_id is None:
        return None
    rows = Household.objects.filter(pk=home.household_id, unit_id__in=viewer.unit_ids)
    found = rows.select_related("unit", "key").first()
    if found is None:
        raise Refused("beneficiaries-unknown-household")
    return found


def _same_again(viewer: Viewer, known: Person, facts: PersonFacts) -> Person:
    is_visible = people(viewer, clock.today()).filter(pk=known.pk).exists()
    if not is_visible or known.name != facts.name:
        raise Refused("beneficiaries-form-reused")
    return known


def _settle(person: Person, home: Household | None, unit_id: int, draft: PersonDraft) -> None:
    """Give the person a home from the day on, and write the codes by which the name is found there."""
    if home is None:
        unit = Region.objects.get(pk=unit_id)
        made = uuid5(draft.form_id, "home")
        home = draft_household(person.county, unit, draft.home.address.strip(), uuid=made)
        save_homes([home])
    Membership.objects.create(person=person, household=home, role=draft.home.role, starts_on=draft.since)
    index_names([(person, home.unit_id)])


def _begin(viewer: Viewer, person: Person, draft: PersonDraft) -> None:
    """The first category, and who looks after the person: the one who registers."""
    if draft.category_key:
        category = categories().get(draft.category_key)
        if category is None:
            raise Refused("beneficiaries-unknown-category")
        PersonCategory.objects.create(  # type: ignore[misc]  # a sealed text is a property
            person=person, category=category, starts_on=draft.since, basis=draft.basis.strip() or "建档时登记"
        )
    if viewer.user is not None:
        Responsibility.objects.create(person=person, user=viewer.user, starts_on=draft.since)
