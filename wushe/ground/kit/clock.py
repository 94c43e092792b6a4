"""What day and what moment it is 今天、现在, as Asia/Shanghai civil time."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


#: The moment at which the clock stands while a history is written (``config.demo``); None: it goes.
stands_at: datetime | None = None


def today() -> date:
    """The day the house lives in.

    Gives: the local date; in a demo loaded for a given day (``wushe demo --today D``), that day, so that its
    due list stays as it was made. Source of the fixed day: ``settings.WUSHE_TODAY`` (ISO date or empty).
    """
    fixed = settings.WUSHE_TODAY
    return date.fromisoformat(fixed) if fixed else timezone.localdate()


def now() -> datetime:
    """The moment the house lives in, aware.

    Gives: the real moment; in a demo that lives on a fixed day, the real time of day on that day, so that what is
    written by a page never seems to be of another day than the page. Every moment a person reads comes from here, also
    the defaults of columns.
    """
    if stands_at is not None:
        return stands_at
    moment = timezone.localtime()
    return datetime.combine(today(), moment.timetz()) if settings.WUSHE_TODAY else moment


def weekday(day: date) -> str:
    """星期一 … 星期日."""
    return _("星期%(day)s") % {"day": WEEKDAYS[day.weekday()]}


def midnight(day: date) -> datetime:
    """The moment a day begins in Asia/Shanghai."""
    return timezone.make_aware(datetime.combine(day, time.min))
