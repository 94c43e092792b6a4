"""The pages on which a visit is written, corrected and taken back."""

import uuid
from datetime import date

import pytest

from tests.browsing import browser, errors, morning_of, not_met, refusal, says_why, text, told, visit_url
from tests.cast import TODAY, rows_by_table, worker_id
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.work.needs.models import Need
from wushe.work.visits.models import ContactAttempt, Visit

OTHERS = ["stranger", "outsider", "wangke", "nobody"]
STAFF = ["xiaozhou", "xiaolin", "laochen"]


@pytest.fixture
def visit(cast):
    """小周 met 王阿婆 this morning, who needs medicine."""
    return morning_of(cast).visit


def urls_of(visit):
    return {name: f"/visits/{visit.uuid}/{name}".replace("saved", "") for name in ("saved", "correct/", "cancel/")}


@pytest.mark.parametrize("who", STAFF)
def test_everybody_at_the_station_may_write_and_correct(cast, visit, who):
    client = browser(getattr(cast, who))
    pages = [visit_url(cast.chen), *urls_of(visit).values()]
    assert [client.get(url).status_code for url in pages] == [200] * 4


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("which", ["saved", "correct/", "cancel/"])
def test_a_record_of_another_station_is_not_found(cast, visit, who, which):
    client = browser(getattr(cast, who))
    answer, unknown = client.get(urls_of(visit)[which]), client.get(f"/visits/{uuid.uuid4()}/")
    assert answer.status_code == unknown.status_code == 404
    assert says_why(answer)
    assert refusal(answer) == refusal(unknown)
    assert "王阿婆" not in text(answer)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_writes_a_visit_or_changes_one(cast, visit, who):
    client = browser(getattr(cast, who))
    before = rows_by_table()
    sent = [
        client.post(visit_url(cast.wang), told(another_visit="on")),
        client.post(urls_of(visit)["correct/"], told(correction_reason="换一下")),
        client.post(urls_of(visit)["cancel/"], {"form_id": str(uuid.uuid4()), "reason": "换一下"}),
    ]
    assert [answer.status_code for answer in sent] == [404] * 3
    assert [says_why(answer) for answer in sent] == [True] * 3
    assert rows_by_table() == before


def test_somebody_logged_out_while_writing_is_sent_to_log_in_and_nothing_is_written(cast, client):
    before = rows_by_table()
    answer = client.post(visit_url(cast.wang), told())
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={visit_url(cast.wang)}")
    assert rows_by_table() == before


def test_a_form_from_another_house_is_refused(cast):
    answer = browser(cast.xiaozhou, enforce_csrf_checks=True).post(visit_url(cast.wang), told())
    assert answer.status_code == 403
    assert "回到首页" in text(answer)
    assert Visit.objects.count() == 0


def test_nothing_about_the_person_is_chosen_beforehand(cast):
    form = browser(cast.xiaozhou).get(visit_url(cast.wang)).context["form"]
    asked = ("met", "minutes", "safety", "problems", "health", "mood", "needs", "next_step", "line", "reason", "again")
    assert {name: form[name].value() for name in asked if form[name].value()} == {}


def test_a_correction_shows_all_that_was_told(cast, visit):
    form = browser(cast.xiaozhou).get(urls_of(visit)["correct/"]).context["form"]
    shown = {name: form[name].value() for name in ("met", "minutes", "safety", "health", "mood", "next_step", "line")}
    assert shown == {
        "met": "yes",
        "minutes": "20",
        "safety": "fine",
        "health": "same",
        "mood": "calm",
        "next_step": "plan",
        "line": "都好",
    }
    assert list(form["needs"].value() or []) == ["medicine"]


def test_the_page_says_what_was_found_last_time(cast, visit):
    page = browser(cast.xiaozhou).get(visit_url(cast.wang)).context["page"]
    assert (page.last.day, page.last.line, page.last.health_label, page.last.mood_label) == (
        TODAY,
        "都好",
        "一样",
        "平稳",
    )
    assert page.asked_before == ["配药送药"]


