"""六道大社区, its six units and its station, as printed and as the state's list of divisions has them."""

from dataclasses import dataclass

from wushe.registers.stations.actions.loading import load_divisions
from wushe.registers.stations.models import DeclaredFigure, Region, RegionKind, RegionLink, Station, View

UNITS = tuple(f"460203198{number}" for number in ("022", "219", "222", "224", "225", "230"))
COUNTY, COVERAGE, STATION = "460203", "liudao", "liudao-station"
ARTICLE = "据南海网"


@dataclass(frozen=True)
class Places:
    """The places of the demo."""

    county: Region
    coverage: Region
    station: Station
    units: dict[str, Region]


def load_places() -> Places:
    """Write the divisions of the country, the coverage unit with its links, the station and its declared population.

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
        opening_printed="6月24日",
        opening_source=ARTICLE,
    )
    DeclaredFigure.objects.create(
        region=coverage,
        key="served-population",
        name="服务群众总数",
        value=47162,
        unit="人",
        as_of_printed="6月24日报道",
        source=ARTICLE,
    )
    return Places(county, coverage, station, units)
