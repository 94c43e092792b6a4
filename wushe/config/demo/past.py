"""Let the clock stand where the history is 回到当时.

The ledger and the audit stamp their rows themselves, as they should. A demo is the one place where rows of years
are written in a minute, and where the same day and seed must give the same rows: while it is written, Django's
clock shows the moment of the row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from wushe.ground.kit import clock

LOCAL = ZoneInfo("Asia/Shanghai")


def local(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of a day, as the people of the demo read it on the wall."""
    return datetime.combine(day, time(hour, minute, second), tzinfo=LOCAL)


@contextmanager
def moment(at: datetime) -> Iterator[None]:
    """Everything written inside is stamped with this moment."""

    class Standing(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return at.astimezone(tz)

    running, stood = timezone.datetime, clock.stands_at  # type: ignore[attr-defined]
    timezone.datetime = Standing  # type: ignore[attr-defined]
    clock.stands_at = at  # the house judges as on its day, and stamps as on that one
    try:
        yield
    finally:
        timezone.datetime, clock.stands_at = running, stood  # type: ignore[attr-defined]


@contextmanager
def house_on(today: date) -> Iterator[None]:
    """Inside, the rules judge as on this day (see ``kit.clock``)."""
    usual = settings.WUSHE_TODAY
    settings.WUSHE_TODAY = today.isoformat()
    try:
        yield
    finally:
        settings.WUSHE_TODAY = usual
