"""Fields that several forms of the room share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = {"invalid": _("日期写成 2026-11-24 这样。"), "required": _("请写日期。")}


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=picker, error_messages=DAY, **options)
