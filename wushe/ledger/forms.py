"""Why two files are one person's, or are not."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence

FORM_ID = {"invalid": _("请刷新页面重新填。")}
NOT_CHOSEN = {"required": _("请选要撤销的那一份。"), "invalid_choice": _("没有这个选项。请从列表里选。")}


class MergeForm(forms.Form):
    """The reason of a merge."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, error_messages=FORM_ID, initial=uuid4)
    reason = forms.CharField(label=_("怎么知道是同一个人"), required=False)

    def refuse(self, refused: Refused) -> None:
        """Show a refusal at the field it is about; nothing typed is lost."""
        self.add_error("reason" if "reason" in refused.code else None, sentence(refused))


class UnmergeForm(MergeForm):
    """Which merge is taken back, and why."""

    entry = forms.TypedChoiceField(
        label=_("撤销哪一份"), choices=[], coerce=int, widget=forms.RadioSelect, error_messages=NOT_CHOSEN
    )
    field_order = ("entry", "reason")

    def __init__(self, *args: Any, entries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("为什么撤销")
        self.fields["entry"].choices = [  # type: ignore[attr-defined]
            (entry.pk, _("%(name)s（台账 %(number)s）") % {"name": entry.person.name, "number": entry.number})
            for entry in entries
        ]
