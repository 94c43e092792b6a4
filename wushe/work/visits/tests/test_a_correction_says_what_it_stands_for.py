"""A corrected visit names the one it stands for and what is different; the form says that it corrects, and asks why."""

from datetime import date

from tests.browsing import browser, errors, morning_of, not_met, text, told, visit_url
from tests.cast import TODAY, worker_id
from wushe.registers.workforce.models import Posting


def corrected(cast, visit, form):
    return browser(cast.xiaozhou).post(f"/visits/{visit.uuid}/correct/", form, follow=True)


def test_the_saved_page_says_which_record_it_stands_for_and_what_changed(cast):
    visit = morning_of(cast).visit
    page = corrected(cast, visit, told(minutes="90", mood="low", correction_reason="时长记错"))
    assert page.context["page"].corrects.changes == ["心情 平稳→低落", "时长 20→90 分钟"]
    assert page.context["page"].corrects.url == f"/visits/{visit.uuid}/"
    assert "数字只算这一条" in text(page)


def test_a_correction_to_nobody_met_says_so(cast):
    page = corrected(cast, morning_of(cast).visit, not_met(correction_reason="其实没见到")).context["page"]
    assert "见到 见到了→没见到" in page.corrects.changes


def test_the_old_record_says_by_which_it_was_corrected(cast):
    visit = morning_of(cast).visit
    new = corrected(cast, visit, told(minutes="90", correction_reason="时长记错")).context["page"]
    assert f"已被更正为 {new.saved_number}" in text(browser(cast.xiaozhou).get(f"/visits/{visit.uuid}/"))


def test_the_form_says_that_it_corrects_and_that_a_reason_is_wanted(cast):
    shown = text(browser(cast.xiaozhou).get(f"/visits/{morning_of(cast).visit.uuid}/correct/"))
    assert "<h2>更正探访" in shown
    assert "必填" in shown


def test_a_day_before_ones_own_post_is_said_to_be_that(cast):
    Posting.objects.filter(worker=worker_id(cast.xiaozhou)).update(starts_on=date(2026, 11, 10))
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), told(day="2026-11-09"))
    assert list(errors(answer)) == ["day"]
    assert errors(answer)["day"][0].startswith("2026-11-09 那天您还没有（或已经不）在本站驻站")
    assert 'details class="ws-panel ws-more" data-open-if-kept open' in text(answer)


def test_with_a_colleague_along_the_page_points_to_the_colleagues(cast):
    Posting.objects.filter(worker=worker_id(cast.xiaolin)).update(starts_on=TODAY)
    form = told(day="2026-11-23", colleagues=[worker_id(cast.xiaolin)])
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), form)
    assert list(errors(answer)) == ["colleagues"]
