"""Parse mergers, splits and states of stations. Whatever is refused, what was typed stays."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable
from wushe.registers.stations.models import Region, RegionKind, State
from wushe.registers.stations.rules.areas import LEVELS, NewArea
from wushe.registers.stations.rules.stations import PROOFS

NEW, HERE = "new", "here"
MOST_PARTS = 3
DAY_MESSAGES = {"required": _("请写从哪一天起。"), "invalid": _("日期不对。请写成 2026-11-01。")}
NO_CHOICE = {"invalid_choice": _("没有“%(value)s”这个选项。请重新选。"), "required": _("请选一个。")}

#: Which field a refusal belongs to; the rest stands above the form.
FIELD_OF = {
    "stations-name-missing": "name",
    "stations-bad-key": "key",
    "stations-key-taken": "key",
    "stations-bad-code": "code",
    "stations-code-taken": "code",
    "stations-day-out-of-range": "day",
    "stations-no-tie-then": "day",
    "stations-later-ties": "day",
    "stations-source-missing": "source",
    "stations-source-too-long": "source",
    "stations-too-few-areas": "parts",
    "partial-date-unreadable": "since",
    "stations-state-source": "source",
}


def kinds_beside(kind: str) -> list[tuple[str, str]]:
    """The kinds an area of some kind may become."""
    level = next((level for level in LEVELS if kind in level), frozenset())
    return [(value, str(label)) for value, label in RegionKind.choices if value in level and value != RegionKind.PSEUDO]


class ChangeForm(Refusable):
    """What a merger and a split share: since when, by which decision."""

    places = FIELD_OF

    day = forms.DateField(label=_("从哪一天起"), widget=forms.DateInput({"type": "date"}), error_messages=DAY_MESSAGES)
    source = forms.CharField(label=_("依据"), required=False, widget=forms.Textarea({"rows": 2}))


class MergeForm(ChangeForm):
    """The area on the page and some of its neighbours become one."""

    parts = forms.MultipleChoiceField(
        label=_("和哪些合并"), widget=forms.CheckboxSelectMultiple, required=False, error_messages=NO_CHOICE
    )
    into = forms.ChoiceField(label=_("合成什么"), widget=forms.RadioSelect, initial=NEW, error_messages=NO_CHOICE)
    name = forms.CharField(label=_("新名称"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("新类型"), error_messages=NO_CHOICE)
    key = forms.CharField(label=_("键"), required=False, max_length=20)
    code = forms.CharField(label=_("区划代码"), required=False, max_length=12)
    field_order = ("parts", "into", "name", "kind", "key", "code", "day", "source")

    def __init__(self, area: Region, neighbours: Sequence[Region], data: Any = None) -> None:
        super().__init__(data, initial={"kind": area.kind})
        self.area = area
        self.neighbours = {one.key: one for one in neighbours}
        self._offer("parts", [(one.key, f"{one.name}（{one.key}）") for one in neighbours])
        here = _("并入“%(name)s”，它继续存在") % {"name": area.name}
        self._offer("into", [(NEW, _("新设一个")), (HERE, here)])
        self._offer("kind", kinds_beside(area.kind))

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)

    def parts_told(self) -> list[Region]:
        """The areas that end, the one on the page first, unless it takes the others in."""
        chosen = [self.neighbours[key] for key in self.cleaned_data["parts"]]
        return chosen if self.cleaned_data["into"] == HERE else [self.area, *chosen]

    def into_told(self) -> NewArea | Region:
        """What they become."""
        told = self.cleaned_data
        if told["into"] == HERE:
            return self.area
        return NewArea(name=told["name"], kind=told["kind"], key=told["key"], code=told["code"])


class SplitForm(ChangeForm):
    """The area on the page becomes up to three; a row without any word is left out."""

    stays = forms.BooleanField(label=_("原来的继续存在，只分出一部分"), required=False)

    def __init__(self, area: Region, data: Any = None) -> None:
        super().__init__(data)
        is_town = area.kind in (RegionKind.TOWNSHIP, RegionKind.PSEUDO)
        below = forms.Textarea({"rows": 2}) if is_town else forms.HiddenInput()
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"name_{number}"] = forms.CharField(label=_("名称"), required=False, max_length=60)
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("类型"), choices=kinds_beside(area.kind), initial=area.kind, error_messages=NO_CHOICE
            )
            self.fields[f"key_{number}"] = forms.CharField(label=_("键"), required=False, max_length=20)
            self.fields[f"code_{number}"] = forms.CharField(label=_("区划代码"), required=False, max_length=12)
            self.fields[f"holds_{number}"] = forms.CharField(
                label=_("下辖（键，用空格分开）"), required=False, widget=below
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each new area."""
        names = ("name", "kind", "key", "code", "holds")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, MOST_PARTS + 1)]

    def into_told(self) -> list[NewArea]:
        """The new areas."""
        told = self.cleaned_data
        found = []
        for number in range(1, MOST_PARTS + 1):
            words = {name: told[f"{name}_{number}"] for name in ("name", "key", "code", "holds")}
            if any(words.values()):
                holds = tuple(words.pop("holds").replace("、", " ").replace(",", " ").split())
                found.append(NewArea(**words, kind=told[f"kind_{number}"], holds=holds))
        return found


class StateForm(Refusable):
    """A station became something."""

    places = FIELD_OF

    state = forms.ChoiceField(label=_("状态"), choices=State.choices, error_messages=NO_CHOICE)
    since = forms.CharField(label=_("自何时起"), required=False, max_length=40)
    source = forms.CharField(label=_("依据"), required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for kind, name in PROOFS.items():
            self.fields[f"proof_{kind}"] = forms.CharField(label=name, required=False)

    def proofs(self) -> list[forms.BoundField]:
        """The five proofs."""
        return [self[f"proof_{kind}"] for kind in PROOFS]

    def proofs_told(self) -> dict[str, str]:
        """What shows it, by kind."""
        return {kind: self.cleaned_data[f"proof_{kind}"] for kind in PROOFS}
