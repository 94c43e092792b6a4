"""To a report one adds whose child it is, that it was a mistake, that the county has it; nothing is taken away."""

import uuid

import pytest
from django.db.utils import DatabaseError

from tests.cast import Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.work.safeguarding.actions import add_entry, mark_mistake, name_child, report_child_in_danger, take_report
from wushe.work.safeguarding.models import MandatoryReport, ReportEntry
from wushe.work.safeguarding.queries import open_items, report, reports_about

PRESS = uuid.UUID(int=110)


@pytest.fixture
def made(cast: Cast) -> MandatoryReport:
    """小周 pressed on 今日, at nobody's home."""
    return report_child_in_danger(cast.xiaozhou, cast.station, PRESS, None)


def mistake(cast: Cast, made: MandatoryReport, who: str = "xiaozhou") -> ReportEntry:
    return mark_mistake(getattr(cast, who), made, form_id=uuid.uuid4(), reason="手滑点到的")


def told(cast: Cast, made: MandatoryReport, **said: str) -> ReportEntry:
    usual = {"facts": "", "called": "none", "receipt": ""}
    return add_entry(cast.xiaozhou, made, form_id=uuid.uuid4(), situations=[], **usual | said)


def waits(cast: Cast, who: str) -> list[str]:
    return [item.detail for item in open_items(getattr(cast, who))]


def test_a_report_is_told_whose_child_it_is(cast: Cast, made: MandatoryReport) -> None:
    name_child(cast.xiaozhou, made, form_id=uuid.uuid4(), person=cast.li_child)
    assert list(reports_about(cast.laochen, cast.li_child)) == [made]
    assert list(reports_about(cast.xiaolin, cast.li_child)) == []
    line = AuditEntry.objects.get(verb="safeguarding.name_child")
    assert (line.target, line.county_key, line.facts) == (f"safeguarding.report:{PRESS}", "460203", {})


def test_a_child_on_no_list_is_told_in_words(cast: Cast, made: MandatoryReport) -> None:
    entry = name_child(cast.xiaozhou, made, form_id=uuid.uuid4(), person=None, words=" 租户老吴家的小孩 ")
    assert (entry.kind, entry.person, entry.facts) == ("about", None, "租户老吴家的小孩")


def test_nobody_at_all_is_refused(cast: Cast, made: MandatoryReport) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="safeguarding-nobody-named"):
        name_child(cast.xiaozhou, made, form_id=uuid.uuid4(), person=None, words="  ")
    assert rows_by_table() == before


def test_a_mistake_waits_for_nobody_and_is_read_for_ever(cast: Cast, made: MandatoryReport) -> None:
    mistake(cast, made)
    assert [waits(cast, who) for who in ("xiaozhou", "laochen", "wangke")] == [[], [], []]
    assert report(cast.wangke, PRESS) == made
    with pytest.raises(DatabaseError, match="append-only"):
        ReportEntry.objects.update(kind="told")


def test_who_has_more_to_say_takes_the_mistake_back(cast: Cast, made: MandatoryReport) -> None:
    mistake(cast, made)
    told(cast, made, facts="又听见哭声")
    assert [waits(cast, who) for who in ("xiaozhou", "laochen", "wangke")] == [["还没有报警或拨打 12345"]] * 3


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_mistake_without_a_reason_is_refused(cast: Cast, made: MandatoryReport, reason: str) -> None:
    with pytest.raises(Refused, match="safeguarding-needs-reason"):
        mark_mistake(cast.xiaozhou, made, form_id=uuid.uuid4(), reason=reason)
    assert waits(cast, "laochen") != []


def test_the_county_does_not_call_it_a_mistake_and_the_station_does_not_take_it(
    cast: Cast, made: MandatoryReport
) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="safeguarding-not-your-station"):
        mistake(cast, made, "wangke")
    with pytest.raises(Refused, match="safeguarding-not-your-county"):
        take_report(cast.laochen, made, form_id=uuid.uuid4())
    assert rows_by_table() == before


def test_the_county_is_told_until_it_has_the_report_in_hand(cast: Cast, made: MandatoryReport) -> None:
    told(cast, made, called="110")
    assert (waits(cast, "xiaozhou"), waits(cast, "wangke")) == ([], ["已打电话，区县还没接报"])
    entry = take_report(cast.wangke, made, form_id=uuid.uuid4(), receipt=" 民 7 ", words="下午到")
    assert (entry.kind, entry.receipt, entry.facts, entry.by) == ("taken", "民 7", "下午到", cast.wangke.user)
    assert waits(cast, "wangke") == []


def test_that_the_county_has_it_does_not_say_that_somebody_called(cast: Cast, made: MandatoryReport) -> None:
    take_report(cast.wangke, made, form_id=uuid.uuid4())
    assert waits(cast, "laochen") == ["还没有报警或拨打 12345"]


def test_the_number_given_on_the_phone_may_follow_later(cast: Cast, made: MandatoryReport) -> None:
    told(cast, made, called="110")
    assert told(cast, made, receipt="2026-1").receipt == "2026-1"


def test_a_form_pressed_twice_is_one_entry_and_with_other_words_refused(cast: Cast, made: MandatoryReport) -> None:
    form_id = uuid.uuid4()
    first = name_child(cast.xiaozhou, made, form_id=form_id, person=cast.li_child)
    assert name_child(cast.xiaozhou, made, form_id=form_id, person=cast.li_child) == first
    with pytest.raises(Refused, match="safeguarding-form-reused"):
        name_child(cast.xiaozhou, made, form_id=form_id, person=cast.wang)
