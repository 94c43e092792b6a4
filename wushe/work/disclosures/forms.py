"""What is typed when somebody looks for a person, asks for a file, answers, or looks at a number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.work.disclosures.actions import REASONS
from wushe.work.disclosures.models import Purpose
from wushe.work.disclosures.rules import LONGEST_DAYS


class SearchForm(Refusable):
    """Whom somebody looks for. Sent by POST: a name stands in no address."""

    q = forms.CharField(
        label=_("找谁"),
        max_length=40,
        error_messages={"required": _("请写要找的人：姓名、首字母或号码。")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    places = {"disclosures-asked-too-short": "q"}


class AskForm(Refusable):
    """Why a file is wanted."""

    purpose = forms.ChoiceField(
        label=_("用途"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一种用途。")},
    )
    words = forms.CharField(
        label=_("说明"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("请写清楚为哪件事、看什么，至少 10 个字。")},
    )
    places = {
        "disclosures-purpose-too-short": "words",
        "disclosures-purpose-names-somebody": "words",
        "disclosures-words-too-long": "words",
    }


class DecideForm(Refusable):
    """The station's answer: for some days, or no and why."""

    answer = forms.ChoiceField(
        label=_("答复"),
        choices=(("grant", _("同意调阅")), ("refuse", _("不同意"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选同意或不同意。")},
    )
    days = forms.IntegerField(
        label=_("可以看几天"),
        required=False,
        initial=7,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": LONGEST_DAYS}),
        error_messages={"invalid": _("天数请写 1 到 30 的整数。")},
    )
    reason = forms.CharField(
        label=_("不同意的理由"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    places = {
        "disclosures-days-out-of-range": "days",
        "disclosures-reason-missing": "reason",
        "disclosures-words-too-long": "reason",
        "disclosures-purpose-names-somebody": "reason",
    }


class EndForm(Refusable):
    """Why the reading ends before its last day."""

    reason = forms.CharField(
        label=_("提前结束的理由"), max_length=200, error_messages={"required": _("请写一句为什么提前结束。")}
    )
    places = {
        "disclosures-reason-missing": "reason",
        "disclosures-words-too-long": "reason",
        "disclosures-purpose-names-somebody": "reason",
    }


class RevealForm(Refusable):
    """Which number, and why."""

    field = forms.CharField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("为什么要看"),
        choices=(("", _("选一个理由")), *((why.value, why.label) for why in REASONS)),
        error_messages={"required": _("请选一个理由，再看号码。")},
    )
