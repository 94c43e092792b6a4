"""The pages of places, stations and organizations: for whoever keeps them, with what was typed kept."""

from typing import Any

import pytest
from django.test import Client

from tests.browsing import browser, errors, says_why, text
from tests.cast import TODAY, Cast
from wushe.registers.stations.actions.loading import load_divisions
from wushe.registers.stations.actions.organizations import open_contract, register_organization
from wushe.registers.stations.models import Region, RegionCode, RegionKind, StationState
from wushe.registers.stations.rules.stations import PROOFS

PATHS = ["/regions/", "/regions/460203/", "/regions/unit-1/merge/", "/regions/unit-1/split/", "/stations/"]
PATHS += ["/stations/liudao-station/", "/organizations/"]
MERGED = {"parts": ["unit-2"], "into": "new", "name": "田新村", "kind": "village", "key": "joined"}
MERGED |= {"code": "", "day": "2026-11-16", "source": "区政府决定"}
SPLIT = {"name_1": "东田村", "kind_1": "village", "key_1": "east", "name_2": "西田村", "kind_2": "village"}
SPLIT |= {"key_2": "west", "kind_3": "village", "day": "2026-11-16", "source": "区政府决定"}
STATE = {"state": "operating", "since": "2021年8月底", "source": "验收单"} | {f"proof_{kind}": "有" for kind in PROOFS}


@pytest.mark.parametrize("path", PATHS)
def test_the_keeper_sees_every_page(cast: Cast, path: str) -> None:
    assert browser(cast.wangke).get(path).status_code == 200


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "nobody"])
@pytest.mark.parametrize("path", PATHS)
def test_nobody_else_does(cast: Cast, who: str, path: str) -> None:
    answer = browser(getattr(cast, who)).get(path)
    assert answer.status_code == (404 if path == "/stations/liudao-station/" else 403)
    assert says_why(answer)


@pytest.mark.parametrize("path", ["/regions/atlantis/", "/stations/far-station/", "/stations/atlantis/"])
def test_what_is_not_there_or_not_theirs_is_not_found(cast: Cast, path: str) -> None:
    answer = browser(cast.wangke).get(path)
    assert answer.status_code == 404
    assert says_why(answer)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("田独", ["unit-1"]), ("unit-1", ["unit-1"]), ("460203", ["460203"]), ("没有这里", []), ("", []), ("\x00", [])],
)
def test_a_place_is_found_by_name_and_key(cast: Cast, asked: str, found: list[str]) -> None:
    page = browser(cast.wangke).get("/regions/", {"q": asked}).context["page"]
    assert [one.key for one, _path in page.found] == found


def test_a_code_of_two_places_shows_both_and_says_why_it_is_no_key(cast: Cast) -> None:
    for_both = [
        Region.objects.create(key=key, name="东莞市", kind=kind)
        for key, kind in (("4419", "city"), ("441900", "county"))
    ]
    RegionCode.objects.bulk_create(RegionCode(region=one, code="441900000000", system="statistics") for one in for_both)
    page = browser(cast.wangke).get("/regions/", {"q": "441900000000"}).context["page"]
    assert [one.key for one, _path in page.found] == ["4419", "441900"]
    assert "4419（东莞市，市（地、州、盟））、441900（东莞市，县（市、区））" in page.code_note


def named(client: Client, asked: str) -> Any:
    return client.get("/regions/", {"q": asked}).context["page"]


def test_the_two_views_of_a_place_differ_by_who_runs_what(db: None, cast: Cast) -> None:
    Region.objects.filter(key="530302").update(key="elsewhere")
    Region.objects.filter(key="460203").update(key="here")
    load_divisions()
    client = browser(cast.wangke)
    pages = {view: client.get(f"/regions/530302/?view={view}").context["page"] for view in ("statutory", "managed")}
    streets = {view: {one.key for one in page.children} for view, page in pages.items()}
    assert streets["statutory"] - streets["managed"] == {"530302005", "530302010"}
    assert [one.name for one in pages["statutory"].above] == ["云南省", "外市"]
    assert ("鼓楼街道", "河北省 沧州市 泊头市") in [(one.name, path) for one, path in named(client, "鼓楼").found]
    many = named(client, "城关")
    assert many.pager is not None
    assert client.get(many.pager.next_url).context["page"].found[0][0].key > many.found[-1][0].key


def test_villages_are_merged_on_the_page(cast: Cast) -> None:
    answer = browser(cast.wangke).post("/regions/unit-1/merge/", MERGED)
    assert answer.headers["Location"] == "/regions/joined/"
    page = browser(cast.wangke).get("/regions/joined/").context["page"]
    assert [row.region.key for row in page.earlier] == ["unit-1", "unit-2"]
    old = browser(cast.wangke).get("/regions/unit-1/")
    assert "只到 2026-11-15 为止，已经撤并。" in text(old)
    assert not old.context["page"].may_change


