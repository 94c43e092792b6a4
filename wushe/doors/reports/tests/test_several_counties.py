"""Who oversees several counties sees each, totals where they are right, and no record."""

import uuid

import pytest

from tests.browsing import browser, links, text
from tests.cast import TODAY, Cast, field_id, resident, staff_member, station_named, unit_named, worker_id
from wushe.ground.kit.periods import month_of
from wushe.ledger.actions import merge_people, record
from wushe.registers.beneficiaries.models import Membership
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.stations.models import Region, Role
from wushe.registers.stations.queries import overseen_counties
from wushe.statistics.counties import persons_over
from wushe.statistics.counting import slice_of
from wushe.statistics.rules import Query
from wushe.statistics.scopes import scope_for


@pytest.fixture
def two_counties(cast: Cast, event_draft):
    """王阿婆 is visited in 吉阳区, moves to 邻县 and is visited there too; so is somebody else there."""
    record(cast.xiaozhou, event_draft())
    county = Region.objects.get(key="460202")
    unit = unit_named("second-unit", "东村", county)
    station = station_named("second", "邻县站", county, (unit,))
    worker = staff_member("邻县人", Role.WORKER, station=station)
    Membership.objects.filter(person=cast.wang).update(ends_on="2026-11-20")
    other = resident("邻县老人", None, unit)
    Membership.objects.create(
        person=cast.wang, household=other.memberships.get().household, role="亲属", starts_on="2026-11-21"
    )
    told = {
        "station_id": station.pk,
        "unit_id": unit.pk,
        "workers": (worker_id(worker),),
        "people": (cast.wang.pk, other.pk),
        "occurred_on": TODAY,
        "field_id": field_id("elder-care"),
        "method": Method.ACTIVITY,
        "mode": Mode.VENUE,
    }
    record(worker, event_draft(**told))
    return cast


@pytest.fixture
def event_draft(event_draft):
    """The visit of 小周 to 王阿婆 was before she moved."""
    return lambda **told: event_draft(**{"occurred_on": TODAY.replace(day=10)} | told)


@pytest.mark.parametrize("who", ["shiju", "shengting"])
def test_a_city_and_a_province_see_the_counties_below(cast: Cast, who: str) -> None:
    viewer = getattr(cast, who)
    assert [county.key for county in overseen_counties(viewer)] == ["460202", "460203"]
    assert (viewer.station_ids, viewer.unit_ids) == (frozenset(), frozenset())


def test_two_files_of_one_person_count_once_over_the_counties_too(two_counties: Cast, event_draft) -> None:
    record(two_counties.xiaozhou, event_draft(people=(two_counties.fu.pk,)))
    counties = [county.key for county in overseen_counties(two_counties.shiju)]
    assert persons_in(counties) == 3
    told = {"form_id": uuid.uuid4(), "reason": "同一个人，重复建档"}
    merge_people(two_counties.laochen, two_counties.chen, two_counties.fu, **told)
    record(two_counties.xiaozhou, event_draft(people=(two_counties.chen.pk,)))
    assert persons_in(counties) == 3


def persons_in(counties: list[str]) -> int:
    return persons_over([slice_of(scope_for(county), month_of(TODAY)) for county in counties])


def test_nobody_is_counted_twice_and_person_times_are_added(two_counties: Cast) -> None:
    page = browser(two_counties.shiju).get("/county/").context["page"]
    values = {tile.name: tile.figure.value for tile in page.figures}
    assert [row.persons.value for row in page.counties] == [2, 1]
    assert (values["服务人数"], values["服务人次"], values["活动场次"]) == (2, 3, 1)
    assert "相加是 3，一起数是 2 人" in page.note


def test_one_county_is_chosen(two_counties: Cast) -> None:
    client = browser(two_counties.shiju)
    page = client.get("/county/", {"scope": "460203"}).context["page"]
    assert page.scope_name == "吉阳区"
    assert [choice.value for choice in page.scopes][:3] == ["", "460202", "460203"]
    assert client.get("/county/", {"scope": "530302"}).status_code == 422


def test_every_link_of_the_page_opens_and_shows_no_record(two_counties: Cast) -> None:
    client = browser(two_counties.shiju)
    pages = {url: client.get(url) for url in links(client.get("/county/")) if not url.startswith("/accounts/")}
    assert {url: page.status_code for url, page in pages.items() if page.status_code not in (200, 302)} == {}
    assert [url for url, page in pages.items() if "/records/" in text(page)] == []


def test_a_city_opens_a_figure_but_no_record(two_counties: Cast) -> None:
    client = browser(two_counties.shiju)
    query = Query("person-times", "460203", month_of(TODAY))
    page = client.get("/figures/", {"q": query.text}).context["page"]
    assert (page.figure.value, page.rows, page.pager) == (1, [], None)
    assert page.rights_note
    assert client.get("/records/460203-1/").status_code == 404


def test_dates_that_are_none_are_answered_on_the_same_page(cast: Cast) -> None:
    answer = browser(cast.shiju).get("/county/?period=custom&from=x&to=y")
    assert answer.status_code == 422
    assert answer.context["page"].error.endswith("。")


@pytest.mark.parametrize(
    ("who", "place"), [("dudao", "六道大社区社工站"), ("jigou", "六道大社区社工站"), ("wangke", "吉阳区")]
)
def test_each_begins_at_the_place_they_watch(cast: Cast, who: str, place: str) -> None:
    page = browser(getattr(cast, who)).get("/county/").context["page"]
    assert page.scope_name == place
    assert {station.name for station in page.stations} <= {"六道大社区社工站", "邻站"}


def test_who_watches_over_a_station_sees_no_other(cast: Cast) -> None:
    client = browser(cast.dudao)
    page = client.get("/county/").context["page"]
    assert [station.name for station in page.stations] == ["六道大社区社工站"]
    assert page.scopes[0].value == "liudao-station"
    assert {client.get("/county/", {"scope": key}).status_code for key in ("next-station", "460203")} == {422}


def test_where_nothing_was_done_the_totals_are_nought(cast: Cast) -> None:
    page = browser(cast.shiju).get("/county/").context["page"]
    assert [tile.figure.value for tile in page.figures] == [0, 0, 0, 0, 0]
