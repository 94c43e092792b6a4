"""Parse new stations, organizations and contracts. Whatever is refused, what was typed stays."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.registers.stations.forms.fields import DayField
from wushe.registers.stations.models import Organization, Region, Station, Tier
from wushe.registers.stations.rules.stations import BELOW, NewStation

#: At which field a refusal is shown; the others stand above the form.
FIELDS = {
    "stations-station-unnamed": "name",
    "partial-date-unreadable": "opening",
    "stations-opening-source": "source",
    "stations-nothing-covered": "covers",
    "stations-unit-covered": "covers",
    "stations-not-below": "covers",
    "stations-not-a-station-below": "tier",
    "stations-contract-backwards": "ends_on",
    "stations-contract-made-longer": "ends_on",
    "stations-already-run": "starts_on",
    "stations-wound-up": "ends_on",
}
NO_CHOICE = {"invalid_choice": _("没有这个选项。请重新选。"), "required": _("请选一个。")}
SOURCE = {"required": _("请写依据：谁在哪里说的。")}


class NewStationForm(Refusable):
    """A station in a place: what it is called, since when, and which villages it covers."""

    places = FIELDS

    name = forms.CharField(label=_("站名"), max_length=60, error_messages={"required": _("请写站名。")})
    tier = forms.ChoiceField(label=_("层级"), choices=Tier.choices, initial=Tier.TOWNSHIP, error_messages=NO_CHOICE)
    covers = forms.MultipleChoiceField(
        label=_("覆盖哪些村（居）"), widget=forms.CheckboxSelectMultiple, required=False, error_messages=NO_CHOICE
    )
    opening = forms.CharField(
        label=_("揭牌日期"), max_length=40, error_messages={"required": _("请写揭牌日期，照原文写，如 2021年8月底。")}
    )
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)
    source = forms.CharField(label=_("依据"), error_messages=SOURCE, widget=forms.Textarea({"rows": 2}))

    def __init__(
        self, place: Region, units: Sequence[Region], data: Any = None, *, above: Station | None = None
    ) -> None:
        start = {"name": _("%(place)s社工站") % {"place": place.name}, "covers": [unit.key for unit in units]}
        below = {"tier": Tier.VILLAGE}  # which villages, and what it is called, is for somebody to say
        super().__init__(data, initial=start if above is None else below)
        self.above = above
        if above is not None:
            cast(forms.ChoiceField, self.fields["tier"]).choices = [
                (value, label) for value, label in Tier.choices if value in BELOW
            ]
        covers = cast(forms.MultipleChoiceField, self.fields["covers"])
        covers.choices = [(unit.key, unit.name) for unit in units]

    def told(self) -> NewStation:
        """The station as it was told."""
        words = self.cleaned_data
        return NewStation(
            name=words["name"],
            tier=words["tier"],
            opening_printed=words["opening"],
            source=words["source"],
            covers=tuple(words["covers"]),
            phone=words["phone"],
            above=self.above.key if self.above else "",
        )


class ContractForm(Refusable):
    """An organization runs the station."""

    places = FIELDS

    organization = forms.ModelChoiceField(
        label=_("机构"), queryset=Organization.objects.none(), to_field_name="key", error_messages=NO_CHOICE
    )
    number = forms.CharField(label=_("合同号"), max_length=60, required=False)
    starts_on = DayField(label=_("从哪天起"))
    ends_on = DayField(label=_("到哪天止"), required=False)
    source = forms.CharField(label=_("依据"), max_length=120, error_messages=SOURCE)

    def __init__(self, organizations: Any, data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[Organization]", self.fields["organization"]).queryset = organizations


class ContractEndForm(Refusable):
    """The last day of a contract."""

    places = FIELDS

    ends_on = DayField(label=_("最后一天"))
