"""The file that stands for a person after files were merged: what was written on any of them is told of this one."""

from collections.abc import Iterable

from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.queries import Viewer


def kept_persons(viewer: Viewer, files: Iterable[Person]) -> dict[int, Person]:
    """The file that stands for each of some files, by id of the file; one that was not merged stands for itself.

    Takes: files that the viewer has come to by a record they may read. Gives: persons with their key.
    Costs: none when no file was merged; else 1 query for each step of the longest way.
    """
    found = {file.pk: file for file in files}
    while into := {one.merged_into_id for one in found.values() if one.merged_into_id is not None}:
        nearer = Person.objects.select_related("key").in_bulk(into)
        found = {pk: nearer.get(one.merged_into_id or 0, one) for pk, one in found.items()}
    return found


def kept_person(viewer: Viewer, file: Person) -> Person:
    """The file that stands for one file. Costs: as ``kept_persons``."""
    return kept_persons(viewer, [file])[file.pk]
