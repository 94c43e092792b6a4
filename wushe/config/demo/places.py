"""六道大社区, its six units and its station, as printed and as the state's list of divisions has them."""

from dataclasses import dataclass
from datetime import date

from wushe.registers.stations.actions.loading import load_divisions
from wushe.registers.stations.models import (
    DeclaredFigure,
    OperatingContract,
    Organization,
    OrganizationKind,
    Region,
    RegionKind,
    RegionLink,
    State,
    Station,
    StationState,
    View,
)

UNITS = tuple(f"460203198{number}" for number in ("022", "219", "222", "224", "225", "230"))
COUNTY, COVERAGE, STATION = "460203", "liudao", "liudao-station"
ARTICLE, INVENTED = "据南海网", "演示，虚构"


@dataclass(frozen=True)
class Places:
    """The places of the demo."""

    county: Region
    coverage: Region
    station: Station
    agency: Organization
    units: dict[str, Region]


def load_places() -> Places:
    """Write the divisions of the country, the coverage unit with its links, the station, its declared population,
    and the invented agency that runs it.

    Gives: the places; ``units`` by key, in key order. Refuses: a second loading (the keys are unique).
    """
    load_divisions()
    county = Region.objects.get(key=COUNTY)
    units = {unit.key: unit for unit in Region.objects.filter(key__in=UNITS).order_by("key")}
    coverage = Region.objects.create(
        key=COVERAGE,
        name="六道大社区",
        short_name="六道",
        kind=RegionKind.COVERAGE,
        source="据南海网：不是行政区划，覆盖五个行政村和一个居委会",
    )
    shared = {"view": View.COVERAGE, "source": ARTICLE}
    RegionLink.objects.create(parent=county, child=coverage, **shared)
    RegionLink.objects.bulk_create(RegionLink(parent=coverage, child=unit, **shared) for unit in units.values())
    station = Station.objects.create(
        key=STATION,
        name="六道大社区社工站",
        county=county,
        coverage=coverage,
        phone="100-0000-0000",
        opening_printed="6月24日",
        opening_source=ARTICLE,
    )
    StationState.objects.create(station=station, state=State.OPENED, since_printed="6月24日", source=ARTICLE)
    DeclaredFigure.objects.create(
        region=coverage,
        key="served-population",
        name="服务群众总数",
        value=47162,
        unit="人",
        as_of_printed="6月24日报道",
        source=ARTICLE,
    )
    return Places(county, coverage, station, _agency_of(station), units)


def _agency_of(station: Station) -> Organization:
    """The invented agency that runs the station, beside the printed partner that sends volunteers."""
    Organization.objects.create(key="chunyu", name="春雨社工服务站", kind=OrganizationKind.OTHER, source=ARTICLE)
    agency = Organization.objects.create(
        key="demo-agency", name="南风社工服务中心（演示）", kind=OrganizationKind.SERVICE, source=INVENTED
    )
    OperatingContract.objects.create(
        organization=agency, station=station, number="演示-2021-01", starts_on=date(2021, 1, 1), source=INVENTED
    )
    return agency
