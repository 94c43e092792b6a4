"""What the worker's pages send: why somebody wants to see what is masked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.forms import Refusable
from wushe.registers.beneficiaries.models import Masked, Why

LONGEST = 60


class RevealForm(Refusable):
    """One masked thing, a reason, and words for 其他."""

    places = {"beneficiaries-reveal-unexplained": "words"}

    field = forms.ChoiceField(choices=Masked.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("为什么要看？"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选为什么要看。"),
            "invalid_choice": _("没有“%(value)s”这个选项。请重新选。"),
        },
    )
    words = forms.CharField(
        label=_("写一句为什么"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("写了 %(show_value)s 个字，最多 %(limit_value)s 个字。请删短一些。")},
    )

    def refuse(self, refused: Refused) -> None:
        """Show at its field what is missing; every other refusal is a page of its own."""
        if refused.code not in self.places:
            raise refused
        super().refuse(refused)


def reveal_form(field: Masked, sent: Any = None) -> RevealForm:
    """The form for one masked thing; whoever opens a telephone number mostly wants to call."""
    initial = {"field": field, "reason": Why.CALL if field == Masked.PHONE else ""}
    return RevealForm(sent, initial=initial, auto_id=f"id_{field}_%s")
