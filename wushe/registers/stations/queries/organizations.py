"""Organizations, where they are registered, and who nurses them."""

from django.db.models import Case, Prefetch, Q, QuerySet, When

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import (
    Incubation,
    OperatingContract,
    Organization,
    Region,
    RegionKind,
    RegionLink,
    View,
)
from wushe.registers.stations.queries.keepers import is_keeper
from wushe.registers.stations.queries.regions import county_of, holding
from wushe.registers.stations.queries.stations import stations
from wushe.registers.stations.queries.viewers import Viewer

#: Where an organization is registered.
SEATS = (RegionKind.COUNTY, RegionKind.ZONE)


def organizations(viewer: Viewer) -> QuerySet[Organization]:
    """The organizations of the register, the viewer's own places first, by name, with the contracts the viewer may see.

    Costs: 2 queries.
    """
    own = Case(When(seat__in=viewer.counties_for("regions.read"), then=0), default=1)
    seen = OperatingContract.objects.filter(station_id__in=stations(viewer).values("pk"))
    shown = Prefetch("contracts", seen.select_related("station").order_by("-starts_on", "pk"), "seen_contracts")
    return Organization.objects.select_related("seat").order_by(own, "name", "pk").prefetch_related(shown)


def organization(viewer: Viewer, key: str) -> Organization:
    """One organization, with the contracts the viewer may see. Refuses: ``stations-unknown-organization``.

    Costs: 2 queries.
    """
    found = None if "\x00" in key else organizations(viewer).filter(key=key).first()
    if found is None:
        raise Refused("stations-unknown-organization")
    return found


def seat_counties(seat: Region | None) -> frozenset[int]:
    """The counties whose keeper keeps what is registered in a place: itself, or those in which a zone runs towns.

    Costs: none for a county; for a zone 1 query, and some for each town it runs.
    """
    if seat is None or seat.kind != RegionKind.ZONE:
        return frozenset() if seat is None else frozenset({seat.pk})
    ties = RegionLink.objects.filter(holding(clock.today()), view=View.MANAGED, parent=seat).select_related("child")
    return frozenset(county_of(tie.child).pk for tie in ties)


def keeps_organization(viewer: Viewer, one: Organization) -> bool:
    """True if the viewer keeps the register where an organization is registered; any keeper, when it is nowhere."""
    return is_keeper(viewer, seat_counties(one.seat))


def check_keeps(viewer: Viewer, one: Organization) -> None:
    """May the viewer change what is written of an organization? Refuses: ``stations-unknown-organization``.

    What is registered elsewhere is no thing of this keeper's.
    """
    if not keeps_organization(viewer, one):
        raise Refused("stations-unknown-organization")


def kept_areas(viewer: Viewer, *, also_above: bool = False) -> QuerySet[Region]:
    """The counties and zones whose register the viewer keeps, by key; also the city or province, where that is kept.

    A zone is kept by who keeps a county in which it runs towns. Costs: 1 query.
    """
    counties = viewer.counties_for("regions.edit")
    towns = RegionLink.objects.filter(view=View.STATUTORY, parent__in=counties, ends_on=None).values("child")
    zones = RegionLink.objects.filter(view=View.MANAGED, parent__kind=RegionKind.ZONE, child__in=towns, ends_on=None)
    kept = Q(pk__in=counties) | Q(pk__in=zones.values("parent"))
    if also_above:
        kept |= Q(pk__in=viewer.regions_for("regions.edit"))
    return Region.objects.filter(kept, ends_on=None).order_by("key")


def incubations_of(viewer: Viewer, one: Organization) -> list[Incubation]:
    """Who nursed an organization since when, the latest first. Costs: 1 query."""
    return list(one.incubations.select_related("region").order_by("-starts_on", "pk"))


def incubation(viewer: Viewer, one: Organization, pk: int) -> Incubation:
    """One incubation of an organization. Refuses: ``stations-unknown-incubation``. Costs: 1 query."""
    found = one.incubations.select_related("region").filter(pk=pk).first()
    if found is None:
        raise Refused("stations-unknown-incubation")
    return found
