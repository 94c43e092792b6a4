"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """强制报告."""

    name = "wushe.work.safeguarding"
    label = "safeguarding"
    verbose_name = _("强制报告")
    default_auto_field = "django.db.models.BigAutoField"
