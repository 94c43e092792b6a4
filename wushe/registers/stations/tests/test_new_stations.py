"""A county writes down its stations, its organizations and who runs what, on the pages; then people can be let in."""

from datetime import date, timedelta

import pytest

from tests.browsing import browser, errors, text
from tests.cast import INVENTED, LONG_AGO, TODAY, Cast, user_named
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period
from wushe.registers.stations.actions.grants import give_grant
from wushe.registers.stations.actions.openings import open_station
from wushe.registers.stations.actions.organizations import end_contract, open_contract, register_organization
from wushe.registers.stations.models import OperatingContract, Organization, Region, RegionLink, Station, View
from wushe.registers.stations.queries import county_of, units_served, viewer_for
from wushe.registers.stations.rules.stations import NewStation

TOLD = {"name": "新站", "tier": "township", "opening": "2026年8月底", "source": "据区民政局", "phone": "100-0000-0009"}
FIRM = {"name": "海风社工中心", "kind": "service", "source": "登记证书"}
RUN = {"starts_on": "2026-11-01", "ends_on": "", "number": "", "source": "采购合同"}


@pytest.fixture
def town(cast: Cast) -> Region:
    """A town of the county with two villages that no station covers yet."""
    town, *villages = (
        Region.objects.create(key=key, name=name, short_name=name, kind=kind, source=INVENTED)
        for key, name, kind in (("town", "新镇", "township"), ("east", "东村", "village"), ("west", "西村", "village"))
    )
    ends = [(cast.county, town), *((town, village) for village in villages)]
    RegionLink.objects.bulk_create(
        RegionLink(view=View.STATUTORY, parent=parent, child=child, source=INVENTED) for parent, child in ends
    )
    return town


def new(*covers: str, **changes: str) -> NewStation:
    words = {"name": "新站", "tier": "township", "opening_printed": "2026年8月底", "source": "据区民政局"} | changes
    return NewStation(covers=covers, **words)


def test_a_station_is_built_on_the_page_of_its_town_and_somebody_works_there_at_once(cast: Cast, town: Region) -> None:
    client = browser(cast.wangke)
    assert "在新镇建站" in text(client.get("/regions/town/station/"))
    answer = client.post("/regions/town/station/", TOLD | {"covers": ["east", "west"]})
    made = Station.objects.get(name="新站")
    assert (answer.status_code, answer.url) == (302, f"/stations/{made.key}/")
    assert (made.key, made.county, county_of(made.coverage)) == ("460203-station-3", cast.county, cast.county)
    page = text(client.get(answer.url))
    assert [word for word in ("揭牌", "2026年8月底", "据区民政局", "王科 登记") if word not in page] == []
    worker = user_named("新社工")
    give_grant(cast.guanli, worker, "worker", made.key, starts_on=TODAY)
    viewer = viewer_for(worker, TODAY)
    assert [unit.key for unit in units_served(viewer, [made], Period(TODAY, TODAY + timedelta(days=1)))] == [
        "east",
        "west",
    ]
    (line,) = AuditEntry.objects.filter(verb="stations.open_station")
    assert (line.target, line.county_key) == (f"stations.station:{made.key}", "460203")
    assert line.facts == {"tier": "township", "units": ["east", "west"]}


def test_only_villages_that_no_station_covers_are_offered(cast: Cast, town: Region) -> None:
    open_station(cast.wangke, town, new("west", name="先来的"))
    page = browser(cast.wangke).get("/regions/town/station/")
    assert [key for key, _name in page.context["form"].fields["covers"].choices] == ["east"]
    assert "已经归别的站，不能再选：西村（先来的）" in text(page)
    open_station(cast.wangke, town, new("east", name="后来的"))
    assert "都已经归别的站" in text(browser(cast.wangke).get("/regions/town/station/"))


def test_a_station_without_day_and_source_says_what_to_write(cast: Cast, town: Region) -> None:
    answer = browser(cast.wangke).post(
        "/regions/town/station/", TOLD | {"covers": ["east"], "opening": "", "source": ""}
    )
    assert errors(answer) == {
        "opening": ["请写揭牌日期，照原文写，如 2021年8月底。"],
        "source": ["请写依据：谁在哪里说的。"],
    }


