"""The one-page form: nothing about the person is pre-selected, and nothing typed is lost."""

import uuid
from datetime import date
from typing import Any

import pytest

from tests.cast import TODAY, Cast, attempt_draft, visit_draft, worker_id
from wushe.ground.kit.errors import Refused
from wushe.ledger.queries import workers_of
from wushe.registers.workforce.models import Worker
from wushe.registers.workforce.queries import colleagues
from wushe.work.visits.actions import record_visit
from wushe.work.visits.forms import CancelForm, VisitForm, fresh, told_before
from wushe.work.visits.rules import VisitDraft

MET: dict[str, Any] = {
    "form_id": str(uuid.UUID(int=1)),
    "day": "2026-11-24",
    "mode": "door",
    "met": "yes",
    "minutes": "20",
    "safety": "same",
    "health": "same",
    "mood": "calm",
    "next_step": "plan",
    "origin": "professional",
    "evidence": "0",
    "line": "都好",
}
MISSED: dict[str, Any] = {
    "form_id": str(uuid.UUID(int=1)),
    "day": "2026-11-24",
    "mode": "door",
    "met": "no",
    "reason": "no_answer",
    "again": "tomorrow",
    "origin": "professional",
    "evidence": "0",
}


def form(told: dict[str, Any], *, is_correction: bool = False) -> VisitForm:
    return VisitForm(told, colleagues=Worker.objects.all(), is_correction=is_correction)


def draft(told: dict[str, Any], *, is_correction: bool = False) -> VisitDraft:
    filled = form(told, is_correction=is_correction)
    assert filled.errors == {}
    return filled.draft(7)


def test_on_a_fresh_page_nothing_is_said_of_the_person(frozen_day: date, db: None) -> None:
    empty = VisitForm(initial=fresh(), colleagues=Worker.objects.none())
    said = {name: empty[name].value() for name in empty.fields if empty[name].value() not in (None, "", [])}
    assert {name: value for name, value in said.items() if name != "form_id"} == {
        "day": TODAY,
        "mode": "door",
        "origin": "professional",
        "evidence": 0,
    }
    assert [name for name in ("met", "minutes", "safety", "health", "mood") if "checked" in str(empty[name])] == []


def test_no_radio_offers_an_empty_choice(db: None) -> None:
    empty = VisitForm(initial=fresh(), colleagues=Worker.objects.none())
    choices = [dict(getattr(field, "choices", ())) for field in empty.fields.values()]
    assert [offered for offered in choices if "" in offered] == []


def test_every_fresh_page_is_another_form(frozen_day: date) -> None:
    assert fresh()["form_id"] != fresh()["form_id"]


def test_a_visit_is_read_from_the_page(db: None) -> None:
    assert draft(MET | {"needs": ["medicine", "other"], "late_reason": "迟报", "another_visit": "on"}) == VisitDraft(
        form_id=uuid.UUID(int=1),
        person_id=7,
        day=TODAY,
        mode=1,
        met=True,
        minutes=20,
        safety="same",
        health="same",
        mood="calm",
        needs=("medicine", "other"),
        next_step="plan",
        line="都好",
        reason="迟报",
        is_another=True,
    )


@pytest.mark.parametrize(
    ("again", "again_on"),
    [
        ({"again": ""}, None),
        ({"again": "evening"}, TODAY),
        ({"again": "tomorrow"}, date(2026, 11, 25)),
        ({"again": "pick", "again_on": "2026-12-01"}, date(2026, 12, 1)),
        ({"again": "evening", "again_on": "2026-12-01"}, TODAY),
    ],
)
def test_an_attempt_is_read_from_the_page(db: None, again: dict[str, str], again_on: date | None) -> None:
    read = draft(MISSED | again)
    assert (read.met, read.absence, read.again_on, read.minutes, read.safety) == (False, "no_answer", again_on, 0, "")


def test_what_was_tapped_on_the_other_half_of_the_page_does_not_count(db: None) -> None:
    read = draft(MET | MISSED | {"needs": ["medicine"], "problems": ["gas"]})
    assert (read.minutes, read.safety, read.problems, read.needs, read.mood) == (0, "", (), (), "")
    met = draft(MISSED | MET)
    assert (met.absence, met.again_on) == ("", None)


@pytest.mark.parametrize(
    ("told", "minutes"),
    [({"minutes": "45"}, 45), ({"minutes": "", "minutes_typed": "75"}, 75), ({"minutes_typed": "1440"}, 1440)],
)
def test_minutes_are_a_chip_or_typed(db: None, told: dict[str, str], minutes: int) -> None:
    assert draft(MET | told).minutes == minutes


