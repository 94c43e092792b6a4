"""A need is found, waits, and is met or withdrawn."""

import uuid

import pytest

from tests.cast import TODAY, Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.work.needs.actions import answer_need, find_needs, withdraw_needs
from wushe.work.needs.models import Need, NeedState
from wushe.work.needs.queries import needs_of, open_items, open_needs

SOURCE = "visits.visit:1"


@pytest.fixture
def found(cast: Cast) -> list[Need]:
    """小周 found that 王阿婆 needs 配药送药 and 家里修缮."""
    return find_needs(cast.xiaozhou, cast.wang, cast.station, ["repair", "medicine"], on=TODAY, source=SOURCE)


def test_needs_come_in_the_order_told_with_one_audit_line(cast: Cast, found: list[Need]) -> None:
    assert [need.kind for need in found] == ["repair", "medicine"]
    assert {(need.person, need.found_by, need.found_on, need.state) for need in found} == {
        (cast.wang, cast.xiaozhou.user, TODAY, NeedState.OPEN)
    }
    line = AuditEntry.objects.get(verb="needs.find_needs")
    assert (line.target, line.facts) == (SOURCE, {"needs": 2})


def test_no_need_is_no_line(cast: Cast) -> None:
    before = rows_by_table()
    assert find_needs(cast.xiaozhou, cast.wang, cast.station, [], on=TODAY, source=SOURCE) == []
    assert rows_by_table() == before


def test_an_unknown_kind_is_refused(cast: Cast) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="needs-unknown-kind") as refused:
        find_needs(cast.xiaozhou, cast.wang, cast.station, ["medicine", "car"], on=TODAY, source=SOURCE)
    assert refused.value.facts == {"kind": "car"}
    assert rows_by_table() == before


def test_a_need_that_was_met_waits_no_longer(cast: Cast, found: list[Need]) -> None:
    met = answer_need(cast.xiaolin, found[0].uuid)
    met.refresh_from_db()
    assert (met.state, met.settled_on) == (NeedState.ANSWERED, TODAY)
    assert list(open_needs(cast.xiaozhou)) == [found[1]]
    assert set(needs_of(cast.xiaozhou, cast.wang)) == set(found)


def test_a_need_is_met_once(cast: Cast, found: list[Need]) -> None:
    answer_need(cast.xiaozhou, found[0].uuid)
    before = rows_by_table()
    with pytest.raises(Refused, match="needs-unknown-need"):
        answer_need(cast.xiaolin, found[0].uuid)
    assert rows_by_table() == before


@pytest.mark.parametrize("who", ["stranger", "wangke", "nobody"])
def test_another_station_neither_sees_nor_meets_it(cast: Cast, found: list[Need], who: str) -> None:
    viewer = getattr(cast, who)
    assert list(open_needs(viewer)) == []
    assert list(needs_of(viewer, cast.wang)) == []
    assert open_items(viewer) == []
    assert withdraw_needs(viewer, SOURCE) == 0
    with pytest.raises(Refused, match="needs-unknown-need"):
        answer_need(viewer, found[0].uuid)
    assert Need.objects.filter(state=NeedState.OPEN).count() == 2


def test_a_need_nobody_found_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="needs-unknown-need"):
        answer_need(cast.xiaozhou, uuid.uuid4())


def test_what_was_withdrawn_is_no_longer_a_need(cast: Cast, found: list[Need]) -> None:
    answer_need(cast.xiaozhou, found[0].uuid)
    assert withdraw_needs(cast.xiaozhou, SOURCE) == 1
    assert list(open_needs(cast.xiaozhou)) == []
    assert list(needs_of(cast.xiaozhou, cast.wang)) == [found[0]]
    assert withdraw_needs(cast.xiaozhou, SOURCE) == 0
    assert AuditEntry.objects.filter(verb="needs.withdraw_needs").count() == 1


def test_an_open_need_is_a_line_on_the_desk(cast: Cast, found: list[Need]) -> None:
    item = open_items(cast.laochen)[0]
    assert (item.kind, item.level, item.since, item.url) == ("need", "amber", TODAY, f"/people/{cast.wang.uuid}/")
    assert "王阿婆" in item.title
    assert "家里修缮" in item.title
