"""One tap makes one report; whoever may read it, and nobody can take it away."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from tests.cast import LONG_AGO, TODAY, Cast, rows_by_table, staff_member
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Grant, Role
from wushe.registers.stations.queries import viewer_for
from wushe.work.safeguarding.actions import add_entry, report_child_in_danger
from wushe.work.safeguarding.models import MandatoryReport, ReportEntry
from wushe.work.safeguarding.queries import open_items, report, reports

PRESS = uuid.UUID(int=110)
SAID: dict[str, Any] = {"situations": ["injuries"], "facts": "手臂有伤", "called": "none", "receipt": ""}


@pytest.fixture
def made(cast: Cast) -> MandatoryReport:
    """小周 pressed at 李小雨's home."""
    return report_child_in_danger(cast.xiaozhou, cast.station, PRESS, cast.li_child)


def test_one_tap_is_a_report(cast: Cast, made: MandatoryReport) -> None:
    assert (made.station, made.county, made.person) == (cast.station, cast.county, cast.li_child)
    assert made.reported_by == cast.xiaozhou.user
    assert made.number == f"QB-{made.pk:05d}"
    line = AuditEntry.objects.get(verb="safeguarding.report_child_in_danger")
    assert (line.target, line.county_key, line.facts) == (f"safeguarding.report:{PRESS}", "460203", {})


def test_nothing_has_to_be_known(cast: Cast) -> None:
    assert report_child_in_danger(cast.xiaozhou, cast.station, PRESS, None).person is None


def test_however_often_pressed_it_is_one_report(cast: Cast, made: MandatoryReport) -> None:
    before = rows_by_table()
    again = [report_child_in_danger(cast.xiaozhou, cast.station, PRESS, cast.li_child) for _ in range(5)]
    assert again == [made] * 5
    assert rows_by_table() == before


def test_another_press_is_another_report(cast: Cast, made: MandatoryReport) -> None:
    other = report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_child)
    assert other != made
    assert other.number != made.number


def test_the_press_of_somebody_else_shows_nothing(cast: Cast, made: MandatoryReport) -> None:
    with pytest.raises(Refused, match="safeguarding-unknown-report"):
        report_child_in_danger(cast.xiaolin, cast.station, PRESS, cast.li_child)


@pytest.mark.parametrize("who", ["stranger", "outsider", "wangke", "nobody"])
def test_one_reports_from_ones_own_station(cast: Cast, who: str) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="safeguarding-foreign-station"):
        report_child_in_danger(getattr(cast, who), cast.station, PRESS, None)
    assert rows_by_table() == before


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "wangke"])
def test_reporter_lead_and_county_may_read(cast: Cast, made: MandatoryReport, who: str) -> None:
    assert report(getattr(cast, who), PRESS) == made
    assert list(reports(getattr(cast, who))) == [made]


@pytest.mark.parametrize("who", ["xiaolin", "stranger", "outsider", "nobody"])
def test_nobody_else_learns_that_it_is(cast: Cast, made: MandatoryReport, who: str) -> None:
    assert list(reports(getattr(cast, who))) == []
    assert open_items(getattr(cast, who)) == []
    with pytest.raises(Refused, match="safeguarding-unknown-report"):
        report(getattr(cast, who), PRESS)


def test_a_lead_of_another_station_may_not_read(cast: Cast, made: MandatoryReport) -> None:
    lead = staff_member("邻站站长", Role.LEAD, station=cast.next_station)
    assert list(reports(lead)) == []


def test_who_leads_another_station_reads_only_there(cast: Cast, made: MandatoryReport) -> None:
    """小林 works here and leads the next station: at home still a colleague, who may not read."""
    Grant.objects.create(user=cast.xiaolin.user, role=Role.LEAD, station=cast.next_station, starts_on=LONG_AGO)
    assert list(reports(viewer_for(cast.xiaolin.user, TODAY))) == []


def test_reports_are_told_newest_first(cast: Cast, made: MandatoryReport) -> None:
    newer = report_child_in_danger(cast.xiaolin, cast.station, uuid.uuid4(), None)
    assert list(reports(cast.laochen)) == [newer, made]


@pytest.mark.parametrize("model", [MandatoryReport, ReportEntry])
def test_nothing_of_it_can_be_deleted_or_changed(cast: Cast, made: MandatoryReport, model: type[models.Model]) -> None:
    add_entry(cast.xiaozhou, made, form_id=uuid.uuid4(), **SAID)
    before = list(model.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete(using="default")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(id=models.F("id"))
    assert list(model.objects.values()) == before


def test_facts_are_added_one_after_the_other(cast: Cast, made: MandatoryReport) -> None:
    first = add_entry(cast.xiaozhou, made, form_id=uuid.uuid4(), **SAID | {"situations": ["self-harm", "abandoned"]})
    second = add_entry(cast.laochen, made, form_id=uuid.uuid4(), **SAID | {"called": "110", "receipt": " 2026-1 "})
    assert list(made.entries.order_by("pk")) == [first, second]
    assert (first.situations, first.facts, first.by) == (["abandoned", "self-harm"], "手臂有伤", cast.xiaozhou.user)
    assert (second.called, second.receipt, second.by) == ("110", "2026-1", cast.laochen.user)
    assert AuditEntry.objects.filter(verb="safeguarding.add_entry", target=f"safeguarding.report:{PRESS}").count() == 2


def test_a_second_press_on_an_addition_changes_nothing(cast: Cast, made: MandatoryReport) -> None:
    form_id = uuid.uuid4()
    entry = add_entry(cast.xiaozhou, made, form_id=form_id, **SAID)
    before = rows_by_table()
    assert add_entry(cast.xiaozhou, made, form_id=form_id, **SAID) == entry
    assert rows_by_table() == before


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"situations": [], "facts": "  ", "called": "none"}, "safeguarding-nothing-said"),
        ({"facts": "字" * 1001}, "safeguarding-facts-too-long"),
        ({"situations": ["injuries", "unknown"]}, "safeguarding-unknown-code"),
        ({"called": "119"}, "safeguarding-unknown-code"),
    ],
)
def test_an_addition_that_says_nothing_or_too_much_is_refused(
    cast: Cast, made: MandatoryReport, told: dict[str, Any], code: str
) -> None:
    before = rows_by_table()
    with pytest.raises(Refused) as refused:
        add_entry(cast.xiaozhou, made, form_id=uuid.uuid4(), **SAID | told)
    assert refused.value.code == code
    assert rows_by_table() == before


@pytest.mark.parametrize(
    "told",
    [
        {"situations": ["injuries"], "facts": "", "called": "none"},
        {"situations": [], "facts": "哭声", "called": "none"},
        {"situations": [], "facts": "", "called": "12345"},
        {"facts": "字" * 1000},
    ],
)
def test_one_thing_said_is_enough(cast: Cast, made: MandatoryReport, told: dict[str, Any]) -> None:
    assert add_entry(cast.xiaozhou, made, form_id=uuid.uuid4(), **SAID | told).pk


def test_it_stays_open_until_somebody_was_called(cast: Cast, made: MandatoryReport) -> None:
    add_entry(cast.xiaozhou, made, form_id=uuid.uuid4(), **SAID)
    [item] = open_items(cast.laochen)
    assert (item.kind, item.title, item.level, item.url) == (
        "report",
        f"强制报告 {made.number}",
        "red",
        f"/safeguarding/{PRESS}/",
    )
    assert [one.url for one in open_items(cast.xiaozhou)] == [item.url]
    add_entry(cast.laochen, made, form_id=uuid.uuid4(), **SAID | {"called": "110"})
    assert open_items(cast.laochen) == []
