"""What the pages of activities show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.ground.kit.periods import Period, month_of
from wushe.registers.beneficiaries.models import Person, Sex
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.beneficiaries.queries.listing import unit_ids_by_person
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.catalog.models import Category, Method
from wushe.registers.stations.models import Organization, Region
from wushe.registers.stations.queries import Viewer
from wushe.work.groupwork import queries
from wushe.work.groupwork.models import Activity
from wushe.work.groupwork.queries import Asked
from wushe.work.groupwork.rules import themes

PAGE = 30


class Candidate(NamedTuple):
    """One person to tick, and in which part they came."""

    uuid: UUID
    name: str
    about: str
    is_ticked: bool
    part: str


@dataclass(frozen=True)
class Picks:
    """The tick list 名单: those who are looked for, and those ticked already who are not among them."""

    shown: list[Candidate]
    others: list[Candidate]
    ticked: int
    has_asked: bool
    is_cut: bool


@dataclass(frozen=True)
class Again:
    """What was held before, to begin the next from."""

    title: str
    day: date
    method_label: str
    url: str


@dataclass(frozen=True)
class ActivityPage:
    """The one-page record of an activity."""

    picks: Picks
    q: str
    pick_unit: str
    pick_category: str
    units: QuerySet[Region]
    kinds: list[Category]
    organizations: list[Organization]
    again: list[Again]
    today: date
    back_url: str
    is_correction: bool
    told_day: date | None


def picks_of(viewer: Viewer, ticked: Mapping[UUID, str], asked: Asked, on: date) -> Picks:
    """The tick list for those who are looked for on a day, the ticked first; whoever was ticked stays so.

    Costs: 5 queries or fewer.
    """
    found, is_cut = queries.roster(viewer, asked, on)
    found.sort(key=lambda person: person.uuid not in ticked)
    sought = {person.uuid for person in found}
    missing = [uuid for uuid in ticked if uuid not in sought]
    others = list(queries.known_here(viewer).filter(uuid__in=missing)) if missing else []
    lived = unit_ids_by_person(viewer, [person.pk for person in (*found, *others)], on)
    names = dict(Region.objects.filter(pk__in=set(lived.values())).values_list("pk", "short_name"))

    def candidate(person: Person) -> Candidate:
        unit_name = names.get(lived.get(person.pk, 0), "")
        return Candidate(
            person.uuid, person.name, about(person, unit_name, on), person.uuid in ticked, ticked.get(person.uuid, "")
        )

    return Picks(
        shown=[candidate(person) for person in found],
        others=[candidate(person) for person in others],
        ticked=sum(person.uuid in ticked for person in found) + len(others),
        has_asked=any(asked),
        is_cut=is_cut,
    )


def about(person: Person, unit_name: str, on: date) -> str:
    """What tells somebody from another of the same name: 女 86 岁 田独."""
    age = age_on(person.birth_on, on)
    words = (str(Sex(person.sex).label), _("%(n)s 岁") % {"n": age} if age is not None else "", unit_name)
    return " ".join(word for word in words if word)


def asked_of(told: Mapping[str, str], units: Iterable[Region]) -> Asked:
    """Whom a page looks for: as typed and chosen beside the list; when nothing is, those of the place it is held in.

    Costs: 1 query.
    """
    places = {unit.key: unit.pk for unit in units}
    kinds = {key: kind.pk for key, kind in categories().items()}
    text = told.get("q", "").replace("\x00", "").strip()[:40]
    asked = Asked(text, places.get(told.get("pick_unit", "")), kinds.get(told.get("pick_category", "")))
    return asked if any(asked) else Asked(unit_id=places.get(told.get("unit", "")))


def kinds_to_pick() -> list[Category]:
    """Categories by which people are looked for; none that must stay untold among others. Costs: 1 query."""
    return [kind for kind in categories().values() if not kind.restricted]


def again_of(rows: Iterable[Activity]) -> list[Again]:
    """What is held again and again, to begin from."""
    return [
        Again(row.title, row.day, str(Method(row.event.method).label), reverse("groupwork:again", args=[row.uuid]))
        for row in rows
    ]


class Row(NamedTuple):
    """One activity of the list."""

    day: date
    title: str
    method_label: str
    theme_label: str
    unit_name: str
    named: int
    unnamed: int
    by: str
    url: str


class Month(NamedTuple):
    """Another month in which something was held."""

    day: date
    url: str


@dataclass(frozen=True)
class ActivitiesPage:
    """活动: what the station held in one month."""

    month: date
    rows: list[Row]
    total: int
    pager: Pager | None
    before: Month | None
    after: Month | None
    new_url: str
    place_name: str
    has_any: bool


def activities_page(viewer: Viewer, asked: str, number: int) -> ActivitiesPage:
    """The list of one month, the latest first.

    Takes: the month (``2026-11``; anything else is the last one with an activity), the page asked for.
    Costs: 5 queries.
    """
    on = clock.today()
    last = queries.last_day(viewer, on)
    period = month_asked(asked) or month_of(last or on)
    rows = queries.activities(viewer, period)
    total = rows.count()
    first = first_of(number, PAGE, total)
    before, after = queries.days_around(viewer, period)
    here = reverse("groupwork:activities")
    return ActivitiesPage(
        month=period.start,
        rows=[row_of(row) for row in rows[first : first + PAGE]],
        total=total,
        pager=pager(f"{here}?month={period.start:%Y-%m}&", first, PAGE, total),
        before=month_link(here, before),
        after=month_link(here, after),
        new_url=reverse("groupwork:new"),
        place_name=viewer.place_name,
        has_any=last is not None,
    )


def month_asked(word: str) -> Period | None:
    """The month behind ``2026-11``; None for anything else."""
    try:
        return month_of(date.fromisoformat(f"{word}-01"))
    except ValueError:
        return None


def month_link(here: str, day: date | None) -> Month | None:
    """A link to the month of a day."""
    return Month(day, f"{here}?month={day:%Y-%m}") if day else None


def row_of(told: Activity) -> Row:
    """One line of the list."""
    event = told.event
    return Row(
        day=told.day,
        title=told.title,
        method_label=str(Method(event.method).label),
        theme_label=theme_label(told),
        unit_name=event.unit.short_name,
        named=event.named,
        unnamed=event.heads_counted + event.heads_estimated,
        by=str(event.recorded_by or ""),
        url=reverse("groupwork:saved", args=[told.uuid]),
    )


def theme_label(told: Activity) -> str:
    """What it was about, in words."""
    theme = themes().get(told.theme)
    return theme.name if theme else told.theme
