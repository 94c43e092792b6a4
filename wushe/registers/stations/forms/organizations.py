"""Parse organizations, their seat, their end, and who nurses them. Whatever is refused, what was typed stays."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.registers.stations.forms.fields import DayField
from wushe.registers.stations.models import OrganizationKind, Outcome, Region

NO_CHOICE = {"invalid_choice": _("没有这个选项。请重新选。"), "required": _("请选一个。")}
SOURCE = {"required": _("请写依据：谁在哪里说的。")}
FIELDS = {
    "stations-organization-known": "credit_code",
    "stations-organization-twice": "name",
    "stations-founded-later": "starts_on",
    "stations-organization-backwards": "ends_on",
    "stations-still-runs": "ends_on",
    "stations-wound-up": "starts_on",
    "stations-nursed-already": "region",
    "stations-incubation-backwards": "ends_on",
}


def region_choice(label: Any, *, required: bool = True) -> "forms.ModelChoiceField[Region]":
    """One of some places, by key; which ones, ``offer`` says."""
    return forms.ModelChoiceField(
        label=label,
        required=required,
        queryset=Region.objects.none(),
        to_field_name="key",
        error_messages=NO_CHOICE,
        empty_label=_("请选") if required else _("不知道，先空着"),
    )


def offer(form: forms.Form, name: str, places: QuerySet[Region]) -> None:
    """Let a field of a form choose among some places."""
    cast("forms.ModelChoiceField[Region]", form.fields[name]).queryset = places


class OrganizationForm(Refusable):
    """An organization."""

    places = FIELDS

    name = forms.CharField(label=_("名称"), max_length=100, error_messages={"required": _("请写机构的全称。")})
    kind = forms.ChoiceField(label=_("类型"), choices=OrganizationKind.choices, error_messages=NO_CHOICE)
    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=20,
        required=False,
        error_messages={"max_length": _("代码最多 20 个字符，您写了 %(show_value)s 个。请对照登记证书。")},
    )
    credit_note = forms.CharField(label=_("代码说明"), max_length=100, required=False)
    seat = region_choice(_("登记地"), required=False)
    starts_on = DayField(label=_("成立日"), required=False)
    source = forms.CharField(label=_("依据"), max_length=120, error_messages=SOURCE)

    def __init__(self, areas: QuerySet[Region], data: Any = None) -> None:
        super().__init__(data)
        offer(self, "seat", areas)


class SeatForm(Refusable):
    """Where an organization is registered and since when, written down later."""

    places = FIELDS

    seat = region_choice(_("登记地"))
    starts_on = DayField(label=_("成立日"), required=False)

    def __init__(self, areas: QuerySet[Region], data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        offer(self, "seat", areas)


class EndForm(Refusable):
    """The last day of an organization."""

    places = FIELDS

    ends_on = DayField(label=_("最后一天"))


class IncubationForm(Refusable):
    """A place nurses an organization."""

    places = FIELDS

    region = region_choice(_("由哪里培育"))
    starts_on = DayField(label=_("从哪天起"))
    source = forms.CharField(label=_("依据"), max_length=120, error_messages=SOURCE)

    def __init__(self, areas: QuerySet[Region], data: Any = None) -> None:
        super().__init__(data)
        offer(self, "region", areas)


class IncubationEndForm(Refusable):
    """The last day of an incubation, and what came of it."""

    places = FIELDS

    outcome = forms.ChoiceField(
        label=_("结果"), choices=Outcome.choices, widget=forms.RadioSelect, error_messages=NO_CHOICE
    )
    ends_on = DayField(label=_("最后一天"))
