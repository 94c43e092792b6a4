"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """社工."""

    name = "wushe.registers.workforce"
    label = "workforce"
    verbose_name = _("社工")
    default_auto_field = "django.db.models.BigAutoField"
