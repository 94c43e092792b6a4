"""One person's page: who it is, what happened, what is masked."""

import uuid

import pytest

from tests.browsing import browser, morning_of, targets, text
from tests.cast import TODAY, attempt_draft, visit_draft
from wushe.registers.beneficiaries.actions import ConsentDraft, give_consent, withdraw_consent
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.work.needs.actions import answer_need
from wushe.work.safeguarding.actions import report_child_in_danger
from wushe.work.visits.actions import record_visit


def page_of(viewer, person, more=""):
    return browser(viewer).get(f"/people/{person.uuid}/{more}").context["page"]


def told(page):
    return [(line.kind, line.title, line.line) for line in page.timeline.lines]


def test_the_page_tells_family_categories_and_what_happened(cast):
    morning_of(cast)
    page = page_of(cast.xiaozhou, cast.wang)
    visit = page.timeline.lines[0]
    assert (visit.kind, visit.line, visit.by) == ("visit", "都好", "小周 20 分钟")
    assert [need.title for need in page.open_needs] == ["配药送药"]
    assert (page.risk, page.risk_reason, page.worker_name) == ("key", "test", "小周")
    assert [(row.name, row.ends_on) for row in page.categories] == [("独居老人", None)]
    family = page_of(cast.xiaozhou, cast.li_child).members
    assert [(member.name, member.categories, member.is_self) for member in family] == [
        ("李奶奶", ["留守老人"], False),
        ("张梅", ["留守妇女"], False),
        ("李小雨", ["留守儿童"], True),
    ]


def test_everything_stands_on_one_line(cast):
    morning = morning_of(cast)
    answer_need(cast.xiaozhou, morning.need.uuid)
    assert told(page_of(cast.xiaozhou, cast.wang)) == [
        ("visit", "上门，见到了", "都好"),
        ("need", "发现需求：配药送药", ""),
        ("answered", "需求办结：配药送药", ""),
        ("change", "列为独居老人", "test"),
        ("change", "风险定为重点", "test"),
    ]
    assert told(page_of(cast.xiaozhou, cast.fu))[0] == ("attempt", "上门，没见到（联系尝试）", "敲门没人应")


def test_the_line_can_be_read_kind_by_kind(cast):
    morning_of(cast)
    groups = {group.name: (group.count, group.url) for group in page_of(cast.xiaozhou, cast.wang).timeline.groups}
    assert {name: count for name, (count, _url) in groups.items()} == {"全部": 4, "探访": 1, "需求": 1, "变动": 2}
    needs = browser(cast.xiaozhou).get(groups["需求"][1]).context["page"]
    assert [line.kind for line in needs.timeline.lines] == ["need"]
    assert len(page_of(cast.xiaozhou, cast.wang, "?only=nonsense").timeline.lines) == 4


def test_what_is_earlier_is_one_press_away(cast):
    for number in range(23):
        draft = attempt_draft(cast.wang, line=f"第{number}次")
        record_visit(cast.xiaozhou, cast.station, cast.wang, draft)
    line = page_of(cast.xiaozhou, cast.wang, "?only=visits").timeline
    assert (len(line.lines), line.earlier) == (20, 3)
    more = browser(cast.xiaozhou).get(line.earlier_url).context["page"].timeline
    assert (len(more.lines), more.earlier) == (23, 0)


@pytest.mark.parametrize("shown", ["-1", "x", "0", "²", "9" * 5000, "1.5"])
def test_a_number_of_lines_that_is_none_is_the_usual(cast, shown):
    assert len(page_of(cast.xiaozhou, cast.wang, f"?shown={shown}").timeline.lines) == 2


def test_a_cancelled_visit_is_no_longer_what_happened(cast):
    visit = morning_of(cast).visit
    client = browser(cast.xiaozhou)
    client.post(f"/visits/{visit.uuid}/cancel/", {"form_id": str(uuid.uuid4()), "reason": "记错人"})
    page = client.get(f"/people/{cast.wang.uuid}/").context["page"]
    assert [line.kind for line in page.timeline.lines] == ["change", "change"]
    assert page.last_on is None


