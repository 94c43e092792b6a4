"""六道大社区, its six units and its station, as printed and as the state's list of divisions has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    Tier,
    View,
)

LIUDAO_UNITS = tuple(f"460203198{number}" for number in ("022", "219", "222", "224", "225", "230"))
COUNTY, COVERAGE, STATION = "460203", "liudao", "liudao-station"
ARTICLE, INVENTED = "据南海网", "演示，虚构"


@dataclass(frozen=True)
class Places:
    """One station, the county it lies in, and the units it serves by key, in key order."""

    county: Region
    station: Station
    units: dict[str, Region]


@dataclass(frozen=True)
class Site:
    """A station to be written down: where, since when as printed, what it covers, below which one."""

    key: str
    name: str
    county: Region
    covers: tuple[Region, ...]
    printed: str
    source: str
    tier: Tier = Tier.TOWNSHIP
    above: Station | None = None


def load_sites(sites: list[Site]) -> list[Places]:
    """Write stations, each with a coverage unit that has the station's key. Gives: the places, in that order.

    Costs: 3 queries, and 1 for each batch of links.
    """
    coverages = Region.objects.bulk_create(
        Region(
            key=site.key.replace("-station", "-cover"),
            name=f"{site.name}片",
            short_name=site.name,
            kind=RegionKind.COVERAGE,
            source=site.source,
        )
        for site in sites
    )
    RegionLink.objects.bulk_create(
        link for site, coverage in zip(sites, coverages, strict=True) for link in _links(site, coverage)
    )
    stations = Station.objects.bulk_create(
        Station(
            key=site.key,
            name=site.name,
            tier=site.tier,
            above=site.above,
            county=site.county,
            coverage=coverage,
            phone="100-0000-0000",
            opening_printed=site.printed,
            opening_source=site.source,
        )
        for site, coverage in zip(sites, coverages, strict=True)
    )
    return [
        Places(site.county, station, {unit.key: unit for unit in site.covers})
        for site, station in zip(sites, stations, strict=True)
    ]


def _links(site: Site, coverage: Region) -> Iterable[RegionLink]:
    shared = {"view": View.COVERAGE, "source": site.source}
    yield RegionLink(parent=site.county, child=coverage, **shared)
    yield from (RegionLink(parent=coverage, child=unit, **shared) for unit in site.covers)


def units_of(parent_keys: Iterable[str]) -> dict[str, list[Region]]:
    """The villages and communities of some towns, by key of the town, in key order. Costs: 1 query."""
    links = RegionLink.objects.filter(view=View.STATUTORY, parent__key__in=list(parent_keys))
    found: dict[str, list[Region]] = {}
    for link in links.select_related("parent", "child").order_by("child__key"):
        found.setdefault(link.parent.key, []).append(link.child)
    return found


def load_liudao() -> Places:
    """Write the coverage unit with its links, the station, its declared population, and the invented agency that
    runs it.

    Refuses: a second loading (the keys are unique).
    """
    county = Region.objects.get(key=COUNTY)
    units = {unit.key: unit for unit in Region.objects.filter(key__in=LIUDAO_UNITS).order_by("key")}
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
    _write_agency(station)
    return Places(county, station, units)


def _write_agency(station: Station) -> None:
    """The invented agency that runs the station, beside the printed partner that sends volunteers."""
    Organization.objects.create(key="chunyu", name="春雨社工服务站", kind=OrganizationKind.OTHER, source=ARTICLE)
    agency = Organization.objects.create(
        key="demo-agency", name="南风社工服务中心（演示）", kind=OrganizationKind.SERVICE, source=INVENTED
    )
    OperatingContract.objects.create(
        organization=agency, station=station, number="演示-2021-01", starts_on=date(2021, 1, 1), source=INVENTED
    )
