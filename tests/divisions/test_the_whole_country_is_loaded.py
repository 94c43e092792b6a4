"""The whole country to the town, the villages of three places, and what is odd in the list."""

from datetime import date

import pytest
from django.db.models import Count

from tests.cast import TODAY
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence
from wushe.registers.stations.actions.loading import load_divisions
from wushe.registers.stations.models import Region, RegionCode, RegionKind, RegionLink, View
from wushe.registers.stations.queries import (
    ancestors,
    children,
    counties_under,
    county_of,
    find_places,
    region_by_code,
    region_by_key,
    units_under,
)

ROWS = 46_606
DOUBLE = {
    "441900000000": "4419（东莞市，市（地、州、盟））、441900（东莞市，县（市、区））",
    "442000000000": "4420（中山市，市（地、州、盟））、442000（中山市，县（市、区））",
    "460400000000": "4604（儋州市，市（地、州、盟））、460400（儋州市，县（市、区））",
    "350527000000": "350527（金门县，县（市、区））、350527000（金门县，统计用虚拟区划）",
}


@pytest.fixture
def country(db: None) -> None:
    load_divisions()


def keys(regions: object) -> list[str]:
    return [region.key for region in regions]  # type: ignore[attr-defined]


def test_the_country_and_the_villages_are_there_by_kind(country: None) -> None:
    counted = dict(Region.objects.values_list("kind").annotate(Count("pk")).order_by())
    assert counted == {
        "province": 31,
        "city": 333,
        "county": 2978,
        "township": 41340,
        "pseudo": 21,
        "village": 1377,
        "community": 526,
        "zone": 1,
    }
    assert RegionCode.objects.count() == ROWS


def test_loading_again_adds_nothing(country: None) -> None:
    again = load_divisions()
    assert (again.regions, again.codes, again.links) == (0, 0, 0)
    assert Region.objects.count() == ROWS + 1
    assert AuditEntry.objects.filter(verb="stations.load_divisions").count() == 2


def test_loading_adds_what_is_missing_and_leaves_what_was_changed(country: None) -> None:
    yuezhou = Region.objects.get(key="530302102")
    RegionLink.objects.filter(child=yuezhou, view=View.MANAGED).update(ends_on=date(2026, 6, 30))
    Region.objects.filter(pk=yuezhou.pk).update(name="别名")
    assert load_divisions().links == 0
    assert Region.objects.get(pk=yuezhou.pk).name == "别名"


def said_of(code: str) -> str:
    with pytest.raises(Refused, match="stations-code-of-several") as refused:
        region_by_code(code, TODAY)
    return sentence(refused.value)


def test_a_code_that_two_places_share_is_refused_with_both_keys(country: None) -> None:
    said = {code: said_of(code) for code in DOUBLE}
    assert said == {
        code: f"代码 {code} 有几个地方共用，不能只凭代码认地方。请改用键：{both}。" for code, both in DOUBLE.items()
    }


def test_only_four_codes_are_shared(country: None) -> None:
    shared = RegionCode.objects.values("code").annotate(times=Count("pk")).filter(times__gt=1)
    assert sorted(row["code"] for row in shared) == sorted(code for code in DOUBLE)


def test_a_place_is_found_by_its_code_with_or_without_the_zeros(country: None) -> None:
    found = {region_by_code(code, TODAY).key for code in ("460203000000", "460203", " 460203 ")}
    assert found == {"460203"}


@pytest.mark.parametrize("code", ["999999", "", "吉阳", "46\x00"])
def test_a_code_nobody_has_is_refused(db: None, code: str) -> None:
    with pytest.raises(Refused, match="stations-unknown-code"):
        region_by_code(code, TODAY)


@pytest.mark.parametrize("key", ["999999", "", "46\x00"])
def test_a_key_nobody_has_is_refused(db: None, key: str) -> None:
    with pytest.raises(Refused, match="stations-unknown-region"):
        region_by_key(key)


