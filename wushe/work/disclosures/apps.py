"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """档案调阅."""

    name = "wushe.work.disclosures"
    label = "disclosures"
    verbose_name = _("档案调阅")
    default_auto_field = "django.db.models.BigAutoField"
