"""What the pages of organizations show: the list with what each runs, and one organization."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.stations import queries
from wushe.registers.stations.models import Incubation, OperatingContract, Organization, OrganizationKind, Region
from wushe.registers.stations.pages.choices import Choice, choices
from wushe.registers.stations.queries import Viewer
from wushe.registers.stations.rules.organizations import faults

PAGE = 30
#: So many stations of an organization are named in the list; its page has all.
NAMED = 3
NOWHERE = "none"


class OrganizationLine(NamedTuple):
    """One organization of the list: what it runs today, the first by name and how many."""

    row: Organization
    is_strange: bool
    runs: list[OperatingContract]
    more: int

    @property
    def run(self) -> int:
        """How many stations it runs."""
        return len(self.runs) + self.more


@dataclass(frozen=True)
class OrganizationsPage:
    """机构: those that were asked for."""

    lines: list[OrganizationLine]
    asked: str
    seats: list[Choice]
    kinds: list[Choice]
    pager: Pager | None
    total: int
    is_filtered: bool
    may_change: bool


def organizations_page(viewer: Viewer, told: Mapping[str, str], number: int, on: date) -> OrganizationsPage:
    """The organizations of the register, by name.

    Takes: what stands behind the ``?`` of the address (``q`` a part of the name or code, ``seat``, ``kind``), and the
    page. Costs: 5 queries.
    """
    asked = {name: told.get(name, "")[:60].strip().replace("\x00", "") for name in ("q", "seat", "kind")}
    rows = _asked(queries.organizations(viewer), asked)
    total = rows.count()
    first = first_of(number, PAGE, total)
    seats = Region.objects.filter(pk__in=Organization.objects.values("seat")).order_by("key")
    places = [*seats.values_list("key", "name"), (NOWHERE, _("没有登记"))]
    kept = urlencode({name: words for name, words in asked.items() if words})
    return OrganizationsPage(
        lines=[_line(row, on) for row in rows[first : first + PAGE]],
        asked=asked["q"],
        seats=choices(places, asked["seat"], _("全部")),
        kinds=choices([(key, str(label)) for key, label in OrganizationKind.choices], asked["kind"], _("全部")),
        pager=pager(f"/organizations/?{kept}&" if kept else "/organizations/?", first, PAGE, total),
        total=total,
        is_filtered=bool(kept),
        may_change=queries.is_keeper(viewer),
    )


def _asked(rows: QuerySet[Organization], asked: Mapping[str, str]) -> QuerySet[Organization]:
    if asked["q"]:
        rows = rows.filter(name__contains=asked["q"]) | rows.filter(credit_code=asked["q"].upper())
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    if asked["seat"] == NOWHERE:
        return rows.filter(seat=None)
    return rows.filter(seat__key=asked["seat"]) if asked["seat"] else rows


def _line(row: Organization, on: date) -> OrganizationLine:
    runs = _running(row, on)
    return OrganizationLine(row, bool(faults(row.credit_code, row.kind)), runs[:NAMED], max(0, len(runs) - NAMED))


def _running(row: Organization, on: date) -> list[OperatingContract]:
    """The contracts in force, by station; those the viewer may see."""
    seen: list[OperatingContract] = getattr(row, "seen_contracts", [])
    return sorted((one for one in seen if one.holds(on)), key=lambda one: one.station.name)


class IncubationLine(NamedTuple):
    """An incubation, and whether it goes on."""

    row: Incubation
    goes_on: bool


@dataclass(frozen=True)
class OrganizationPage:
    """One organization."""

    row: Organization
    is_strange: bool
    runs: list[OperatingContract]
    ran: list[OperatingContract]
    incubations: list[IncubationLine]
    is_over: bool
    may_change: bool
    may_seat: bool


def organization_page(viewer: Viewer, key: str, on: date) -> OrganizationPage:
    """The page of an organization. Refuses: ``stations-unknown-organization``. Costs: 4 queries."""
    row = queries.organization(viewer, key)
    runs, keeps = _running(row, on), queries.keeps_organization(viewer, row)
    return OrganizationPage(
        row=row,
        is_strange=bool(faults(row.credit_code, row.kind)),
        runs=runs,
        ran=[one for one in getattr(row, "seen_contracts", []) if one not in runs],
        incubations=[IncubationLine(one, one.ends_on is None) for one in queries.incubations_of(viewer, row)],
        is_over=row.ends_on is not None and row.ends_on < on,
        may_change=keeps,
        may_seat=keeps and (row.seat is None or row.starts_on is None),
    )
