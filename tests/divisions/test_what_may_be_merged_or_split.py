"""A merger or split that cannot be is refused in a sentence, and nothing is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.cast import TODAY, Cast, lies_in, region_named, rows_by_table
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.areas import merge_areas, split_area
from wushe.registers.stations.models import Region, RegionKind, RegionLink, View
from wushe.registers.stations.rules.areas import NewArea, check_change

DAY = date(2026, 11, 16)
NEW = NewArea(name="新村", kind="village", key="joined")
OTHER = replace(NEW, name="另村", key="other")


def merge(cast: Cast, *, who: str = "guanli", into: object = NEW, day: date = DAY, source: str = "文件") -> Region:
    return merge_areas(getattr(cast, who), cast.units[:2], into, day=day, source=source)  # type: ignore[arg-type]


REFUSED: dict[str, tuple[str, Callable[[Cast], object]]] = {
    "a worker": ("stations-not-keeper", lambda cast: merge(cast, who="xiaozhou")),
    "a worker of the station": ("stations-not-keeper", lambda cast: merge(cast, who="xiaozhou")),
    "an administrator of another county": ("stations-not-keeper", lambda cast: merge(cast, who="far_keeper")),
    "nobody": ("stations-not-keeper", lambda cast: merge(cast, who="nobody")),
    "no name": ("stations-name-missing", lambda cast: merge(cast, into=replace(NEW, name=" "))),
    "no key": ("stations-bad-key", lambda cast: merge(cast, into=replace(NEW, key=""))),
    "a strange key": ("stations-bad-key", lambda cast: merge(cast, into=replace(NEW, key="新村"))),
    "a strange code": ("stations-bad-code", lambda cast: merge(cast, into=replace(NEW, code="12"))),
    "a key in use": ("stations-key-taken", lambda cast: merge(cast, into=replace(NEW, key="unit-5"))),
    "another level": ("stations-mixed-levels", lambda cast: merge(cast, into=replace(NEW, kind="township"))),
    "no source": ("stations-source-missing", lambda cast: merge(cast, source=" ")),
    "a long source": ("stations-source-too-long", lambda cast: merge(cast, source="文" * 201)),
    "long ago": ("stations-day-out-of-range", lambda cast: merge(cast, day=date(1999, 12, 31))),
    "far ahead": ("stations-day-out-of-range", lambda cast: merge(cast, day=date(2028, 1, 1))),
    "a county": (
        "stations-kind-stays",
        lambda cast: merge_areas(cast.guanli, [cast.county, cast.units[0]], NEW, day=DAY, source="文件"),
    ),
    "one area": (
        "stations-too-few-areas",
        lambda cast: merge_areas(cast.guanli, cast.units[:1], NEW, day=DAY, source="文件"),
    ),
    "one area twice": (
        "stations-too-few-areas",
        lambda cast: merge_areas(cast.guanli, [cast.units[0]] * 2, cast.units[0], day=DAY, source="文件"),
    ),
    "into one": (
        "stations-too-few-areas",
        lambda cast: split_area(cast.guanli, cast.units[0], [NEW], day=DAY, source="文件"),
    ),
    "the same key twice": (
        "stations-key-taken",
        lambda cast: split_area(cast.guanli, cast.units[0], [NEW, NEW], day=DAY, source="文件"),
    ),
    "of another county": (
        "stations-areas-apart",
        lambda cast: merge_areas(
            cast.guanli, [cast.units[0], Region.objects.get(key="far-unit")], NEW, day=DAY, source="文件"
        ),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, case: str) -> None:
    code, attempt = REFUSED[case]
    before = rows_by_table()
    with pytest.raises(Refused) as refused:
        attempt(cast)
    assert refused.value.code == code
    assert rows_by_table() == before


def test_areas_run_by_two_hands_do_not_become_one(cast: Cast) -> None:
    zone = region_named("zone", "开发区", RegionKind.ZONE)
    RegionLink.objects.filter(child=cast.units[0], view=View.MANAGED).update(parent=zone)
    with pytest.raises(Refused, match="stations-areas-apart") as refused:
        merge(cast)
    assert refused.value.facts == {"view": "管理口径", "names": "吉阳区、开发区"}


def test_an_area_that_has_ended_does_not_end_again(cast: Cast) -> None:
    merge(cast)
    with pytest.raises(Refused, match="stations-area-ended"):
        merge_areas(cast.guanli, cast.units[1:3], OTHER, day=TODAY, source="文件")


def test_a_change_does_not_come_before_one_that_is_known(cast: Cast) -> None:
    joined = merge(cast, day=TODAY)
    with pytest.raises(Refused, match="stations-no-tie-then"):
        merge_areas(cast.guanli, [joined, cast.units[2]], OTHER, day=DAY, source="文件")
    lies_in(region_named("hamlet", "小组", RegionKind.CUSTOM), cast.units[4], View.MANAGED)
    RegionLink.objects.filter(parent=cast.units[4]).update(starts_on=TODAY)
    with pytest.raises(Refused, match="stations-later-ties"):
        merge_areas(cast.guanli, cast.units[4:6], OTHER, day=DAY, source="文件")


def test_a_village_and_a_community_may_become_either() -> None:
    check_change([], ["community", "village"], DAY, "文件", TODAY)
    check_change([], ["township", "pseudo"], DAY, "文件", TODAY)
    with pytest.raises(Refused, match="stations-mixed-levels"):
        check_change([], ["township", "village"], DAY, "文件", TODAY)
