"""A new grant, and the end of one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.registers.stations.forms.fields import DayField
from wushe.registers.stations.models import Organization, Region, Role, Station
from wushe.registers.stations.queries.grants import Place

#: At which field a refusal is shown; the others stand above the form.
FIELDS = {
    "stations-unknown-user": "username",
    "stations-role-stands-elsewhere": "place",
    "stations-foreign-place": "place",
    "stations-grant-ends-first": "ends_on",
    "stations-grant-ended-in-the-past": "ends_on",
    "stations-grant-made-longer": "ends_on",
}
GROUPS = ((_("社工站"), Station), (_("机构（它运营的站）"), Organization), (_("区域"), Region))


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


class EndForm(Refusable):
    """The last day of a grant."""

    places = FIELDS

    ends_on = DayField(label=_("最后一天"))
