"""服务对象: the list of people one can look through."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.doors.phone.people_roll import DUE, LIFE, Asked, Line, fitting, risk_of, roll, tests_of
from wushe.doors.phone.sought import folded
from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.beneficiaries.models import Person, Risk, Sex
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.beneficiaries.queries.search import MOST_FOUND
from wushe.registers.beneficiaries.queries.sight import in_full, may_edit, reader, told_kinds
from wushe.registers.beneficiaries.rules import age_on, masked
from wushe.registers.beneficiaries.rules.reveals import masked_phone
from wushe.registers.catalog.models import Category
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer, home_station
from wushe.work.visits import queries as visits
from wushe.work.visits.pages import RISK_KEYS, interval_label
from wushe.work.visits.queries import DueLine

PAGE = 30


@dataclass(frozen=True)
class PersonRow:
    """One person of the list; the name as this viewer may read it, the telephone masked, no number of a paper."""

    name: str
    sex_label: str
    age: int | None
    file_number: str
    phone: str
    categories: list[str]
    unit_name: str
    risk: str
    risk_label: str
    interval_label: str
    due_on: date | None
    days: int
    last_on: date | None
    carers: str
    is_dead: bool
    person_url: str
    visit_url: str


@dataclass(frozen=True)
class Chip:
    """One category, how many are of it, and the list of those."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Option:
    """One thing a filter can be set to."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class PeoplePage:
    """服务对象: a list one can search and filter."""

    q: str
    find: str
    finds_names: bool
    is_stale: bool
    place_name: str
    everybody: int
    late: int
    soon: int
    total: int
    is_cut: bool
    chips: list[Chip]
    filters: list[tuple[str, str, list[Option]]]
    asked: Asked
    here_url: str
    address: str
    rows: list[PersonRow]
    pager: Pager | None
    new_url: str


@dataclass(frozen=True)
class Choices:
    """What there is to choose from among the people listed."""

    kinds: list[Category]
    units: list[Region]
    users: list[User]

    def ids(self, asked: Asked) -> dict[str, int]:
        """The ids behind what is asked for."""
        found = {row.key: ("category", row.pk) for row in self.kinds}
        named = [found[asked.category]] if asked.category in found else []
        named += [("unit", row.pk) for row in self.units if row.key == asked.unit]
        named += [("worker", row.pk) for row in self.users if str(row.pk) == asked.worker]
        return dict(named)

    def known(self, asked: Asked) -> Asked:
        """What is asked for, as far as there is such a thing; the rest is dropped."""
        ids = self.ids(asked)
        told = {name: getattr(asked, name) if name in ids else "" for name in ("category", "unit", "worker")}
        return replace(
            asked,
            **told,
            risk=asked.risk if risk_of(asked.risk) else "",
            due=asked.due if asked.due in DUE else "",
            life=asked.life if asked.life in LIFE else "",
        )


def people_page(viewer: Viewer, asked: Asked, text: str | None, number: int) -> PeoplePage:
    """The list of people, the most overdue first, as filtered and searched.

    The dead are listed when they are asked for, or sought by name or number; nobody else is to be visited.
    Takes: what the address asks for, what was typed (None: it can no longer be read), the page asked for; one past
    the end is the last. Refuses: ``stations-no-station`` for somebody who sees nobody. Costs: about 18 queries.
    """
    on = clock.today()
    if not reader(viewer).unit_ids:
        home_station(viewer)
    sought = text or ""
    lines = roll(viewer, sought, on)
    choices = choices_of(lines)
    asked = choices.known(asked)
    tests = tests_of(asked if asked.life or not sought else replace(asked, life="all"), choices.ids(asked), on)
    shown = fitting(lines, tests)
    first = first_of(number, PAGE, len(shown))
    find = folded(viewer, sought)
    return PeoplePage(
        q=sought,
        find=find,
        finds_names=bool(viewer.unit_ids),
        is_stale=text is None,
        place_name=viewer.place_name,
        everybody=sum(not line.due.is_dead for line in lines),
        late=sum(line.due.days_over(on) > 0 for line in lines),
        soon=sum(line.due.due is not None and -7 <= line.due.days_over(on) <= 0 for line in lines),
        total=len(shown),
        is_cut=bool(sought) and len(lines) >= MOST_FOUND,
        chips=chips_of(lines, fitting(lines, tests, leaving_out="category"), choices.kinds, asked, find),
        filters=filters_of(choices, asked),
        asked=asked,
        here_url=asked.address(),
        address=asked.address(find=find),
        rows=rows_of(viewer, shown[first : first + PAGE], choices.users, on),
        pager=pager(base_of(asked, find), first, PAGE, len(shown)),
        new_url=reverse("beneficiaries:new") if may_edit(viewer) else "",
    )


def base_of(asked: Asked, find: str) -> str:
    """The address of the list up to ``page=``."""
    address = asked.address(find=find)
    return f"{address}&" if "?" in address else f"{address}?"


def choices_of(lines: Sequence[Line]) -> Choices:
    """What there is to choose from. Costs: 3 queries."""
    units = {line.unit_id for line in lines if line.unit_id is not None}
    users = {user_id for line in lines for user_id in line.carer_ids}
    return Choices(
        list(categories().values()),
        list(Region.objects.filter(pk__in=units).order_by("key")),
        list(User.objects.filter(pk__in=users).order_by("name", "pk")),
    )


def chips_of(
    everybody: Sequence[Line], lines: Sequence[Line], kinds: Iterable[Category], asked: Asked, find: str
) -> list[Chip]:
    """全部 and the categories somebody of the list is of, each with how many the other filters leave."""
    known = {category_id for line in everybody for category_id in line.category_ids}
    counts = Counter(category_id for line in lines for category_id in line.category_ids)
    chips = [Chip(_("全部"), len(lines), asked.address(category="", find=find), not asked.category)]
    return chips + [
        Chip(kind.name, counts[kind.pk], asked.address(category=kind.key, find=find), kind.key == asked.category)
        for kind in kinds
        if kind.pk in known or kind.key == asked.category
    ]


def filters_of(choices: Choices, asked: Asked) -> list[tuple[str, str, list[Option]]]:
    """Each filter: its name, what it says when it is open, and what it can be set to."""
    due_words = {"late": _("已逾期"), "week": _("7 天内到期"), "none": _("不定期")}
    offered = {
        "unit": (_("全部村（社区）"), [(row.key, row.name) for row in choices.units]),
        "risk": (_("全部风险等级"), [(RISK_KEYS[risk], str(risk.label)) for risk in Risk]),
        "due": (_("全部探访状态"), [(key, due_words[key]) for key in DUE]),
        "worker": (_("全部责任人"), [(str(row.pk), str(row)) for row in choices.users]),
        "life": (_("不含已故"), [("dead", _("只看已故")), ("all", _("连同已故"))]),
    }
    return [
        (name, words, [Option(value, said, value == getattr(asked, name)) for value, said in values])
        for name, (words, values) in offered.items()
    ]


def rows_of(viewer: Viewer, lines: Sequence[Line], users: Iterable[User], on: date) -> list[PersonRow]:
    """The lines of one page with names, homes and categories. Costs: 6 queries, 7 for who sees some masked."""
    whole = reader(viewer)
    full = in_full(viewer, [line.due.person_id for line in lines], on)
    names = {user.pk: str(user) for user in users}
    told = visits.lines(whole, [line.due for line in lines], on)
    return [
        person_row(due, on, "、".join(sorted(names[pk] for pk in line.carer_ids)), is_full=due.person.pk in full)
        for due, line in zip(told, lines, strict=True)
    ]


def person_row(line: DueLine, on: date, carers: str, *, is_full: bool) -> PersonRow:
    """One row: everything for those who read in full, what work is due for the others."""
    due, person = line.due, line.person
    return PersonRow(
        name=shown_name(person, is_full=is_full),
        sex_label=str(Sex(person.sex).label),
        age=age_on(person.birth_on, person.died_on or on),
        file_number=person.file_number,
        phone=masked_phone(person.phone) if is_full else "",
        categories=[row.category.name for row in told_kinds(line.categories, is_full=is_full)],
        unit_name=line.home.household.unit.short_name if line.home else "",
        risk=RISK_KEYS[due.risk],
        risk_label=str(due.risk.label),
        interval_label=interval_label(due),
        due_on=due.due.day if due.due else None,
        days=due.days_over(on),
        last_on=due.due.last if due.due else None,
        carers=carers,
        is_dead=due.is_dead,
        person_url=person.get_absolute_url(),
        visit_url=reverse("visits:visit", args=[person.uuid]) if is_full and not due.is_dead else "",
    )


def shown_name(person: Person, *, is_full: bool) -> str:
    """The name as somebody may read it."""
    return person.name if is_full else masked(person.name)
