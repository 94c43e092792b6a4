"""Django's name for the assembly."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """总装: here only so that its management commands are found."""

    name = "wushe.config"
    label = "config"
    verbose_name = _("总装")
    default_auto_field = "django.db.models.BigAutoField"
