"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """走访."""

    name = "wushe.work.visits"
    label = "visits"
    verbose_name = _("走访")
    default_auto_field = "django.db.models.BigAutoField"
