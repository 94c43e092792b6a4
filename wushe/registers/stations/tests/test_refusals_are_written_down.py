"""Who asks for what is not theirs gets the usual answer, and one line is kept of it, outside what was undone."""

import uuid

import pytest
from django.db import DatabaseError
from django.test import Client

from tests.browsing import browser
from tests.cast import Cast
from wushe.ground.accounts import audit
from wushe.ground.accounts.checking import check_chains
from wushe.ground.accounts.models import AuditEntry
from wushe.registers.stations.middleware import REFUSALS


def refusals() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(verb="refused").order_by("pk"))


def test_a_foreign_person_leaves_one_line_without_a_name(cast: Cast) -> None:
    assert browser(cast.xiaozhou).get(f"/people/{cast.neighbour.uuid}/").status_code == 404
    [line] = refusals()
    assert (line.actor, line.target, line.county_key) == (
        cast.xiaozhou.user,
        f"phone:person:{cast.neighbour.uuid}",
        "460203",
    )
    assert line.facts == {"code": "beneficiaries-unknown-person", "count": 1}
    assert [verdict.wrong for verdict in check_chains()] == [None, None]


@pytest.mark.parametrize(
    ("who", "path", "target", "code"),
    [
        ("outsider", "/records/460203-1/", "reports:record:460203-1", "ledger-unknown-number"),
        ("xiaozhou", "/records/王阿婆/", "reports:record", "ledger-unknown-number"),
        ("wangke", "/today/", "phone:today", "stations-not-for-you"),
        ("xiaozhou", "/county/", "reports:county", "stations-not-for-you"),
        ("stranger", "/figures/?q=persons@1?scope=530302%26from=2026-11-01%26to=2026-11-30", "reports:figure",
         "statistics-foreign-scope"),
    ],
)  # fmt: skip
def test_a_record_a_figure_and_a_page_for_others_too(cast: Cast, who: str, path: str, target: str, code: str) -> None:
    assert browser(getattr(cast, who)).get(path).status_code in (403, 404)
    assert [(line.target, line.facts["code"]) for line in refusals()] == [(target, code)]


def test_somebody_without_a_grant_leaves_a_line_that_belongs_to_no_county(cast: Cast) -> None:
    browser(cast.nobody).get(f"/people/{cast.wang.uuid}/")
    assert [(line.actor, line.county_key) for line in refusals()] == [(cast.nobody.user, "")]


@pytest.mark.parametrize("path", ["/nowhere/", "/people/x/", "/today/"])
def test_a_typing_error_and_a_page_of_ones_own_leave_none(cast: Cast, path: str) -> None:
    browser(cast.xiaozhou).get(path)
    assert refusals() == []


def test_a_visitor_leaves_none(db: None) -> None:
    assert Client().get(f"/people/{uuid.uuid4()}/").status_code == 302
    assert refusals() == []


def test_a_mistake_in_a_form_leaves_none(cast: Cast) -> None:
    answer = browser(cast.wangke).get("/county/?period=custom&from=2026-11-30&to=2026-11-01")
    assert answer.status_code == 422
    assert refusals() == []


def test_a_flood_leaves_a_few_lines_with_the_count(cast: Cast) -> None:
    client = browser(cast.xiaozhou)
    for _ in range(120):
        client.get(f"/people/{uuid.uuid4()}/")
    assert [line.facts["count"] for line in refusals()] == [1, 10, 100]
    client.get("/county/")
    assert refusals()[-1].facts == {"code": "stations-not-for-you", "count": 1}
    REFUSALS.forget()  # a minute later
    client.get(f"/people/{uuid.uuid4()}/")
    assert refusals()[-1].facts["count"] == 1


def test_a_line_that_cannot_be_written_costs_nobody_the_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*words: object, **facts: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(audit, "record", fail)
    answer = browser(cast.xiaozhou).get(f"/people/{cast.neighbour.uuid}/")
    assert answer.status_code == 404
    assert "这里没有您能看的内容" in answer.content.decode()


@pytest.mark.parametrize("who", ["dudao", "jigou", "guanli", "zhuanyuan", "wangke"])
def test_whoever_stands_in_one_county_is_written_on_its_chain(cast: Cast, who: str) -> None:
    browser(getattr(cast, who)).get(f"/people/{cast.far_elder.uuid}/")
    assert [line.county_key for line in refusals()] == ["460203"]
