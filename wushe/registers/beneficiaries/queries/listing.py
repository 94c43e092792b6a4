"""What lists and the long line of one person are made of: villages, carers, all that ever changed."""

from collections.abc import Collection
from datetime import date

from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory, Responsibility, RiskLevel
from wushe.registers.beneficiaries.queries.merged import merged_files, own_files
from wushe.registers.beneficiaries.queries.people import in_force
from wushe.registers.stations.queries import Viewer


def unit_ids_by_person(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, int]:
    """The village each person lives in on a day, by ids. Costs: 1 query."""
    rows = Membership.objects.filter(in_force(on), person_id__in=person_ids, household__unit_id__in=viewer.unit_ids)
    return dict(rows.order_by("starts_on", "pk").values_list("person_id", "household__unit_id"))


def carers_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, set[int]]:
    """Ids of the users who look after each person on a day, under any of their files. Costs: 2 queries."""
    gathered: dict[int, set[int]] = {}
    merged = merged_files(viewer, person_ids)
    rows = Responsibility.objects.filter(in_force(on), person_id__in=[*person_ids, *merged])
    for file, user_id in rows.values_list("person_id", "user_id"):
        gathered.setdefault(merged.get(file, file), set()).add(user_id)
    return gathered


def category_changes_of(viewer: Viewer, person: Person) -> list[PersonCategory]:
    """All categories a person ever was of, under any of their files, the latest first. Costs: 1 query."""
    rows = PersonCategory.objects.filter(person_id__in=own_files(viewer, person.pk)).select_related(
        "category", "person__key"
    )
    return list(rows.order_by("-starts_on", "-pk"))


def risk_changes_of(viewer: Viewer, person: Person) -> list[RiskLevel]:
    """All levels of risk that were decided, under any of the files, the latest first. Costs: 1 query."""
    rows = RiskLevel.objects.filter(person_id__in=own_files(viewer, person.pk)).select_related(
        "decided_by", "person__key"
    )
    return list(rows.order_by("-starts_on", "-pk"))
