"""Facts added to a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence
from wushe.work.safeguarding.models import Called, Situation


class ReportForm(forms.Form):
    """The one tap: nothing to fill in, only which press it was and whose home it is."""

    form_id = forms.UUIDField(required=False)
    person = forms.UUIDField(required=False)


class ReportEntryForm(forms.Form):
    """What was seen, who was called. All of it optional, one thing at least."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)
    situations = forms.MultipleChoiceField(
        label=_("看到哪一种"),
        choices=Situation.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    facts = forms.CharField(label=_("看到、听到的事实"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    called = forms.TypedChoiceField(
        label=_("电话打了吗"),
        choices=Called.choices,
        widget=forms.RadioSelect,
        required=False,
        empty_value=Called.NOT_YET,
        error_messages={"invalid_choice": _("没有“%(value)s”这个选项。请重新选。")},
    )
    receipt = forms.CharField(label=_("接报编号"), required=False, max_length=60)

    def refuse(self, refused: Refused) -> None:
        """Show a refusal; what was typed stays."""
        field = "facts" if refused.code == "safeguarding-facts-too-long" else None
        self.add_error(field, sentence(refused))
