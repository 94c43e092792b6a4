"""What the pages of the register show, as dataclasses a template reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit import clock
from wushe.registers.beneficiaries.models import Fact, IdKind, Person, PersonChange, Sex
from wushe.registers.beneficiaries.queries import Likeness, home_of, homes_of
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.beneficiaries.rules.reveals import masked_id, masked_phone
from wushe.registers.stations.queries import Viewer

WHY = {"id": _("证件号码相同"), "birth": _("姓名、出生日期相同"), "reading": _("同村，姓名读音相同")}
#: How an earlier number is shown: a look at one is written down, and a list of changes writes nothing down.
MASKS: dict[str, Callable[[str], str]] = {Fact.ID_NUMBER: masked_id, Fact.PHONE: masked_phone}
#: What was done, by the word in the address of the page that says so.
DONE = {
    "edit": _("改好了"),
    "move": _("搬家登记好了"),
    "death": _("去世登记好了"),
    "death-undone": _("已撤销去世登记"),
    "category": _("身份登记好了"),
    "category_end": _("身份已结束"),
    "charge": _("责任人指定好了"),
    "consent": _("同意登记好了"),
    "consent_withdraw": _("同意已撤回"),
    "merge": _("合并好了"),
    "unmerge": _("已撤销合并"),
}


@dataclass(frozen=True)
class Head:
    """Who a page is about, and the way back."""

    name: str
    sex_label: str
    age: int | None
    unit_name: str
    file_number: str
    url: str
    address: str = ""
    id_line: str = ""


@dataclass(frozen=True)
class AlikeLine:
    """Somebody who may be the same person, with as much as tells them apart."""

    head: Head
    why: str
    merge_url: str


@dataclass(frozen=True)
class AlikePage:
    """Who may be the same person, what looks wrong with the number, and what it tells."""

    lines: list[AlikeLine]
    elsewhere: bool = False
    doubt: str = ""
    born: date | None = None
    sex_label: str = ""


@dataclass(frozen=True)
class ActPage:
    """A page with one form: what it is, what to know, what the button says, and the other way round."""

    head: Head
    title: str
    save: str
    note: str = ""
    other: str = ""
    other_url: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """What was written before a change."""

    at: object
    fact: str
    before: str
    by: str


def head_of(viewer: Viewer, person: Person) -> Head:
    """Who a page is about. Costs: 1 query."""
    on = clock.today()
    home = home_of(viewer, person, on)
    return _head(person, home.household.unit.name if home else "", home.household.address if home else "")


def _head(person: Person, unit_name: str, address: str = "") -> Head:
    kind = IdKind(person.id_kind)
    shown = f"{kind.label} {masked_id(person.id_number)}" if person.id_number else str(IdKind.NONE.label)
    return Head(
        name=person.name,
        sex_label=str(Sex(person.sex).label),
        age=age_on(person.birth_on, person.died_on or clock.today()),
        unit_name=unit_name,
        file_number=person.file_number,
        url=person.get_absolute_url(),
        address=address,
        id_line=shown,
    )


def alike_lines(viewer: Viewer, likeness: Likeness, into: Person | None = None) -> list[AlikeLine]:
    """The people somebody may be, and where the lead merges each file into another. Costs: 2 queries."""
    if not likeness.here:
        return []
    homes = homes_of(viewer, [other.person.pk for other in likeness.here], clock.today())
    lines = []
    for other in likeness.here:
        home = homes.get(other.person.pk)
        head = _head(other.person, home.household.unit.name if home else "", home.household.address if home else "")
        lines.append(AlikeLine(head, str(WHY.get(other.why, "")), merge_url(other.person, into)))
    return lines


def merge_url(file: Person, into: Person | None) -> str:
    """Where the lead says that a file is one with another."""
    return f"{reverse('ledger:merge', args=[into.uuid])}?file={file.uuid}" if into else ""


def change_lines(rows: list[PersonChange]) -> list[ChangeLine]:
    """Earlier values, as they are read: numbers masked."""
    return [ChangeLine(row.at, str(Fact(row.fact).label), _before(row), str(row.by or "")) for row in rows]


def _before(row: PersonChange) -> str:
    if row.fact == Fact.SEX and row.before.isdigit():
        return str(Sex(int(row.before)).label)
    if row.fact == Fact.ID_KIND:
        return str(IdKind(row.before).label)
    if row.fact in MASKS and row.before:
        return MASKS[row.fact](row.before)
    return row.before or gettext("（空）")
