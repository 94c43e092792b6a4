"""A village station stands under that of its town, and covers what lies in the area of both."""

import pytest

from tests.browsing import browser, errors, text
from tests.cast import Cast
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.openings import open_station
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.rules.stations import NewStation, check_station_below

UNDER = "/regions/460203/station/?above=liudao-station"
TOLD = {"name": "田独村级站", "tier": "village", "opening": "2026年8月底", "source": "据区民政局", "covers": ["unit-1"]}


def new(*covers: str, **changes: str) -> NewStation:
    words = {"name": "田独村级站", "tier": "village", "opening_printed": "2026年8月底", "source": "据区民政局"}
    return NewStation(covers=covers, **words | {"above": "liudao-station"} | changes)


@pytest.fixture
def village(cast: Cast) -> Station:
    """A station in 田独村, under 六道大社区社工站."""
    return open_station(cast.wangke, cast.county, new("unit-1"))


# ---- built -----------------------------------------------------------------------------------------------------------


def test_a_village_station_is_built_from_the_page_of_its_towns_station(cast: Cast) -> None:
    client = browser(cast.wangke)
    town = text(client.get("/stations/liudao-station/"))
    assert f'href="{UNDER}"' in town
    page = client.get(UNDER)
    assert "在六道大社区社工站下面建站" in text(page)
    fields = page.context["form"].fields
    assert [key for key, _label in fields["tier"].choices] == ["village", "neighbourhood"]
    assert [key for key, _label in fields["covers"].choices] == [unit.key for unit in cast.units]
    answer = client.post(UNDER, TOLD)
    made = Station.objects.get(name="田独村级站")
    assert (answer.status_code, answer.url) == (302, f"/stations/{made.key}/")
    assert (made.tier, made.above) == ("village", cast.station)
    assert "六道大社区社工站" in text(client.get(answer.url))
    assert "田独村级站" in text(client.get("/stations/liudao-station/"))
    (line,) = AuditEntry.objects.filter(verb="stations.open_station")
    assert line.facts == {"tier": "village", "units": ["unit-1"]}


@pytest.mark.usefixtures("village")
def test_a_village_that_has_a_station_below_is_offered_no_second_one(cast: Cast) -> None:
    page = browser(cast.wangke).get(UNDER)
    assert "unit-1" not in dict(page.context["form"].fields["covers"].choices)
    with pytest.raises(Refused, match="stations-not-below"):
        open_station(cast.wangke, cast.county, new("unit-1", name="又一个"))


@pytest.mark.usefixtures("village")
def test_the_page_of_a_town_says_whose_a_village_is_once(cast: Cast) -> None:
    page = browser(cast.wangke).get("/regions/460203/station/")
    assert "田独村（田独村级站、六道）" in text(page)
    assert text(page).count("田独村（") == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (new("unit-1", name=" "), "stations-station-unnamed"),
        (new("unit-1", opening_printed="去年"), "partial-date-unreadable"),
        (new("unit-1", source=" "), "stations-opening-source"),
        (new("unit-1", tier="township"), "stations-not-a-station-below"),
        (new("unit-1", tier="centre"), "stations-not-a-station-below"),
        (new(), "stations-nothing-covered"),
        (new("nowhere"), "stations-nothing-covered"),
        (new("next-unit"), "stations-not-below"),
        (new("unit-1", "next-unit"), "stations-not-below"),
        (new("unit-1", above="far-station"), "stations-unknown-station"),
        (new("unit-1", above="nothing"), "stations-unknown-station"),
        (new("unit-1", above=""), "stations-unit-covered"),
    ],
)
def test_what_cannot_stand_under_another_is_refused(cast: Cast, told: NewStation, why: str) -> None:
    before = Station.objects.count(), Region.objects.count()
    with pytest.raises(Refused, match=why):
        open_station(cast.wangke, cast.county, told)
    assert (Station.objects.count(), Region.objects.count()) == before


def test_nothing_stands_under_a_village_station(cast: Cast, village: Station) -> None:
    with pytest.raises(Refused, match="stations-not-a-station-above"):
        open_station(cast.wangke, cast.county, new("unit-1", above=village.key))
    assert "在它下面建村级站" not in text(browser(cast.wangke).get(f"/stations/{village.key}/"))


def test_the_rule_alone_says_the_same() -> None:
    units = {"a": "甲村", "b": "乙村"}
    check_station_below(new("a"), "镇站", "township", units, {"a"})
    check_station_below(new("a", tier="neighbourhood"), "镇站", "township", units, {"a"})
    with pytest.raises(Refused, match="stations-not-below") as refused:
        check_station_below(new("a", "b"), "镇站", "township", units, {"a"})
    assert refused.value.facts == {"units": "乙村", "above": "镇站"}


def test_what_was_typed_stays_when_it_is_refused(cast: Cast) -> None:
    answer = browser(cast.wangke).post(UNDER, TOLD | {"opening": "去年"})
    assert answer.status_code == 422
    assert "看不懂日期“去年”" in str(errors(answer)["opening"])
    assert "田独村级站" in text(answer)


def test_a_station_of_another_county_above_is_not_there(cast: Cast) -> None:
    assert browser(cast.wangke).get("/regions/460203/station/?above=far-station").status_code == 404
