"""Somebody who died is due no more, is on no list by themselves, and is said to be dead wherever they still stand."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from tests.browsing import browser, errors, text, told, visit_url
from tests.cast import TODAY, Cast, visit_draft
from wushe.registers.beneficiaries.actions import record_death
from wushe.registers.beneficiaries.models import Membership
from wushe.registers.beneficiaries.queries import HEAD
from wushe.work.needs.models import Need
from wushe.work.visits.actions import record_visit
from wushe.work.visits.queries import charges, due_list

YESTERDAY = TODAY - timedelta(1)


def names(answer: HttpResponse) -> list[str]:
    return sorted(row.name for row in answer.context["page"].rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize("day", [YESTERDAY, TODAY])
def test_the_dead_are_nobodys_duty_and_nobodys_charge(cast: Cast, day: Any) -> None:
    record_death(cast.xiaozhou, cast.fu, day)
    for viewer in (cast.xiaozhou, cast.laochen):
        assert cast.fu not in charges(viewer, TODAY)
    everybody = due_list(cast.laochen, type(cast.fu).objects.all(), TODAY)
    [own] = [due for due in everybody if due.person_id == cast.fu.pk]
    assert (own.due, own.is_dead, own.is_due(TODAY)) == (None, True, False)


def test_today_and_the_desk_do_not_name_the_dead(cast: Cast) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu, needs=("medicine",), next_step="call"))
    record_death(cast.laochen, cast.fu, TODAY)
    assert Need.objects.filter(person=cast.fu, state="open").exists()
    for path in ("/today/", "/desk/"):
        assert "符老伯" not in text(browser(cast.laochen).get(path))


def test_the_list_names_the_dead_only_when_asked(cast: Cast) -> None:
    record_death(cast.xiaozhou, cast.fu, YESTERDAY)
    client = browser(cast.xiaozhou)
    plain, dead, both = (client.get(f"/people/{asked}") for asked in ("", "?life=dead", "?life=all"))
    assert "符老伯" not in names(plain)
    assert plain.context["page"].everybody == 5
    assert names(dead) == ["符老伯"]
    assert len(names(both)) == 6
    [row] = dead.context["page"].rows
    assert (row.is_dead, row.visit_url, row.due_on) == (True, "", None)
    assert "已故" in text(dead)


def test_somebody_sought_by_name_is_found_and_said_to_be_dead(cast: Cast) -> None:
    record_death(cast.xiaozhou, cast.fu, YESTERDAY)
    found = browser(cast.xiaozhou).post("/people/", {"q": "符老伯"}, follow=True)
    [row] = found.context["page"].rows
    assert (row.name, row.is_dead, row.age) == ("符老伯", True, 88)


def test_the_page_of_the_dead_says_so_and_offers_no_visit(cast: Cast) -> None:
    record_death(cast.laochen, cast.fu, YESTERDAY)
    page = browser(cast.laochen).get(f"/people/{cast.fu.uuid}/")
    assert "2026-11-23 去世" in text(page)
    assert "开始探访" not in text(page)
    assert [words for words, _url in page.context["page"].acts] == ["登记身份", "撤销去世登记", "合并档案", "改过什么"]


def test_a_dead_head_of_the_house_is_not_called(cast: Cast) -> None:
    Membership.objects.filter(person=cast.li_grandmother).update(role=HEAD)
    cast.li_grandmother.phone = "10012345678"
    cast.li_grandmother.save()
    client, path = browser(cast.xiaozhou), f"/people/{cast.li_child.uuid}/"
    assert client.get(path).context["page"].person.call_of == "李奶奶"
    record_death(cast.xiaozhou, cast.li_grandmother, TODAY)
    page = client.get(path).context["page"]
    assert (page.person.call_of, page.person.call_url) == ("", "")
    assert [(member.name, member.call_url) for member in page.members if member.is_dead] == [("李奶奶", "")]


def test_no_visit_is_written_after_the_day_of_death(cast: Cast) -> None:
    record_death(cast.xiaozhou, cast.fu, YESTERDAY)
    client = browser(cast.xiaozhou)
    answer = client.post(visit_url(cast.fu), told())
    assert answer.status_code == 422
    assert "2026-11-23 去世" in errors(answer)["day"][0]
    assert client.post(visit_url(cast.fu), told(day=YESTERDAY.isoformat())).status_code == 302
