"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """小组与活动."""

    name = "wushe.work.groupwork"
    label = "groupwork"
    verbose_name = _("小组与活动")
    default_auto_field = "django.db.models.BigAutoField"
