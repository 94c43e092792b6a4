"""曲靖市: its stations, the agencies it nursed, its target, as the newspaper prints them; all names are invented.

The newspaper prints that 137 stations were built and operate, that 40 and some agencies were nursed so that each county
and 经开区 has one, and that each community shall have a professional. Which agency sits where is made up.
"""

from collections.abc import Iterator
from datetime import date

from wushe.config.demo.places import INVENTED, Places, Site, load_sites, units_of
from wushe.registers.stations.models import (
    Incubation,
    Organization,
    OrganizationKind,
    Outcome,
    Region,
    RegionKind,
    RegionLink,
    State,
    StationState,
    Target,
    Tier,
    View,
)

CITY, ZONE, YUEZHOU_TOWN = "5303", "qujing-jingkaiqu", "530302102"
DAILY, PRINTED = "据《曲靖日报》", "2021年5月底前"
PROOFS = {
    "people": "社保中心、事务办、社会救助经办员、协理员等组成",
    "place": "统筹党群服务中心、民政服务机构等场所",
    "money": "配备设施设备及相应的办公用品",
    "rules": "建立相应的工作制度，统一标牌、工作服",
    "service": "面向未成年人、空巢老人、困境家庭等群体开展服务",
}
#: Key, name and village of the three stations in villages of 越州.
VILLAGE_SITES = (
    ("liaohu-station", "潦浒村级社工站", "530302102005"),
    ("shangpo-station", "上坡村级社工站", "530302102210"),
    ("mafang-station", "马坊村级社工站", "530302102211"),
)
#: How many agencies sit in each county and in the zone. 45 in all; the one broken off does not count as nursed.
SEATS = {
    "530302": 10,
    "530303": 5,
    "530304": 3,
    "530322": 5,
    "530323": 1,
    "530324": 4,
    "530325": 4,
    "530326": 5,
    "530381": 6,
    ZONE: 2,
}
BROKEN_OFF = "530302"
WORDS = (
    *("爱心", "同行", "暖阳", "启明", "和风", "晨光", "春晖", "众合", "益民", "心桥"),
    *("善邻", "青禾", "守望", "向阳", "乐助", "安和", "明德", "惠民", "扶光", "知行"),
)


def load_qujing() -> list[Places]:
    """Write the stations of the city, their states, the agencies, and the target.

    Gives: the stations, 越州's and its three village stations first. Costs: about 15 queries.
    """
    counties = list(Region.objects.filter(key__startswith=CITY, kind=RegionKind.COUNTY).order_by("key"))
    sites = list(_town_sites(counties))
    stations = load_sites(sites)
    yuezhou = next(places for places in stations if places.station.key == "yuezhou-station")
    villages = load_sites(
        [
            Site(key, name, yuezhou.county, (yuezhou.units[unit],), PRINTED, DAILY, Tier.VILLAGE, yuezhou.station)
            for key, name, unit in VILLAGE_SITES
        ]
    )
    StationState.objects.bulk_create(_operates(places, DAILY) for places in stations)
    StationState.objects.bulk_create(_operates(places, f"{DAILY}；日期为样例") for places in villages)
    _write_agencies()
    Target.objects.create(
        region=Region.objects.get(key=CITY),
        key="professional-per-community",
        name="每个社区至少有 1 名社会工作专业人才",
        value=1,
        unit="名",
        per=RegionKind.COMMUNITY,
        starts_on=date(2021, 1, 1),
        source=DAILY,
    )
    return [yuezhou, *villages, *(places for places in stations if places is not yuezhou)]


def _town_sites(counties: list[Region]) -> Iterator[Site]:
    links = RegionLink.objects.filter(view=View.STATUTORY, parent__in=counties).select_related("parent", "child")
    towns = [(link.parent, link.child) for link in links.order_by("child__key")]
    units = units_of(town.key for _county, town in towns)
    for county, town in towns:
        is_yuezhou = town.key == YUEZHOU_TOWN
        key = "yuezhou-station" if is_yuezhou else f"{town.key}-station"
        yield Site(key, f"{town.name}社工站", county, tuple(units[town.key]), PRINTED, DAILY)


def _operates(places: Places, source: str) -> StationState:
    return StationState(
        station=places.station, state=State.OPERATING, since_printed=PRINTED, source=source, proofs=PROOFS
    )


def _write_agencies() -> None:
    regions = Region.objects.in_bulk([CITY, *SEATS], field_name="key")
    agencies = [
        Organization(
            key=f"qujing-agency-{key.removeprefix('qujing-')}-{number}",
            name=f"{regions[key].short_name}{WORDS[(place * 7 + number) % len(WORDS)]}社会工作服务中心（演示）",
            kind=OrganizationKind.SERVICE,
            source=INVENTED,
            seat=regions[key],
            starts_on=date(2018 + number % 3, 3 + place % 9, 1 + 2 * number),
        )
        for place, key in enumerate(SEATS)
        for number in range(1, SEATS[key] + 1)
    ]
    Organization.objects.bulk_create(agencies)
    Incubation.objects.bulk_create(_incubation(place, agency, regions) for place, agency in enumerate(agencies))


def _incubation(place: int, agency: Organization, regions: dict[str, Region]) -> Incubation:
    """Some were nursed by their county, some by the city; every third has gone its own way, one gave up."""
    assert agency.seat is not None and agency.starts_on is not None  # noqa: S101, PT018 - just written
    row = Incubation(
        organization=agency,
        region=regions[CITY] if place % 2 else agency.seat,
        starts_on=agency.starts_on,
        source=INVENTED,
    )
    if agency.key == f"qujing-agency-{BROKEN_OFF}-{SEATS[BROKEN_OFF]}":
        row.ends_on, row.outcome = date(2021, 4, 30), Outcome.BROKEN_OFF
    elif place % 3 == 0:
        row.ends_on, row.outcome = date(2021, 5, 31), Outcome.GRADUATED
    return row
