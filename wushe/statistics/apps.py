"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """统计."""

    name = "wushe.statistics"
    label = "statistics"
    verbose_name = _("统计")
    default_auto_field = "django.db.models.BigAutoField"
