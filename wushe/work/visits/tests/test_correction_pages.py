"""Putting a visit right, and taking it back."""

import uuid

import pytest

from tests.browsing import browser, errors, morning_of, not_met, targets, text, told, visit_url
from tests.cast import rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.work.needs.models import Need
from wushe.work.visits.models import ContactAttempt


@pytest.fixture
def visit(cast):
    """小周 met 王阿婆 this morning, who needs medicine."""
    return morning_of(cast).visit


def urls_of(visit):
    return {name: f"/visits/{visit.uuid}/{name}".replace("saved", "") for name in ("saved", "correct/", "cancel/")}


def test_a_correction_is_a_new_record_and_the_old_one_says_so(cast, visit):
    form = told(minutes="45", correction_reason="时长记错")
    client = browser(cast.xiaozhou)
    answer = client.post(urls_of(visit)["correct/"], form, follow=True)
    assert answer.redirect_chain == [(f"/visits/{form['form_id']}/", 302)]
    assert (answer.context["page"].minutes, answer.context["page"].state) == (45, "valid")
    old = client.get(urls_of(visit)["saved"])
    assert (old.context["page"].state, old.context["page"].amended_url) == ("amended", f"/visits/{form['form_id']}/")
    assert "这条已经更正" in text(old)


def test_a_second_press_on_a_correction_writes_nothing_more(cast, visit):
    client, form = browser(cast.xiaozhou), told(minutes="45", correction_reason="时长记错")
    first = client.post(urls_of(visit)["correct/"], form)
    before = rows_by_table()
    second = client.post(urls_of(visit)["correct/"], form)
    assert (second.status_code, second.url) == (302, first.url)
    assert rows_by_table() == before


def test_a_correction_without_a_reason_keeps_what_was_typed(cast, visit):
    before = rows_by_table()
    answer = browser(cast.xiaozhou).post(urls_of(visit)["correct/"], told(line="腿疼"))
    assert answer.status_code == 422
    assert errors(answer) == {"correction_reason": ["请写一句为什么更正。"]}
    assert "腿疼" in text(answer)
    assert rows_by_table() == before


def test_a_record_already_corrected_cannot_be_corrected_again(cast, visit):
    client = browser(cast.xiaozhou)
    client.post(urls_of(visit)["correct/"], told(minutes="45", correction_reason="时长记错"))
    answer = client.post(urls_of(visit)["correct/"], told(minutes="60", correction_reason="又错了"))
    assert answer.status_code == 422
    assert "已经撤销或更正过" in text(answer)
    assert "又错了" in text(answer)


def test_a_correction_to_nobody_met_turns_the_visit_into_an_attempt(cast, visit):
    client, form = browser(cast.xiaozhou), not_met(correction_reason="其实没见到")
    assert client.post(urls_of(visit)["correct/"], form).status_code == 302
    assert ContactAttempt.objects.filter(uuid=form["form_id"]).count() == 1
    assert {need.state for need in Need.objects.all()} == {"withdrawn"}


def test_a_correction_keeps_the_needs_that_were_told(cast, visit):
    client = browser(cast.xiaozhou)
    form = client.get(urls_of(visit)["correct/"]).context["form"]
    needs = list(form["needs"].value() or [])
    client.post(urls_of(visit)["correct/"], told(correction_reason="时长", minutes="45", needs=needs))
    assert [need.kind for need in Need.objects.filter(state="open")] == ["medicine"]


def test_a_visit_is_taken_back_with_a_reason(cast, visit):
    cancel = {"form_id": str(uuid.uuid4()), "reason": "记错人"}
    answer = browser(cast.xiaozhou).post(urls_of(visit)["cancel/"], cancel, follow=True)
    assert (answer.status_code, answer.context["page"].state) == (200, "reversed")
    assert "这条已经撤销" in text(answer)
    assert {need.state for need in Need.objects.all()} == {"withdrawn"}


def test_taking_back_without_a_reason_is_refused(cast, visit):
    before = rows_by_table()
    answer = browser(cast.xiaozhou).post(urls_of(visit)["cancel/"], {"form_id": str(uuid.uuid4()), "reason": " "})
    assert answer.status_code == 422
    assert errors(answer) == {"reason": ["请写一句为什么撤销。"]}
    assert rows_by_table() == before


@pytest.mark.parametrize("reason", ["长" * 201, "错\x00"])
def test_taking_back_with_a_reason_that_cannot_be_kept_is_said_in_chinese(cast, visit, reason):
    answer = browser(cast.xiaozhou).post(urls_of(visit)["cancel/"], {"form_id": str(uuid.uuid4()), "reason": reason})
    assert answer.status_code == 422
    assert errors(answer)["reason"][0].endswith("。")


def test_a_second_press_on_taking_back_writes_nothing_more(cast, visit):
    client, cancel = browser(cast.xiaozhou), {"form_id": str(uuid.uuid4()), "reason": "记错人"}
    client.post(urls_of(visit)["cancel/"], cancel)
    before = rows_by_table()
    assert client.post(urls_of(visit)["cancel/"], cancel).status_code == 302
    assert rows_by_table() == before
    assert AuditEntry.objects.filter(verb="visits.cancel_visit").count() == 1


def test_what_was_taken_back_cannot_be_taken_back_again(cast, visit):
    client = browser(cast.xiaozhou)
    client.post(urls_of(visit)["cancel/"], {"form_id": str(uuid.uuid4()), "reason": "记错人"})
    answer = client.post(urls_of(visit)["cancel/"], {"form_id": str(uuid.uuid4()), "reason": "再来"})
    assert answer.status_code == 422
    assert "已经撤销或更正过" in text(answer)


def test_no_address_on_the_pages_holds_a_name(cast, visit):
    client = browser(cast.xiaozhou)
    pages = [visit_url(cast.wang), *urls_of(visit).values()]
    addresses = [address for page in pages for address in targets(client.get(page))]
    assert addresses
    assert [address for address in addresses if "王" in address or "%E7%8E%8B" in address] == []
