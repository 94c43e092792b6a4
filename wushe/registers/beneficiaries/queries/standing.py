"""What is true of persons: homes, categories, risk, who looks after them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from wushe.ground.accounts.models import User
from wushe.ground.kit.batches import batched
from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory, Responsibility, Risk, RiskLevel
from wushe.registers.beneficiaries.queries.people import in_force
from wushe.registers.beneficiaries.rules import Histories, Span
from wushe.registers.catalog.models import Category
from wushe.registers.stations.queries import Viewer


def histories(viewer: Viewer, person_ids: Collection[int]) -> Histories:
    """All dated facts of some persons, to be asked for any day.

    Takes: person ids. Gives: Histories; ids the viewer may not see on a day give no facts for that day.
    Costs: 3 queries per 900 persons.
    """
    persons: dict[int, tuple[int, date | None]] = {}
    homes: dict[int, list[Span]] = {}
    groups: dict[int, list[Span]] = {}
    merged: dict[int, int] = {}
    for some in batched(sorted(person_ids)):
        told = Person.objects.filter(pk__in=some).values_list("pk", "sex", "birth_on", "merged_into_id")
        for pk, sex, birth, into in told:
            persons[pk] = (sex, birth)
            merged |= {pk: into} if into else {}
        rows = Membership.objects.filter(person_id__in=some).order_by("starts_on", "pk")
        spans = rows.values_list("person_id", "starts_on", "ends_on", "household_id", "household__unit_id")
        for pk, starts, ends, household, unit in spans:
            homes.setdefault(pk, []).append(Span(starts, ends, household, unit))
        bits = PersonCategory.objects.filter(person_id__in=some)
        for pk, starts, ends, bit in bits.values_list("person_id", "starts_on", "ends_on", "category__bit"):
            groups.setdefault(pk, []).append(Span(starts, ends, bit))
    return Histories(persons, homes, groups, viewer.unit_ids, merged)


def categories_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, list[PersonCategory]]:
    """Categories in force by person, in order of bit. Costs: 2 queries; the few categories are shared."""
    rows = PersonCategory.objects.filter(in_force(on), person_id__in=person_ids).prefetch_related("category")
    return _by_person(rows.order_by("category__bit"))


def category_ids_of(
    viewer: Viewer, person_ids: Collection[int], on: date
) -> QuerySet[PersonCategory, tuple[int, int, date]]:
    """Rows (person id, category id, since) in force, in order of category. Costs: 1 query."""
    rows = PersonCategory.objects.filter(in_force(on), person_id__in=person_ids)
    return rows.order_by("category_id", "pk").values_list("person_id", "category_id", "starts_on")


def risks_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, Risk]:
    """The level of risk in force by person; persons without a decision are missing. Costs: 1 query."""
    rows = RiskLevel.objects.filter(in_force(on), person_id__in=person_ids).order_by("starts_on", "pk")
    return {person_id: Risk(level) for person_id, level in rows.values_list("person_id", "level")}


def homes_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, Membership]:
    """The household of each person on a day. Costs: 2 queries; the few units are shared."""
    rows = Membership.objects.filter(in_force(on), person_id__in=person_ids)
    rows = rows.select_related("household__key").prefetch_related("household__unit")
    return {row.person_id: row for row in rows.order_by("starts_on", "pk")}


def categories() -> dict[str, Category]:
    """All categories by key, in order of bit. Costs: 1 query."""
    return {c.key: c for c in Category.objects.select_related("field").order_by("bit")}


def _by_person(rows: Iterable[PersonCategory]) -> dict[int, list[PersonCategory]]:
    gathered: dict[int, list[PersonCategory]] = {}
    for row in rows:
        gathered.setdefault(row.person_id, []).append(row)
    return gathered


def members_of(viewer: Viewer, person: Person, on: date) -> QuerySet[Membership]:
    """Who lives with a person on a day, the person included, in order of entry. Costs: 2 queries."""
    home = homes_of(viewer, [person.pk], on).get(person.pk)
    if home is None:
        return Membership.objects.none()
    rows = Membership.objects.filter(in_force(on), household_id=home.household_id)
    return rows.select_related("person__key").order_by("pk")


def responsible_for(viewer: Viewer, person: Person, on: date) -> list[User]:
    """The users who look after a person on a day. Costs: 1 query."""
    rows = Responsibility.objects.filter(in_force(on), person=person).select_related("user")
    return [row.user for row in rows.order_by("pk")]
