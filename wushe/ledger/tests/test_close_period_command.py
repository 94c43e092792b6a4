"""Close a month on the command line."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from wushe.ledger.actions import record_many
from wushe.ledger.models import ClosedPeriod


def test_a_month_is_closed_up_to_its_last_ledger_number(cast, event_draft, capsys):
    record_many(cast.xiaozhou, [event_draft(), event_draft()])
    call_command("close_period", "460203", "2026-10")
    closed = ClosedPeriod.objects.get()
    assert (closed.starts_on, closed.ends_on, closed.last_seq) == (date(2026, 10, 1), date(2026, 10, 31), 2)
    assert capsys.readouterr().out.strip() == "吉阳区 2026-10 已关账，上报到台账号 460203-2。"


@pytest.mark.parametrize(
    ("county", "month", "sentence"),
    [
        ("460203", "2026-11", "2026-11-30 还没过完"),
        ("460203", "2026-13", "“2026-13”不是月份"),
        ("460203", "十月", "“十月”不是月份"),
        ("unit-1", "2026-10", "没有区县“unit-1”"),
        ("nowhere", "2026-10", "没有区县“nowhere”"),
    ],
)
def test_a_month_that_cannot_be_closed_is_refused_in_one_sentence(cast, county, month, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("close_period", county, month)
    assert not ClosedPeriod.objects.exists()


def test_a_month_is_closed_once(cast):
    call_command("close_period", "460203", "2026-10")
    with pytest.raises(CommandError, match="每个月只能关一次"):
        call_command("close_period", "460203", "2026-10")
