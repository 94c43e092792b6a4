"""What the pages of places show."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.ground.kit.wording import sentence
from wushe.registers.stations import queries
from wushe.registers.stations.models import (
    TREES,
    Region,
    RegionCode,
    RegionLink,
    RegionSuccessor,
    View,
)
from wushe.registers.stations.queries import Viewer
from wushe.registers.stations.rules.areas import LEVELS

PAGE = 30


class ViewChoice(NamedTuple):
    """One of the two views, and where the same page is in it."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class RegionsPage:
    """区划: what was looked for and what was found."""

    asked: str
    found: list[tuple[Region, str]]
    provinces: list[Region]
    pager: Pager | None
    code_note: str


def regions_page(asked: str, number: int, on: date) -> RegionsPage:
    """The search page; each place found with what it lies in. Costs: about 8 queries."""
    found = queries.search_regions(asked, on)
    total = found.count()
    first = first_of(number, PAGE, total)
    shown = list(found[first : first + PAGE])
    paths = queries.paths_of(shown, on)
    return RegionsPage(
        asked=asked,
        found=[(one, paths[one.pk]) for one in shown],
        provinces=[] if asked else list(Region.objects.filter(kind="province").order_by("key")),
        pager=pager(f"/regions/?{urlencode({'q': asked})}&", first, PAGE, total),
        code_note=code_note(asked, on),
    )


def code_note(asked: str, on: date) -> str:
    """Why a code does not lead to one place, when several share it."""
    if not asked.strip().isdigit():
        return ""
    try:
        queries.region_by_code(asked, on)
    except Refused as refused:
        return sentence(refused) if refused.code == "stations-code-of-several" else ""
    return ""


@dataclass(frozen=True)
class RegionPage:
    """One place in one view."""

    region: Region
    view: str
    views: list[ViewChoice]
    above: list[Region]
    children: list[Region]
    codes: list[RegionCode]
    ties: list[RegionLink]
    earlier: list[RegionSuccessor]
    later: list[RegionSuccessor]
    may_change: bool


def region_page(viewer: Viewer, key: str, view: str, on: date) -> RegionPage:
    """The page of a place. Refuses: ``stations-unknown-region``. Costs: about 12 queries."""
    region = queries.region_by_key(key)
    shown = view if view in TREES else View.STATUTORY.value
    if region.kind == "coverage":
        shown = View.COVERAGE.value
    choices = [ViewChoice(str(one.label), f"/regions/{key}/?view={one.value}", one.value == shown) for one in TREES]
    changes = any(region.kind in level for level in LEVELS) and region.ends_on is None
    return RegionPage(
        region=region,
        view=shown,
        views=[] if region.kind == "coverage" else choices,
        above=queries.ancestors(region, shown, on)[::-1],
        children=list(queries.children(region, shown, on)),
        codes=queries.codes_of(region),
        ties=queries.ties_of(region),
        earlier=queries.earlier_areas(region),
        later=queries.later_areas(region),
        may_change=changes and keeps(viewer, region),
    )


def keeps(viewer: Viewer, region: Region) -> bool:
    """True if the viewer keeps the register where a place lies; nobody does where it lies in no county."""
    try:
        return queries.is_keeper(viewer, {queries.county_of(region).pk})
    except Refused:
        return False


def neighbours_of(region: Region, on: date) -> list[Region]:
    """The areas of the same level beside a place, with which it may be merged. Costs: 2 queries."""
    level = next((level for level in LEVELS if region.kind in level), frozenset())
    above = queries.ancestors(region, View.STATUTORY, on)
    if not above:
        return []
    beside = queries.children(above[0], View.STATUTORY, on).filter(kind__in=level, ends_on=None)
    return list(beside.exclude(pk=region.pk))
