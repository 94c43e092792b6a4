"""Whoever sees people masked sees the work, and no name, number or note before it is asked for."""

from dataclasses import replace

import pytest

from tests.browsing import browser, morning_of, text
from tests.cast import INVENTED, LONG_AGO, TODAY, attempt_draft, visit_draft
from wushe.doors.phone.people_page import people_page
from wushe.doors.phone.people_roll import Asked
from wushe.doors.phone.person_page import person_page
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.registers.beneficiaries.actions.reveals import reveal
from wushe.registers.beneficiaries.models import Masked, PersonCategory, Reveal, Why
from wushe.registers.beneficiaries.queries import people
from wushe.registers.beneficiaries.queries.sight import in_full, reader, seen_person
from wushe.registers.catalog.models import Category
from wushe.registers.stations.models import Grant, Role
from wushe.registers.stations.queries import viewer_for
from wushe.work.visits.actions import record_visit


def watching(cast, viewer):
    """The viewer as somebody who oversees 六道 besides."""
    Grant.objects.create(user=viewer.user, role=Role.SUPERVISOR, station=cast.station, starts_on=LONG_AGO)
    return viewer_for(viewer.user, TODAY)


@pytest.fixture
def overseer(cast):
    """督导: works at no station, sees 六道 masked."""
    return watching(cast, cast.nobody)


@pytest.fixture
def neighbour_too(cast):
    """Works at the next station and oversees 六道."""
    return watching(cast, cast.stranger)


def listed(viewer, text="", **asked):
    return people_page(viewer, Asked(**asked), text, 1)


def test_the_list_shows_surnames_and_the_work(cast, overseer):
    page = listed(overseer)
    assert page.total == 6
    assert sorted(row.name for row in page.rows) == sorted(["王＊＊", "符＊＊", "陈＊＊", "李＊＊", "张＊", "李＊＊"])
    assert {(row.phone, row.visit_url) for row in page.rows} == {("", "")}
    assert page.new_url == ""
    assert listed(overseer, risk="high").total == 1


def test_a_name_finds_nobody_and_a_file_number_finds_one(cast, overseer):
    cast.wang.file_number = "LD-2026-0001"
    cast.wang.save(update_fields=["file_number"])
    assert [listed(overseer, typed).total for typed in ("王", "王阿婆", "wap")] == [0, 0, 0]
    assert [row.name for row in listed(overseer, "LD-2026-0001").rows] == ["王＊＊"]


def test_a_whole_number_finds_nobody_who_is_masked(cast, overseer):
    cast.wang.phone = "10012341234"
    index_numbers(cast.wang)
    cast.wang.save()
    assert listed(overseer, "10012341234").total == 0


def test_ones_own_people_are_read_in_full_beside_those_that_are_masked(cast, neighbour_too):
    names = {row.name: row.visit_url for row in listed(neighbour_too).rows}
    assert "邻站老人" in names
    assert names["邻站老人"]
    assert names["王＊＊"] == ""
    assert [row.name for row in listed(neighbour_too, "邻").rows] == ["邻站老人"]
    assert listed(neighbour_too, "王").total == 0


def test_the_person_page_keeps_name_number_address_and_notes(cast, overseer):
    cast.wang.phone, cast.wang.know = "10012341234", "耳背"
    index_numbers(cast.wang)
    cast.wang.save()
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang, line="儿子借钱不还"))
    page = person_page(overseer, seen_person(overseer, cast.wang.uuid, cast.wang.birth_on.replace(year=2026)), {})
    assert (page.person.name, page.household_name, page.is_full) == ("王＊＊", "王＊＊家", False)
    assert [(line.label, line.masked) for line in page.papers.lines] == [("姓名", "王＊＊"), ("电话", "已登记")]
    assert "儿子" not in str(page)
    assert "王阿婆" not in str(page)
    assert "10012341234" not in str(page)
    assert "耳背" not in str(page)
    assert {page.address, page.risk_reason, page.visit_url, page.danger_url, page.person.call_url} == {""}


def test_that_visits_were_made_is_seen(cast, overseer):
    morning_of(cast)
    page = person_page(overseer, cast.wang, {})
    assert [(line.title, line.line, line.url) for line in page.timeline.lines][:2] == [
        ("上门，见到了", "", ""),
        ("发现需求：配药送药", "", ""),
    ]
    assert [(need.title, need.url) for need in page.open_needs] == [("配药送药", "")]


def test_a_masked_name_is_shown_after_a_reason_and_counted(cast, overseer):
    assert reveal(overseer, cast.wang, Masked.NAME, Why.IDENTITY) == "王阿婆"
    assert [(row.user, row.field, row.nth) for row in Reveal.objects.all()] == [(overseer.user, Masked.NAME, 1)]


def test_the_reader_is_never_the_one_who_acts(cast, overseer):
    assert overseer.station_ids == frozenset()
    assert people(overseer, cast.wang.birth_on.replace(year=2026)).count() == 0
    assert reader(overseer).station_ids == {cast.station.pk}


def test_who_sees_nobody_masked_reads_all_they_see_in_full(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert in_full(cast.xiaozhou, [1, 2], cast.wang.birth_on) == {1, 2}


def test_whoever_oversees_another_station_sees_nobody_here(cast):
    elsewhere = replace(watching(cast, cast.nobody), watched_station_ids=frozenset(), watched_unit_ids=frozenset())
    with pytest.raises(Refused, match="stations-no-station"):
        listed(elsewhere)


def test_a_restricted_category_is_told_to_nobody_who_sees_masked(cast, overseer):
    kind = Category.objects.get(key="domestic-violence")
    PersonCategory.objects.create(person=cast.wang, category=kind, starts_on=LONG_AGO, basis=INVENTED)
    page = listed(overseer)
    assert kind.name not in {chip.name for chip in page.chips}
    assert [row for row in page.rows if kind.name in row.categories] == []
    assert listed(overseer, category=kind.key).total == 0
    shown = str(person_page(overseer, seen_person(overseer, cast.wang.uuid, TODAY), {}))
    assert "独居老人" in shown
    assert kind.name not in shown
    assert kind.name in {chip.name for chip in listed(cast.xiaozhou).chips}


def test_the_ground_of_a_category_and_why_nobody_was_met_stay_in_the_file(cast, overseer):
    since = {"starts_on": LONG_AGO, "basis": "村医说的，常年卧床"}
    PersonCategory.objects.create(person=cast.wang, category=Category.objects.get(key="oldest-old"), **since)
    record_visit(cast.xiaozhou, cast.station, cast.wang, attempt_draft(cast.wang, absence="hospital"))
    masked = str(person_page(overseer, seen_person(overseer, cast.wang.uuid, TODAY), {}))
    full = str(person_page(cast.xiaozhou, cast.wang, {}))
    for word in ("常年卧床", "住院了"):
        assert word not in masked
        assert word in full
    assert "没见到（联系尝试）" in masked


def test_who_finds_nobody_by_name_is_not_offered_to(cast):
    masked, own = (text(browser(viewer).get("/people/")) for viewer in (cast.dudao, cast.xiaozhou))
    assert "完整的档案号" in masked
    assert "姓名、首字母" not in masked
    assert "姓名、首字母、档案号" in own
    nobody = text(browser(cast.dudao).post("/people/", {"q": "王阿婆"}, follow=True))
    assert "只能按完整的档案号找" in nobody
    assert "同音字" not in nobody
