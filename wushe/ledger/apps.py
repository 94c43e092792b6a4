"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """服务台账."""

    name = "wushe.ledger"
    label = "ledger"
    verbose_name = _("服务台账")
    default_auto_field = "django.db.models.BigAutoField"
