"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """服务对象."""

    name = "wushe.registers.beneficiaries"
    label = "beneficiaries"
    verbose_name = _("服务对象")
    default_auto_field = "django.db.models.BigAutoField"
