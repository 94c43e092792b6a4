"""A demo that lives on a fixed day says that day everywhere, with the real time of day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from wushe.ground.kit import clock

MOMENT = datetime(2026, 11, 25, 8, 15, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def real_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the wall it is Wednesday, a quarter past eight."""
    monkeypatch.setattr(timezone, "localtime", lambda: MOMENT)


def test_on_a_fixed_day_it_is_that_day_at_the_real_hour(settings: Settings) -> None:
    settings.WUSHE_TODAY = "2026-11-24"
    assert clock.now() == MOMENT.replace(day=24)
    assert clock.now().date() == clock.today()


def test_without_a_fixed_day_it_is_now(settings: Settings) -> None:
    settings.WUSHE_TODAY = ""
    assert clock.now() == MOMENT
