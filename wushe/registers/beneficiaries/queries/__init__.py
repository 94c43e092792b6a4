"""Read persons: only those the viewer may see."""

from wushe.registers.beneficiaries.queries.people import caseload, in_force, people, person, watched, watched_person
from wushe.registers.beneficiaries.queries.search import found, search
from wushe.registers.beneficiaries.queries.standing import (
    categories,
    categories_of,
    category_ids_of,
    histories,
    homes_of,
    members_of,
    responsible_for,
    risks_of,
)

__all__ = [
    "caseload",
    "categories",
    "categories_of",
    "category_ids_of",
    "found",
    "histories",
    "homes_of",
    "in_force",
    "members_of",
    "people",
    "person",
    "responsible_for",
    "risks_of",
    "search",
    "watched",
    "watched_person",
]
