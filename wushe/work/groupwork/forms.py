"""The one-page record of an activity, for the web and later the phone."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.forms import Refusable
from wushe.ground.kit.wording import sentence
from wushe.ledger.models import Evidence, Origin
from wushe.registers.beneficiaries.models import Person
from wushe.registers.catalog.models import Method, ServiceField
from wushe.registers.stations.models import Organization, OrganizationKind, Region
from wushe.registers.workforce.models import Worker
from wushe.work.groupwork.models import Part, PartnerRole
from wushe.work.groupwork.partnering import AS_COMMITTEE, committee_of, row_numbers
from wushe.work.groupwork.rules import (
    LINE_LENGTH,
    PARTNER_LENGTH,
    TITLE_LENGTH,
    VENUE_LENGTH,
    ActivityDraft,
    Aid,
    Came,
    check_activity,
    themes,
)
from wushe.work.groupwork.wording import SENTENCES

METHODS = [(str(int(way)), way.label) for way in (Method.GROUP, Method.ACTIVITY, Method.PUBLICITY)]
MINUTES = [(str(n), _("%(n)s 分") % {"n": n}) for n in (30, 60, 90, 120, 180, 240)]
ORIGINS = [("professional", Origin.PROFESSIONAL.label), ("assigned", Origin.ASSIGNED.label)]
COMMITTEE = [("", _("没参加")), *((role, PartnerRole(role).label) for role in AS_COMMITTEE)]
UNKNOWN = {"invalid_choice": _("没有“%(value)s”这个选项。请重新选。")}
NUMBER = {
    "invalid": _("请填整数。"),
    "min_value": _("不能小于 %(limit_value)s。"),
    "max_value": _("最多 %(limit_value)s。"),
}
TOO_LONG = {"max_length": _("写了 %(show_value)s 个字，最多 %(limit_value)s 个字。请删短一些。")}

#: Where on the page a refusal of the rules or the ledger is shown; the others stand on top.
FIELD_OF = {
    **dict.fromkeys(("ledger-future-service", "ledger-day-too-old", "ledger-station-not-open"), "day"),
    **dict.fromkeys(("ledger-nobody-served", "ledger-unknown-person", "ledger-after-death"), "people"),
    **dict.fromkeys(("ledger-person-twice", "ledger-same-person-twice"), "people"),
    **dict.fromkeys(("groupwork-after-death", "groupwork-lived-elsewhere"), "people"),
    **dict.fromkeys(("ledger-no-worker", "ledger-worker-not-posted"), "colleagues"),
    **dict.fromkeys(("groupwork-partner-unknown", "groupwork-partner-twice"), "partner_name_1"),
    "groupwork-not-posted": "day",
    "groupwork-unknown-unit": "unit",
    "groupwork-untitled": "title",
    "groupwork-already-recorded": "another",
    "groupwork-volunteers-out-of-range": "volunteers",
    "ledger-minutes-out-of-range": "minutes",
    "ledger-heads-out-of-range": "heads_counted",
    "ledger-closed-needs-reason": "late_reason",
    "ledger-needs-reason": "correction_reason",
}


class LongText(forms.Textarea):
    """A text box that takes more than fits: too long a text is kept and told of, never cut off silently."""

    def __init__(self) -> None:
        super().__init__({"rows": 2})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """The attributes without ``maxlength``."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


def chips(choices: Iterable[tuple[Any, Any]], **options: Any) -> forms.ChoiceField:
    """Radio chips: one of some."""
    options["error_messages"] = UNKNOWN | options.get("error_messages", {})
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)


def heads(label: Any, most: int = 100_000) -> forms.IntegerField:
    """A number of people; nothing is none."""
    box = forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, widget=box, error_messages=NUMBER
    )


def text(label: Any, most: int, **options: Any) -> forms.CharField:
    """One line of words."""
    return forms.CharField(label=label, max_length=most, error_messages=TOO_LONG, **options)


