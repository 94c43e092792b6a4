"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """界面."""

    name = "wushe.ground.ui"
    label = "ui"
    verbose_name = _("界面")
    default_auto_field = "django.db.models.BigAutoField"
