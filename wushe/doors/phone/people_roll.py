"""The people of the list with all they are filtered by, before a name is opened 名单."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet

from wushe.registers.beneficiaries.models import Person, Risk
from wushe.registers.beneficiaries.queries import category_ids_of, people, search
from wushe.registers.beneficiaries.queries.listing import carers_of, unit_ids_by_person
from wushe.registers.beneficiaries.queries.sight import reader, untold
from wushe.registers.beneficiaries.rules import tidy
from wushe.registers.stations.queries import Viewer
from wushe.work.visits import queries as visits
from wushe.work.visits.pages import RISK_KEYS
from wushe.work.visits.queries import Due

WEEK = 7
DUE = ("late", "week", "none")
#: Whom the list shows besides the living: the dead only, or both.
LIFE = ("dead", "all")


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for. Every value is a code; none is about one person."""

    category: str = ""
    unit: str = ""
    risk: str = ""
    due: str = ""
    worker: str = ""
    life: str = ""

    def address(self, **changes: str) -> str:
        """The address of the list, with something asked for otherwise."""
        told = {part.name: getattr(self, part.name) for part in fields(self)} | changes
        words = {name: value for name, value in told.items() if value}
        return f"/people/?{urlencode(words)}" if words else "/people/"

    @property
    def is_any(self) -> bool:
        """True if anything is asked for."""
        return self != Asked()


def asked_of(told: Mapping[str, Any]) -> Asked:
    """What an address asks for."""
    return Asked(**{part.name: str(told.get(part.name, ""))[:40] for part in fields(Asked)})


class Line(NamedTuple):
    """One person of the list, by ids and codes only."""

    due: Due
    unit_id: int | None
    category_ids: frozenset[int]
    carer_ids: frozenset[int]


def roll(viewer: Viewer, text: str, on: date) -> list[Line]:
    """Everybody the viewer sees, or those who were sought, the most overdue first; the dead last, and said to be so.

    Costs: 8 to 10 queries and a search.
    """
    whole = reader(viewer)
    dues = visits.due_list(whole, sought(viewer, text, on), on)
    ids = [due.person_id for due in dues]
    units, carers = unit_ids_by_person(whole, ids, on), carers_of(whole, ids, on)
    kinds: dict[int, set[int]] = {}
    masked, restricted = untold(viewer, ids, on)
    for person_id, category_id, _since in category_ids_of(whole, ids, on):
        if person_id in masked and category_id in restricted:
            continue
        kinds.setdefault(person_id, set()).add(category_id)
    return [
        Line(
            due,
            units.get(due.person_id),
            frozenset(kinds.get(due.person_id, ())),
            frozenset(carers.get(due.person_id, ())),
        )
        for due in dues
    ]


def sought(viewer: Viewer, text: str, on: date) -> QuerySet[Person]:
    """Persons a text asks for; all for none.

    Those whose names the viewer does not read are found by their file number only: who could look for a name would
    know whose it is.
    """
    whole = reader(viewer)
    everybody = people(whole, on)
    if not text:
        return everybody
    found = search(viewer, text, on)
    if whole.unit_ids == viewer.unit_ids:
        return found
    return everybody.filter(pk__in=[*found.values_list("pk", flat=True)]) | everybody.filter(file_number=tidy(text))


Test = Callable[[Line], bool]


def tests_of(asked: Asked, ids: Mapping[str, int], on: date) -> dict[str, Test]:
    """What a line must be, filter by filter. Takes: also the id behind the category, the unit, the worker asked for."""
    due: dict[str, Test] = {
        "late": lambda line: line.due.days_over(on) > 0,
        "week": lambda line: line.due.due is not None and -WEEK <= line.due.days_over(on) <= 0,
        "none": lambda line: line.due.due is None and not line.due.is_dead,
    }
    life: dict[str, Test] = {
        "dead": lambda line: line.due.is_dead,
        "all": lambda line: True,
    }
    tests: dict[str, Test] = {
        "category": lambda line: ids.get("category", 0) in line.category_ids,
        "unit": lambda line: line.unit_id == ids.get("unit", 0),
        "worker": lambda line: ids.get("worker", 0) in line.carer_ids,
        "risk": lambda line: RISK_KEYS[line.due.risk] == asked.risk,
        "due": due.get(asked.due, lambda line: True),
        "life": life.get(asked.life, lambda line: not line.due.is_dead),
    }
    return {name: test for name, test in tests.items() if getattr(asked, name) or name == "life"}


def fitting(lines: Iterable[Line], tests: Mapping[str, Test], *, leaving_out: str = "") -> list[Line]:
    """The lines that pass every test but one."""
    wanted = [test for name, test in tests.items() if name != leaving_out]
    return [line for line in lines if all(test(line) for test in wanted)]


def risk_of(key: str) -> Risk | None:
    """The level of risk behind a code."""
    return next((risk for risk, known in RISK_KEYS.items() if known == key), None)
