"""By telephone nobody sees the home; the page asks what can be told, and says when a call is not enough."""

from datetime import date

import pytest

from tests.browsing import browser, errors, text, told, visit_url
from tests.cast import TODAY
from wushe.work.visits.models import Visit
from wushe.work.visits.queries import open_items


def saved(cast, person, **changes):
    return browser(cast.xiaozhou).post(visit_url(person), told(**changes), follow=True)


@pytest.mark.parametrize("mode", ["phone", "video", "proxy"])
def test_the_look_around_is_not_asked_of_who_did_not_stand_there(cast, mode):
    answer = saved(cast, cast.wang, mode=mode, safety=None)
    assert answer.status_code == 200
    assert Visit.objects.get().safety == ""
    assert "安全" not in dict(answer.context["page"].facts)


def test_at_the_door_it_is_asked(cast):
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), told(safety=None))
    assert list(errors(answer)) == ["safety"]


@pytest.mark.parametrize("mode", ["phone", "video"])
def test_what_was_ticked_before_the_way_was_changed_does_not_count(cast, mode):
    saved(cast, cast.wang, mode=mode, safety="problem", problems=["gas"])
    kept = Visit.objects.get()
    assert (kept.safety, kept.problems) == ("", [])


def test_who_sent_somebody_may_tell_what_they_saw(cast):
    saved(cast, cast.wang, mode="proxy", safety="problem", problems=["gas"])
    assert Visit.objects.get().problems == ["gas"]


def test_after_a_call_nothing_is_the_same_as_last_time(cast):
    saved(cast, cast.wang, mode="phone", safety=None)
    assert not browser(cast.xiaozhou).get(visit_url(cast.wang)).context["page"].last.is_safe


def test_the_saved_page_says_that_a_call_did_not_answer_the_duty(cast):
    answer = saved(cast, cast.fu, mode="phone", safety=None)
    assert "高风险要上门，这次电话不算应访。已经到期，还要去一次。" in text(answer)
    assert answer.context["page"].next_due is None


def test_the_card_says_so_too(cast):
    saved(cast, cast.fu, day="2026-11-12")
    saved(cast, cast.fu, mode="phone", safety=None, line="电话里说")
    page = browser(cast.xiaozhou).get("/today/").context["page"]
    [row] = [row for row in page.due if row.person.name == "符老伯"]
    assert (row.last_on, row.last_line, row.tried_label) == (date(2026, 11, 12), "", "今天电话联系过，不算应访")


def test_a_call_that_answers_is_only_said_to_be_the_next(cast):
    page = saved(cast, cast.li_child, mode="phone", safety=None).context["page"]
    assert page.unanswered == ""
    assert page.next_due > TODAY


def test_a_promised_visit_may_have_a_day_that_is_told_again(cast):
    answer = saved(cast, cast.wang, next_step="revisit", revisit_on="2026-11-27")
    assert "约 11-27 再来" in text(answer)
    [item] = [item for item in open_items(cast.xiaozhou, TODAY) if item.kind == "promise"]
    assert (item.title, item.detail, item.level) == ("答应王阿婆：近日再来一次", "约 11-27，都好", "blue")


def test_when_the_promised_day_has_come_it_is_amber(cast):
    saved(cast, cast.wang, next_step="revisit", revisit_on="2026-11-24")
    assert [item.level for item in open_items(cast.xiaozhou, TODAY) if item.kind == "promise"] == ["amber"]


def test_a_day_without_the_promise_is_left_out(cast):
    saved(cast, cast.wang, next_step="plan", revisit_on="2026-11-27")
    assert Visit.objects.get().again_on is None


def test_a_promised_day_before_the_visit_is_refused_at_its_place(cast):
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), told(next_step="revisit", revisit_on="2026-11-01"))
    assert list(errors(answer)) == ["revisit_on"]
