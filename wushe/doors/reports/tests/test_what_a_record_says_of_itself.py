"""A record says in plain words whether it counts, what corrected it, and how many records stand behind a number."""

import uuid

from tests.browsing import browser, morning_of, text, told
from wushe.ground.kit.periods import month
from wushe.ledger.actions import record
from wushe.ledger.models import ServiceEvent
from wushe.registers.catalog.models import Method, Mode
from wushe.statistics.counting import count
from wushe.statistics.rules import measures
from wushe.statistics.scopes import scope_for


def record_page(cast, event, who="xiaozhou"):
    return browser(getattr(cast, who)).get(f"/records/{event.number}/").context["page"]


def correct(cast, visit):
    form = told(minutes="90", correction_reason="时长记错")
    browser(cast.xiaozhou).post(f"/visits/{visit.uuid}/correct/", form)
    reversal = ServiceEvent.objects.get(reverses=visit.event)
    return reversal, ServiceEvent.objects.get(amends=visit.event)


def test_a_correction_is_no_taking_back(cast):
    visit = morning_of(cast).visit
    reversal, right = correct(cast, visit)
    old, between, new = (record_page(cast, row) for row in (visit.event, reversal, right))
    assert (new.title, new.state_label) == ("探访", "有效，计入数字")
    assert [(line.label, line.number) for line in new.history] == [("更正自", visit.event.number)]
    assert old.state_label == f"已被更正为 {right.number}，原条不再计入"
    assert [(line.label, line.number) for line in old.history] == [
        ("已被更正为", right.number),
        ("冲销行", reversal.number),
    ]
    assert (between.title, between.state_label) == ("冲销（更正时系统自动记的）", "本身不计数")
    assert [line.label for line in between.history] == ["冲销了", "已被更正为"]


def test_a_taking_back_is_one(cast):
    visit = morning_of(cast).visit
    cancel = {"form_id": str(uuid.uuid4()), "reason": "记错人"}
    browser(cast.xiaozhou).post(f"/visits/{visit.uuid}/cancel/", cancel)
    reversal = ServiceEvent.objects.get(reverses=visit.event)
    assert (record_page(cast, reversal).title, record_page(cast, visit.event).state_label) == ("撤销", "已撤销，不计数")
    assert [line.label for line in record_page(cast, visit.event).history] == ["被撤销"]


def test_an_attempt_does_not_claim_to_count(cast):
    page = record_page(cast, morning_of(cast).attempt.event)
    assert (page.title, page.state_label) == ("探访，没见到", "联系尝试，不计探访")


def test_the_degree_of_evidence_begins_with_its_word(cast):
    assert dict(record_page(cast, morning_of(cast).event).facts)["证据等级"] == "仅录入（E0）"


def test_no_page_shows_a_path_of_the_documents(cast):
    assert [row.key for row in measures().values() if "docs/" in row.source] == []


def test_a_number_that_is_not_the_number_of_its_records_says_why(cast, event_draft):
    morning_of(cast)
    gathering = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "people": (), "heads_counted": 40}
    record(cast.xiaozhou, event_draft(**gathering))
    figures = {key: count(key, scope_for("460203"), month(2026, 11)) for key in ("person-times", "attempts")}
    shown = {key: browser(cast.wangke).get(figure.url) for key, figure in figures.items()}
    bridge = "记录 2 条：实名 1 条，每条 1 人次；未实名 1 场，共 40 人次。"
    assert shown["person-times"].context["page"].bridge == bridge
    assert bridge in text(shown["person-times"])
    assert shown["attempts"].context["page"].bridge == ""


def test_the_county_is_told_where_a_child_is_named(cast):
    morning_of(cast)
    url = count("persons", scope_for("460203"), month(2026, 11)).url
    assert "只有强制报告写明孩子" in browser(cast.wangke).get(url).context["page"].rights_note


def test_a_worker_is_told_that_the_column_of_the_due_is_their_own(cast):
    assert browser(cast.xiaozhou).get("/desk/").context["page"].due_label == "我的到期"
    assert browser(cast.laochen).get("/desk/").context["page"].due_label == "到期"


def test_the_month_on_today_is_said_to_be_the_stations(cast):
    assert "本站本月" in text(browser(cast.xiaozhou).get("/today/"))
