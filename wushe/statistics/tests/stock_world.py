"""A small city for stock figures: two counties and a zone, stations, organizations, certificates, a target.

甲县 has 东镇 (东村 and 西社区) and 北街道 (北社区), which 开发区 runs; 乙县 has nothing. What is put there holds since
long ago.
"""

from dataclasses import dataclass
from datetime import date

from tests.cast import INVENTED, LONG_AGO, lies_in, region_named, station_named
from wushe.ground.kit.keyring import begin_key
from wushe.registers.stations.models import (
    Incubation,
    OperatingContract,
    Organization,
    Region,
    RegionKind,
    Station,
    StationState,
    Target,
    Tier,
    View,
)
from wushe.registers.workforce.models import Assignment, Certificate, CertificateKind, CertificateLevel, Worker

ON = date(2026, 11, 24)
SOON = date(2026, 11, 23)


@dataclass(frozen=True)
class City:
    """The places of the small city."""

    city: Region
    one: Region
    other: Region
    zone: Region
    town: Region
    village: Region
    community: Region
    north: Region


def small_city() -> City:
    """The places, and nothing in them."""
    begin_key("")
    city = region_named("5303", "小市", RegionKind.CITY)
    one, other = (region_named(f"53030{n}", f"{word}县", RegionKind.COUNTY) for n, word in ((2, "甲"), (4, "乙")))
    zone = region_named("zone", "开发区", RegionKind.ZONE)
    town, street = (region_named(f"530302{n}", name, RegionKind.TOWNSHIP) for n, name in ((102, "东镇"), (5, "北街道")))
    village = region_named("v1", "东村", RegionKind.VILLAGE)
    community, north = (region_named(f"c{n}", name, RegionKind.COMMUNITY) for n, name in ((1, "西社区"), (2, "北社区")))
    for child, parent in ((one, city), (other, city), (town, one), (village, town), (community, town), (north, street)):
        lies_in(child, parent)
    lies_in(street, one, View.STATUTORY)
    lies_in(street, zone, View.MANAGED)
    lies_in(zone, city, View.MANAGED)
    return City(city, one, other, zone, town, village, community, north)


def station(key: str, county: Region, *units: Region, tier: Tier = Tier.TOWNSHIP) -> Station:
    """A station without any state."""
    made = station_named(key, f"{key}站", county, units)
    made.tier = tier
    made.save()
    return made


def became(at: Station, state: str, since: str) -> StationState:
    """A station became something."""
    return StationState.objects.create(station=at, state=state, since_printed=since, source=INVENTED)


def organization(key: str, seat: Region | None, kind: str = "service", since: date | None = LONG_AGO) -> Organization:
    """An organization in force."""
    return Organization.objects.create(
        key=key, name=f"{key}中心", kind=kind, seat=seat, starts_on=since, source=INVENTED
    )


def runs(by: Organization, at: Station) -> OperatingContract:
    """A contract in force."""
    return OperatingContract.objects.create(organization=by, station=at, starts_on=LONG_AGO, source=INVENTED)


def nursed(by: Region, one: Organization) -> Incubation:
    """An incubation that goes on."""
    return Incubation.objects.create(organization=one, region=by, starts_on=LONG_AGO, source=INVENTED)


def worker(name: str) -> Worker:
    """A worker without any certificate."""
    return Worker.objects.create(name=name, called=name)


def certificate(holder: Worker, area: Region | None, kind: str = CertificateKind.SOCIAL_WORK) -> Certificate:
    """A certificate that is valid."""
    row = Certificate(worker=holder, kind=kind, level=CertificateLevel.ASSISTANT, issuer=INVENTED)
    row.issued_on, row.registered_in, row.number = LONG_AGO, area, "2021330000001234"
    row.save()
    return row


def looks_after(one: Worker, unit: Region) -> Assignment:
    """An assignment that goes on."""
    return Assignment.objects.create(worker=one, unit=unit, starts_on=LONG_AGO, source=INVENTED)


def aims(region: Region, value: int = 1) -> Target:
    """每个社区至少一名."""
    return Target.objects.create(
        region=region,
        key="professional-per-community",
        name="每个社区社会工作专业人才",
        value=value,
        unit="名",
        per=RegionKind.COMMUNITY,
        source=INVENTED,
    )
