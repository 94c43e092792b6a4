"""After a merge everything is told of the kept file: needs, tries, promises, reports, and what was asked to be read."""

import uuid
from datetime import timedelta

import pytest

from tests.browsing import browser, text, told
from tests.cast import TODAY, Cast, attempt_draft, visit_draft
from wushe.ground.kit.errors import Refused
from wushe.ledger.actions import merge_people
from wushe.registers.beneficiaries.models import Membership, Person
from wushe.registers.beneficiaries.queries import HEAD
from wushe.registers.beneficiaries.queries.kept import kept_persons
from wushe.work.disclosures.actions import ask_for_file, grant_file
from wushe.work.disclosures.models import Purpose
from wushe.work.disclosures.queries import file, services
from wushe.work.needs import queries as needs
from wushe.work.needs.models import Need
from wushe.work.safeguarding.actions import report_child_in_danger
from wushe.work.safeguarding.queries import reports_about
from wushe.work.visits.actions import record_visit
from wushe.work.visits.pages import due_rows
from wushe.work.visits.queries import charges, due_list, last_tries, latest_visits, open_items, same_day

YESTERDAY = TODAY - timedelta(1)
WORDS = "核对临时救助申请里的家庭情况"


def merge(cast: Cast, file: Person, into: Person) -> None:
    merge_people(cast.laochen, file, into, form_id=uuid.uuid4(), reason="同一个人，重复建档")


def test_the_kept_file_is_found_however_long_the_way(cast: Cast) -> None:
    merge(cast, cast.chen, cast.fu)
    merge(cast, cast.fu, cast.wang)
    files = list(Person.objects.filter(pk__in=[cast.chen.pk, cast.fu.pk, cast.li_child.pk]))
    kept = kept_persons(cast.laochen, files)
    assert [kept[one.pk].pk for one in (cast.chen, cast.fu, cast.li_child)] == [cast.wang.pk] * 2 + [cast.li_child.pk]


def test_a_need_of_the_other_file_is_the_persons(cast: Cast) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, needs=("medicine",)))
    merge(cast, cast.fu, cast.wang)
    [need] = needs.needs_of(cast.laochen, Person.objects.get(pk=cast.wang.pk))
    [line] = needs.open_items(cast.laochen)
    assert (line.title, line.url) == ("王阿婆的需求：配药送药", cast.wang.get_absolute_url())
    answer = browser(cast.xiaozhou).post(f"/needs/{need.uuid}/answer/", follow=True)
    assert (answer.status_code, Need.objects.get().state) == (200, "answered")
    assert "王阿婆" in text(answer)


def test_tries_and_promises_of_the_other_file_wait_on_the_desk(cast: Cast) -> None:
    for back in (3, 2):
        day = TODAY - timedelta(back)
        record_visit(cast.xiaozhou, cast.station, cast.fu, attempt_draft(cast.fu, day=day))
    record_visit(cast.xiaolin, cast.station, cast.chen, visit_draft(cast.chen, day=YESTERDAY, next_step="call"))
    merge(cast, cast.fu, cast.wang)
    merge(cast, cast.chen, cast.li_grandmother)
    lines = {line.title: line.url for line in open_items(cast.laochen, TODAY)}
    assert lines == {
        "王阿婆连续 2 次没见到": cast.wang.get_absolute_url(),
        "答应李奶奶：我打电话跟进": cast.li_grandmother.get_absolute_url(),
    }


def test_a_later_visit_under_the_kept_file_keeps_the_promise(cast: Cast) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, day=YESTERDAY, next_step="call"))
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    merge(cast, cast.fu, cast.wang)
    assert open_items(cast.laochen, TODAY) == []


def test_the_card_of_the_kept_file_tells_of_both(cast: Cast) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, day=YESTERDAY, line="药快完了"))
    record_visit(cast.xiaozhou, cast.station, cast.fu, attempt_draft(cast.fu))
    merge(cast, cast.fu, cast.wang)
    ids = [cast.wang.pk]
    assert latest_visits(cast.laochen, ids)[cast.wang.pk].line == "药快完了"
    assert last_tries(cast.laochen, ids, TODAY)[cast.wang.pk].day == TODAY
    dues = due_list(cast.laochen, charges(cast.laochen, TODAY).filter(pk=cast.wang.pk), TODAY)
    [row] = due_rows(cast.laochen, dues, TODAY)
    assert (row.last_line, row.tried_label) == ("药快完了", "今天去过，没见到")


def test_one_day_under_two_files_is_one_visit_twice(cast: Cast) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu))
    merge(cast, cast.fu, cast.wang)
    assert same_day(cast.xiaozhou, cast.wang, TODAY) is not None
    with pytest.raises(Refused) as caught:
        record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    assert caught.value.code == "visits-already-recorded"


def test_a_visit_under_the_other_file_is_shown_corrected_and_cancelled(cast: Cast) -> None:
    visit = record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, day=YESTERDAY))
    merge(cast, cast.fu, cast.wang)
    client = browser(cast.xiaozhou)
    for path in ("", "correct/", "cancel/"):
        answer = client.get(f"/visits/{visit.uuid}/{path}")
        assert "王阿婆" in text(answer)
        assert str(cast.fu.uuid) not in text(answer)
    right = told(day=YESTERDAY.isoformat(), minutes="30", correction_reason="时长写错了")
    assert client.post(f"/visits/{visit.uuid}/correct/", right).status_code == 302


def test_nobody_is_offered_a_merged_file(cast: Cast) -> None:
    Membership.objects.filter(person=cast.li_grandmother).update(role=HEAD)
    cast.li_grandmother.phone = "10012345678"
    cast.li_grandmother.save()
    merge(cast, cast.li_grandmother, cast.chen)
    client = browser(cast.xiaozhou)
    for path in (f"/people/{cast.li_child.uuid}/", f"/people/{cast.li_child.uuid}/visit/"):
        assert str(cast.li_grandmother.uuid) not in text(client.get(path))
    made = report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_mother)
    assert str(cast.li_grandmother.uuid) not in text(client.get(made.get_absolute_url()))


def test_a_report_about_the_other_file_is_the_childs(cast: Cast) -> None:
    made = report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_child)
    merge(cast, cast.li_child, cast.wang)
    assert list(reports_about(cast.laochen, cast.wang)) == [made]
    page = browser(cast.laochen).get(made.get_absolute_url())
    assert page.context["page"].home.uuid == cast.wang.uuid
    assert browser(cast.laochen).get("/safeguarding/").context["page"].rows[0].who == "王阿婆"


def test_a_granted_file_is_the_kept_one_with_the_services_of_both(cast: Cast) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, day=YESTERDAY))
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    asked = {"purpose": Purpose.AID, "words": WORDS}
    request = ask_for_file(cast.wangke, cast.fu.pk, cast.station.pk, **asked)
    merge(cast, cast.fu, cast.wang)
    assert "王阿婆" in text(browser(cast.laochen).get("/files/requests/"))
    with pytest.raises(Refused) as caught:
        ask_for_file(cast.wangke, cast.wang.pk, cast.station.pk, **asked)
    assert caught.value.code == "disclosures-already-waiting"
    grant_file(cast.laochen, request, days=3)
    granted = file(cast.wangke, request.uuid, TODAY)
    assert len(services(cast.wangke, granted, 20)) == 2
    assert browser(cast.wangke).get(f"/files/{request.uuid}/").context["page"].name == "王阿婆"
