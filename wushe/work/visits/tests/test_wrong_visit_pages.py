"""A visit form with something wrong in it: nothing is written, the page says where, what was typed stays."""

import pytest

from tests.browsing import browser, errors, not_met, text, told, visit_url
from tests.cast import rows_by_table
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period
from wushe.ledger.models import ServiceEvent

WRONG = {
    "no answer to met": (told(met=None), "met"),
    "an answer that is none": (told(met="maybe"), "met"),
    "no minutes": (told(minutes=None), "minutes"),
    "no safety": (told(safety=None), "safety"),
    "no health": (told(health=None), "health"),
    "no mood": (told(mood=None), "mood"),
    "no next step": (told(next_step=None), "next_step"),
    "a problem that is not named": (told(safety="problem"), "problems"),
    "a need nobody knows": (told(needs=["gold"]), "needs"),
    "minutes in words": (told(minutes_typed="半小时"), "minutes_typed"),
    "no minute": (told(minutes_typed="0"), "minutes_typed"),
    "more than a day": (told(minutes_typed="1441"), "minutes_typed"),
    "no day": (told(day=""), "day"),
    "a day that is none": (told(day="2026-02-30"), "day"),
    "a day to come": (told(day="2026-11-25"), "day"),
    "a day before the station": (told(day="2020-12-31"), "day"),
    "a day of long ago": (told(day="0001-01-01"), "day"),
    "the last day there is": (told(day="9999-12-31"), "day"),
    "too long a line": (told(line="长" * 501), "line"),
    "a letter no database takes": (told(line="都好\x00"), "line"),
    "an unknown colleague": (told(colleagues=["987654"]), "colleagues"),
    "a colleague who is none": (told(colleagues=["x"]), "colleagues"),
    "an evidence that is none": (told(evidence="9"), "evidence"),
    "an origin that is none": (told(origin="x"), "origin"),
    "a mode that is none": (told(mode="boat"), "mode"),
    "a form id that is none": (told(form_id="x"), "form_id"),
    "no form id": (told(form_id=None), "form_id"),
    "nobody met and no reason": (not_met(reason=None), "reason"),
    "another day without the day": (not_met(again="pick"), "again_on"),
    "another day before today": (not_met(again="pick", again_on="2026-11-01"), "again_on"),
    "tomorrow of the last day there is": (not_met(again="tomorrow", day="9999-12-31"), "day"),
}


@pytest.mark.parametrize(("form", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_form_with_something_wrong_is_not_saved_and_says_where(cast, form, field):
    before = rows_by_table()
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), form)
    assert answer.status_code == 422
    assert field in errors(answer)
    assert errors(answer)[field][0] in text(answer)
    assert rows_by_table() == before


@pytest.mark.parametrize(("form", "field"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_in_chinese(cast, form, field):
    said = errors(browser(cast.xiaozhou).post(visit_url(cast.wang), form))
    assert [word for sentences in said.values() for word in sentences if not word.endswith("。")] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("line", "她说腿疼，要去看"),
        ("late_reason", "停电"),
        ("minutes_typed", "35"),
        ("day", "2026-11-20"),
        ("form_id", "0b0e7a5c-1c1c-4a44-9d7e-0d7f1c1f7a11"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(cast, name, value):
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), told(**{"mood": None, name: value}))
    assert answer.status_code == 422
    assert answer.context["form"][name].value() == value
    assert value in text(answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("met", "yes"),
        ("mode", "phone"),
        ("safety", "fine"),
        ("health", "worse"),
        ("next_step", "refer"),
        ("minutes", "45"),
        ("needs", "childcare"),
        ("origin", "assigned"),
        ("evidence", "3"),
    ],
)
def test_what_was_chosen_stays_chosen_when_something_is_wrong(cast, name, value):
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), told(**{"mood": None, name: value}))
    chosen = [choice.data["value"] for choice in answer.context["form"][name] if choice.data["selected"]]
    assert [str(one) for one in chosen] == [value]


def test_an_empty_form_asks_for_everything_it_needs(cast):
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 422
    assert {"form_id", "day", "mode", "met"} <= set(errors(answer))


def test_a_closed_month_asks_for_a_reason_and_takes_it(cast):
    close_period(cast.wangke, cast.county, month(2026, 10))
    client, form = browser(cast.xiaozhou), told(day="2026-10-20")
    answer = client.post(visit_url(cast.wang), form)
    assert answer.status_code == 422
    assert "2026-10 已经关账" in errors(answer)["late_reason"][0]
    assert client.post(visit_url(cast.wang), form | {"late_reason": "停电，晚了"}).status_code == 302
    assert ServiceEvent.objects.get().reason == "停电，晚了"


def test_text_that_looks_like_a_program_is_shown_as_text(cast):
    form = told(line="<script>alert(1)</script>{{ 7|add:7 }}")
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), form, follow=True)
    assert "<script>alert" not in answer.content.decode()
    assert "<script>alert(1)</script>{{ 7|add:7 }}" in text(answer)
