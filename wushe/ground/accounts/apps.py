"""Django's name for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    """账号与审计."""

    name = "wushe.ground.accounts"
    label = "accounts"
    verbose_name = _("账号与审计")
    default_auto_field = "django.db.models.BigAutoField"
