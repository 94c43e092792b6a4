"""What supervisors and agency managers see of the people their stations serve: no name, no number, no address."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wushe.ground.kit import clock
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.beneficiaries.models import Person, Sex
from wushe.registers.beneficiaries.queries import categories_of, homes_of, responsible_for, watched
from wushe.registers.beneficiaries.rules import age_on, masked
from wushe.registers.stations.queries import Viewer
from wushe.work.visits import queries as visits

PAGE = 30


class WatchedRow(NamedTuple):
    """One person, masked."""

    name: str
    sex_label: str
    age: int | None
    unit_name: str
    categories: list[str]
    url: str


@dataclass(frozen=True)
class WatchedPage:
    """服务对象, masked."""

    place_name: str
    rows: list[WatchedRow]
    total: int
    pager: Pager | None


@dataclass(frozen=True)
class MaskedPage:
    """One person, masked: what kind of care there is, by whom, how it stands."""

    row: WatchedRow
    risk_label: str
    due_on: date | None
    days: int
    worker_name: str


def watched_page(viewer: Viewer, number: int) -> WatchedPage:
    """The list of people of the watched stations, by id: a list by name would tell the names. Costs: 7 queries."""
    on = clock.today()
    found = watched(viewer, on)
    total = found.count()
    first = first_of(number, PAGE, total)
    rows = watched_rows(viewer, list(found[first : first + PAGE]), on)
    return WatchedPage(viewer.place_name, rows, total, pager("?", first, PAGE, total))


def watched_rows(viewer: Viewer, persons: list[Person], on: date) -> list[WatchedRow]:
    """Persons as masked rows, in the order given. Costs: 4 queries."""
    ids = [person.pk for person in persons]
    homes, kinds = homes_of(viewer, ids, on), categories_of(viewer, ids, on)
    return [
        WatchedRow(
            masked(person.name),
            str(Sex(person.sex).label),
            age_on(person.birth_on, on),
            homes[person.pk].household.unit.short_name if person.pk in homes else "",
            [row.category.name for row in kinds.get(person.pk, ()) if not row.category.restricted],
            person.get_absolute_url(),
        )
        for person in persons
    ]


def masked_page(viewer: Viewer, person: Person) -> MaskedPage:
    """The page of one masked person. Costs: about 11 queries."""
    on = clock.today()
    [row] = watched_rows(viewer, [person], on)
    [due] = visits.due_list(viewer, watched(viewer, on).filter(pk=person.pk), on)
    by = "、".join(str(user) for user in responsible_for(viewer, person, on))
    return MaskedPage(row, str(due.risk.label), due.due.day if due.due else None, due.days_over(on), by)
