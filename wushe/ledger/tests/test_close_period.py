"""A month that is over can be closed once, by its county."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import TODAY, Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, month, through
from wushe.ledger.actions import close_period, record
from wushe.ledger.models import ClosedPeriod
from wushe.ledger.queries import closed_periods
from wushe.ledger.rules import EventDraft


def test_a_closed_month_remembers_the_last_row(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 5)))
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 5)))
    closed = close_period(cast.wangke, cast.county, month(2026, 10))
    assert (closed.starts_on, closed.ends_on, closed.last_seq) == (date(2026, 10, 1), date(2026, 10, 31), 2)
    assert (closed.closed_by, closed.period, str(closed)) == (
        cast.wangke.user,
        month(2026, 10),
        "2026-10-01..2026-10-31",
    )
    line = AuditEntry.objects.latest("pk")
    assert (line.verb, line.actor, line.county_key) == ("ledger.close_period", cast.wangke.user, "460203")


def test_an_empty_month_can_be_closed(cast: Cast) -> None:
    assert close_period(cast.wangke, cast.county, month(2026, 10)).last_seq == 0


def test_months_are_listed_oldest_first(cast: Cast) -> None:
    close_period(cast.wangke, cast.county, month(2026, 10))
    close_period(cast.wangke, cast.county, month(2026, 9))
    assert [row.period for row in closed_periods(cast.county.pk)] == [month(2026, 9), month(2026, 10)]


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "stranger", "outsider", "nobody"])
def test_only_the_county_closes(cast: Cast, who: str) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match="ledger-not-your-county"):
        close_period(getattr(cast, who), cast.county, month(2026, 10))
    assert rows_by_table() == before


def test_a_county_does_not_close_for_another(cast: Cast) -> None:
    with pytest.raises(Refused, match="ledger-not-your-county"):
        close_period(cast.wangke, cast.far_station.county, month(2026, 10))


@pytest.mark.parametrize("period", [month(2026, 11), month(2026, 12), through(date(2026, 11, 1), TODAY)])
def test_a_month_that_is_not_over_is_refused(cast: Cast, period: Period) -> None:
    with pytest.raises(Refused, match="ledger-period-not-over") as refused:
        close_period(cast.wangke, cast.county, period)
    assert refused.value.facts == {"last": period.last}


def test_a_period_that_ended_yesterday_can_be_closed(cast: Cast) -> None:
    assert close_period(cast.wangke, cast.county, through(date(2026, 11, 1), date(2026, 11, 23)))


@pytest.mark.parametrize(
    "period",
    [
        month(2026, 10),
        through(date(2026, 10, 31), date(2026, 11, 1)),
        through(date(2026, 9, 1), date(2026, 10, 1)),
        through(date(2026, 10, 10), date(2026, 10, 10)),
        through(date(2026, 1, 1), date(2026, 11, 23)),
    ],
)
def test_no_day_is_closed_twice(cast: Cast, period: Period) -> None:
    close_period(cast.wangke, cast.county, month(2026, 10))
    with pytest.raises(Refused, match="ledger-already-closed"):
        close_period(cast.wangke, cast.county, period)
    assert ClosedPeriod.objects.count() == 1
