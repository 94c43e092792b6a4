"""德清县: thirteen stations, 59 幸福邻里, nineteen agencies and who runs what.

The numbers, the towns and the printed date are the article's; which villages have a 幸福邻里, the names of the agencies
and what each of them runs are made up.
"""

from datetime import date

from wushe.config.demo.places import INVENTED, Places, Site, load_sites, units_of
from wushe.config.demo.staff import Post
from wushe.registers.stations.models import (
    OperatingContract,
    Organization,
    OrganizationKind,
    Region,
    RegionKind,
    Role,
    State,
    StationState,
    Tier,
)

COUNTY = "330521"
BUREAU, PRINTED = "据浙江省民政厅", "2021年8月底"
SERVES_FROM = date(2021, 9, 1)
TOWNS = {
    "330521001": "wukang",
    "330521002": "wuyang",
    "330521003": "fuxi",
    "330521004": "xiazhuhu",
    "330521005": "kangqian",
    "330521101": "qianyuan",
    "330521102": "xinshi",
    "330521103": "luoshe",
    "330521104": "zhongguan",
    "330521110": "leidian",
    "330521113": "yuyue",
    "330521114": "xinan",
    "330521115": "moganshan",
}
NEIGHBOURHOODS, AGENCIES = 59, 19
NAMES = (
    *("莫干", "英溪", "下渚", "余不", "春晖", "东篱", "百合", "清溪", "和煦", "众善"),
    *("同心", "乐邻", "益家", "暖流", "启航", "萤火", "安居", "知行", "向阳"),
)
FAMILY = "沈姚俞潘陆钱朱蔡施费章徐陈"
GIVEN = ("之恒", "若木", "知微", "怀瑾", "清和", "言蹊", "子衿", "望舒", "采薇", "思齐", "静好", "明远", "书白")
SECOND = ("小禾", "亦舒", "云帆", "景行", "南风", "初晴", "小满", "其华", "未央", "成蹊", "如故", "半夏", "晚照")


def load_deqing() -> list[Places]:
    """Write stations and 幸福邻里 with their states, and the agencies with their contracts.

    Gives: the stations of the towns, in key order. Costs: about 12 queries.
    """
    county = Region.objects.get(key=COUNTY)
    towns = Region.objects.filter(key__in=TOWNS).order_by("key")
    units = units_of(TOWNS)
    stations = load_sites(
        [
            Site(f"{TOWNS[town.key]}-station", f"{town.name}社工站", county, tuple(units[town.key]), PRINTED, BUREAU)
            for town in towns
        ]
    )
    own = {town.key: places for town, places in zip(towns, stations, strict=True)}
    neighbours = load_sites([_neighbourhood(county, own[town], unit) for town, unit in _chosen(units)])
    sites = [*stations, *neighbours]
    StationState.objects.bulk_create(
        StationState(
            station=places.station,
            state=State.OPENED,
            since_printed=places.station.opening_printed,
            source=places.station.opening_source,
        )
        for places in sites
    )
    _write_contracts(county, sites)
    return stations


def _neighbourhood(county: Region, above: Places, unit: Region) -> Site:
    ending = "社区" if unit.kind == RegionKind.COMMUNITY else "村"
    name = f"{unit.short_name.removesuffix('居委会')}{ending}幸福邻里"
    source = f"{BUREAU}：有 59 个；在哪个村为样例"
    return Site(f"{unit.key}-xflinli", name, county, (unit,), "2021年", source, Tier.NEIGHBOURHOOD, above.station)


def _chosen(units: dict[str, list[Region]]) -> list[tuple[str, Region]]:
    """Four or five villages of each town, 59 in all."""
    turns = [(place, town, unit) for town in units for place, unit in enumerate(units[town])]
    first = sorted(turns, key=lambda turn: (turn[0], turn[1]))[:NEIGHBOURHOODS]
    return [(town, unit) for _place, town, unit in first]


def _write_contracts(county: Region, sites: list[Places]) -> None:
    """Nineteen agencies; each runs something, thirteen of them the station of a town."""
    agencies = Organization.objects.bulk_create(
        Organization(
            key=f"deqing-agency-{number}",
            name=f"德清{name}社会工作服务中心（演示）",
            kind=OrganizationKind.SERVICE,
            source=INVENTED,
            seat=county,
            starts_on=date(2015 + number % 5, 1 + number % 12, 1 + number),
        )
        for number, name in enumerate(NAMES, 1)
    )
    OperatingContract.objects.bulk_create(
        OperatingContract(
            organization=agencies[place % AGENCIES],
            station=places.station,
            number=f"演示-2021-{place + 1:02d}",
            starts_on=SERVES_FROM,
            source=INVENTED,
        )
        for place, places in enumerate(sites)
    )


def deqing_posts(stations: list[Places]) -> list[Post]:
    """A lead and two workers for each station: the station's two halves. The accounts are named after the station."""
    posts: list[Post] = []
    for place, places in enumerate(stations):
        key, units = places.station.key, list(places.units)
        name = key.removesuffix("-station")
        half = (len(units) + 1) // 2
        for role, kind, given, own in (
            (Role.LEAD, "lead", GIVEN[place], []),
            (Role.WORKER, "1", SECOND[place], units[:half]),
            (Role.WORKER, "2", SECOND[place - 5], units[half:]),
        ):
            surname = FAMILY[(place + len(posts)) % len(FAMILY)]
            called = f"{surname}站长" if role == Role.LEAD else f"小{surname}"
            posts.append(Post(f"{name}-{kind}", surname + given, called, role, key, SERVES_FROM, None, tuple(own)))
    return posts
