"""The pages of file requests: no name in an address, none on a page of somebody who may not read it."""

import re
import uuid
from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.browsing import browser, says_why, targets, text
from tests.cast import Cast
from wushe.ground.accounts.models import AuditEntry
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.stations.models import Station
from wushe.work.disclosures.models import FileRequest, State

ASK = {"purpose": "complaint", "words": "群众来信反映救助没有落实，核对走访经过"}
NAME, PHONE = "王阿婆", "100-1234-5678"


@pytest.fixture
def wang(cast: Cast, event_draft: Callable[..., EventDraft]) -> Cast:
    """王阿婆 has a telephone, and was visited."""
    cast.wang.phone = PHONE
    cast.wang.save(update_fields=["phone_sealed"])
    record(cast.xiaozhou, event_draft())
    return cast


def handle_of(client, asked: str = NAME) -> str:
    """The address for asking that a search gives."""
    found = text(client.post("/files/", {"q": asked}))
    return re.findall(r'href="(/files/ask/[0-9a-f-]{36}/)"', found)[0]


def ask(cast: Cast) -> FileRequest:
    client = browser(cast.wangke)
    assert client.post(handle_of(client), ASK).status_code == 302
    return FileRequest.objects.latest("pk")


def test_a_search_says_how_many_and_not_who(wang: Cast) -> None:
    page = text(browser(wang.wangke).post("/files/", {"q": "王阿"}))
    assert "六道大社区社工站 1 人" in page
    assert NAME not in page
    assert str(wang.wang.uuid) not in page


def test_what_was_asked_stands_in_no_address(wang: Cast) -> None:
    client = browser(wang.wangke)
    answer = client.post("/files/", {"q": NAME})
    assert not [target for target in targets(answer) if NAME in target or "q=" in target]
    assert "本区县没查到" in text(client.post("/files/", {"q": "没有这个人"}))
    assert client.post("/files/", {"q": "王"}).status_code == 422
    assert client.post("/files/", {"q": ""}).status_code == 422


def test_the_officer_asks_the_lead_grants_the_officer_reads(wang: Cast) -> None:
    row = ask(wang)
    officer, lead = browser(wang.wangke), browser(wang.laochen)
    mine = text(officer.get("/files/"))
    assert row.number in mine
    assert "等站里答复" in mine
    assert NAME not in mine
    assert officer.get(f"/files/{row.uuid}/").status_code == 404

    assert f"/files/{row.uuid}/decide/" in text(lead.get("/desk/"))
    assert NAME in text(lead.get("/files/requests/"))
    assert ASK["words"] in text(lead.get(f"/files/{row.uuid}/decide/"))
    assert lead.post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": "7"}).status_code == 302

    page = text(officer.get(f"/files/{row.uuid}/"))
    assert NAME in page
    assert PHONE not in page
    assert "100****5678" in page
    assert "探访" in page
    assert AuditEntry.objects.filter(verb="disclosures.read_file").count() == 1


def test_a_number_is_shown_once_for_a_reason(wang: Cast) -> None:
    row = ask(wang)
    browser(wang.laochen).post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": "7"})
    officer = browser(wang.wangke)
    refused = officer.post(f"/files/{row.uuid}/reveal/", {"field": "phone", "reason": ""})
    assert refused.status_code == 422
    assert "请选一个理由" in text(refused)
    assert PHONE not in text(refused)
    assert PHONE in text(officer.post(f"/files/{row.uuid}/reveal/", {"field": "phone", "reason": "call"}))
    assert PHONE not in text(officer.get(f"/files/{row.uuid}/"))
    assert AuditEntry.objects.filter(verb="beneficiaries.reveal").count() == 1


def test_a_look_that_is_refused_says_why(wang: Cast, settings: Settings) -> None:
    row = ask(wang)
    browser(wang.laochen).post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": "7"})
    officer, reveal = browser(wang.wangke), f"/files/{row.uuid}/reveal/"
    settings.WUSHE_REVEALS_A_DAY = 0
    used_up = officer.post(reveal, {"field": "phone", "reason": "call"})
    assert used_up.status_code == 422
    [sentence] = used_up.context["form"].non_field_errors()
    assert sentence in text(used_up)
    assert PHONE not in text(used_up)
    assert "表单里有系统不认识的选项" in text(officer.post(reveal, {"field": "other", "reason": "call"}))


