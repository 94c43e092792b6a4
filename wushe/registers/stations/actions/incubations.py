"""Write down who nursed which organization 培育孵化."""

from datetime import date

from django.db import transaction

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.seats import held, tell
from wushe.registers.stations.models import Incubation, Organization, Region
from wushe.registers.stations.queries import Viewer, check_keeps, incubation, kept_areas


@transaction.atomic
def begin_incubation(
    viewer: Viewer, organization: Organization, *, region: Region, starts_on: date, source: str
) -> Incubation:
    """Write down that a place nurses an organization from a day on 登记培育孵化.

    Takes: the organization, registered or not yet known where; the county, zone, city or province that nurses it.
    Refuses: ``stations-unknown-organization``, ``stations-not-keeper`` (of the place that nurses),
    ``stations-wound-up``, ``stations-nursed-already`` (the same place does, and has not ended it).
    Costs: about 8 queries; holds the organization until commit. One audit line.
    """
    check_keeps(viewer, organization)
    if not kept_areas(viewer, also_above=True).filter(pk=region.pk).exists():
        raise Refused("stations-not-keeper")
    row = held(organization)
    if row.ends_on is not None and row.ends_on < starts_on:
        raise Refused("stations-wound-up", name=row.name, day=row.ends_on)
    if (same := Incubation.objects.filter(organization=row, region=region, ends_on=None).first()) is not None:
        raise Refused("stations-nursed-already", name=row.name, place=region.name, day=same.starts_on)
    made = Incubation.objects.create(organization=row, region=region, starts_on=starts_on, source=source)
    tell("stations.begin_incubation", viewer, row, place=region.key)
    return made


@transaction.atomic
def end_incubation(viewer: Viewer, organization: Organization, pk: int, *, ends_on: date, outcome: str) -> Incubation:
    """Write down the last day of an incubation, and what came of it: 出壳 or 中止.

    Refuses: ``stations-unknown-organization``, ``stations-unknown-incubation``, ``stations-not-keeper`` (of the place
    that nurses), ``stations-incubation-over``, ``stations-incubation-backwards``. Costs: about 8 queries; holds the
    organization until commit. One audit line.
    """
    check_keeps(viewer, organization)
    row = held(organization)
    one = incubation(viewer, row, pk)
    if not kept_areas(viewer, also_above=True).filter(pk=one.region_id).exists():
        raise Refused("stations-not-keeper")
    if one.ends_on is not None:
        raise Refused("stations-incubation-over", day=one.ends_on)
    if ends_on < one.starts_on:
        raise Refused("stations-incubation-backwards", first=one.starts_on, last=ends_on)
    one.ends_on, one.outcome = ends_on, outcome
    one.save(update_fields=["ends_on", "outcome"])
    tell("stations.end_incubation", viewer, row, place=one.region.key, state=outcome)
    return one
