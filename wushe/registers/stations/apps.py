"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """社工站网络."""

    name = "wushe.registers.stations"
    label = "stations"
    verbose_name = _("社工站网络")
    default_auto_field = "django.db.models.BigAutoField"