def test_the_town_that_jiyang_does_not_have_is_a_pseudo_town(country: None) -> None:
    town = region_by_key("460203198")
    assert (town.kind, town.name) == (RegionKind.PSEUDO, "吉阳区直辖村级区划")
    assert keys(children(region_by_key("460203"), View.STATUTORY, TODAY)) == ["460203198"]
    assert len(units_under(town, View.STATUTORY, TODAY)) == 38


def test_a_village_is_found_and_knows_what_it_lies_in(country: None) -> None:
    assert ("460203198219", "田独村委会", "village", "460203198") in find_places("田独")
    village = region_by_key("460203198219")
    assert village.short_name == "田独"
    assert keys(ancestors(village, View.STATUTORY, TODAY)) == ["460203198", "460203", "4602", "46"]
    assert county_of(village).name == "三亚市吉阳区"


NAMES = {
    "460203198022": ("六道社区居委会", "六道居委会"),
    "530302102005": ("潦浒社区居民委员会", "潦浒居委会"),
    "530302102210": ("上坡村民委员会", "上坡"),
    "530302": ("曲靖市麒麟区", "麒麟"),
    "110101": ("北京市东城区", "东城"),
    "330521": ("德清县", "德清"),
    "130425": ("大名县", "大名"),
    "130426": ("涉县", "涉县"),
    "45": ("广西壮族自治区", "广西"),
    "530925": ("双江拉祜族佤族布朗族傣族自治县", "双江"),
    "530302102": ("越州镇", "越州镇"),
}


def test_names_are_full_and_short_names_are_what_people_say(country: None) -> None:
    found = Region.objects.filter(key__in=NAMES)
    assert {region.key: (region.name, region.short_name) for region in found} == NAMES


def test_no_two_neighbours_are_called_the_same(country: None) -> None:
    tied = RegionLink.objects.filter(view=View.STATUTORY).values("parent", "child__short_name")
    assert list(tied.annotate(times=Count("pk")).filter(times__gt=1)) == []


def test_deqing_has_its_13_towns_and_qujing_its_137(country: None) -> None:
    assert len(children(region_by_key("330521"), View.STATUTORY, TODAY)) == 13
    counties = counties_under(region_by_key("5303"), View.STATUTORY, TODAY)
    assert sum(len(children(county, View.STATUTORY, TODAY)) for county in counties) == 137
    assert len(counties) == 9
    assert len(units_under(region_by_key("530302102"), View.STATUTORY, TODAY)) == 14


def test_the_zone_runs_two_streets_only_in_the_managed_view(country: None) -> None:
    qilin, zone = region_by_key("530302"), region_by_key("qujing-jingkaiqu")
    streets = {"530302005", "530302010"}
    by_law, by_hand = (set(keys(children(qilin, view, TODAY))) for view in (View.STATUTORY, View.MANAGED))
    assert by_law - by_hand == streets
    assert set(keys(children(zone, View.MANAGED, TODAY))) == streets
    assert keys(children(zone, View.STATUTORY, TODAY)) == []
    whole = {view: units_under(region_by_key("5303"), view, TODAY).count() for view in (View.STATUTORY, View.MANAGED)}
    assert whole[View.STATUTORY] == whole[View.MANAGED] == 1688
    parts = [units_under(place, View.MANAGED, TODAY).count() for place in (qilin, zone)]
    assert sum(parts) == units_under(qilin, View.STATUTORY, TODAY).count()
    assert parts[1] > 0


def test_the_ten_areas_of_qujing_are_nine_counties_and_the_zone(country: None) -> None:
    below = children(region_by_key("5303"), View.MANAGED, TODAY)
    assert sorted(region.kind for region in below) == ["county"] * 9 + ["zone"]


def test_the_counties_in_a_place_are_found(country: None) -> None:
    counties = {"46": 27, "4602": 4, "460203": 1, "460203198": 0, "11": 16}
    places = Region.objects.filter(key__in=counties)
    assert {place.key: counties_under(place, View.STATUTORY, TODAY).count() for place in places} == counties


def test_a_place_above_counties_lies_in_none(country: None) -> None:
    with pytest.raises(Refused, match="stations-above-counties"):
        county_of(region_by_key("1101"))
