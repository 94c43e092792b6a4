"""A person moves 搬家."""

from datetime import date, timedelta
from uuid import uuid5

from django.db import transaction

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.changing import reindex
from wushe.registers.beneficiaries.actions.enrolment import draft_household, save_homes
from wushe.registers.beneficiaries.actions.files import close, hold, tell
from wushe.registers.beneficiaries.actions.registering import home_for
from wushe.registers.beneficiaries.models import Household, Membership, Person, Responsibility
from wushe.registers.beneficiaries.queries import county_units, home_of, own_files
from wushe.registers.beneficiaries.rules import HomeDraft, check_day
from wushe.registers.stations.queries import Viewer


@transaction.atomic
def move_person(viewer: Viewer, person: Person, to: HomeDraft, on: date) -> Membership:
    """A person lives in another household from a day on 搬家: one there is, or a new one in a village of the county.

    Moved to where another station serves, the person is that station's from the day on: who looked after them here no
    longer does, and the file goes with them. Gives: the new membership.
    Refuses: as ``check_day`` and ``home_for``; ``beneficiaries-same-home``, ``beneficiaries-no-unit``,
    ``beneficiaries-unserved-unit``, ``beneficiaries-dead``. Costs: about 12 queries.
    """
    held = hold(viewer, person)
    if held.died_on is not None:
        raise Refused("beneficiaries-dead")
    before = home_of(viewer, held, clock.today())
    first = before.starts_on + timedelta(days=1) if before else None
    check_day(on, clock.today(), birth_on=held.birth_on, since=first)
    there = _destination(viewer, held, to, on)
    if before is not None and before.household_id == there.pk:
        raise Refused("beneficiaries-same-home")
    close(Membership.objects.filter(person=held, ends_on=None), on - timedelta(days=1))
    row = Membership.objects.create(person=held, household=there, role=to.role, starts_on=on)
    reindex(held, there.unit_id)
    left = there.unit_id not in viewer.unit_ids
    if left:
        close(
            Responsibility.objects.filter(person_id__in=own_files(viewer, held.pk), ends_on=None),
            on - timedelta(days=1),
        )
    tell(viewer, "move_person", held, on=str(on), left_station=left)
    return row


def _destination(viewer: Viewer, person: Person, to: HomeDraft, on: date) -> Household:
    home = home_for(viewer, to)
    if home is not None:
        return home
    if to.unit_id is None:
        raise Refused("beneficiaries-no-unit")
    unit = county_units(viewer, person.county, clock.today()).filter(pk=to.unit_id).first()
    if unit is None:
        raise Refused("beneficiaries-unserved-unit")
    made = uuid5(person.uuid, f"home|{unit.key}|{on}")
    home = draft_household(person.county, unit, to.address.strip(), uuid=made)
    save_homes([home])
    return home
