"""A grant on an organization opens the stations it runs, from the first day of a contract to the last."""

from datetime import date, timedelta

import pytest

from tests.browsing import browser, text
from tests.cast import LONG_AGO, TODAY, Cast, user_named
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.grants import give_grant, withdraw_grant
from wushe.registers.stations.actions.organizations import open_contract
from wushe.registers.stations.models import Grant, OperatingContract, Organization, Station
from wushe.registers.stations.queries import viewer_for
from wushe.registers.stations.queries.grants import grants, places

KEY = "organization:agency"


@pytest.fixture
def newcomer(cast: Cast) -> User:
    """Somebody with an account and no grant."""
    return user_named("新人")


def agency() -> Organization:
    """The agency of the cast: runs 六道, ran the next station until the end of last year."""
    return Organization.objects.get(key="agency")


def run_far(cast: Cast, starts_on: date, ends_on: date | None = None) -> None:
    """The other county lets the agency run its station too."""
    open_contract(cast.far_officer, agency(), cast.far_station, starts_on=starts_on, ends_on=ends_on, source="合同")


def test_who_answers_for_an_agency_watches_over_the_stations_it_runs(cast: Cast) -> None:
    assert cast.jigou.place_name == "某社工机构"
    assert cast.jigou.watched_station_ids == {cast.station.pk}
    assert cast.jigou.watched_unit_ids == {unit.pk for unit in cast.units}
    assert cast.jigou.stations_for("figures.read") == {cast.station.pk}
    assert not cast.jigou.station_ids


@pytest.mark.parametrize(
    ("on", "stations"),
    [
        (date(2020, 12, 31), set()),
        (date(2021, 1, 1), {"liudao-station", "next-station"}),
        (date(2025, 12, 31), {"liudao-station", "next-station"}),
        (date(2026, 1, 1), {"liudao-station"}),
    ],
)
def test_what_it_opens_follows_the_contracts(cast: Cast, on: date, stations: set[str]) -> None:
    assert cast.jigou.user is not None
    seen = viewer_for(cast.jigou.user, on).stations_for("figures.read")
    assert set(Station.objects.filter(pk__in=seen).values_list("key", flat=True)) == stations


def test_a_new_contract_opens_its_station_at_once_and_only_that(cast: Cast) -> None:
    run_far(cast, TODAY)
    assert cast.jigou.user is not None
    assert viewer_for(cast.jigou.user, TODAY).watched_station_ids == {cast.station.pk, cast.far_station.pk}


def test_a_supervisor_of_an_agency_stands_on_the_agency(cast: Cast, newcomer: User) -> None:
    given = give_grant(cast.guanli, newcomer, "supervisor", KEY, starts_on=TODAY)
    assert (given.place, given.place_kind) == (agency(), "organization")
    line = AuditEntry.objects.get(verb="stations.give_grant")
    assert (line.county_key, line.facts["place"]) == (cast.county.key, "agency")
    assert viewer_for(newcomer, TODAY).watched_station_ids == {cast.station.pk}


def test_nobody_opens_stations_of_a_county_they_do_not_keep(cast: Cast, newcomer: User) -> None:
    assert KEY in places(cast.guanli)
    run_far(cast, TODAY + timedelta(days=30))
    assert KEY not in places(cast.guanli)
    assert KEY not in places(cast.far_keeper)
    with pytest.raises(Refused, match="stations-foreign-place"):
        give_grant(cast.guanli, newcomer, "agency", KEY, starts_on=TODAY)


def test_an_organization_that_runs_nothing_any_more_is_not_offered(cast: Cast) -> None:
    OperatingContract.objects.filter(organization=agency()).update(ends_on=TODAY - timedelta(days=1))
    assert KEY not in places(cast.guanli)


def test_each_county_an_agency_ever_worked_in_may_take_its_grants_back(cast: Cast) -> None:
    [held] = Grant.objects.filter(user=cast.jigou.user)
    assert held not in grants(cast.far_keeper)
    run_far(cast, LONG_AGO, LONG_AGO)
    assert held in grants(cast.far_keeper)
    withdraw_grant(cast.far_keeper, held.pk)
    assert cast.jigou.user is not None
    assert not viewer_for(cast.jigou.user, TODAY).abilities


def test_without_a_contract_the_pages_say_that_there_is_nothing_to_see(cast: Cast) -> None:
    OperatingContract.objects.filter(organization=agency()).update(ends_on=TODAY - timedelta(days=1))
    answer = browser(cast.jigou).get("/", follow=True)
    assert answer.status_code == 403
    assert "按机构授权的，请区县登记运营合同" in text(answer)
    assert "六道" not in text(answer)


def test_the_form_offers_organizations_as_a_group_of_their_own(cast: Cast) -> None:
    shown = browser(cast.guanli).get("/grants/new/").content.decode()
    assert '<optgroup label="机构（它运营的站）">' in shown
    assert f'<option value="{KEY}">某社工机构</option>' in shown
