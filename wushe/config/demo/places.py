"""六道大社区, its six units and its station, as printed and as the state's list of divisions has them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from wushe.registers.stations.models import DeclaredFigure, Region, RegionKind, RegionLink, Station

REGIONS = Path(__file__).parent / "data" / "regions.csv"
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
    """Write the regions, the coverage unit with its links, the station and its declared population.

    Gives: the places; ``units`` by key, in order of the file. Refuses: a second loading (the keys are unique).
    """
    regions: dict[str, Region] = {}
    with REGIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parent = regions.get(row.pop("parent"))
            regions[row["key"]] = Region.objects.create(**row, parent=parent)
    coverage = regions[COVERAGE]
    units = {r.key: r for r in regions.values() if r.kind in (RegionKind.VILLAGE, RegionKind.COMMUNITY)}
    RegionLink.objects.bulk_create(RegionLink(parent=coverage, child=unit) for unit in units.values())
    station = Station.objects.create(
        key=STATION,
        name="六道大社区社工站",
        county=regions[COUNTY],
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
    return Places(regions[COUNTY], coverage, station, units)
