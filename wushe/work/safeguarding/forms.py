"""What is added to a report, each kind a small form of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.work.safeguarding.models import Called, Situation


class ReportForm(forms.Form):
    """The one tap: nothing to fill in, only which press it was, whose home it is and where one came from."""

    form_id = forms.UUIDField(required=False)
    person = forms.UUIDField(required=False)
    back = forms.CharField(required=False)


class Addition(Refusable):
    """Something added to a report. A refusal is shown at the field it is about; what was typed stays."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)


class ReportEntryForm(Addition):
    """What was seen, who was called. All of it optional, one thing at least."""

    places = {"safeguarding-facts-too-long": "facts"}

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


class ChildForm(Addition):
    """Whom the report is about: chosen from the people found, or in words."""

    places = {"safeguarding-nobody-named": "words"}

    person = forms.UUIDField(required=False)
    words = forms.CharField(label=_("名单上没有？写是谁家的孩子、在哪里"), required=False, max_length=120)


class MistakeForm(Addition):
    """Why the button was pressed though no child is in danger."""

    places = {"safeguarding-needs-reason": "reason", "safeguarding-facts-too-long": "reason"}

    reason = forms.CharField(label=_("为什么作废"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class TakenForm(Addition):
    """The county has it in hand: the number it was given, if there is one, and a word to the station."""

    places = {"safeguarding-facts-too-long": "words"}

    receipt = forms.CharField(label=_("接报编号"), required=False, max_length=60)
    words = forms.CharField(label=_("给站里的话"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
