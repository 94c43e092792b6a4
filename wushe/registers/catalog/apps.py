"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """服务目录."""

    name = "wushe.registers.catalog"
    label = "catalog"
    verbose_name = _("服务目录")
    default_auto_field = "django.db.models.BigAutoField"
