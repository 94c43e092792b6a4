"""Whom a viewer may come to see, and how: in full, or with the name masked 可见范围."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date
from uuid import UUID

from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory
from wushe.registers.beneficiaries.queries.people import in_force, person
from wushe.registers.catalog.models import Category
from wushe.registers.stations.queries import Viewer


def watched_unit_ids(viewer: Viewer) -> frozenset[int]:
    """The villages whose people a viewer sees masked; the one place that says who does."""
    return viewer.watched_unit_ids


def reader(viewer: Viewer) -> Viewer:
    """The viewer as a reader of people's pages: also of the villages whose people are shown masked.

    For reading only: never hand it to an action. Whoever uses it asks ``in_full`` whose name may be shown.
    """
    told = {part.name: getattr(viewer, part.name) for part in fields(Viewer)}  # not replace(): a request's is lazy
    told["station_ids"] |= viewer.watched_station_ids
    told["unit_ids"] |= watched_unit_ids(viewer)
    return Viewer(**told)


def seen_person(viewer: Viewer, uuid: UUID, on: date) -> Person:
    """One person whom the viewer sees, in full or masked.

    Refuses: ``beneficiaries-unknown-person``. Costs: 1 query.
    """
    return person(reader(viewer), uuid, on)


def in_full(viewer: Viewer, person_ids: Collection[int], on: date) -> set[int]:
    """Those whose name, numbers and notes the viewer reads in full: who lives where the viewer's stations serve.

    Takes: ids of persons the viewer sees. Costs: 1 query, none for somebody who sees nobody masked.
    """
    if not watched_unit_ids(viewer):
        return set(person_ids)
    homes = Membership.objects.filter(in_force(on), person_id__in=person_ids, household__unit_id__in=viewer.unit_ids)
    return set(homes.values_list("person_id", flat=True))


def told_kinds(rows: Iterable[PersonCategory], *, is_full: bool) -> list[PersonCategory]:
    """The categories of a person that may be told: of somebody seen masked, none that is restricted. Costs: none."""
    return [row for row in rows if is_full or not row.category.restricted]


def untold(viewer: Viewer, person_ids: Collection[int], on: date) -> tuple[set[int], set[int]]:
    """Whose restricted categories a list must not use, and which these are: it would tell them by its filters.

    Gives: (person ids, category ids). Costs: 2 queries, none for somebody who sees nobody masked.
    """
    if not watched_unit_ids(viewer):
        return set(), set()
    masked = set(person_ids) - in_full(viewer, person_ids, on)
    return masked, set(Category.objects.filter(restricted=True).values_list("pk", flat=True))


def may_reveal(viewer: Viewer) -> bool:
    """True if the viewer may look at what is masked, for a reason."""
    return viewer.may("people.reveal")


def may_edit(viewer: Viewer) -> bool:
    """True if the viewer keeps the files of a station."""
    return viewer.may("people.edit")
