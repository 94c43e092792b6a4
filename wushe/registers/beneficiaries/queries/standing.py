"""What is true of persons: homes, categories, risk, who looks after them."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from wushe.ground.accounts.models import User
from wushe.ground.kit.batches import batched
from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory, Responsibility, Risk, RiskLevel
from wushe.registers.beneficiaries.queries.merged import kept_files, merged_files, own_files
from wushe.registers.beneficiaries.queries.people import in_force
from wushe.registers.beneficiaries.rules import Histories, Span
from wushe.registers.catalog.models import Category
from wushe.registers.stations.queries import Viewer

#: The role of who heads a household.
HEAD = "户主"


def histories(viewer: Viewer, person_ids: Collection[int]) -> Histories:
    """All dated facts of some persons, to be asked for any day.

    Takes: person ids. Gives: Histories; ids the viewer may not see on a day give no facts for that day. A person is
    of the categories of all files merged into theirs.
    Costs: 4 queries per 900 persons, and 1 for each link of a chain of merged files.
    """
    persons: dict[int, tuple[int, date | None]] = {}
    deaths: dict[int, date] = {}
    homes: dict[int, list[Span]] = {}
    groups: dict[int, list[Span]] = {}
    merged: dict[int, int] = {}
    for some in batched(sorted(person_ids)):
        told = Person.objects.filter(pk__in=some).values_list("pk", "sex", "birth_on", "died_on", "merged_into_id")
        gone = []
        for pk, sex, birth, died, into in told:
            persons[pk] = (sex, birth)
            deaths |= {pk: died} if died else {}
            gone += [pk] if into else []
        merged |= kept_files(viewer, gone)
        others = merged_files(viewer, some)
        rows = Membership.objects.filter(person_id__in=some).order_by("starts_on", "pk")
        spans = rows.values_list("person_id", "starts_on", "ends_on", "household_id", "household__unit_id")
        for pk, starts, ends, household, unit in spans:
            homes.setdefault(pk, []).append(Span(starts, ends, household, unit))
        bits = PersonCategory.objects.filter(person_id__in=[*some, *others])
        for file, starts, ends, bit in bits.values_list("person_id", "starts_on", "ends_on", "category__bit"):
            for pk in {file, others.get(file, file)}:
                groups.setdefault(pk, []).append(Span(starts, ends, bit))
    return Histories(persons, homes, groups, viewer.unit_ids, merged, deaths)


def categories_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, list[PersonCategory]]:
    """Categories in force by person, in order of bit, each once whatever file it stands in.

    Costs: 3 queries; the few categories are shared.
    """
    merged = merged_files(viewer, person_ids)
    rows = PersonCategory.objects.filter(in_force(on), person_id__in=[*person_ids, *merged])
    gathered: dict[int, dict[int, PersonCategory]] = {}
    for row in rows.prefetch_related("category").order_by("category__bit", "starts_on", "pk"):
        own = gathered.setdefault(merged.get(row.person_id, row.person_id), {})
        own.setdefault(row.category_id, row)
    return {person: list(own.values()) for person, own in gathered.items()}


def category_ids_of(viewer: Viewer, person_ids: Collection[int], on: date) -> list[tuple[int, int, date]]:
    """Rows (person id, category id, since) in force, in order of category, each once whatever file it stands in.

    Costs: 2 queries.
    """
    merged = merged_files(viewer, person_ids)
    rows = PersonCategory.objects.filter(in_force(on), person_id__in=[*person_ids, *merged])
    found: dict[tuple[int, int], date] = {}
    told = rows.order_by("category_id", "starts_on", "pk").values_list("person_id", "category_id", "starts_on")
    for file, category, since in told:
        found.setdefault((merged.get(file, file), category), since)
    return [(person, category, since) for (person, category), since in found.items()]


def risks_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, Risk]:
    """The level of risk in force by person; persons without a decision are missing.

    Of several files the highest level holds: nobody is watched less closely because two files are one.
    Costs: 2 queries.
    """
    merged = merged_files(viewer, person_ids)
    rows = RiskLevel.objects.filter(in_force(on), person_id__in=[*person_ids, *merged]).order_by("starts_on", "pk")
    found: dict[int, Risk] = {}
    for file, level in dict(rows.values_list("person_id", "level")).items():
        person_id = merged.get(file, file)
        found[person_id] = max(Risk(level), found.get(person_id, Risk(level)))
    return found


def homes_of(viewer: Viewer, person_ids: Collection[int], on: date) -> dict[int, Membership]:
    """The household of each person on a day. Costs: 2 queries; the few units are shared."""
    rows = Membership.objects.filter(in_force(on), person_id__in=person_ids)
    rows = rows.select_related("household__key").prefetch_related("household__unit")
    return {row.person_id: row for row in rows.order_by("starts_on", "pk")}


def categories() -> dict[str, Category]:
    """All categories by key, in order of bit. Costs: 1 query."""
    return {c.key: c for c in Category.objects.select_related("field").order_by("bit")}


def members_of(viewer: Viewer, person: Person, on: date) -> QuerySet[Membership]:
    """Who lives with a person on a day, the person included, in order of entry; nobody twice. Costs: 2 queries."""
    home = homes_of(viewer, [person.pk], on).get(person.pk)
    if home is None:
        return Membership.objects.none()
    rows = Membership.objects.filter(in_force(on), household_id=home.household_id, person__merged_into=None)
    return rows.select_related("person__key").order_by("pk")


def heads_of(viewer: Viewer, household_ids: Collection[int], on: date) -> dict[int, Person]:
    """The head 户主 of each household on a day, by household; one without is missing. Costs: 1 query."""
    rows = Membership.objects.filter(in_force(on), household_id__in=household_ids, role=HEAD, person__merged_into=None)
    return {row.household_id: row.person for row in rows.select_related("person__key").order_by("-pk")}


def responsible_for(viewer: Viewer, person: Person, on: date) -> list[User]:
    """The users who look after a person on a day, under any of their files. Costs: 1 query."""
    rows = Responsibility.objects.filter(in_force(on), person_id__in=own_files(viewer, person.pk)).select_related(
        "user"
    )
    return list(dict.fromkeys(row.user for row in rows.order_by("pk")))