def test_problems_alone_say_that_there_is_a_problem(db: None) -> None:
    read = draft(MET | {"safety": "", "problems": ["gas"]})
    assert (read.safety, read.problems) == ("problem", ("gas",))


@pytest.mark.parametrize("safety", ["same", "fine"])
def test_a_safe_look_clears_problems(db: None, safety: str) -> None:
    read = draft(MET | {"safety": safety, "problems": ["gas"]})
    assert (read.safety, read.problems) == (safety, ())


def test_a_need_ticked_twice_is_one_need(db: None) -> None:
    assert draft(MET | {"needs": ["medicine", "medicine"]}).needs == ("medicine",)


def test_colleagues_are_chosen_from_the_station(cast: Cast) -> None:
    told = MET | {"colleagues": [str(worker_id(cast.xiaolin))]}
    ours = VisitForm(told, colleagues=colleagues(cast.xiaozhou, TODAY))
    assert ours.is_valid()
    assert ours.draft(7).colleagues == (worker_id(cast.xiaolin),)
    theirs = VisitForm(told, colleagues=colleagues(cast.stranger, TODAY))
    assert list(theirs.errors) == ["colleagues"]


WRONG = [
    (MET, {"form_id": ""}, "form_id"),
    (MET, {"form_id": "x"}, "form_id"),
    (MET, {"day": ""}, "day"),
    (MET, {"day": "昨天"}, "day"),
    (MET, {"day": "2026-11-31"}, "day"),
    (MET, {"mode": ""}, "mode"),
    (MET, {"mode": "drone"}, "mode"),
    (MET, {"mode": "venue"}, "mode"),
    (MET, {"met": ""}, "met"),
    (MET, {"met": "perhaps"}, "met"),
    (MET, {"minutes": ""}, "minutes"),
    (MET, {"minutes": "15"}, "minutes"),
    (MET, {"minutes": "", "minutes_typed": "半小时"}, "minutes_typed"),
    (MET, {"minutes": "", "minutes_typed": "0"}, "minutes_typed"),
    (MET, {"minutes": "", "minutes_typed": "-5"}, "minutes_typed"),
    (MET, {"minutes": "", "minutes_typed": "1441"}, "minutes_typed"),
    (MET, {"minutes": "", "minutes_typed": "20.5"}, "minutes_typed"),
    (MET, {"safety": ""}, "safety"),
    (MET, {"safety": "unsure"}, "safety"),
    (MET, {"safety": "problem"}, "problems"),
    (MET, {"problems": ["roof"]}, "problems"),
    (MET, {"health": ""}, "health"),
    (MET, {"health": "good"}, "health"),
    (MET, {"mood": ""}, "mood"),
    (MET, {"next_step": ""}, "next_step"),
    (MET, {"next_step": "forget"}, "next_step"),
    (MET, {"needs": ["car"]}, "needs"),
    (MET, {"line": "字" * 501}, "line"),
    (MET, {"line": "a\x00b"}, "line"),
    (MET, {"origin": ""}, "origin"),
    (MET, {"origin": "else"}, "origin"),
    (MET, {"evidence": ""}, "evidence"),
    (MET, {"evidence": "E9"}, "evidence"),
    (MET, {"evidence": "5"}, "evidence"),
    (MET, {"late_reason": "字" * 201}, "late_reason"),
    (MET, {"colleagues": ["999999"]}, "colleagues"),
    (MET, {"colleagues": ["x"]}, "colleagues"),
    (MISSED, {"reason": ""}, "reason"),
    (MISSED, {"reason": "asleep"}, "reason"),
    (MISSED, {"again": "never"}, "again"),
    (MISSED, {"again": "pick"}, "again_on"),
    (MISSED, {"again": "pick", "again_on": "后天"}, "again_on"),
    (MISSED, {"line": "字" * 501}, "line"),
]


@pytest.mark.parametrize(("page", "told", "field"), WRONG)
def test_each_wrong_input_gets_a_chinese_sentence_at_its_field(
    db: None, page: dict[str, Any], told: dict[str, Any], field: str
) -> None:
    errors = form(page | told).errors
    assert list(errors) == [field]
    assert [words for words in errors[field] if not has_chinese(words)] == []