def test_only_who_keeps_the_county_is_offered_a_change(cast: Cast) -> None:
    paths = ("/regions/unit-1/", "/stations/liudao-station/")
    assert [browser(cast.wangke).get(path).context["page"].may_change for path in paths] == [True, True]
    assert not browser(cast.far_officer).get(paths[0]).context["page"].may_change


def test_a_village_takes_its_neighbour_in_on_the_page(cast: Cast) -> None:
    answer = browser(cast.wangke).post("/regions/unit-1/merge/", MERGED | {"into": "here"})
    assert answer.headers["Location"] == "/regions/unit-1/"
    assert Region.objects.get(key="unit-2").ends_on is not None


def test_a_village_is_split_on_the_page(cast: Cast) -> None:
    answer = browser(cast.wangke).post("/regions/unit-1/split/", SPLIT)
    assert answer.headers["Location"] == "/regions/unit-1/"
    page = browser(cast.wangke).get("/regions/unit-1/").context["page"]
    assert [row.successor.key for row in page.later] == ["east", "west"]


@pytest.mark.parametrize(
    ("path", "sent", "field", "said"),
    [
        ("/regions/unit-1/merge/", MERGED | {"day": ""}, "day", "请写从哪一天起。"),
        ("/regions/unit-1/merge/", MERGED | {"day": "昨天"}, "day", "日期不对。请写成 2026-11-01。"),
        ("/regions/unit-1/merge/", MERGED | {"day": "1999-01-01"}, "day", "起始日 1999-01-01 不对。"),
        ("/regions/unit-1/merge/", MERGED | {"name": ""}, "name", "请写新地方的名称。"),
        ("/regions/unit-1/merge/", MERGED | {"key": "unit-5"}, "key", "键“unit-5”已经有地方在用。请换一个。"),
        ("/regions/unit-1/merge/", MERGED | {"parts": []}, "parts", "合并至少要两个地方"),
        ("/regions/unit-1/merge/", MERGED | {"parts": ["far-unit"]}, "parts", "没有“far-unit”这个选项。请重新选。"),
        ("/regions/unit-1/merge/", MERGED | {"source": " "}, "source", "请写依据：哪个机关、哪份文件、哪一天。"),
        ("/regions/460203/merge/", MERGED | {"parts": []}, "kind", "没有“village”这个选项。请重新选。"),
        ("/regions/unit-1/split/", SPLIT | {"name_2": "", "key_2": ""}, "__all__", "合并至少要两个地方"),
        ("/regions/unit-1/split/", SPLIT | {"key_2": "east"}, "__all__", "键“east”已经有地方在用。"),
        ("/regions/unit-1/split/", SPLIT | {"holds_1": "unit-2"}, "__all__", "“田独村”下面的 unit-2 没有放好。"),
        ("/stations/liudao-station/", STATE | {"proof_money": ""}, "__all__", "还缺：经费"),
        ("/stations/liudao-station/", STATE | {"since": "去年"}, "since", "看不懂日期“去年”。"),
        ("/stations/liudao-station/", STATE | {"state": "gone"}, "state", "没有“gone”这个选项。请重新选。"),
    ],
)
def test_a_refusal_is_said_at_its_place_and_what_was_typed_stays(
    cast: Cast, path: str, sent: dict[str, Any], field: str, said: str
) -> None:
    answer = browser(cast.wangke).post(path, sent)
    assert answer.status_code == 422
    assert said in errors(answer)[field][0]
    kept = [value for name, value in sent.items() if name in {"source", "name_1", "name"} and str(value).strip()]
    assert [value for value in kept if value not in text(answer)] == []
    assert Region.objects.get(key="unit-1", ends_on=None).kind == RegionKind.VILLAGE


def test_a_state_is_written_down_on_the_page_with_its_proofs(cast: Cast) -> None:
    client = browser(cast.wangke)
    assert client.post("/stations/liudao-station/", STATE).headers["Location"] == "/stations/liudao-station/"
    page = client.get("/stations/liudao-station/").context["page"]
    assert page.standing == "实体化运营"
    assert page.states[0].proofs == [(name, "有") for name in PROOFS.values()]
    client.post("/stations/liudao-station/", {"state": "suspended", "since": "6月24日", "source": "电话"})
    assert client.get("/stations/").context["page"].lines[0].standing == "实体化运营（日期不全，未定）"
    assert StationState.objects.count() == 2


def test_organizations_stand_with_their_stations_and_what_is_strange(cast: Cast) -> None:
    told = {"kind": "service", "source": "test", "credit_code": "91350203M0001QAY9B", "credit_note": "早年发的"}
    agency, _strange = register_organization(cast.wangke, key="strange", name="某机构", **told)
    open_contract(cast.wangke, agency, cast.next_station, starts_on=TODAY, ends_on=None, source="合同")
    shown = text(browser(cast.wangke).get("/organizations/"))
    assert "代码的校验位或开头不合规则，请核对。早年发的" in shown
    assert "邻站" in shown
    assert "某机构" in text(browser(cast.wangke).get("/stations/"))
