"""The slots of a service model as a board shows them: the strip above it, and its columns."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.registers.catalog.rules import Slot, evidence


class Column(NamedTuple):
    """One column of a board: a slot, or one field of it.

    ``head`` stands over ``width`` columns; ``state`` is set where all stations have the same.
    """

    place: int
    head: str
    label: str
    evidence: str = ""
    part: str = ""
    unit: str = ""
    state: str = ""
    word: str = ""
    width: int = 1
    is_first: bool = True


class PartTile(NamedTuple):
    """One field of a slot, and at how many stations something of it was done."""

    name: str
    note: str
    is_there: bool


class SlotTile(NamedTuple):
    """One slot in the strip above a board: there, empty, undefined or unconnected."""

    amount: str
    label: str
    state: str
    note: str
    parts: list[PartTile]
    items: tuple[str, ...]


UNITS = {"fields-of-service": "人次", "activities": "场"}


def counted_as(slot: Slot) -> str:
    """The count as it is read: 5, 3X, 2 年."""
    return f"{slot.count} {slot.unit}".strip()


def columns_of(place: int, slot: Slot, fields: Mapping[str, str], connected: Collection[str]) -> list[Column]:
    """The columns of a slot: one, or one for each field it lists."""
    head = f"{counted_as(slot)} {slot.label}".strip()
    if not slot.is_defined:
        return [Column(place, head, head, state="undefined", word=_("未定义"))]
    if slot.evidence not in connected:
        return [Column(place, head, slot.label, slot.evidence, state="unconnected", word=_("未接入"))]
    unit = UNITS.get(slot.evidence, "")
    if not slot.fields:
        return [Column(place, head, slot.label, slot.evidence, unit=unit)]
    return [
        Column(place, head, fields[key], slot.evidence, key, unit, width=len(slot.fields), is_first=not at)
        for at, key in enumerate(slot.fields)
    ]


def tile_of(slot: Slot, tally: list[tuple[Column, int]], total: int) -> SlotTile:
    """A slot in the strip. ``tally`` are its columns, each with the number of stations where it is filled."""
    first, filled = tally[0]
    state = first.state or ("there" if any(count for _column, count in tally) else "empty")
    parts = [PartTile(column.label, stations_note(count, total), bool(count)) for column, count in tally if column.part]
    notes = {
        "undefined": _("原文没有说明这一栏，不代填"),
        "unconnected": _("“%(what)s”的登记还没有建") % {"what": evidence()[first.evidence].name}
        if first.evidence
        else "",
    }
    note = notes.get(state) or ("" if parts else stations_note(filled, total))
    return SlotTile(counted_as(slot), slot.label, state, note, parts, slot.items)


def stations_note(count: int, total: int) -> str:
    """At how many stations a slot is filled, in words."""
    if total == 1:
        return _("有") if count else _("空")
    return _("%(n)s 个站有") % {"n": count} if count else _("各站都空")