def test_two_stations_of_a_town_share_its_villages_out_and_get_keys_of_their_own(cast: Cast, town: Region) -> None:
    one, two = (open_station(cast.wangke, town, new(key, name=key)) for key in ("east", "west"))
    assert one.key != two.key
    assert one.coverage != two.coverage


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (new("east", name=" "), "stations-station-unnamed"),
        (new("east", opening_printed="去年"), "partial-date-unreadable"),
        (new("east", source=" "), "stations-opening-source"),
        (new("east", source="据" * 121), "stations-opening-source"),
        (new(), "stations-nothing-covered"),
        (new("east", "unit-1"), "stations-nothing-covered"),
        (new("west", "east"), "stations-unit-covered"),
    ],
)
def test_what_cannot_be_a_station_is_refused(cast: Cast, town: Region, told: NewStation, why: str) -> None:
    open_station(cast.wangke, town, new("west", name="先来的"))
    before = Station.objects.count(), Region.objects.count()
    with pytest.raises(Refused, match=why):
        open_station(cast.wangke, town, told)
    assert (Station.objects.count(), Region.objects.count()) == before


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "shiju", "far_officer", "far_keeper"])
def test_only_who_keeps_the_county_builds_there(cast: Cast, town: Region, who: str) -> None:
    with pytest.raises(Refused, match="stations-not-keeper"):
        open_station(getattr(cast, who), town, new("east"))


def test_what_was_typed_stays_and_the_mistake_is_said_at_its_field(cast: Cast, town: Region) -> None:
    answer = browser(cast.wangke).post("/regions/town/station/", TOLD | {"covers": ["east"], "opening": "去年"})
    assert answer.status_code == 422
    assert "看不懂日期“去年”" in str(errors(answer)["opening"])
    assert "100-0000-0009" in answer.content.decode()


def test_an_organization_with_a_strange_code_is_kept_with_a_warning(cast: Cast) -> None:
    client = browser(cast.wangke)
    answer = client.post("/organizations/new/", FIRM | {"credit_code": "52460200MJY0000000"})
    made = Organization.objects.get(name="海风社工中心")
    assert answer.url == f"/organizations/{made.key}/"
    listed = text(client.get("/organizations/"))
    assert "海风社工中心" in listed
    assert "代码的校验位或开头不合规则，请核对" in listed


def test_a_code_that_another_organization_has_is_refused_and_names_it(cast: Cast) -> None:
    client = browser(cast.wangke)
    for _time in range(2):
        answer = client.post("/organizations/new/", FIRM | {"credit_code": "52460200mjy000000 0"})
    assert answer.status_code == 422
    assert "已经登记给“海风社工中心”" in str(errors(answer)["credit_code"])
    assert Organization.objects.filter(name="海风社工中心").count() == 1


def test_organizations_without_a_code_get_keys_of_their_own(cast: Cast) -> None:
    keys = {register_organization(cast.wangke, name=name, kind="service", source="证书")[0].key for name in "甲乙丙"}
    assert len(keys) == 3


def test_who_runs_a_station_is_written_down_and_ended_on_its_pages(cast: Cast) -> None:
    firm, _strange = register_organization(cast.wangke, name="海风社工中心", kind="service", source="证书")
    client, page = browser(cast.wangke), f"/stations/{cast.next_station.key}/"
    assert client.post(f"{page}contract/", RUN | {"organization": firm.key}).url == page
    manager = user_named("新负责人")
    give_grant(cast.guanli, manager, "agency", f"organization:{firm.key}", starts_on=LONG_AGO)
    assert viewer_for(manager, TODAY).stations_for("figures.read") == {cast.next_station.pk}
    row = OperatingContract.objects.get(organization=firm)
    assert client.post(f"{page}contracts/{row.pk}/end/", {"ends_on": "2026-11-23"}).url == page
    assert "2026-11-01 — 2026-11-23" in text(client.get(page))
    assert viewer_for(manager, TODAY).stations_for("figures.read") == frozenset()
    (line,) = AuditEntry.objects.filter(verb="stations.end_contract")
    assert line.facts == {"by": firm.key, "until": "2026-11-23"}


@pytest.mark.parametrize(
    ("ends_on", "why"),
    [(date(2026, 10, 31), "stations-contract-backwards"), (date(2027, 1, 1), "stations-contract-made-longer")],
)
def test_a_contract_ends_neither_before_it_began_nor_later_than_it_says(cast: Cast, ends_on: date, why: str) -> None:
    firm, _strange = register_organization(cast.wangke, name="海风社工中心", kind="service", source="证书")
    days = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 12, 31)}
    row = open_contract(cast.wangke, firm, cast.next_station, source="合同", **days)
    with pytest.raises(Refused, match=why):
        end_contract(cast.wangke, cast.next_station, row.pk, ends_on)


def test_contracts_are_ended_by_who_keeps_the_county_and_from_their_own_station(cast: Cast) -> None:
    row = OperatingContract.objects.filter(station=cast.station).first()
    assert row is not None
    with pytest.raises(Refused, match="stations-not-keeper"):
        end_contract(cast.laochen, cast.station, row.pk, TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="stations-unknown-contract"):
        end_contract(cast.wangke, cast.next_station, 10**6, TODAY)
    assert browser(cast.wangke).get(f"/stations/{cast.station.key}/contracts/1000000/end/").status_code == 404
