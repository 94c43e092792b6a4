"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """随身端."""

    name = "wushe.doors.phone"
    label = "phone"
    verbose_name = _("随身端")
    default_auto_field = "django.db.models.BigAutoField"
