"""A county keeps its organizations: where they are registered, what they run, who nurses them, until when."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browsing import browser, errors, text
from tests.cast import INVENTED, LONG_AGO, TODAY, Cast, lies_in, region_named, station_named
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.incubations import begin_incubation, end_incubation
from wushe.registers.stations.actions.organizations import end_contract, open_contract, register_organization
from wushe.registers.stations.actions.seats import end_organization, seat_organization
from wushe.registers.stations.models import Incubation, OperatingContract, Organization, Region, RegionKind, View
from wushe.registers.stations.queries import kept_areas, seat_counties
from wushe.registers.stations.rules.organizations import check_lifetime

FIRM = {"name": "海风社工中心", "kind": "service", "source": "登记证书"}


@pytest.fixture
def firm(cast: Cast) -> Organization:
    """海风社工中心, registered in the county since 2021."""
    row, _strange = register_organization(cast.wangke, **FIRM, key="haifeng", seat=cast.county, starts_on=LONG_AGO)
    return row


@pytest.fixture
def zone(cast: Cast) -> Region:
    """A zone that runs a town of the county."""
    zone, town = region_named("zone", "开发区", RegionKind.ZONE), region_named("town", "新镇", RegionKind.TOWNSHIP)
    lies_in(town, cast.county, View.STATUTORY)
    lies_in(town, zone, View.MANAGED)
    return zone


# ---- registered ------------------------------------------------------------------------------------------------------


def test_an_organization_is_registered_with_its_seat_and_its_day(cast: Cast, zone: Region) -> None:
    client = browser(cast.wangke)
    offered = client.get("/organizations/new/").context["form"].fields["seat"].queryset
    assert [one.key for one in offered] == ["460203", "zone"]
    answer = client.post("/organizations/new/", FIRM | {"seat": "zone", "starts_on": "2021-03-04"})
    made = Organization.objects.get(name="海风社工中心")
    assert answer.url == f"/organizations/{made.key}/"
    assert (made.seat, made.starts_on, made.ends_on) == (zone, date(2021, 3, 4), None)
    assert [word for word in ("海风社工中心", "开发区", "2021-03-04") if word not in text(client.get(answer.url))] == []


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"seat": "530302"}, "seat", "没有这个选项。请重新选。"),
        ({"starts_on": "2027-01-01"}, "starts_on", "成立日 2027-01-01 还没到。"),
        ({"starts_on": "去年"}, "starts_on", "日期写成 2026-11-24 这样。"),
    ],
)
def test_what_is_wrong_on_the_form_is_said_at_its_field(
    cast: Cast, sent: dict[str, str], field: str, said: str
) -> None:
    answer = browser(cast.wangke).post("/organizations/new/", FIRM | sent)
    assert answer.status_code == 422
    assert said in errors(answer)[field][0]
    assert "海风社工中心" in text(answer)


def test_nobody_registers_an_organization_in_a_county_of_another(cast: Cast) -> None:
    with pytest.raises(Refused, match="stations-not-keeper"):
        register_organization(cast.far_officer, **FIRM, seat=cast.county)
    with pytest.raises(Refused, match="stations-founded-later"):
        register_organization(cast.wangke, **FIRM, starts_on=TODAY + timedelta(days=1))


def test_a_zone_is_kept_by_who_keeps_the_county_of_its_towns(cast: Cast, zone: Region) -> None:
    assert seat_counties(zone) == {cast.county.pk}
    assert seat_counties(None) == frozenset()
    assert [one.key for one in kept_areas(cast.far_officer)] == ["530302"]
    assert [one.key for one in kept_areas(cast.guanli, also_above=True)] == ["460203", "zone"]


def test_where_it_is_registered_is_written_down_later_where_it_was_left_open(cast: Cast) -> None:
    agency = Organization.objects.get(key="agency")
    client = browser(cast.wangke)
    assert "补登登记地" in text(client.get("/organizations/agency/"))
    answer = client.post("/organizations/agency/seat/", {"seat": "460203", "starts_on": ""})
    assert answer.url == "/organizations/agency/"
    agency.refresh_from_db()
    assert (agency.seat, agency.starts_on) == (cast.county, None)
    seat_organization(cast.wangke, agency, seat=cast.county, starts_on=LONG_AGO)
    with pytest.raises(Refused, match="stations-seated-already"):
        seat_organization(cast.wangke, agency, seat=cast.county, starts_on=TODAY)
    with pytest.raises(Refused, match="stations-unknown-organization"):
        seat_organization(cast.far_officer, agency, seat=cast.county, starts_on=LONG_AGO)
    assert AuditEntry.objects.filter(verb="stations.seat_organization", county_key="460203").count() == 2


def test_a_day_is_not_written_down_under_another_seat_than_the_one_that_stands(cast: Cast, zone: Region) -> None:
    row, _strange = register_organization(cast.wangke, **FIRM, seat=cast.county)
    with pytest.raises(Refused, match="stations-seated-already"):
        seat_organization(cast.wangke, row, seat=zone, starts_on=LONG_AGO)
    row.refresh_from_db()
    assert (row.seat, row.starts_on) == (cast.county, None)


def test_a_keeper_seats_an_organization_only_in_a_county_of_ones_own(cast: Cast) -> None:
    agency = Organization.objects.get(key="agency")
    with pytest.raises(Refused, match="stations-not-keeper"):
        seat_organization(cast.far_officer, agency, seat=cast.county, starts_on=LONG_AGO)


# ---- wound up --------------------------------------------------------------------------------------------------------


def test_an_organization_is_wound_up_on_its_page_once_it_runs_nothing(cast: Cast, firm: Organization) -> None:
    row = open_contract(cast.wangke, firm, cast.next_station, starts_on=date(2026, 1, 1), ends_on=None, source="合同")
    client, page = browser(cast.wangke), "/organizations/haifeng/end/"
    answer = client.post(page, {"ends_on": str(TODAY)})
    assert answer.status_code == 422
    assert "还在运营 1 个站点（邻站），不能注销" in str(errors(answer)["ends_on"])
    end_contract(cast.wangke, cast.next_station, row.pk, TODAY)
    assert client.post(page, {"ends_on": str(TODAY)}).url == "/organizations/haifeng/"
    firm.refresh_from_db()
    assert firm.ends_on == TODAY
    shown = text(client.get("/organizations/haifeng/"))
    assert "只到 2026-11-24 为止，之后注销" in shown
    assert "登记注销" not in shown
    (line,) = AuditEntry.objects.filter(verb="stations.end_organization")
    assert (line.target, line.county_key, line.facts) == (
        "stations.organization:haifeng",
        "460203",
        {"until": "2026-11-24"},
    )


def test_a_contract_that_ends_with_the_organization_does_not_hold_it(cast: Cast, firm: Organization) -> None:
    open_contract(cast.wangke, firm, cast.next_station, starts_on=date(2026, 1, 1), ends_on=TODAY, source="合同")
    with pytest.raises(Refused, match="stations-still-runs"):
        end_organization(cast.wangke, firm, TODAY - timedelta(days=1))
    assert end_organization(cast.wangke, firm, TODAY).ends_on == TODAY


def test_who_is_gone_runs_nothing_new_and_is_not_offered(cast: Cast, firm: Organization) -> None:
    end_organization(cast.wangke, firm, TODAY)
    with pytest.raises(Refused, match="stations-wound-up"):
        open_contract(cast.wangke, firm, cast.next_station, starts_on=TODAY, ends_on=None, source="合同")
    open_contract(cast.wangke, firm, cast.next_station, starts_on=date(2026, 1, 1), ends_on=TODAY, source="旧合同")
    offered = browser(cast.wangke).get("/stations/next-station/contract/").context["form"].fields["organization"]
    assert "haifeng" not in [one.key for one in offered.queryset]


@pytest.mark.parametrize(
    ("who", "day", "why"),
    [
        ("far_officer", TODAY, "stations-unknown-organization"),
        ("laochen", TODAY, "stations-unknown-organization"),
        ("wangke", date(2020, 1, 1), "stations-organization-backwards"),
    ],
)
def test_an_end_that_cannot_be_is_refused(cast: Cast, firm: Organization, who: str, day: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        end_organization(getattr(cast, who), firm, day)
    end_organization(cast.wangke, firm, TODAY)
    with pytest.raises(Refused, match="stations-wound-up"):
        end_organization(cast.wangke, firm, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (None, None, ""),
        (LONG_AGO, TODAY, ""),
        (None, TODAY, ""),
        (date(2027, 1, 1), None, "stations-founded-later"),
        (TODAY, LONG_AGO, "stations-organization-backwards"),
    ],
)
def test_the_days_of_an_organization_follow_each_other(first: date | None, last: date | None, why: str) -> None:
    if not why:
        return check_lifetime(first, last, TODAY)
    with pytest.raises(Refused, match=why):
        check_lifetime(first, last, TODAY)
    return None


# ---- nursed ----------------------------------------------------------------------------------------------------------


def test_an_incubation_is_written_down_and_ended_on_the_pages(cast: Cast, firm: Organization) -> None:
    client, home = browser(cast.wangke), "/organizations/haifeng/"
    told = {"region": "460203", "starts_on": "2026-01-05", "source": "孵化协议"}
    assert client.post(f"{home}incubation/", told).url == home
    row = Incubation.objects.get()
    assert (row.organization, row.region, row.outcome) == (firm, cast.county, "")
    assert "2026-01-05 — 今" in text(client.get(home))
    page = f"{home}incubations/{row.pk}/end/"
    wrong = client.post(page, {"ends_on": "2025-01-01"})
    assert errors(wrong) == {"outcome": ["请选一个。"]}
    assert client.post(page, {"outcome": "graduated", "ends_on": "2026-10-31"}).url == home
    shown = text(client.get(home))
    assert "2026-01-05 — 2026-10-31" in shown
    assert "出壳" in shown
    lines = AuditEntry.objects.filter(target="stations.organization:haifeng").order_by("pk")
    assert [(line.verb, line.facts) for line in lines if "incubation" in line.verb] == [
        ("stations.begin_incubation", {"place": "460203"}),
        ("stations.end_incubation", {"place": "460203", "state": "graduated"}),
    ]


def test_the_same_place_nurses_once_at_a_time(cast: Cast, firm: Organization) -> None:
    told = {"region": cast.county, "starts_on": LONG_AGO, "source": "协议"}
    row = begin_incubation(cast.wangke, firm, **told)
    with pytest.raises(Refused, match="stations-nursed-already"):
        begin_incubation(cast.wangke, firm, **told)
    end_incubation(cast.wangke, firm, row.pk, ends_on=TODAY, outcome="broken-off")
    assert begin_incubation(cast.wangke, firm, **told).pk != row.pk


def test_an_incubation_of_the_city_is_not_ended_by_who_keeps_a_county(cast: Cast, firm: Organization) -> None:
    city = Region.objects.get(key="4602")
    row = Incubation.objects.create(organization=firm, region=city, starts_on=LONG_AGO, source="协议")
    with pytest.raises(Refused, match="stations-not-keeper"):
        end_incubation(cast.wangke, firm, row.pk, ends_on=TODAY, outcome="broken-off")
    assert Incubation.objects.get(pk=row.pk).ends_on is None


def test_an_incubation_that_cannot_be_is_refused(cast: Cast, firm: Organization) -> None:
    far = cast.far_station.county
    with pytest.raises(Refused, match="stations-not-keeper"):
        begin_incubation(cast.wangke, firm, region=far, starts_on=TODAY, source="协议")
    with pytest.raises(Refused, match="stations-unknown-organization"):
        begin_incubation(cast.far_officer, firm, region=far, starts_on=TODAY, source="协议")
    end_organization(cast.wangke, firm, TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="stations-wound-up"):
        begin_incubation(cast.wangke, firm, region=cast.county, starts_on=TODAY, source="协议")


def test_an_end_of_an_incubation_that_cannot_be_is_refused(cast: Cast, firm: Organization) -> None:
    row = begin_incubation(cast.wangke, firm, region=cast.county, starts_on=TODAY, source="协议")
    ends = {"ends_on": TODAY, "outcome": "graduated"}
    with pytest.raises(Refused, match="stations-incubation-backwards"):
        end_incubation(cast.wangke, firm, row.pk, ends_on=LONG_AGO, outcome="graduated")
    with pytest.raises(Refused, match="stations-unknown-incubation"):
        end_incubation(cast.wangke, Organization.objects.get(key="agency"), row.pk, **ends)
    with pytest.raises(Refused, match="stations-unknown-organization"):
        end_incubation(cast.far_officer, firm, row.pk, **ends)
    end_incubation(cast.wangke, firm, row.pk, **ends)
    with pytest.raises(Refused, match="stations-incubation-over"):
        end_incubation(cast.wangke, firm, row.pk, **ends)


# ---- seen ------------------------------------------------------------------------------------------------------------


def test_the_page_of_an_organization_shows_what_it_runs_and_ran(cast: Cast) -> None:
    page = browser(cast.wangke).get("/organizations/agency/").context["page"]
    assert [one.station.name for one in page.runs] == ["六道大社区社工站"]
    assert [one.station.name for one in page.ran] == ["邻站"]
    far = browser(cast.far_officer).get("/organizations/agency/").context["page"]
    assert (far.runs, far.ran) == ([], []), "what it runs in another county is not shown"


@pytest.mark.parametrize("page", ["seat", "end", "incubation"])
def test_what_is_registered_elsewhere_is_not_to_be_changed(cast: Cast, firm: Organization, page: str) -> None:
    assert browser(cast.far_officer).get(f"/organizations/haifeng/{page}/").status_code == 404
    assert browser(cast.wangke).get(f"/organizations/haifeng/{page}/").status_code == 200
    assert browser(cast.wangke).get(f"/organizations/nobody/{page}/").status_code == 404


def many(cast: Cast) -> None:
    """Sixty organizations; the first runs seventy-two sites."""
    firms = [
        Organization(key=f"o{n:02}", name=f"第{n:02}中心", kind="service", seat=cast.county, source=INVENTED)
        for n in range(60)
    ]
    Organization.objects.bulk_create(firms)
    for n in range(72):
        at = station_named(f"s{n:02}", f"站{n:02}", cast.county, (cast.units[n % 6],))
        OperatingContract.objects.create(organization=firms[0], station=at, starts_on=LONG_AGO, source=INVENTED)


def test_sixty_organizations_and_seventy_two_contracts_stay_readable(cast: Cast) -> None:
    many(cast)
    client = browser(cast.wangke)
    answer = client.get("/organizations/")
    page = answer.context["page"]
    assert (page.total, len(page.lines)) == (61, 30)
    line = next(line for line in page.lines if line.row.key == "o00")
    assert (line.run, len(line.runs), line.more) == (72, 3, 69)
    assert "72 个" in text(answer)
    assert text(answer).count("站3") == 0, "only the first three sites are named"
    assert len(client.get(page.pager.next_url).context["page"].lines) == 30


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "第07"}, ["o07"]),
        ({"q": "没有"}, []),
        ({"seat": "none"}, ["agency"]),
        ({"kind": "association"}, []),
        ({"q": "社工", "seat": "none", "kind": "service"}, ["agency"]),
    ],
)
def test_an_organization_is_found_by_name_seat_and_kind(cast: Cast, asked: dict[str, str], found: list[str]) -> None:
    many(cast)
    page = browser(cast.wangke).get("/organizations/", asked).context["page"]
    assert [line.row.key for line in page.lines] == found


def test_seventy_two_stations_stand_town_by_town_and_are_filtered_by_tier(cast: Cast) -> None:
    many(cast)
    town = region_named("460203100", "东镇", RegionKind.TOWNSHIP)
    lies_in(town, cast.county, View.STATUTORY)
    village = region_named("eastern", "东头村", RegionKind.VILLAGE)
    lies_in(village, town)
    at = station_named("east", "东头村级站", cast.county, (village,))
    at.tier = "village"
    at.save()
    client = browser(cast.wangke)
    page = client.get("/stations/").context["page"]
    assert (page.total, len(page.lines)) == (75, 30)
    only = client.get("/stations/", {"tier": "village"}).context["page"]
    assert [(there.name, [line.station.name for line in there.lines]) for there in only.towns] == [
        ("东镇", ["东头村级站"])
    ]
    assert [line.station.name for line in client.get("/stations/", {"q": "站7"}).context["page"].lines] == [
        "站70",
        "站71",
    ]
    assert "没有这样的站点" in text(client.get("/stations/", {"q": "龘"}))
    last = client.get("/stations/", {"page": "3"}).context["page"]
    assert (len(last.lines), last.towns[-1].name) == (15, "东镇")


def test_the_lists_cost_as_much_with_many(cast: Cast) -> None:
    client = browser(cast.wangke)
    client.get("/stations/")
    costs = []
    for fill in (lambda: None, lambda: many(cast)):
        fill()
        for path in ("/stations/", "/organizations/"):
            with CaptureQueriesContext(connection) as found:
                client.get(path)
            costs.append(len(found))
    assert costs[:2] == costs[2:]
