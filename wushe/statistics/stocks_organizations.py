"""Stock figures of organizations: registered where, nursed by whom 机构存量."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Incubation, Organization, OrganizationKind, Outcome, Region, RegionKind
from wushe.registers.stations.queries import areas_under, holding
from wushe.statistics.stocks_asked import Asked, Beside, Counted, day, place

#: Organizations and certificates are registered with a county or a zone: below it there is nothing to count.
REGISTERS = (RegionKind.PROVINCE, RegionKind.CITY, RegionKind.COUNTY, RegionKind.ZONE)


def registering(region: Region, on: date) -> QuerySet[Region]:
    """The counties and zones in a place that register organizations and certificates, or the place itself.

    Refuses: ``statistics-registered-by-county`` for a place below a county.
    """
    if region.kind not in REGISTERS:
        raise Refused("statistics-registered-by-county", name=region.name)
    return areas_under(region, on).order_by()


def organizations_seated(asked: Asked) -> Counted:
    """Organizations of a kind in force on a day, seated in a place. Costs: 2 queries."""
    region, on, kind = place(asked), day(asked), OrganizationKind(asked["kind"][0])
    rows = Organization.objects.filter(holding(on), kind=kind, seat__in=registering(region, on).values("pk"))
    keys = list(rows.order_by("key").values_list("key", flat=True))
    return Counted(region, len(keys), keys, {"kind": str(kind.label)})


def organizations_nursed(asked: Asked) -> Counted:
    """Organizations that a place, or a county or zone in it, has nursed by a day 培育孵化. Costs: 2 queries."""
    region, on = place(asked), day(asked)
    areas = registering(region, on).values("pk")
    nursed = Incubation.objects.filter(Q(region=region) | Q(region__in=areas), starts_on__lte=on)
    nursed = nursed.exclude(outcome=Outcome.BROKEN_OFF, ends_on__lt=on)
    rows = Organization.objects.filter(holding(on), pk__in=nursed.values("organization_id"))
    keys = list(rows.order_by("key").values_list("key", flat=True))
    return Counted(region, len(keys), keys)


def areas_with_organization(asked: Asked) -> Counted:
    """Counties, or zones, of a place in which a service organization in force is seated on a day. Costs: 3 queries."""
    region, on, kind = place(asked), day(asked), RegionKind(asked["kind"][0])
    areas = list(registering(region, on).filter(kind=kind).order_by("key"))
    rows = Organization.objects.filter(holding(on), kind=OrganizationKind.SERVICE, seat__in=areas)
    seats = set(rows.values_list("seat_id", flat=True))
    keys = [area.key for area in areas if area.pk in seats]
    rest = Beside(_("还没有的"), len(areas) - len(keys), _("个"), None)
    return Counted(region, len(keys), keys, {"kind": str(kind.label)}, (rest,))