def test_the_page_says_that_nobody_was_met_last_time(cast):
    morning_of(cast)
    assert browser(cast.xiaozhou).get(visit_url(cast.fu)).context["page"].attempts_line == "上次 11-24 也没见到"


def test_only_colleagues_of_the_station_can_come_along(cast):
    form = browser(cast.xiaozhou).get(visit_url(cast.wang)).context["form"]
    assert {str(worker.name) for worker in form.fields["colleagues"].queryset} == {"小林", "老陈"}


def test_a_visit_is_saved_at_one_press(cast):
    form = told(needs=["medicine", "company"], colleagues=[worker_id(cast.xiaolin)])
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), form)
    assert (answer.status_code, answer.url) == (302, f"/visits/{form['form_id']}/")
    event = ServiceEvent.objects.get()
    assert (event.minutes, event.worker_count, event.attendances.get().person) == (20, 2, cast.wang)
    assert {need.kind for need in Need.objects.all()} == {"medicine", "company"}


def test_the_page_of_a_saved_visit_says_what_it_did(cast):
    form = told(needs=["medicine"])
    page = browser(cast.xiaozhou).post(visit_url(cast.wang), form, follow=True).context["page"]
    assert (page.saved_number, page.state, page.needs) == ("460203-1", "valid", ["配药送药"])
    assert page.next_due > TODAY
    assert page.next_row.person.name == "符老伯"


def test_an_attempt_is_saved_and_is_no_visit(cast):
    browser(cast.xiaozhou).post(visit_url(cast.fu), not_met(again="tomorrow"))
    assert (Visit.objects.count(), Attendance.objects.count()) == (0, 0)
    assert ContactAttempt.objects.get().again_on == date(2026, 11, 25)


def test_what_was_ticked_for_the_other_answer_is_left_out(cast):
    browser(cast.xiaozhou).post(visit_url(cast.fu), told(met="no", reason="hospital", needs=["medicine"]))
    assert (ServiceEvent.objects.get().minutes, Need.objects.count(), Attendance.objects.count()) == (0, 0, 0)


def test_a_second_press_on_save_writes_nothing_more(cast):
    client, form = browser(cast.xiaozhou), told(needs=["medicine"])
    first = client.post(visit_url(cast.wang), form)
    before = rows_by_table()
    second = client.post(visit_url(cast.wang), form)
    assert (second.status_code, second.url) == (302, first.url)
    assert rows_by_table() == before


def test_the_same_form_with_other_words_is_refused_and_keeps_them(cast):
    client, form = browser(cast.xiaozhou), told()
    client.post(visit_url(cast.wang), form)
    answer = client.post(visit_url(cast.wang), form | {"minutes": "90"})
    assert answer.status_code == 422
    assert "已经保存过" in text(answer)
    assert Visit.objects.count() == 1


def test_a_form_pressed_again_for_somebody_else_is_refused(cast):
    client, form = browser(cast.xiaozhou), told()
    client.post(visit_url(cast.wang), form)
    assert client.post(visit_url(cast.chen), form).status_code == 422
    assert Visit.objects.count() == 1


def test_a_form_saved_by_a_colleague_is_not_saved_again_under_another_name(cast):
    form = told()
    browser(cast.xiaozhou).post(visit_url(cast.wang), form)
    assert browser(cast.xiaolin).post(visit_url(cast.wang), form).status_code == 422


def test_two_workers_do_not_write_one_visit_twice(cast, visit):
    answer = browser(cast.xiaolin).post(visit_url(cast.wang), told(line="她说腿疼"))
    assert answer.status_code == 422
    assert "小周 已经记了 2026-11-24" in errors(answer)["another_visit"][0]
    assert "她说腿疼" in text(answer)
    assert 'name="another_visit"' in text(answer)


def test_another_visit_on_the_same_day_is_saved_when_said_so(cast, visit):
    assert browser(cast.xiaolin).post(visit_url(cast.wang), told(another_visit="on")).status_code == 302
    assert Visit.objects.count() == 2
