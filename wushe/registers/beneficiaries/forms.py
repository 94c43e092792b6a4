"""What is typed about a person, for the web and later the phone."""

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence
from wushe.registers.beneficiaries.actions import ConsentDraft
from wushe.registers.beneficiaries.models import Given, Household, IdKind, Person, Purpose, Reach, Sex
from wushe.registers.beneficiaries.rules import (
    NAME_LENGTH,
    HomeDraft,
    PersonDraft,
    PersonFacts,
    read_identity,
)
from wushe.registers.beneficiaries.rules.reveals import masked_id, masked_phone
from wushe.registers.beneficiaries.wording import doubts_in_words
from wushe.registers.catalog.models import Category
from wushe.registers.stations.models import Region

UNKNOWN = {"invalid_choice": _("没有这个选项。请从列表里选。")}
WRONG_DAY = {"required": _("请填日期。"), "invalid": _("日期写得不对。请写成 2026-11-24 这样。")}
ROLES = ("户主", "本人", "配偶", "父亲", "母亲", "儿子", "女儿", "孙子", "孙女", "兄弟姐妹", "其他亲属", "同住的人")
SEXES = [(Sex.FEMALE, Sex.FEMALE.label), (Sex.MALE, Sex.MALE.label), (Sex.UNKNOWN, _("不清楚"))]
BASES = (_("走访中发现"), _("村（居）委会名单"), _("民政名单"), _("本人申请"), _("邻居反映"))

#: Where on the page a refusal is shown; the others stand on top.
FIELD_OF = {
    "beneficiaries-no-name": "name",
    "beneficiaries-name-too-long": "name",
    "beneficiaries-not-born-yet": "birth_on",
    "beneficiaries-id-needs-reason": "id_doubt",
    "beneficiaries-may-be-known": "although",
    "beneficiaries-no-unit": "unit",
    "beneficiaries-foreign-unit": "unit",
    "beneficiaries-unserved-unit": "unit",
    "beneficiaries-same-home": "unit",
    "beneficiaries-unknown-category": "category",
    "beneficiaries-category-overlaps": "starts_on",
    "beneficiaries-unknown-spell": "spell",
    "beneficiaries-category-ended": "spell",
    "beneficiaries-no-basis": "basis",
    "beneficiaries-needs-reason": "reason",
    "beneficiaries-reason-too-long": "reason",
    "beneficiaries-day-to-come": "on",
    "beneficiaries-before-birth": "on",
    "beneficiaries-before-that": "on",
    "beneficiaries-not-a-colleague": "user",
    "beneficiaries-already-responsible": "user",
    "beneficiaries-guardian-needed": "guardian",
    "beneficiaries-no-notice": "notice",
    "beneficiaries-has-agreed": "purpose",
    "beneficiaries-unknown-consent": "consent",
    "beneficiaries-consent-withdrawn": "consent",
}


def text(label: Any, most: int, **options: Any) -> forms.CharField:
    """A line of text that keeps what is too long, and says so."""
    options.setdefault("required", False)
    too_long = {"max_length": _("写了 %(show_value)s 个字，最多 %(limit_value)s 个字。请删短一些。")}
    field = forms.CharField(label=label, max_length=most, error_messages=too_long, **options)
    field.widget.attrs.pop("maxlength", None)
    return field


def day(label: Any, **options: Any) -> forms.DateField:
    """A day of the calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=WRONG_DAY, **options)


def chosen(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    """Radio chips: one of some."""
    told = UNKNOWN | {"required": _("请选“%(what)s”。") % {"what": label}}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=told, **options)


#: The numbers of a file, each with the tick that removes it.
DROPS = {"id_number": "drop_id", "phone": "drop_phone"}
#: Days that are today until somebody says otherwise; nobody died today by default.
DAYS = ("since", "starts_on", "on")


class Refusing(forms.Form):
    """A form that shows a refusal at the field it is about; nothing typed is lost."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("请刷新页面重新填。")})

    def refuse(self, refused: Refused) -> None:
        """Show the refusal."""
        field = FIELD_OF.get(refused.code)
        self.add_error(field if field in self.fields else self.day_field(field), sentence(refused))

    def day_field(self, field: str | None) -> str | None:
        """The field of the day, whatever it is called here."""
        return next((name for name in ("starts_on", "since", "died_on") if field == "on" and name in self.fields), None)


