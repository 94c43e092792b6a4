"""A county officer learns how many there are, asks for one file, and reads it only while the station lets them."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.cast import TODAY, Cast, lies_in, resident, rows_by_table, station_named, unit_named
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ledger.actions import record, reverse
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Membership, Why
from wushe.registers.stations.models import Grant, RegionLink, RegionSuccessor, Station, View
from wushe.registers.stations.queries import Viewer, viewer_for
from wushe.work.disclosures import actions, queries
from wushe.work.disclosures.models import FileRequest, Purpose, State

WORDS = "群众来信反映救助没有落实，核对走访经过"


def asked(cast: Cast, viewer: Viewer | None = None) -> FileRequest:
    return actions.ask_for_file(
        viewer or cast.wangke, cast.wang.pk, cast.station.pk, purpose=Purpose.COMPLAINT, words=WORDS
    )


def granted(cast: Cast, days: int = 7) -> FileRequest:
    return actions.grant_file(cast.laochen, asked(cast), days=days)


def later(viewer: Viewer, days: int) -> Viewer:
    return viewer_for(viewer.user, TODAY + timedelta(days=days))


def verbs() -> list[str]:
    rows = AuditEntry.objects.filter(verb__startswith="disclosures.") | AuditEntry.objects.filter(
        verb="beneficiaries.reveal"
    )
    return [row.verb.partition(".")[2] for row in rows.order_by("pk")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王阿婆", [("六道大社区社工站", 1)]),
        ("王阿", [("六道大社区社工站", 1)]),
        ("WAP", [("六道大社区社工站", 1)]),
        ("老人", [("邻站", 1)]),
        ("没有这个人", []),
        ("外县老人", []),
    ],
)
def test_a_search_counts_station_by_station(cast: Cast, text: str, found: list[tuple[str, int]]) -> None:
    assert [(row.station.name, row.persons) for row in actions.search_county(cast.wangke, text)] == found


def test_several_at_a_station_are_a_number_and_nobody_to_ask_for(cast: Cast) -> None:
    resident("王阿花", None, cast.units[1])
    [row] = actions.search_county(cast.wangke, "王阿")
    assert (row.persons, row.person_id) == (2, None)


def test_somebody_whom_two_stations_serve_counts_at_both(cast: Cast) -> None:
    Station.objects.create(key="second", name="村级点", county=cast.county, coverage=cast.station.coverage)
    rows = actions.search_county(cast.wangke, "王阿婆")
    assert [(row.station.name, row.persons) for row in rows] == [("六道大社区社工站", 1), ("村级点", 1)]


def test_the_search_is_written_down_without_the_words(cast: Cast) -> None:
    actions.search_county(cast.wangke, "王阿婆")
    line = AuditEntry.objects.get(verb="disclosures.search_county")
    assert (line.county_key, line.target, line.facts) == ("460203", "search", {"stations": 1, "persons": 1})


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "zhuanyuan", "nobody"])
def test_who_is_no_county_officer_finds_nobody(cast: Cast, who: str) -> None:
    assert actions.search_county(getattr(cast, who), "王阿婆") == []


def test_one_character_is_no_search(cast: Cast) -> None:
    with pytest.raises(Refused, match="disclosures-asked-too-short"):
        actions.search_county(cast.wangke, " 王 ")


def test_a_request_waits_and_its_words_are_sealed(cast: Cast) -> None:
    row = asked(cast)
    assert (row.state, row.asked_by, row.station, row.purpose_words) == (
        State.WAITING,
        cast.wangke.user,
        cast.station,
        WORDS,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT purpose_sealed FROM disclosures_filerequest")
        [[sealed]] = cursor.fetchall()
    assert WORDS.encode() not in bytes(sealed)
    line = AuditEntry.objects.get(verb="disclosures.ask_for_file")
    assert line.target == f"disclosures.request:{row.number}"
    assert line.facts == {
        "station": cast.station.key,
        "person": str(cast.wang.uuid),
        "asked_by": cast.wangke.user.pk,
        "purpose": "complaint",
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("想看一看", "disclosures-purpose-too-short"),
        ("核对王阿婆的救助有没有落实", "disclosures-purpose-names-somebody"),
        ("核对 13800138000 这个号码是谁的", "disclosures-purpose-names-somebody"),
        ("话" * 201, "disclosures-words-too-long"),
    ],
)
def test_a_purpose_says_why_and_not_whom(cast: Cast, words: str, code: str) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match=code):
        actions.ask_for_file(cast.wangke, cast.wang.pk, cast.station.pk, purpose=Purpose.OTHER, words=words)
    assert rows_by_table() == before


def test_nobody_is_asked_for_outside_ones_county_or_by_who_may_not_ask(cast: Cast) -> None:
    told = {"purpose": Purpose.OTHER, "words": WORDS}
    for viewer, person, station in (
        (cast.wangke, cast.far_elder, cast.far_station),
        (cast.wangke, cast.far_elder, cast.station),
        (cast.xiaozhou, cast.wang, cast.station),
        (cast.zhuanyuan, cast.wang, cast.station),
    ):
        with pytest.raises(Refused, match="disclosures-unknown-person"):
            actions.ask_for_file(viewer, person.pk, station.pk, **told)
    with pytest.raises(Refused, match="disclosures-unknown-choice"):
        actions.ask_for_file(cast.wangke, cast.wang.pk, cast.station.pk, purpose="x", words=WORDS)


def test_one_does_not_ask_twice_while_it_waits_or_is_open(cast: Cast) -> None:
    row = asked(cast)
    with pytest.raises(Refused, match="disclosures-already-waiting"):
        asked(cast)
    actions.grant_file(cast.laochen, row, days=1)
    with pytest.raises(Refused, match="disclosures-already-granted"):
        asked(cast)


def test_a_file_is_read_from_the_day_it_is_granted_to_the_last(cast: Cast, settings) -> None:
    row = granted(cast, days=7)
    assert row.ends_on == TODAY + timedelta(days=6)
    assert queries.file(cast.wangke, row.uuid, TODAY).person == cast.wang
    assert queries.file(later(cast.wangke, 6), row.uuid, TODAY + timedelta(days=6)).pk == row.pk
    with pytest.raises(Refused, match="disclosures-unknown-request"):
        queries.file(later(cast.wangke, 7), row.uuid, TODAY + timedelta(days=7))


@pytest.mark.parametrize("days", [0, 31, -1])
def test_a_file_is_granted_for_one_to_thirty_days(cast: Cast, days: int) -> None:
    row = asked(cast)
    with pytest.raises(Refused, match="disclosures-days-out-of-range"):
        actions.grant_file(cast.laochen, row, days=days)


def test_a_refused_or_ended_request_opens_nothing(cast: Cast) -> None:
    refused = actions.refuse_file(cast.laochen, asked(cast), reason="请先和站里联系")
    ended = actions.end_file(cast.laochen, granted(cast), reason="事情已经办完")
    assert (refused.answer, ended.answer) == ("请先和站里联系", "事情已经办完")
    for row in (refused, ended):
        with pytest.raises(Refused, match="disclosures-unknown-request"):
            queries.file(cast.wangke, row.uuid, TODAY)


def test_an_answer_is_given_once_by_the_lead_of_the_station(cast: Cast) -> None:
    row = asked(cast)
    for who in (cast.xiaozhou, cast.stranger, cast.wangke, cast.zhuanyuan, cast.nobody):
        with pytest.raises(Refused, match="disclosures-unknown-request"):
            actions.grant_file(who, row, days=3)
    actions.grant_file(cast.laochen, row, days=3)
    with pytest.raises(Refused, match="disclosures-already-decided"):
        actions.refuse_file(cast.laochen, row, reason="改主意了吧")
    with pytest.raises(Refused, match="disclosures-reason-missing"):
        actions.end_file(cast.laochen, row, reason="")


def test_nobody_answers_their_own_request(cast: Cast) -> None:
    Grant.objects.create(user=cast.wangke.user, role="lead", station=cast.station, starts_on=TODAY)
    both = viewer_for(cast.wangke.user, TODAY)
    row = asked(cast, both)
    with pytest.raises(Refused, match="disclosures-own-request"):
        actions.grant_file(both, row, days=3)


def test_another_officer_and_one_who_left_do_not_read_it(cast: Cast) -> None:
    row = granted(cast)
    for who in (cast.zhuanyuan, cast.stranger, cast.xiaozhou, cast.laochen):
        with pytest.raises(Refused, match="disclosures-unknown-request"):
            queries.file(who, row.uuid, TODAY)
    cast.wangke.user.grants.update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="disclosures-unknown-request"):
        queries.file(viewer_for(cast.wangke.user, TODAY), row.uuid, TODAY)


def test_a_number_is_shown_for_a_reason_and_written_down(cast: Cast) -> None:
    cast.wang.phone = "100-1234-5678"
    cast.wang.save(update_fields=["phone_sealed"])
    row = granted(cast)
    shown = actions.reveal_number(cast.wangke, row, field="phone", reason=Why.CALL)
    assert shown == "100-1234-5678"
    line = AuditEntry.objects.get(verb="beneficiaries.reveal")
    assert line.target == f"beneficiaries.person:{cast.wang.uuid}"
    assert line.facts == {"field": "phone", "reason": "call", "request": row.number}
    for told, code in (
        ({"field": "name", "reason": "call"}, "disclosures-unknown-choice"),
        ({"field": "phone", "reason": "curious"}, "disclosures-unknown-choice"),
        ({"field": "id", "reason": "call"}, "beneficiaries-nothing-to-show"),
    ):
        with pytest.raises(Refused, match=code):
            actions.reveal_number(cast.wangke, row, **told)


def test_every_step_is_one_line_on_the_countys_chain(cast: Cast) -> None:
    actions.search_county(cast.wangke, "王阿婆")
    row = granted(cast)
    actions.read_file(cast.wangke, row)
    actions.end_file(cast.laochen, row, reason="事情已经办完")
    asked_again = asked(cast)
    actions.refuse_file(cast.laochen, asked_again, reason="请先和站里联系")
    assert verbs() == [
        "search_county",
        "ask_for_file",
        "grant_file",
        "read_file",
        "end_file",
        "ask_for_file",
        "refuse_file",
    ]
    assert set(AuditEntry.objects.filter(verb__startswith="disclosures.").values_list("county_key", flat=True)) == {
        "460203"
    }


def test_what_waits_is_on_the_leads_desk_and_on_nobody_elses(cast: Cast) -> None:
    row = asked(cast)
    [item] = queries.open_items(cast.laochen)
    assert (item.title, item.url) == ("王科申请调阅王阿婆的档案", f"/files/{row.uuid}/decide/")
    for who in (cast.xiaozhou, cast.stranger, cast.wangke, cast.zhuanyuan):
        assert queries.open_items(who) == []
    actions.grant_file(cast.laochen, row, days=1)
    assert queries.open_items(cast.laochen) == []


def test_the_privacy_officer_sees_who_asked_how_often(cast: Cast) -> None:
    granted(cast)
    actions.ask_for_file(cast.wangke, cast.fu.pk, cast.station.pk, purpose=Purpose.AID, words=WORDS)
    [asker] = queries.askers(cast.zhuanyuan)
    assert (asker.name, asker.asked, asker.persons, asker.granted, asker.waiting) == ("王科", 2, 2, 1, 1)
    assert queries.askers(cast.zhuanyuan, last=TODAY - timedelta(days=900)) == []
    for who in (cast.wangke, cast.laochen, cast.stranger):
        assert queries.askers(who) == []
        assert not queries.watched_requests(who).exists()


def test_a_file_holds_what_was_done_and_not_what_was_taken_back(
    cast: Cast, event_draft: Callable[..., EventDraft]
) -> None:
    kept, wrong = (record(cast.xiaozhou, event_draft()) for _ in range(2))
    reverse(cast.xiaozhou, wrong, form_id=uuid.uuid4(), reason="记错了")
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,)))
    assert [event.pk for event in queries.services(cast.wangke, granted(cast), 9)] == [kept.pk]


def test_somebody_who_moved_away_is_not_asked_for(cast: Cast) -> None:
    Membership.objects.filter(person=cast.wang).update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="disclosures-unknown-person"):
        asked(cast)


def test_a_station_is_not_asked_for_whom_it_does_not_serve(cast: Cast) -> None:
    with pytest.raises(Refused, match="disclosures-unknown-person"):
        actions.ask_for_file(cast.wangke, cast.wang.pk, cast.next_station.pk, purpose=Purpose.COMPLAINT, words=WORDS)


def test_a_search_costs_the_same_whatever_the_stations(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as before:
        queries.counted(cast.wangke, "王阿婆", TODAY)
    for number in range(9):
        station_named(f"more-{number}", f"第{number}站", cast.county, ())
    with django_assert_num_queries(len(before)):
        assert [row.station for row in queries.counted(cast.wangke, "王阿婆", TODAY)] == [cast.station]


def test_somebody_of_a_merged_village_counts_where_the_new_one_is_served(cast: Cast) -> None:
    old, new = cast.units[0], unit_named("new-unit", "合并村", cast.county)
    lies_in(new, cast.next_station.coverage, View.COVERAGE)
    RegionLink.objects.filter(child=old, view=View.COVERAGE).update(ends_on=TODAY - timedelta(days=1))
    RegionSuccessor.objects.create(region=old, successor=new, day=TODAY, source="test")
    [row] = queries.counted(cast.wangke, "王阿婆", TODAY)
    assert (row.station, row.person_id) == (cast.next_station, cast.wang.pk)
