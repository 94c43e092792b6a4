"""The grants an administrator keeps 授权."""

from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.accounts.models import User
from wushe.ground.accounts.queries import opened_at
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, OperatingContract, Organization, Region, Station
from wushe.registers.stations.queries.viewers import Viewer, chain_of
from wushe.registers.stations.rules.grants import Held

Place = Station | Organization | Region


def grants(viewer: Viewer) -> QuerySet[Grant]:
    """Grants on places the viewer keeps, those in force or to come first, then by place and name. Costs: 1 query."""
    kept = Q(station__county_id__in=viewer.counties_for("grants.edit"))
    kept |= Q(organization_id__in=_contracts_kept(viewer).values("organization_id"))
    kept |= Q(region_id__in=viewer.regions_for("grants.edit"))
    rows = Grant.objects.filter(kept).select_related("user", "station__county", "organization", "region")
    return rows.order_by("station_id", "organization_id", "region_id", "role", "starts_on", "pk")


def _contracts_kept(viewer: Viewer) -> QuerySet[OperatingContract]:
    """Contracts about stations of counties the viewer keeps."""
    return OperatingContract.objects.filter(station__county_id__in=viewer.counties_for("grants.edit"))


def grant(viewer: Viewer, pk: int, *, is_held: bool = False) -> Grant:
    """One grant, held until commit when asked. Refuses: ``stations-unknown-grant``. Costs: 1 query."""
    rows = grants(viewer).select_for_update(of=("self",)) if is_held else grants(viewer)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused("stations-unknown-grant")
    return found


def places(viewer: Viewer) -> dict[str, Place]:
    """The places on which the viewer may let others stand, by key, stations first, then organizations, then regions.

    The key of an organization stands behind "organization:". An organization is among them when it runs stations, or
    will, and all of these lie in counties the viewer keeps: a grant on it opens every one. Costs: 3 queries.
    """
    stations = Station.objects.filter(county_id__in=viewer.counties_for("grants.edit")).select_related("county")
    regions = Region.objects.filter(pk__in=viewer.regions_for("grants.edit"))
    return {
        **{place.key: place for place in stations.order_by("name")},
        **{f"organization:{place.key}": place for place in _organizations_kept(viewer).order_by("name")},
        **{place.key: place for place in regions.order_by("key")},
    }


def _organizations_kept(viewer: Viewer) -> QuerySet[Organization]:
    lasting = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    here = _contracts_kept(viewer).filter(lasting)
    elsewhere = OperatingContract.objects.filter(lasting).exclude(pk__in=_contracts_kept(viewer).values("pk"))
    kept = Organization.objects.filter(pk__in=here.values("organization_id"))
    return kept.exclude(pk__in=elsewhere.values("organization_id"))


def place(viewer: Viewer, key: str) -> Place:
    """One of them. Refuses: ``stations-foreign-place``. Costs: 3 queries."""
    found = places(viewer).get(key)
    if found is None:
        raise Refused("stations-foreign-place")
    return found


def account(viewer: Viewer, username: str) -> User:
    """An account by the name it logs in with. Refuses: ``stations-unknown-user``. Costs: 1 query."""
    found = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if found is None:
        raise Refused("stations-unknown-user")
    return found


def held_by(viewer: Viewer, user: User) -> list[Held]:
    """All grants of a user that were not taken back, wherever they stand. Costs: 1 query."""
    rows = (
        Grant.objects.filter(user=user, withdrawn_at=None)
        .select_related("station", "organization", "region")
        .order_by("pk")
    )
    return [_held(row) for row in rows]


def newcomers(viewer: Viewer) -> QuerySet[User]:
    """Accounts that were opened where the viewer keeps grants, and hold none yet, latest first. Costs: 2 queries."""
    return opened_at(viewer.user, chain_of(viewer)).filter(grants=None)


def kept_account(viewer: Viewer, pk: int) -> User:
    """The account of a newcomer, or of whoever holds a grant the viewer keeps.

    Refuses: ``stations-unknown-account``. Costs: 1 to 3 queries.
    """
    held = User.objects.filter(pk=pk, pk__in=grants(viewer).order_by().values("user_id")).first()
    found = held or newcomers(viewer).filter(pk=pk).first()
    if found is None:
        raise Refused("stations-unknown-account")
    return found


def is_kept_whole(viewer: Viewer, user: User, on: date) -> bool:
    """True if the viewer keeps every grant that the user holds on a day, or will hold. Costs: 1 query."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=on)
    held = Grant.objects.filter(lasting, user=user, withdrawn_at=None)
    return not held.exclude(pk__in=grants(viewer).order_by().values("pk")).exists()


def _held(row: Grant) -> Held:
    """A grant as the rules know it."""
    return Held(row.role, row.place_kind, row.place.pk, row.starts_on, row.ends_on)
