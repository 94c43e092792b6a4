"""Write down organizations and the stations they run 机构和运营合同."""

from datetime import date
from itertools import count

from django.db import transaction
from django.db.models import Q

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.counties import lock_county
from wushe.registers.stations.models import OperatingContract, Organization, Region, Station
from wushe.registers.stations.queries import Viewer, check_keeper, contract, seat_counties
from wushe.registers.stations.rules.organizations import check_lifetime, faults, tidied


@transaction.atomic
def register_organization(
    viewer: Viewer,
    *,
    name: str,
    kind: str,
    source: str,
    key: str = "",
    credit_code: str = "",
    credit_note: str = "",
    seat: Region | None = None,
    starts_on: date | None = None,
) -> tuple[Organization, tuple[str, ...]]:
    """Write down an organization 登记机构. Without a key it gets the next number as one.

    Takes: what its certificate says; seat and day empty where not known. Gives: the organization, and what is strange
    about its code of credit (``faults``): it is kept all the same. Costs: 5 queries; one at a time. One audit line.
    Refuses: ``stations-not-keeper``, and all of ``refuse_known`` and ``check_lifetime``.
    """
    check_keeper(viewer, seat_counties(seat))
    check_lifetime(starts_on, None, clock.today())
    audit.lock_chain("")
    key, code = key or _next_key(), tidied(credit_code)
    refuse_known(key, code, name=name, kind=kind, seat=seat)
    row = Organization.objects.create(
        key=key,
        name=name,
        kind=kind,
        source=source,
        credit_code=code,
        credit_note=credit_note,
        seat=seat,
        starts_on=starts_on,
    )
    strange = faults(code, kind)
    audit.record(
        "stations.register_organization", f"stations.organization:{key}", actor=viewer.user, faults=list(strange)
    )
    return row, strange


def refuse_known(key: str, code: str, *, name: str, kind: str, seat: Region | None) -> None:
    """Nobody is written down twice.

    Refuses: ``stations-organization-known`` (key or code are in use), ``stations-organization-twice`` (one of that
    name, kind and seat is in force: the button may have been pressed twice). Costs: 2 queries.
    """
    same = Q(key=key) | Q(credit_code=code) if code else Q(key=key)
    if (known := Organization.objects.filter(same).first()) is not None:
        raise Refused("stations-organization-known", name=known.name)
    if Organization.objects.filter(name=name, kind=kind, seat=seat, ends_on=None).exists():
        raise Refused("stations-organization-twice", name=name)


@transaction.atomic
def open_contract(
    viewer: Viewer,
    organization: Organization,
    station: Station,
    *,
    starts_on: date,
    ends_on: date | None,
    source: str,
    number: str = "",
) -> OperatingContract:
    """Write down that an organization runs a station 登记运营合同.

    Refuses: ``stations-not-keeper``, ``stations-contract-backwards``, ``stations-already-run`` (somebody runs the
    station on one of these days), ``stations-wound-up`` (the organization is gone before the contract is).
    Costs: 5 queries; holds the county's writer lock and the organization until commit. One audit line.
    """
    check_keeper(viewer, {station.county_id})
    county = lock_county(station.county_id)  # two contracts at once would not see each other
    if ends_on is not None and ends_on < starts_on:
        raise Refused("stations-contract-backwards", first=starts_on, last=ends_on)
    audit.lock_chain(county.key)
    by = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)  # it might end meanwhile
    if by.ends_on is not None and (ends_on is None or ends_on > by.ends_on):
        raise Refused("stations-wound-up", name=by.name, day=by.ends_on)
    others = OperatingContract.objects.filter(station=station).exclude(ends_on__lt=starts_on)
    others = others if ends_on is None else others.filter(starts_on__lte=ends_on)
    if (other := others.select_related("organization").first()) is not None:
        raise Refused("stations-already-run", station=station.name, name=other.organization.name, day=other.starts_on)
    row = OperatingContract.objects.create(
        organization=organization, station=station, starts_on=starts_on, ends_on=ends_on, source=source, number=number
    )
    target = f"stations.station:{station.key}"
    audit.record("stations.open_contract", target, actor=viewer.user, county_key=county.key, by=organization.key)
    return row


@transaction.atomic
def end_contract(viewer: Viewer, station: Station, pk: int, ends_on: date) -> OperatingContract:
    """Write down the last day of a contract that has none, or an earlier one 合同到哪天止.

    Grants on the organization open nothing at the station from the next day on.
    Refuses: ``stations-not-keeper``, ``stations-unknown-contract``, ``stations-contract-backwards``,
    ``stations-contract-made-longer`` (a longer one is a new one). Costs: 4 queries; holds the county's writer lock
    until commit. One audit line.
    """
    check_keeper(viewer, {station.county_id})
    county = lock_county(station.county_id)
    row = contract(viewer, station, pk)
    if ends_on < row.starts_on:
        raise Refused("stations-contract-backwards", first=row.starts_on, last=ends_on)
    if row.ends_on is not None and ends_on > row.ends_on:
        raise Refused("stations-contract-made-longer", ends=row.ends_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    target, told = f"stations.station:{station.key}", {"by": row.organization.key, "until": str(ends_on)}
    audit.record("stations.end_contract", target, actor=viewer.user, county_key=county.key, **told)
    return row


def _next_key() -> str:
    """A key that no organization has; nobody else registers one at this moment."""
    keys = (f"organization-{number}" for number in count(Organization.objects.count() + 1))
    return next(key for key in keys if not Organization.objects.filter(key=key).exists())
