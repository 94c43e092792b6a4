"""Write down where organizations are registered since when, and when they are wound up 登记地、成立日、注销."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.counties import lock_counties
from wushe.registers.stations.models import OperatingContract, Organization, Region, RegionKind
from wushe.registers.stations.queries import Viewer, check_keeper, check_keeps, seat_counties
from wushe.registers.stations.rules.organizations import check_lifetime

#: A refusal names so many stations and says how many there are.
MOST_NAMED = 5


@transaction.atomic
def seat_organization(
    viewer: Viewer, organization: Organization, *, seat: Region, starts_on: date | None
) -> Organization:
    """Write down where an organization is registered and since when, where that was left open 补登记登记地和成立日.

    Refuses: ``stations-unknown-organization``, ``stations-not-keeper`` (of the seat), ``stations-seated-already`` (what
    is written stays), and all of ``rules.check_lifetime``. Costs: about 5 queries. One audit line.
    """
    check_keeps(viewer, organization)
    check_keeper(viewer, seat_counties(seat))
    row = held(organization)
    other_seat = row.seat is not None and row.seat.pk != seat.pk
    other_day = row.starts_on is not None and starts_on not in (None, row.starts_on)
    if other_seat or other_day or (row.seat is not None and row.starts_on is not None):
        raise Refused("stations-seated-already", name=row.name)
    row.seat, row.starts_on = row.seat or seat, row.starts_on or starts_on
    check_lifetime(row.starts_on, row.ends_on, clock.today())
    row.save(update_fields=["seat", "starts_on"])
    tell("stations.seat_organization", viewer, row, place=row.seat.key)
    return row


@transaction.atomic
def end_organization(viewer: Viewer, organization: Organization, ends_on: date) -> Organization:
    """Write down the last day of an organization 注销.

    Refuses: ``stations-unknown-organization``, ``stations-wound-up`` (it is gone already),
    ``stations-organization-backwards``, ``stations-still-runs`` (a contract goes on after that day: end it first).
    Costs: about 6 queries; holds the organization until commit. One audit line.
    """
    check_keeps(viewer, organization)
    row = held(organization)
    if row.ends_on is not None:
        raise Refused("stations-wound-up", name=row.name, day=row.ends_on)
    check_lifetime(row.starts_on, ends_on, clock.today())
    later = OperatingContract.objects.filter(Q(ends_on=None) | Q(ends_on__gt=ends_on), organization=row)
    names = list(later.order_by("station__name").values_list("station__name", flat=True).distinct())
    if names:
        raise Refused("stations-still-runs", name=row.name, n=len(names), stations="、".join(names[:MOST_NAMED]))
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    tell("stations.end_organization", viewer, row, until=str(ends_on))
    return row


def held(organization: Organization) -> Organization:
    """The organization, held until commit: first the counties of its seat, then the head of its chain, then the row."""
    lock_counties(seat_counties(organization.seat))
    audit.lock_chain(_chain(organization))
    rows = Organization.objects.select_for_update(no_key=True, of=("self",)).select_related("seat")
    return rows.get(pk=organization.pk)


def tell(verb: str, viewer: Viewer, row: Organization, **facts: object) -> None:
    """The audit line: on the chain of the county of the seat, or on the first chain."""
    audit.record(verb, f"stations.organization:{row.key}", actor=viewer.user, county_key=_chain(row), **facts)


def _chain(row: Organization) -> str:
    return row.seat.key if row.seat is not None and row.seat.kind == RegionKind.COUNTY else ""
