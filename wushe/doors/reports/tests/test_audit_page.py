"""The privacy officer reads what was done in the county, filtered and page by page, and checks the chain."""

import pytest
from django.db import connection

from tests.browsing import browser, morning_of, text
from tests.cast import Cast
from tests.environment import lifted_triggers
from wushe.ground.accounts import audit
from wushe.ground.accounts.models import AuditEntry


def lines(answer) -> list:
    return answer.context["page"].lines


@pytest.fixture
def officer(cast: Cast):
    morning_of(cast)
    return browser(cast.zhuanyuan)


def test_the_privacy_officer_comes_to_the_audit(officer) -> None:
    assert officer.get("/").url == "/audit/"


def test_lines_of_the_county_are_there_the_latest_first(cast: Cast, officer) -> None:
    audit.record("test.write", "test:far", actor=None, county_key="530302")
    shown = lines(officer.get("/audit/"))
    assert shown[0].verb_label == "记走访"
    assert [line.number for line in shown] == [f"460203-{seq}" for seq in range(len(shown), 0, -1)]
    assert "test:far" not in text(officer.get("/audit/"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("verb=needs.find_needs", {"登记需求"}),
        ("target=ledger.event:460203-1", {"入账"}),
        ("from=2099-01-01", set()),
        ("to=2020-01-01", set()),
        ("verb=nothing", set()),
    ],
)
def test_lines_are_filtered(officer, query: str, expected: set[str]) -> None:
    assert {line.verb_label for line in lines(officer.get(f"/audit/?{query}"))} == expected


def test_lines_of_one_person_who_works(cast: Cast, officer) -> None:
    audit.record("test.write", "test:1", actor=cast.laochen.user, county_key="460203")
    shown = lines(officer.get(f"/audit/?actor={cast.laochen.user.pk}"))
    assert [(line.who, line.target) for line in shown] == [("老陈", "test:1")]


def test_a_wrong_date_is_said_and_shows_all(officer) -> None:
    answer = officer.get("/audit/?from=yesterday")
    assert answer.status_code == 422
    assert "开始或结束日期不对" in text(answer)
    assert lines(answer)


def test_long_lists_come_in_pages_that_keep_the_filter(officer) -> None:
    for number in range(60):
        audit.record("test.write", f"test:{number}", actor=None, county_key="460203")
    first = officer.get("/audit/?verb=test.write")
    assert len(lines(first)) == 50
    second = officer.get("/audit/" + first.context["page"].pager.next_url)
    assert [line.target for line in lines(second)] == [f"test:{number}" for number in range(9, -1, -1)]


def test_the_chain_is_checked_from_the_page(cast: Cast, officer) -> None:
    assert "还没有在这里核对过" in text(officer.get("/audit/"))
    assert officer.post("/audit/").url == "/audit/"
    assert "完整" in text(officer.get("/audit/"))
    line = AuditEntry.objects.get(verb="accounts.check_chain")
    assert (line.actor, line.target, line.facts["wrong"]) == (cast.zhuanyuan.user, "accounts.chain:460203", "")


def test_a_broken_chain_is_said(officer) -> None:
    with lifted_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_auditentry SET target = 'x' WHERE county_key = '460203' AND seq = 2")
    officer.post("/audit/")
    assert "第 2 条：这一条被改过" in text(officer.get("/audit/"))


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "wangke", "outsider", "nobody"])
def test_nobody_else_reads_the_audit(cast: Cast, who: str) -> None:
    client = browser(getattr(cast, who))
    assert client.get("/audit/").status_code == 403
    assert client.post("/audit/").status_code == 403


@pytest.mark.parametrize("path", ["/today/", "/people/", "/desk/", "/county/"])
def test_the_privacy_officer_sees_no_persons_and_no_figures(cast: Cast, path: str) -> None:
    assert browser(cast.zhuanyuan).get(path).status_code == 403
    assert browser(cast.zhuanyuan).get(f"/people/{cast.wang.uuid}/").status_code == 404


def test_no_beneficiary_is_named(cast: Cast, officer) -> None:
    page = text(officer.get("/audit/"))
    assert not [name for name in ("王阿婆", "符老伯", "李小雨", "都好") if name in page]