def test_a_report_is_on_the_line_of_those_who_may_read_it_only(cast):
    report = report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_child)
    assert [line.title for line in page_of(cast.xiaozhou, cast.li_child, "?only=reports").timeline.lines] == [
        f"强制报告 {report.number}"
    ]
    assert [line.kind for line in page_of(cast.laochen, cast.li_child).timeline.lines].count("report") == 1
    assert report.number not in text(browser(cast.xiaolin).get(f"/people/{cast.li_child.uuid}/"))


def test_the_head_says_when_the_next_visit_is_due(cast):
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    page = page_of(cast.xiaozhou, cast.wang)
    assert page.last_on == TODAY
    assert page.days < 0
    assert page.visit_url == f"/people/{cast.wang.uuid}/visit/"


def test_numbers_are_masked_on_the_page(cast):
    cast.wang.phone, cast.wang.id_number, cast.wang.id_doubt = "10012341234", "999999194005010028", "校验位不对"
    index_numbers(cast.wang)
    cast.wang.save()
    answer = browser(cast.xiaozhou).get(f"/people/{cast.wang.uuid}/")
    papers = answer.context["page"].papers
    assert [(line.label, line.masked) for line in papers.lines] == [
        ("电话", "100****1234"),
        ("证件号码", "9999 **** **** **** 28"),
    ]
    assert papers.doubt == "校验位不对"
    assert "10012341234" not in text(answer)
    assert "999999194005010028" not in text(answer)


def test_the_strip_tells_the_latest_word_on_each_purpose(cast):
    def agree(purpose):
        draft = ConsentDraft(uuid.uuid4(), purpose, "station", "signed", "2026-01", TODAY)
        return give_consent(cast.xiaozhou, cast.wang, draft)

    agree("service")
    photo = agree("photo")
    withdraw_consent(cast.xiaozhou, cast.wang, photo.uuid, TODAY, "不想拍了")
    page = page_of(cast.xiaozhou, cast.wang)
    assert [(line.purpose, line.is_open) for line in page.consents] == [("建档和服务", True), ("拍照、录音", False)]


def test_without_a_consent_the_strip_says_so_and_leads_there(cast):
    answer = browser(cast.xiaozhou).get(f"/people/{cast.wang.uuid}/")
    assert "登记同意" in text(answer)
    assert answer.context["page"].consent_url == f"/people/{cast.wang.uuid}/consent/"


def test_a_lead_may_do_more_with_a_file_than_a_worker(cast):
    worker, lead = page_of(cast.xiaozhou, cast.wang).acts, page_of(cast.laochen, cast.wang).acts
    assert [words for words, _url in worker] == ["登记身份", "指定责任人", "登记搬家", "登记去世"]
    assert [words for words, _url in lead][4:] == ["合并档案", "改过什么"]
    assert [browser(cast.laochen).get(url).status_code for _words, url in lead] == [200] * 6


def test_one_more_of_the_family_is_registered_into_the_same_household(cast):
    client = browser(cast.xiaozhou)
    page = client.get(f"/people/{cast.li_child.uuid}/").context["page"]
    new = client.get(page.family_url)
    assert "住进已登记的一户" in text(new)
    known = {"name": "王阿婆", "birth_on": "1940-05-01", "since": TODAY.isoformat(), "form_id": str(uuid.uuid4())}
    refused = client.post(page.family_url, known)
    assert refused.status_code == 422
    [move] = [target for target in targets(refused) if target.startswith(f"/people/{cast.wang.uuid}/move/")]
    there = client.get(move)
    assert "住进已登记的一户" in text(there)
    assert (
        client.post(move, {"form_id": str(uuid.uuid4()), "role": "其他亲属", "on": TODAY.isoformat()}).status_code
        == 302
    )
    family = client.get(f"/people/{cast.li_child.uuid}/").context["page"].members
    assert "王阿婆" in {member.name for member in family}