@pytest.mark.parametrize(("page", "told", "field"), WRONG)
def test_nothing_typed_is_lost(db: None, page: dict[str, Any], told: dict[str, Any], field: str) -> None:
    filled = form(page | told)
    assert not filled.is_valid()
    kept = {name: filled[name].value() for name in page | told}
    assert kept == page | told


def has_chinese(words: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


def test_everything_missing_is_told_at_once(db: None) -> None:
    empty = dict.fromkeys(MET, "") | {"form_id": MET["form_id"], "met": "yes"}
    wanted = {"day", "mode", "origin", "evidence", "safety", "health", "mood", "next_step", "minutes"}
    assert set(form(empty).errors) == wanted


def test_a_text_that_is_too_long_is_kept_whole_and_counted(db: None) -> None:
    filled = form(MET | {"line": "字" * 612})
    assert filled.errors["line"] == ["写了 612 个字，最多 500 个字。请删短一些。"]
    assert "字" * 612 in str(filled["line"])
    assert "maxlength" not in str(filled["line"])


@pytest.mark.parametrize(
    ("code", "facts", "field"),
    [
        ("ledger-future-service", {"day": TODAY, "today": TODAY}, "day"),
        ("ledger-station-not-open", {"day": TODAY, "opening": "6月24日"}, "day"),
        ("visits-no-home", {"day": TODAY}, "day"),
        ("visits-already-recorded", {"day": TODAY, "by": "小林"}, "another_visit"),
        ("ledger-closed-needs-reason", {"month": "2026-10"}, "late_reason"),
        ("ledger-no-worker", {}, "colleagues"),
        ("ledger-form-reused", {}, "__all__"),
    ],
)
def test_a_refusal_stands_at_the_field_it_is_about(db: None, code: str, facts: dict[str, object], field: str) -> None:
    filled = form(MET)
    assert filled.is_valid()
    filled.refuse(Refused(code, **facts))
    assert list(filled.errors) == [field]
    assert filled["line"].value() == "都好"


def test_the_last_day_of_the_calendar_is_no_reason_to_fail(db: None) -> None:
    """ "Tomorrow" of that day does not exist; the page says that the day has not come."""
    assert "还没到" in form(MISSED | {"day": "9999-12-31"}).errors["day"][0]


def test_a_correction_asks_why(db: None) -> None:
    assert form(MET, is_correction=True).errors == {"correction_reason": ["请写一句为什么更正。"]}
    assert draft(MET | {"correction_reason": "写错"}, is_correction=True).reason == "写错"


def test_a_correction_begins_with_all_that_was_said(cast: Cast) -> None:
    told = record_visit(
        cast.xiaozhou,
        cast.station,
        cast.wang,
        visit_draft(
            cast.wang,
            minutes=25,
            mode=3,
            safety="problem",
            problems=("gas",),
            origin=2,
            evidence=3,
            colleagues=(worker_id(cast.xiaolin),),
        ),
    )
    before = told_before(told, workers_of(cast.xiaozhou, told.event)[1:])
    assert before.pop("form_id") != told.uuid
    assert {name: before[name] for name in ("met", "mode", "minutes", "safety", "problems", "line")} == {
        "met": "yes",
        "mode": "video",
        "minutes": "25",
        "safety": "problem",
        "problems": ["gas"],
        "line": "都好",
    }
    assert (before["origin"], before["evidence"]) == ("assigned", 3)
    assert worker_id(cast.xiaolin) in before["colleagues"]


@pytest.mark.parametrize("again_on", [None, date(2026, 11, 30)])
def test_a_corrected_attempt_can_be_saved_as_it_was(cast: Cast, again_on: date | None) -> None:
    told = record_visit(
        cast.xiaozhou, cast.station, cast.wang, attempt_draft(cast.wang, absence="out", again_on=again_on)
    )
    said = {name: value for name, value in told_before(told).items() if value is not None}
    again = draft(MISSED | {"again": ""} | said | {"correction_reason": "核对"}, is_correction=True)
    assert (again.met, again.absence, again.again_on) == (False, "out", again_on)


@pytest.mark.parametrize("reason", ["", "字" * 201])
def test_taking_back_asks_why_in_chinese_and_keeps_what_was_typed(reason: str) -> None:
    filled = CancelForm({"form_id": str(uuid.UUID(int=1)), "reason": reason})
    assert list(filled.errors) == ["reason"]
    assert has_chinese(filled.errors["reason"][0])
    assert filled["reason"].value() == reason
