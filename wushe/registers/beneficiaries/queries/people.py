"""Persons: only those the viewer may see."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Membership, Person
from wushe.registers.beneficiaries.queries.merged import cared_for
from wushe.registers.stations.queries import Viewer


def in_force(on: date) -> Q:
    """Rows of a Dated table that are true on a day."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


def people(viewer: Viewer, on: date) -> QuerySet[Person]:
    """Persons who live, on that day, in a unit the viewer's stations serve, by id, each with the key.

    Costs: 1 query.
    """
    home = Membership.objects.filter(in_force(on), household__unit_id__in=viewer.unit_ids)
    return Person.objects.filter(pk__in=home.values("person_id"), merged_into=None).select_related("key").order_by("pk")


def those_here(viewer: Viewer, person_ids: Collection[int], on: date) -> QuerySet[Person]:
    """Which of some persons are among ``people``, each with the key.

    The same answer as ``people(…).filter(pk__in=…)``, asked person by person: quick for a few of a whole county.
    Costs: 1 query.
    """
    return _one_by_one(viewer, on).filter(pk__in=person_ids)


def _one_by_one(viewer: Viewer, on: date) -> QuerySet[Person]:
    home = Membership.objects.filter(in_force(on), person=OuterRef("pk"), household__unit_id__in=viewer.unit_ids)
    return Person.objects.filter(Exists(home), merged_into=None).select_related("key")


def person(viewer: Viewer, uuid: UUID, on: date) -> Person:
    """One person, if the viewer may see them.

    Refuses: ``beneficiaries-unknown-person`` (also for a person of another station: who is known elsewhere is
    nobody's business). Costs: 1 query.
    """
    found = _one_by_one(viewer, on).filter(uuid=uuid).first()
    if found is None:
        raise Refused("beneficiaries-unknown-person")
    return found


def caseload(viewer: Viewer, on: date) -> QuerySet[Person]:
    """Persons the viewer is responsible for, under any of their files, and may see. Costs: 1 query."""
    return people(viewer, on).filter(pk__in=cared_for(viewer, on))
