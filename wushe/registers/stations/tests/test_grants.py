"""Grants are given, ended and taken back, each with an audit line, and never by or for oneself."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.browsing import browser, errors, text
from tests.cast import LONG_AGO, TODAY, Cast, rows_by_table, user_named
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.grants import end_grant, give_grant, withdraw_grant
from wushe.registers.stations.models import Grant, Role
from wushe.registers.stations.queries import viewer_for
from wushe.registers.stations.queries.grants import grants
from wushe.registers.stations.rules.grants import Held, check_ending, check_grant

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def newcomer(cast: Cast) -> User:
    """Somebody with an account and no grant."""
    return user_named("新人")


def given(cast: Cast, user: User, role: str = "worker", place: str = "liudao-station", **days: Any) -> Grant:
    """管理员 gives a grant."""
    return give_grant(cast.guanli, user, role, place, **{"starts_on": TODAY} | days)


def test_a_grant_opens_what_the_role_may(cast: Cast, newcomer: User) -> None:
    made = given(cast, newcomer, ends_on=TOMORROW)
    viewer = viewer_for(newcomer, TODAY)
    assert (viewer.role, viewer.station_ids) == ("worker", {cast.station.pk})
    assert viewer.may("visit.write")
    line = AuditEntry.objects.get(verb="stations.give_grant")
    assert (line.actor, line.target, line.county_key) == (cast.guanli.user, f"stations.grant:{made.pk}", "460203")
    assert line.facts["role"] == "worker"


REFUSED = [
    ("xiaozhou", "worker", "liudao-station", {}, "stations-grant-open"),
    ("xiaozhou", "admin", "460203", {}, "stations-role-alone"),
    ("zhuanyuan", "county", "460203", {}, "stations-role-alone"),
    ("guanli", "county", "460203", {}, "stations-grant-to-oneself"),
    ("guanli", "worker", "liudao-station", {}, "stations-grant-to-oneself"),
    ("nobody", "worker", "460203", {}, "stations-role-stands-elsewhere"),
    ("nobody", "county", "liudao-station", {}, "stations-role-stands-elsewhere"),
    ("nobody", "city", "460203", {}, "stations-role-stands-elsewhere"),
    ("nobody", "worker", "far-station", {}, "stations-foreign-place"),
    ("nobody", "county", "530302", {}, "stations-foreign-place"),
    ("nobody", "worker", "organization:agency", {}, "stations-role-stands-elsewhere"),
    ("nobody", "agency", "agency", {}, "stations-foreign-place"),
    ("nobody", "agency", "organization:far-agency", {}, "stations-foreign-place"),
    ("nobody", "worker", "atlantis", {}, "stations-foreign-place"),
    ("nobody", "king", "liudao-station", {}, "stations-unknown-role"),
    ("nobody", "worker", "liudao-station", {"ends_on": YESTERDAY}, "stations-grant-ends-first"),
]


@pytest.mark.parametrize(("who", "role", "place", "days", "code"), REFUSED)
def test_a_grant_that_may_not_be_is_refused(
    cast: Cast, who: str, role: str, place: str, days: dict[str, date], code: str
) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match=code):
        given(cast, getattr(cast, who).user, role, place, **days)
    assert rows_by_table() == before


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "dudao", "jigou", "wangke", "zhuanyuan", "nobody"])
def test_nobody_but_an_administrator_gives_grants(cast: Cast, newcomer: User, who: str) -> None:
    with pytest.raises(Refused, match="stations-foreign-place"):
        give_grant(getattr(cast, who), newcomer, "worker", "liudao-station", starts_on=TODAY)


def test_the_same_grant_may_follow_when_the_first_has_ended(cast: Cast, newcomer: User) -> None:
    given(cast, newcomer, starts_on=LONG_AGO, ends_on=YESTERDAY)
    assert given(cast, newcomer).starts_on == TODAY


def test_what_was_taken_back_may_be_given_again(cast: Cast, newcomer: User) -> None:
    withdraw_grant(cast.guanli, given(cast, newcomer).pk)
    assert given(cast, newcomer).withdrawn_at is None


def test_a_worker_may_also_lead(cast: Cast) -> None:
    given(cast, cast.xiaozhou.user, "lead", "next-station")
    assert viewer_for(cast.xiaozhou.user, TODAY).led_ids == {cast.next_station.pk}


def test_a_grant_ends_after_its_last_day(cast: Cast, newcomer: User) -> None:
    made = given(cast, newcomer)
    end_grant(cast.guanli, made.pk, TOMORROW)
    assert viewer_for(newcomer, TOMORROW).role == "worker"
    assert viewer_for(newcomer, TOMORROW + timedelta(days=1)).role == ""
    assert AuditEntry.objects.get(verb="stations.end_grant").facts["ends"] == str(TOMORROW)


def test_a_grant_taken_back_opens_nothing_from_then_on(cast: Cast, newcomer: User) -> None:
    made = given(cast, newcomer)
    client = browser(viewer_for(newcomer, TODAY))
    assert client.get(f"/people/{cast.wang.uuid}/").status_code == 200
    withdraw_grant(cast.guanli, made.pk)
    assert client.get(f"/people/{cast.wang.uuid}/").status_code == 404
    assert AuditEntry.objects.filter(verb="stations.withdraw_grant").count() == 1


def grant_of(cast: Cast, who: str) -> int:
    """The grant somebody of the cast has."""
    return Grant.objects.get(user=getattr(cast, who).user).pk


@pytest.mark.parametrize(
    ("who", "ends_on", "code"),
    [
        ("xiaozhou", date(2020, 12, 31), "stations-grant-ends-first"),
        ("xiaozhou", YESTERDAY, "stations-grant-ended-in-the-past"),
        ("outsider", TOMORROW, "stations-unknown-grant"),
        ("far_officer", TOMORROW, "stations-unknown-grant"),
        ("guanli", TOMORROW, "stations-grant-to-oneself"),
    ],
)
def test_an_end_that_may_not_be_is_refused(cast: Cast, who: str, ends_on: date, code: str) -> None:
    with pytest.raises(Refused, match=code):
        end_grant(cast.guanli, grant_of(cast, who), ends_on)


@pytest.mark.parametrize("action", [withdraw_grant, lambda viewer, pk: end_grant(viewer, pk, TOMORROW)])
def test_what_is_over_is_not_ended_again(cast: Cast, newcomer: User, action: Any) -> None:
    over = given(cast, newcomer, starts_on=LONG_AGO, ends_on=YESTERDAY)
    back = given(cast, cast.nobody.user)
    withdraw_grant(cast.guanli, back.pk)
    for made in (over, back):
        with pytest.raises(Refused, match="stations-grant-over"):
            action(cast.guanli, made.pk)


def test_an_end_is_brought_forward_and_never_put_off(cast: Cast, newcomer: User) -> None:
    made = given(cast, newcomer, ends_on=TOMORROW)
    with pytest.raises(Refused, match="stations-grant-made-longer"):
        end_grant(cast.guanli, made.pk, TOMORROW + timedelta(days=1))
    assert end_grant(cast.guanli, made.pk, TODAY).ends_on == TODAY
    assert given(cast, newcomer, starts_on=TOMORROW).ends_on is None


def test_each_keeps_exactly_the_grants_of_their_places(cast: Cast) -> None:
    names = {row.user.name for row in grants(cast.guanli)}
    assert names == {"小周", "小林", "老陈", "督导", "机构负责人", "陌生人", "王科", "专员", "管理员", "记者"}
    assert not grants(cast.wangke).exists()
    assert not grants(cast.laochen).exists()


def test_two_spans_meet_when_they_share_a_day() -> None:
    first = Held("worker", "station", 1, TODAY, TODAY)
    assert first.meets(Held("worker", "station", 1, TODAY))
    assert not first.meets(Held("worker", "station", 1, TOMORROW))
    assert not Held("worker", "station", 1, TOMORROW).meets(first)


def test_a_role_that_stands_alone_may_follow_another() -> None:
    held = Held("worker", "station", 1, LONG_AGO, YESTERDAY)
    check_grant(Held("admin", "county", 2, TODAY), [held], is_own=False)
    check_grant(Held("admin", "city", 3, TODAY), [Held("admin", "county", 2, TODAY)], is_own=False)


def test_a_grant_may_end_today() -> None:
    check_ending(Held("worker", "station", 1, LONG_AGO), TODAY, TODAY)


def test_an_administrator_gives_and_ends_on_the_pages(cast: Cast, newcomer: User) -> None:
    client = browser(cast.guanli)
    sent = {"username": newcomer.username, "role": Role.WORKER, "place": "liudao-station", "starts_on": "2026-11-24"}
    assert client.post("/grants/new/", sent).status_code == 302
    made = Grant.objects.get(user=newcomer)
    assert "新人" in text(client.get("/grants/"))
    assert client.post(f"/grants/{made.pk}/end/", {"ends_on": "2026-12-31"}).status_code == 302
    assert "2026-12-31 止" in text(client.get("/grants/"))
    assert client.post(f"/grants/{made.pk}/end/", {"at_once": "1"}).status_code == 302
    assert viewer_for(newcomer, TODAY).role == ""
    assert client.post(f"/grants/{made.pk}/end/", {"at_once": "1"}).status_code == 400


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "没有这个人"}, "username"),
        ({"role": "king"}, "role"),
        ({"role": "county"}, "place"),
        ({"place": "far-station"}, "place"),
        ({"starts_on": "明天"}, "starts_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
    ],
)
def test_what_is_wrong_stands_at_its_field(cast: Cast, newcomer: User, changes: dict[str, str], field: str) -> None:
    sent = {"username": newcomer.username, "role": "worker", "place": "liudao-station", "starts_on": "2026-11-24"}
    answer = browser(cast.guanli).post("/grants/new/", sent | changes)
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]
    assert not Grant.objects.filter(user=newcomer).exists()


def test_a_wrong_end_stands_at_its_field(cast: Cast) -> None:
    answer = browser(cast.guanli).post(f"/grants/{grant_of(cast, 'xiaozhou')}/end/", {"ends_on": "2020-01-01"})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["ends_on"]


def test_ones_own_grant_has_no_way_to_end_it(cast: Cast) -> None:
    shown = text(browser(cast.guanli).get("/grants/"))
    assert f"/grants/{grant_of(cast, 'guanli')}/end/" not in shown
    assert f"/grants/{grant_of(cast, 'xiaozhou')}/end/" in shown
