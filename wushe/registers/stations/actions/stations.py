"""Write down what stations are and who runs them."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import OperatingContract, Organization, Station, StationState
from wushe.registers.stations.queries import Viewer, check_keeper
from wushe.registers.stations.rules.organizations import faults, tidied
from wushe.registers.stations.rules.stations import Step, check_step


@transaction.atomic
def record_state(
    viewer: Viewer, station: Station, state: str, *, since: str, source: str, proofs: Mapping[str, str]
) -> StationState:
    """Write down that a station became something 登记状态.

    Takes: the state, since when as printed, who says so, and what shows it by kind.
    Refuses: ``stations-not-keeper`` and all of ``rules.check_step``. Costs: 2 queries. One audit line.
    """
    check_keeper(viewer, {station.county_id})
    check_step(Step(state, since), proofs, source)
    row = StationState.objects.create(
        station=station,
        state=state,
        since_printed=since.strip(),
        source=source.strip(),
        proofs={kind: text.strip() for kind, text in proofs.items() if text.strip()},
        recorded_by=viewer.user,
    )
    target = f"stations.station:{station.key}"
    county_key = station.county.key
    audit.record("stations.record_state", target, actor=viewer.user, county_key=county_key, state=state)
    return row


@transaction.atomic
def register_organization(
    viewer: Viewer, *, key: str, name: str, kind: str, source: str, credit_code: str = "", credit_note: str = ""
) -> tuple[Organization, tuple[str, ...]]:
    """Write down an organization 登记机构.

    Gives: the organization, and what is strange about its code of credit (``rules.organizations.faults``): it is
    kept all the same. Refuses: ``stations-not-keeper``, ``stations-organization-known`` (key or code are in use).
    Costs: 3 queries. One audit line.
    """
    check_keeper(viewer)
    code = tidied(credit_code)
    same = Organization.objects.filter(key=key) | Organization.objects.filter(credit_code=code).exclude(credit_code="")
    if (known := same.first()) is not None:
        raise Refused("stations-organization-known", name=known.name)
    row = Organization.objects.create(
        key=key, name=name, kind=kind, source=source, credit_code=code, credit_note=credit_note
    )
    strange = faults(code, kind)
    audit.record(
        "stations.register_organization", f"stations.organization:{key}", actor=viewer.user, faults=list(strange)
    )
    return row, strange


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
    station on one of these days). Costs: 3 queries. One audit line.
    """
    check_keeper(viewer, {station.county_id})
    if ends_on is not None and ends_on < starts_on:
        raise Refused("stations-contract-backwards", first=starts_on, last=ends_on)
    others = OperatingContract.objects.filter(station=station).exclude(ends_on__lt=starts_on)
    others = others if ends_on is None else others.filter(starts_on__lte=ends_on)
    if (other := others.select_related("organization").first()) is not None:
        raise Refused("stations-already-run", station=station.name, name=other.organization.name, day=other.starts_on)
    row = OperatingContract.objects.create(
        organization=organization, station=station, starts_on=starts_on, ends_on=ends_on, source=source, number=number
    )
    target = f"stations.station:{station.key}"
    county_key = station.county.key
    audit.record("stations.open_contract", target, actor=viewer.user, county_key=county_key, by=organization.key)
    return row
