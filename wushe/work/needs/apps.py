"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """需求."""

    name = "wushe.work.needs"
    label = "needs"
    verbose_name = _("需求")
    default_auto_field = "django.db.models.BigAutoField"