class FactsForm(Refusing):
    """What is written of a person."""

    name = text(_("姓名"), NAME_LENGTH, required=True, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    sex = forms.TypedChoiceField(label=_("性别"), choices=SEXES, coerce=int, widget=forms.RadioSelect, required=False)
    birth_on = day(_("出生日期"), required=False)
    id_kind = forms.ChoiceField(label=_("证件类型"), choices=IdKind.choices, required=False, error_messages=UNKNOWN)
    id_number = text(_("证件号码"), 30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    id_doubt = text(_("为什么照这样记"), 60)
    phone = text(_("电话"), 20, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
    know = text(_("进门前要知道"), 60)
    address = text(_("组、门牌"), 60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = sentence(Refused("beneficiaries-no-name"))

    def clean_id_kind(self) -> str:
        """A number without a kind is a resident's: nearly all are."""
        kind = self.cleaned_data.get("id_kind") or IdKind.NONE
        typed = str(self.data.get(self.add_prefix("id_number"), "")).strip()
        return str(IdKind.RESIDENT) if kind == IdKind.NONE and typed else str(kind)

    @property
    def facts(self) -> PersonFacts:
        """What was typed, as far as it can be read."""
        told = getattr(self, "cleaned_data", {})
        names = PersonFacts.__dataclass_fields__
        return PersonFacts(**{"name": ""} | {name: told[name] for name in names if told.get(name) not in (None, "")})

    @property
    def doubt(self) -> str:
        """What looks wrong with the number, in words; empty when nothing does."""
        facts = self.facts
        told = read_identity(
            facts.id_kind, facts.id_number, today=clock.today(), birth_on=facts.birth_on, sex=facts.sex
        )
        return doubts_in_words(told.doubts)

    @property
    def proposal(self) -> tuple[Any, int] | None:
        """The birth day and sex that a good number tells and nobody typed yet."""
        facts = self.facts
        told = read_identity(facts.id_kind, facts.id_number, today=clock.today())
        if told.birth_on is None or told.sex is None or told.doubts:
            return None
        return None if facts.birth_on and facts.sex else (told.birth_on, told.sex)


class EditForm(FactsForm):
    """What is written of a person already. Numbers are never shown here: a blank keeps one, a tick removes it."""

    drop_id = forms.BooleanField(label=_("去掉登记的证件号码"), required=False)
    drop_phone = forms.BooleanField(label=_("去掉登记的电话"), required=False)

    def __init__(self, *args: Any, person: Person, address: str, **kwargs: Any) -> None:
        super().__init__(*args, initial=facts_before(person, address), **kwargs)
        self.person = person
        self.kept = {"id_number": masked_id(person.id_number), "phone": masked_phone(person.phone)}
        for name, tick in DROPS.items():
            if not self.kept[name]:
                del self.fields[tick]

    def clean(self) -> dict[str, Any]:
        """A number that is typed and to be removed at once is neither."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name, tick in DROPS.items():
            if told.get(tick) and told.get(name):
                self.add_error(name, _("又写了新的，又勾了去掉。请只留一样。"))
        return told

    @property
    def wanted(self) -> PersonFacts:
        """The facts as they shall stand."""
        told = self.cleaned_data
        kept = {name: getattr(self.person, name) for name, tick in DROPS.items() if not (told[name] or told.get(tick))}
        return replace(self.facts, **kept)


class NewPersonForm(FactsForm):
    """A person who comes into the register: a name and a village are enough."""

    unit = forms.ModelChoiceField(
        label=_("村（居）"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("请选"),
        error_messages=UNKNOWN,
    )
    role = forms.ChoiceField(label=_("在户里是"), choices=[(role, role) for role in ROLES], required=False)
    since = day(_("从哪天起住在这里"))
    category = forms.ModelChoiceField(
        label=_("身份类别"), queryset=Category.objects.none(), required=False, empty_label=_("先不登记"),
        to_field_name="key", error_messages=UNKNOWN,
    )  # fmt: skip
    basis = text(_("依据"), 60)
    although = text(_("为什么仍然新建"), 60)

    def __init__(self, *args: Any, units: Any, home: Household | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home = home
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["category"].queryset = Category.objects.order_by("bit")  # type: ignore[attr-defined]
        if home is not None:
            del self.fields["unit"], self.fields["address"]

    @property
    def unit_id(self) -> int | None:
        """The village chosen so far."""
        if self.home is not None:
            return self.home.unit_id
        unit = getattr(self, "cleaned_data", {}).get("unit")
        return unit.pk if unit else None

    def draft(self) -> PersonDraft:
        """What is to be registered."""
        told = self.cleaned_data
        home = HomeDraft(
            unit_id=self.unit_id,
            household_id=self.home.pk if self.home else None,
            address=told.get("address", ""),
            role=told["role"] or "本人",
        )
        category = told["category"]
        return PersonDraft(
            form_id=told["form_id"],
            facts=self.facts,
            home=home,
            since=told["since"],
            category_key=category.key if category else "",
            basis=told["basis"],
            although=told["although"],
        )


class MoveForm(Refusing):
    """Where somebody lives now."""

    unit = forms.ModelChoiceField(
        label=_("搬到哪个村（居）"), queryset=Region.objects.none(), empty_label=_("请选"),
        error_messages=UNKNOWN | {"required": _("请选搬到哪个村（居）。")},
    )  # fmt: skip
    address = text(_("组、门牌"), 60)
    role = forms.ChoiceField(label=_("在户里是"), choices=[(role, role) for role in ROLES])
    on = day(_("从哪天起"))

    def __init__(self, *args: Any, units: Any, home: Household | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home = home
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if home is not None:
            del self.fields["unit"], self.fields["address"]

    def draft(self) -> HomeDraft:
        """The new home."""
        told = self.cleaned_data
        if self.home is not None:
            return HomeDraft(household_id=self.home.pk, role=told["role"])
        return HomeDraft(unit_id=told["unit"].pk, address=told["address"], role=told["role"])


class DeathForm(Refusing):
    """The day somebody died."""

    died_on = day(_("去世日期"))


class ReasonForm(Refusing):
    """Why something is taken back."""

    reason = text(_("为什么"), 60)


class CategoryForm(Refusing):
    """What kind of beneficiary somebody is, since when, on what ground."""

    category = forms.ModelChoiceField(
        label=_("身份类别"), queryset=Category.objects.none(), empty_label=_("请选"), to_field_name="key",
        error_messages=UNKNOWN | {"required": _("请选身份类别。")},
    )  # fmt: skip
    starts_on = day(_("从哪天起"))
    basis = text(_("依据"), 60)
    source = text(_("谁提供的"), 60)
    document = text(_("证件号、文号"), 60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.order_by("bit")  # type: ignore[attr-defined]


class EndCategoryForm(Refusing):
    """Which category ended, and when."""

    spell = forms.TypedChoiceField(
        label=_("哪一条"), choices=[], coerce=int, widget=forms.RadioSelect,
        error_messages=UNKNOWN | {"required": _("请选要结束的那一条。")},
    )  # fmt: skip
    on = day(_("最后一天"))

    def __init__(self, *args: Any, spells: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spell"].choices = [  # type: ignore[attr-defined]
            (spell.pk, f"{spell.category.name}（{spell.starts_on} 起）") for spell in spells
        ]


class ChargeForm(Refusing):
    """Who looks after somebody from a day on."""

    user = forms.ModelChoiceField(
        label=_("责任人"), queryset=Category.objects.none(), widget=forms.RadioSelect, empty_label=None,
        error_messages=UNKNOWN | {"required": _("请选责任人。")},
    )  # fmt: skip
    on = day(_("从哪天起"))
    beside = forms.BooleanField(label=_("原来的责任人继续一起负责"), required=False)

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users  # type: ignore[attr-defined]


class ConsentForm(Refusing):
    """What somebody agreed to."""

    purpose = chosen(_("用来做什么"), Purpose.choices)
    reach = chosen(_("给谁看"), Reach.choices)
    given = chosen(_("怎么同意的"), Given.choices)
    guardian = text(_("监护人姓名、关系"), 60)
    notice = text(_("告知书版本"), 20)
    on = day(_("哪天同意的"))

    def draft(self) -> ConsentDraft:
        """What was agreed to."""
        return ConsentDraft(**self.cleaned_data)


class WithdrawForm(Refusing):
    """Which consent is taken back, when and why."""

    consent = forms.ChoiceField(
        label=_("撤回哪一条"), choices=[], widget=forms.RadioSelect,
        error_messages=UNKNOWN | {"required": _("请选要撤回的那一条。")},
    )  # fmt: skip
    on = day(_("哪天撤回"))
    reason = text(_("为什么撤回"), 60)

    def __init__(self, *args: Any, consents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].choices = [  # type: ignore[attr-defined]
            (str(row.uuid), f"{row.get_purpose_display()}（{row.starts_on} 起）") for row in consents
        ]


def fresh() -> dict[str, object]:
    """What stands on an empty page: an id of its own, today, and nothing about the person."""
    today = clock.today()
    return {"form_id": uuid.uuid4(), "role": "本人", "reach": Reach.STATION, **dict.fromkeys(DAYS, today)}


def facts_before(person: Person, address: str) -> dict[str, object]:
    """A file as the form would tell it, without its numbers: those are shown by a look that is written down."""
    told = {name: getattr(person, name) for name in PersonFacts.__dataclass_fields__ if name not in DROPS}
    return told | {"address": address, "form_id": uuid.uuid4()}


def facts_of(person: Person) -> PersonFacts:
    """What is written of a person."""
    return PersonFacts(**{name: getattr(person, name) for name in PersonFacts.__dataclass_fields__})
