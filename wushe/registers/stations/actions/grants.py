"""Give, end and take back grants."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from wushe.ground.accounts import audit
from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, Organization, Region, Station, kind_of
from wushe.registers.stations.queries import Viewer, chain_of
from wushe.registers.stations.queries.grants import grant, held_by, place
from wushe.registers.stations.rules.grants import Held, check_ending, check_grant


@transaction.atomic
def give_grant(
    viewer: Viewer, user: User, role: str, place_key: str, *, starts_on: date, ends_on: date | None = None
) -> Grant:
    """Let somebody act in a role at a place 授权.

    Takes: who gives, who gets it, the role, the key of the place (``queries.grants.places``), the days (both
    included).
    Gives: the grant. Refuses: ``stations-foreign-place`` and all of ``rules.grants.check_grant``.
    Costs: 7 queries, one audit line.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two givers at once would not see each other's grant
    at = place(viewer, place_key)
    wanted = Held(role, kind_of(at), at.pk, starts_on, ends_on)
    check_grant(wanted, held_by(viewer, user), is_own=viewer.user == user)
    given = Grant.objects.create(
        user=user,
        role=role,
        station=at if isinstance(at, Station) else None,
        organization=at if isinstance(at, Organization) else None,
        region=at if isinstance(at, Region) else None,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _tell(viewer, given, "stations.give_grant", starts=str(starts_on), ends=str(ends_on or ""))
    return given


@transaction.atomic
def end_grant(viewer: Viewer, pk: int, ends_on: date) -> Grant:
    """Set the last day of a grant 结束授权.

    Refuses: ``stations-unknown-grant``, ``stations-grant-to-oneself``, and all of ``rules.grants.check_ending``.
    Costs: 5 queries, one audit line.
    """
    row = _kept(viewer, pk)
    held = Held(row.role, row.place_kind, row.place.pk, row.starts_on, row.ends_on)
    check_ending(held, ends_on, clock.today())
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _tell(viewer, row, "stations.end_grant", ends=str(ends_on))
    return row


@transaction.atomic
def withdraw_grant(viewer: Viewer, pk: int) -> Grant:
    """Take a grant back at once 立即收回: from this moment it opens nothing.

    Refuses: ``stations-unknown-grant``, ``stations-grant-to-oneself``, ``stations-grant-over``. Costs: 5 queries.
    """
    row = _kept(viewer, pk)
    if row.ends_on is not None and row.ends_on < clock.today():
        raise Refused("stations-grant-over", ends=row.ends_on)
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    _tell(viewer, row, "stations.withdraw_grant")
    return row


def _kept(viewer: Viewer, pk: int) -> Grant:
    """A grant the viewer may change, read under its lock: somebody else may have ended it a moment ago."""
    row = grant(viewer, pk, is_held=True)
    if row.user == viewer.user:
        raise Refused("stations-grant-to-oneself")
    if row.withdrawn_at is not None:
        raise Refused("stations-grant-over", ends=timezone.localdate(row.withdrawn_at))
    return row


def _tell(viewer: Viewer, row: Grant, verb: str, **facts: object) -> None:
    at = row.place
    if isinstance(at, Organization):
        county_key = chain_of(viewer)  # it lies in no county: the line stands where whoever gives or ends is at home
    else:
        county_key = at.county.key if isinstance(at, Station) else at.key
    told = {"role": row.role, "place": at.key, "to": row.user_id, **facts}
    audit.record(verb, f"stations.grant:{row.pk}", actor=viewer.user, county_key=county_key, **told)
