"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """看板与报表."""

    name = "wushe.doors.reports"
    label = "reports"
    verbose_name = _("看板与报表")
    default_auto_field = "django.db.models.BigAutoField"
