"""What day it is 今天, as Asia/Shanghai civil date."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


def today() -> date:
    """The day the house lives in.

    Gives: the local date; in a demo loaded for a given day (``wushe demo --today D``), that day, so that its
    due list stays as it was made. Source of the fixed day: ``settings.WUSHE_TODAY`` (ISO date or empty).
    """
    fixed = settings.WUSHE_TODAY
    return date.fromisoformat(fixed) if fixed else timezone.localdate()


def weekday(day: date) -> str:
    """星期一 … 星期日."""
    return _("星期%(day)s") % {"day": WEEKDAYS[day.weekday()]}
