"""What is masked is shown one at a time, after a reason that is kept, so many times a day."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError

from tests.browsing import browser, errors, refusal, text
from tests.cast import TODAY, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.registers.beneficiaries.actions.reveals import call_person, reveal
from wushe.registers.beneficiaries.models import Masked, Person, Reveal, Why
from wushe.registers.beneficiaries.queries.reveals import reveals_used

PHONE, PAPER = "10012341234", "999999194005010028"


@pytest.fixture
def wang(cast):
    """王阿婆 with numbers."""
    cast.wang.phone, cast.wang.id_number = PHONE, PAPER
    index_numbers(cast.wang)
    cast.wang.save()
    return cast.wang


def ask(viewer, person, **told):
    return browser(viewer).post(f"/people/{person.uuid}/reveal/", {"field": "phone", "reason": "call"} | told)


@pytest.mark.parametrize(("field", "value"), [("phone", PHONE), ("id", PAPER), ("name", "王阿婆")])
def test_one_thing_is_shown_after_a_reason(cast, wang, field, value):
    answer = ask(cast.xiaozhou, wang, field=field, reason="identity")
    assert answer.status_code == 200
    assert answer.context["page"].value == value
    others = {PHONE, PAPER} - {value}
    assert [other for other in others if other in text(answer)] == []


def test_the_page_leaves_itself_after_a_minute_and_nobody_keeps_it(cast, wang):
    answer = ask(cast.xiaozhou, wang)
    assert answer.headers["Refresh"] == f"60; url=/people/{wang.uuid}/"
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_every_look_leaves_a_row_and_an_audit_line_without_the_value(cast, wang):
    ask(cast.xiaozhou, wang, field="id", reason="paperwork")
    row = Reveal.objects.get()
    assert (row.user, row.person, row.field, row.reason, row.nth, row.day) == (
        cast.xiaozhou.user,
        wang,
        Masked.ID,
        Why.PAPERWORK,
        1,
        TODAY,
    )
    line = AuditEntry.objects.get(verb="beneficiaries.reveal")
    assert (line.actor, line.target, line.county_key) == (
        cast.xiaozhou.user,
        f"beneficiaries.person:{wang.uuid}",
        "460203",
    )
    assert line.facts == {"field": "id", "reason": "paperwork"}
    assert PAPER not in json.dumps(line.facts) + line.target


@pytest.mark.parametrize(
    "told", [{"reason": ""}, {"reason": "x"}, {"reason": "other"}, {"reason": "other", "words": " "}]
)
def test_without_a_reason_nothing_is_shown_and_nothing_is_written(cast, wang, told):
    before = rows_by_table()
    answer = ask(cast.xiaozhou, wang, **told)
    assert answer.status_code == 422
    assert errors(answer)
    assert PHONE not in text(answer)
    assert rows_by_table() == before


def test_words_for_another_reason_are_sealed(cast, wang):
    ask(cast.xiaozhou, wang, reason="other", words="女儿找不到她")
    row = Reveal.objects.select_related("person__key").get()
    assert row.words == "女儿找不到她"
    assert "女儿".encode() not in bytes(row.words_sealed)
    assert AuditEntry.objects.get(verb="beneficiaries.reveal").facts == {"field": "phone", "reason": "other"}


def test_too_many_words_are_told_of(cast, wang):
    assert ask(cast.xiaozhou, wang, reason="other", words="话" * 61).status_code == 422


def test_a_number_that_is_not_there_is_refused(cast):
    before = rows_by_table()
    answer = ask(cast.xiaozhou, cast.wang)
    assert answer.status_code == 400
    assert refusal(answer) == "档案里没有登记电话。请先在档案里补上。"
    assert rows_by_table() == before


@pytest.mark.parametrize("who", ["stranger", "outsider", "wangke", "nobody"])
@pytest.mark.parametrize("verb", ["reveal", "call"])
def test_nobody_else_learns_anything(cast, wang, who, verb):
    before = rows_by_table()
    answer = browser(getattr(cast, who)).post(f"/people/{wang.uuid}/{verb}/", {"field": "phone", "reason": "call"})
    assert answer.status_code == 404
    assert PHONE not in text(answer)
    assert rows_by_table() == before


@pytest.mark.parametrize("verb", ["reveal", "call"])
def test_an_address_alone_shows_nothing(cast, wang, verb):
    assert browser(cast.xiaozhou).get(f"/people/{wang.uuid}/{verb}/").status_code == 405


def test_so_many_looks_a_day_and_no_more(cast, wang, settings):
    settings.WUSHE_REVEALS_A_DAY = 2
    assert [ask(cast.xiaozhou, wang).status_code for _ in range(3)] == [200, 200, 403]
    answer = ask(cast.xiaozhou, wang)
    assert refusal(answer).startswith("今天已经看了 2 次完整的姓名或号码，到了上限。")
    assert PHONE not in text(answer)
    assert Reveal.objects.count() == AuditEntry.objects.filter(verb="beneficiaries.reveal").count() == 2


def test_everybody_has_their_own_looks_and_new_ones_tomorrow(cast, wang, settings):
    settings.WUSHE_REVEALS_A_DAY = 1
    assert ask(cast.xiaozhou, wang).status_code == 200
    assert ask(cast.xiaolin, wang).status_code == 200
    assert ask(cast.xiaozhou, wang).status_code == 403
    settings.WUSHE_TODAY = (TODAY + timedelta(days=1)).isoformat()
    assert ask(cast.xiaozhou, wang).status_code == 200


def test_two_looks_at_once_cannot_count_as_one(cast, wang):
    reveal(cast.xiaozhou, wang, Masked.PHONE, Why.CALL)
    twin = Reveal.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError):
        twin.save(force_insert=True)


def test_a_call_to_ones_own_caseload_is_written_down_and_not_counted(cast, wang, settings):
    settings.WUSHE_REVEALS_A_DAY = 1
    assert [call_person(cast.xiaozhou, wang) for _ in range(3)] == [PHONE] * 3
    assert [row.nth for row in Reveal.objects.all()] == [None] * 3
    assert AuditEntry.objects.filter(verb="beneficiaries.reveal").count() == 3
    assert reveals_used(cast.xiaozhou, TODAY) == 0


def test_a_call_to_somebody_elses_people_is_counted(cast, wang, settings):
    settings.WUSHE_REVEALS_A_DAY = 1
    assert call_person(cast.xiaolin, wang) == PHONE
    with pytest.raises(Refused, match="beneficiaries-reveals-used-up"):
        call_person(cast.xiaolin, wang)


def test_one_tap_gives_the_dialler_the_number_and_a_browser_a_page(cast, wang):
    client = browser(cast.xiaozhou)
    tapped = client.post(f"/people/{wang.uuid}/call/", headers={"accept": "application/json"})
    assert tapped.json() == {"tel": PHONE}
    assert "no-store" in tapped.headers["Cache-Control"]
    page = client.post(f"/people/{wang.uuid}/call/")
    assert f'href="tel:{PHONE}"' in text(page)
    assert page.headers["Refresh"].startswith("60;")


@pytest.mark.parametrize("address", ["/today/", "/people/", "/people/{uuid}/", "/people/{uuid}/visit/"])
def test_no_page_holds_a_number_before_it_is_asked_for(cast, wang, address):
    page = text(browser(cast.xiaozhou).get(address.format(uuid=wang.uuid)))
    assert "王阿婆" in page
    assert PHONE not in page
    assert PAPER not in page


def test_the_person_page_says_who_looked_last(cast, wang):
    for reason in ("call", "identity", "paperwork"):
        ask(cast.xiaolin, wang, reason=reason)
    ask(cast.laochen, wang, field="id", reason="identity")
    papers = browser(cast.xiaozhou).get(f"/people/{wang.uuid}/").context["page"].papers
    assert [(look.by, look.what, look.why) for look in papers.last] == [
        ("老陈", "证件号码", "核对身份"),
        ("小林", "电话", "填材料"),
        ("小林", "电话", "核对身份"),
    ]
    assert papers.left == 30


def test_a_person_without_any_number_has_nothing_to_ask_for(cast):
    assert browser(cast.xiaozhou).get(f"/people/{cast.wang.uuid}/").context["page"].papers.lines == []
    assert Person.objects.get(pk=cast.wang.pk).phone_sealed == b""
