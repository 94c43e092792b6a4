"""A new grant, and the end of one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.registers.stations.models import Organization, Region, Role, Station
from wushe.registers.stations.queries.grants import Place

#: At which field a refusal is shown; the others stand above the form.
FIELDS = {
    "stations-unknown-user": "username",
    "accounts-no-name": "name",
    "accounts-username-unfit": "username",
    "accounts-username-taken": "username",
    "stations-role-stands-elsewhere": "place",
    "stations-foreign-place": "place",
    "stations-grant-ends-first": "ends_on",
    "stations-grant-ended-in-the-past": "ends_on",
    "stations-grant-made-longer": "ends_on",
}
GROUPS = ((_("社工站"), Station), (_("机构（它运营的站）"), Organization), (_("区域"), Region))
DAY = {"invalid": _("日期写成 2026-11-24 这样。"), "required": _("请写日期。")}


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=picker, error_messages=DAY, **options)


class GrantForm(Refusable):
    """Who, as what, where, from when to when."""

    places = FIELDS

    username = forms.CharField(label=_("账号"), max_length=150, error_messages={"required": _("请写对方的登录账号。")})
    role = forms.ChoiceField(label=_("角色"), choices=Role.choices, error_messages={"required": _("请选角色。")})
    place = forms.ChoiceField(label=_("范围"), error_messages={"required": _("请选范围。")})
    starts_on = DayField(label=_("从哪天起"))
    ends_on = DayField(label=_("到哪天止"), required=False)

    def __init__(self, *args: Any, places: Mapping[str, Place], **options: Any) -> None:
        super().__init__(*args, **options)
        at = self.fields["place"]
        assert isinstance(at, forms.ChoiceField)  # noqa: S101 - declared above
        at.choices = [
            (title, [(key, place.name) for key, place in places.items() if isinstance(place, kind)])
            for title, kind in GROUPS
            if any(isinstance(place, kind) for place in places.values())
        ]


class AccountForm(Refusable):
    """A new account: what to log in with, and whose."""

    places = FIELDS

    username = forms.CharField(label=_("账号"), max_length=150, error_messages={"required": _("请写登录用的账号。")})
    name = forms.CharField(label=_("姓名"), max_length=40, error_messages={"required": _("请写姓名。")})


class ResetForm(Refusable):
    """Nothing but yes, and which password the page spoke of."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class EndForm(Refusable):
    """The last day of a grant."""

    places = FIELDS

    ends_on = DayField(label=_("最后一天"))
