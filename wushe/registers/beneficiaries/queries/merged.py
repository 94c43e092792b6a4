"""Which files stand for which person 合并了的档案: chains are followed to their end.

What a merged file holds is read through the merge and copied nowhere, so that parting the two leaves nothing behind.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.queries import Viewer

#: A file, and all that were merged into it, however long the chain.
OWN_FILES = """
WITH RECURSIVE files(id) AS (
    SELECT id FROM beneficiaries_person WHERE id = %s
    UNION SELECT other.id FROM files JOIN beneficiaries_person other ON other.merged_into_id = files.id
) SELECT id FROM files
"""
#: Files a user looks after on a day, and all that these were merged into.
CARED_FOR = """
WITH RECURSIVE files(id) AS (
    SELECT person_id FROM beneficiaries_responsibility
    WHERE user_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
    UNION SELECT own.merged_into_id FROM files JOIN beneficiaries_person own ON own.id = files.id
    WHERE own.merged_into_id IS NOT NULL
) SELECT id FROM files
"""


def merged_files(viewer: Viewer, person_ids: Collection[int]) -> dict[int, int]:
    """Files that stand for one of these persons: id of the person by id of the file. Costs: 1 query or more."""
    found: dict[int, int] = {}
    level = dict(Person.objects.filter(merged_into__in=person_ids).values_list("pk", "merged_into_id"))
    while level:
        found |= {pk: found.get(into or 0, into or 0) for pk, into in level.items()}
        level = dict(Person.objects.filter(merged_into__in=level).values_list("pk", "merged_into_id"))
    return found


def kept_files(viewer: Viewer, file_ids: Collection[int]) -> dict[int, int]:
    """Which of some files were merged, and into whose in the end. Costs: 1 query, and 1 for each link of a chain."""
    into: dict[int, int] = {}
    level = set(file_ids)
    while level:
        rows = Person.objects.filter(pk__in=level, merged_into__isnull=False).values_list("pk", "merged_into_id")
        found = {pk: other for pk, other in rows if other is not None}
        into |= found
        level = set(found.values()) - into.keys()
    return {file: _end_of(file, into) for file in file_ids if file in into}


def _end_of(file: int, into: dict[int, int]) -> int:
    while file in into:
        file = into[file]
    return file


def own_files(viewer: Viewer, person_id: int) -> QuerySet[Person, int]:
    """Ids of a person and of all files merged into theirs, for use inside a query."""
    return Person.objects.filter(pk__in=RawSQL(OWN_FILES, [person_id])).values_list("pk", flat=True)  # noqa: S611


def cared_for(viewer: Viewer, on: date) -> RawSQL:
    """Ids of the persons a viewer looks after on a day, under any of their files, for use inside a query."""
    return RawSQL(CARED_FOR, [viewer.user.pk if viewer.user else None, on.isoformat(), on.isoformat()])  # noqa: S611
