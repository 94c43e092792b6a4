"""Who was sought in vain is told on the list with what was agreed, and is not the next to be offered."""

from datetime import date, timedelta

import pytest

from tests.browsing import browser, not_met, text, told, visit_url
from tests.cast import TODAY, attempt_draft, visit_draft
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import ContactAttempt
from wushe.work.visits.pages import again_label, come_again


def row_of(cast, name):
    rows = browser(cast.xiaozhou).get("/today/").context["page"].due
    return next(row for row in rows if row.person.name == name)


@pytest.mark.parametrize(
    ("again", "words"),
    [
        ({}, "今天去过，没见到"),
        ({"again": "evening"}, "今天去过，没见到，约傍晚再来"),
        ({"again": "tomorrow"}, "今天去过，没见到，约明天上午再来"),
        ({"again": "pick", "again_on": "2026-12-01"}, "今天去过，没见到，约 12-01 再来"),
        ({"mode": "phone", "reason": "no_reply"}, "今天打过电话，没接通"),
        ({"mode": "proxy"}, "今天托人去过，没见到"),
    ],
)
def test_the_card_says_what_was_tried_and_agreed(cast, again, words):
    browser(cast.xiaozhou).post(visit_url(cast.fu), not_met(**again))
    assert row_of(cast, "符老伯").tried_label == words
    assert words in text(browser(cast.xiaozhou).get("/today/"))


def test_yesterdays_promise_of_tomorrow_morning_is_for_this_morning(cast):
    draft = attempt_draft(cast.fu, day=TODAY - timedelta(days=1), again_on=TODAY, again_part="morning")
    record_visit(cast.xiaozhou, cast.station, cast.fu, draft)
    assert row_of(cast, "符老伯").tried_label == "昨天去过，没见到，约上午再来"


def test_a_meeting_since_ends_it(cast):
    record_visit(cast.xiaozhou, cast.station, cast.fu, attempt_draft(cast.fu, day=date(2026, 11, 12)))
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, day=date(2026, 11, 13)))
    assert row_of(cast, "符老伯").tried_label == ""


def test_the_part_of_the_day_is_kept(cast):
    browser(cast.xiaozhou).post(visit_url(cast.fu), not_met(again="evening"))
    kept = ContactAttempt.objects.get()
    assert (kept.again_on, kept.again_part) == (TODAY, "evening")
    form = browser(cast.xiaozhou).get(f"/visits/{kept.uuid}/correct/").context["form"]
    assert form["again"].value() == "evening"


def test_the_next_to_visit_is_nobody_who_was_tried_today(cast):
    client = browser(cast.xiaozhou)
    client.post(visit_url(cast.fu), not_met())
    page = client.post(visit_url(cast.wang), told(), follow=True).context["page"]
    assert page.next_row.person.name == "李奶奶"


def test_days_are_said_as_they_are_seen_from_a_day():
    assert [
        again_label(day, part, TODAY)
        for day, part in (
            (TODAY, ""),
            (TODAY, "evening"),
            (TODAY + timedelta(days=1), ""),
            (date(2026, 12, 1), "morning"),
            (None, ""),
        )
    ] == ["今天", "傍晚", "明天", "12-01上午", ""]
    assert come_again(None, "", TODAY) == ""