def test_a_second_search_leaves_the_first_one_open(wang: Cast) -> None:
    client = browser(wang.wangke)
    first, second = handle_of(client), handle_of(client, "符老伯")
    assert first != second
    assert client.get(first).status_code == 200
    assert client.post(first, ASK).status_code == 302
    assert FileRequest.objects.get().person == wang.wang


def test_one_asks_the_station_one_chose(wang: Cast) -> None:
    second = Station.objects.create(key="second", name="村级点", county=wang.county, coverage=wang.station.coverage)
    client = browser(wang.wangke)
    found = re.findall(r'href="(/files/ask/[0-9a-f-]{36}/)"', text(client.post("/files/", {"q": NAME})))
    stations = []
    for handle in found:
        client.post(handle, ASK)
        row = FileRequest.objects.latest("pk")
        stations.append(row.station)
        FileRequest.objects.update(state=State.REFUSED)
    assert stations == [wang.station, second]


def test_ended_it_is_not_there_any_more(wang: Cast) -> None:
    row = ask(wang)
    lead, officer = browser(wang.laochen), browser(wang.wangke)
    lead.post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": "7"})
    assert lead.post(f"/files/{row.uuid}/end/", {"reason": ""}).status_code == 422
    assert lead.post(f"/files/{row.uuid}/end/", {"reason": "事情已经办完"}).status_code == 302
    answer = officer.get(f"/files/{row.uuid}/")
    assert answer.status_code == 404
    assert says_why(answer)
    assert NAME not in text(answer)
    assert "事情已经办完" in text(officer.get("/files/"))


def test_a_refusal_says_why(wang: Cast) -> None:
    row = ask(wang)
    lead = browser(wang.laochen)
    assert lead.post(f"/files/{row.uuid}/decide/", {"answer": "refuse", "reason": ""}).status_code == 422
    assert lead.post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": "40"}).status_code == 422
    assert lead.post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": ""}).status_code == 422
    lead.post(f"/files/{row.uuid}/decide/", {"answer": "refuse", "reason": "请先和站里联系"})
    row.refresh_from_db()
    assert row.state == State.REFUSED
    assert "请先和站里联系" in text(browser(wang.wangke).get("/files/"))


def test_a_purpose_that_names_somebody_comes_back_in_words(wang: Cast) -> None:
    client = browser(wang.wangke)
    answer = client.post(handle_of(client), ASK | {"words": f"核对{NAME}的救助有没有落实"})
    assert answer.status_code == 422
    assert "不要写服务对象的姓名和号码" in text(answer)


@pytest.mark.parametrize("who", ["xiaozhou", "stranger", "outsider", "zhuanyuan", "nobody"])
def test_nobody_else_comes_in(wang: Cast, who: str) -> None:
    row = ask(wang)
    other = browser(getattr(wang, who))
    assert other.get("/files/").status_code == 403
    assert other.get("/files/requests/").status_code == 403
    for path in (f"/files/{row.uuid}/", f"/files/{row.uuid}/decide/"):
        answer = other.get(path)
        assert answer.status_code == 404
        assert NAME not in text(answer)
    for path in (f"/files/{row.uuid}/reveal/", f"/files/{row.uuid}/decide/", f"/files/{row.uuid}/end/"):
        assert other.post(path, {"answer": "grant", "days": "3", "reason": "call", "field": "phone"}).status_code == 404
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_a_handle_opens_nothing_for_somebody_else_and_nothing_invented(wang: Cast) -> None:
    handle = handle_of(browser(wang.wangke))
    again = browser(wang.wangke)
    assert again.get(handle).status_code == 404
    assert again.get(f"/files/ask/{uuid.uuid4()}/").status_code == 404


def test_the_audit_page_tells_it_all_without_a_name(wang: Cast) -> None:
    row = ask(wang)
    browser(wang.laochen).post(f"/files/{row.uuid}/decide/", {"answer": "grant", "days": "7"})
    browser(wang.wangke).get(f"/files/{row.uuid}/")
    page = text(browser(wang.zhuanyuan).get("/audit/"))
    for words in ("在全区县查人", "申请调阅档案", "同意调阅", "打开调阅的档案", row.number, "王科", "老陈"):
        assert words in page
    for name in (NAME, "符老伯", ASK["words"], PHONE):
        assert name not in page
    assert "到 2026-11-30" in page