class ActivityForm(Refusable):
    """What a worker tells of one activity. Who came is chosen in the tick list beside (``pages.Picks``)."""

    places = FIELD_OF

    form_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("请刷新页面重新填。")})
    method = chips(METHODS, label=_("哪一种"), error_messages={"required": _("请选是小组、社区活动还是宣传。")})
    theme = chips((), label=_("什么内容"), error_messages={"required": _("请选什么内容，没有合适的选“其他”。")})
    title = forms.CharField(
        label=_("叫什么"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"maxlength": None, "autocomplete": "off"}),
        error_messages=TOO_LONG | {"required": SENTENCES["groupwork-untitled"]},
    )
    day = forms.DateField(
        label=_("哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请填日期。"), "invalid": _("日期写得不对。请写成 2026-11-24 这样。")},
    )
    unit = forms.ModelChoiceField(
        label=_("在哪个村（居）"),
        queryset=Region.objects.none(),
        to_field_name="key",
        empty_label=_("请选"),
        error_messages={"required": _("请选在哪个村（居）办的。"), "invalid_choice": _("没有这个村（居）。请重新选。")},
    )
    venue = text(_("具体地点"), VENUE_LENGTH, required=False)
    minutes = chips(MINUTES, label=_("多长时间"), required=False)
    minutes_typed = forms.IntegerField(
        label=_("其他分钟数"), required=False, min_value=1, max_value=1440, error_messages=NUMBER
    )
    people = forms.ModelMultipleChoiceField(
        label=_("来了谁"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        error_messages=dict.fromkeys(
            ("invalid_pk_value", "invalid_choice"), _("名单里有人不是本站的，或档案已合并。请重新选。")
        ),
    )
    heads_counted = heads(_("数过的"))
    heads_estimated = heads(_("估计的"))
    volunteers = heads(_("志愿者"), 10_000)
    committee = chips(COMMITTEE, label=_("村（居）委会"), required=False)
    line = forms.CharField(
        label=_("说一句"), required=False, max_length=LINE_LENGTH, widget=LongText, error_messages=TOO_LONG
    )
    colleagues = forms.ModelMultipleChoiceField(
        label=_("一起做的同事"),
        queryset=Worker.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=dict.fromkeys(("invalid_pk_value", "invalid_choice"), _("没有这位同事。请重新选。")),
    )
    field = forms.ModelChoiceField(
        label=_("算在哪个领域"),
        queryset=ServiceField.objects.order_by("pk"),
        to_field_name="key",
        required=False,
        empty_label=_("按内容自动"),
    )
    origin = chips(ORIGINS, label=_("任务来源"))
    evidence = forms.TypedChoiceField(
        label=_("证据"), choices=Evidence.choices, coerce=int, widget=forms.RadioSelect, error_messages=UNKNOWN
    )
    late_reason = text(_("迟报理由"), 200, required=False, widget=LongText)
    another = forms.BooleanField(label=_("这是另一场"), required=False)
    correction_reason = text(_("为什么更正"), 200, required=False, widget=LongText)

    def __init__(
        self,
        *args: Any,
        units: Any,
        known: Any,
        colleagues: Any,
        organizations: Iterable[Organization],
        is_correction: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.is_correction = is_correction
        self.organizations = {one.name: one for one in organizations}
        fields["theme"].choices = [(theme.key, theme.name) for theme in themes().values()]
        fields["unit"].queryset, fields["people"].queryset = units, known
        fields["colleagues"].queryset = colleagues
        fields["unit"].label_from_instance = lambda unit: unit.short_name
        fields["correction_reason"].required = is_correction
        fields["correction_reason"].error_messages["required"] = _("请写一句为什么更正。")
        told = str(self.initial.get("minutes", ""))
        if told and told not in dict(MINUTES):  # an odd number of minutes gets a chip of its own
            fields["minutes"].choices = [*MINUTES, (told, _("%(n)s 分") % {"n": told})]
        self.rows = row_numbers(self.data or self.initial)
        for row in self.rows:
            self._add_partner(row)

    def _add_partner(self, row: int) -> None:
        box = forms.TextInput(attrs={"list": "organizations", "autocomplete": "off", "maxlength": None})
        roles = [("", _("请选")), *PartnerRole.choices]
        kinds = [("", _("名册外的才选")), *OrganizationKind.choices]
        self.fields |= {
            f"partner_name_{row}": text(_("单位名称"), PARTNER_LENGTH, required=False, widget=box),
            f"partner_role_{row}": forms.ChoiceField(label=_("做了什么"), choices=roles, required=False),
            f"partner_kind_{row}": forms.ChoiceField(label=_("是什么单位"), choices=kinds, required=False),
        }

    @property
    def partner_rows(self) -> list[tuple[Any, Any, Any]]:
        """The three boxes of each partner, for the page."""
        return [tuple(self[f"partner_{what}_{row}"] for what in ("name", "role", "kind")) for row in self.rows]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Fill in what follows from the chips, and ask for what is missing, field by field."""
        told = super().clean() or {}
        if told.get("minutes_typed") is None and told.get("minutes"):
            told["minutes_typed"] = int(told["minutes"])
        if not told.get("minutes_typed") and "minutes_typed" not in self.errors:
            self.add_error("minutes", _("请选多长时间。"))
        if told.get("day") and told["day"] > clock.today():
            self.refuse(Refused("ledger-future-service", day=told["day"], today=clock.today()))
        is_somebody = any(told.get(name) for name in ("people", "heads_counted", "heads_estimated"))
        if not is_somebody and not {"people", "heads_counted", "heads_estimated"} & set(self.errors):
            self.add_error("people", _("请点来了谁；没登记名字的，在下面填人数。"))
        for row in self.rows:
            self._check_partner(row, told)
        return told

    def _check_partner(self, row: int, told: Mapping[str, Any]) -> None:
        name = told.get(f"partner_name_{row}", "")
        if not name:
            return
        if not told.get(f"partner_role_{row}"):
            self.add_error(f"partner_role_{row}", _("请选“%(name)s”做了什么。") % {"name": name})
        if name not in self.organizations and not told.get(f"partner_kind_{row}"):
            self.add_error(f"partner_kind_{row}", sentence(Refused("groupwork-partner-unknown", name=name)))

    def place_of(self, code: str) -> str | None:
        """The field a refusal is about: the one on the page as it stands."""
        field = super().place_of(code)
        return "correction_reason" if self.is_correction and field == "late_reason" else field

    def draft(self) -> ActivityDraft:
        """What the page told, for the rules. Refuses: as ``check_activity`` does."""
        told = self.cleaned_data
        draft = ActivityDraft(
            form_id=told["form_id"],
            day=told["day"],
            unit_id=told["unit"].pk,
            method=int(told["method"]),
            theme=told["theme"],
            title=told["title"],
            minutes=told["minutes_typed"],
            people=tuple(Came(person.pk, part_of(self.data, person.uuid)) for person in told["people"]),
            heads_counted=told["heads_counted"] or 0,
            heads_estimated=told["heads_estimated"] or 0,
            venue=told["venue"],
            volunteers=told["volunteers"] or 0,
            partners=tuple(self._partners()),
            line=told["line"],
            field=told["field"].key if told["field"] else "",
            colleagues=tuple(worker.pk for worker in told["colleagues"]),
            origin=int(Origin[told["origin"].upper()]),
            evidence=told["evidence"],
            reason=told["correction_reason"] if self.is_correction else told["late_reason"],
            is_another=told["another"],
        )
        return check_activity(draft)

    def _partners(self) -> list[Aid]:
        """The committee of the place, when it had a hand in it, and the others."""
        told = self.cleaned_data
        aids = []
        if told["committee"]:
            aids.append(Aid(told["committee"], None, committee_of(told["unit"]), OrganizationKind.COMMUNITY))
        for row in self.rows:
            name, role, kind = (told[f"partner_{what}_{row}"] for what in ("name", "role", "kind"))
            one = self.organizations.get(name)
            if name:
                aids.append(Aid(role, one.pk if one else None, "" if one else name, "" if one else kind))
        return aids


def part_of(told: Mapping[str, Any], person: uuid.UUID) -> str:
    """In which part somebody came, as a page says it."""
    part = str(told.get(f"part-{person}", ""))
    return part if part in Part.values else Part.ATTENDEE.value


class CancelForm(Refusable):
    """Why a record is taken back."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("为什么撤销"), max_length=200, error_messages={"required": _("请写一句为什么撤销。")}
    )

    def place_of(self, code: str) -> str | None:
        """There is only one thing to put right."""
        return "reason"
