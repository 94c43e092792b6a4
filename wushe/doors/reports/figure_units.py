"""A figure village by village, and how many people stand in several villages 按村（社区）."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wushe.doors.reports.boards import Sums, UnitRow, overlap_note, sums_of, unit_rows
from wushe.doors.reports.figure_parts import MANY, SHOWN, Panel, Share, Taken, note_of, panel
from wushe.registers.stations.models import Region
from wushe.statistics.counting import Slice
from wushe.statistics.rules import measure
from wushe.statistics.scopes import within
from wushe.statistics.shares import UNIT, apart, shares
from wushe.statistics.veil import all_told


@dataclass(frozen=True)
class UnitTable:
    """The villages and communities of a figure of people, in three figures each."""

    rows: list[UnitRow]
    sums: Sums
    total: Sums
    largest: int
    note: str
    hidden: int


def unit_table(taken: Taken) -> UnitTable | None:
    """Where people were served: 人, 人次 and 户 of each village. Costs: 6 to 8 queries."""
    part = taken.part
    units = units_in(part)
    rows = taken.veil.rows([row for row in unit_rows(part, units, {}) if row.person_times.records])
    total = Sums(*(taken.whole[key] for key in ("persons", "person-times", "households")))
    if len(rows) < 2 or not all_told([*rows, total]):
        return None
    sums = sums_of(rows)
    cut = rows[:SHOWN] if len(rows) >= MANY and not taken.is_whole else rows
    largest = max(row.person_times.value for row in rows)
    note = "" if taken.veil.is_down else places_note(sums, total, part)
    return UnitTable(cut, sums, total, largest, note, len(rows) - len(cut))


def places_note(sums: Sums, total: Sums, part: Slice) -> str:
    """Why the villages' 人 do not add up, and how many people are in two villages, in three. Costs: 1 query."""
    said = overlap_note(sums, total)
    several = overlap_words(part)
    return f"{said}{several}" if several else said


def overlap_words(part: Slice) -> str:
    """How many persons were served in several villages, in words; empty for none. Costs: 1 query."""
    several = sorted((places, people) for places, people in apart(part, UNIT).items() if places > 1)
    if not several:
        return ""
    twice = sum((places - 1) * people for places, people in several)
    told = [_("%(people)s 人在 %(n)s 个村") % {"people": f"{people:,}", "n": places} for places, people in several[:3]]
    if len(several) > 3:
        more = sum(people for _places, people in several[3:])
        told.append(_("%(people)s 人在更多的村") % {"people": f"{more:,}"})
    return _("%(told)s，共多计 %(twice)s。") % {"told": "、".join(told), "twice": f"{twice:,}"}


def units_in(part: Slice) -> list[Region]:
    """The villages and communities where somebody was served, in the order of their codes. Costs: 2 or 3 queries."""
    found = shares(measure("person-times"), part, UNIT)
    return list(Region.objects.filter(pk__in=found).order_by("key"))


def unit_panel(taken: Taken) -> Panel | None:
    """A figure by village where it is not one of people side by side with 人次 and 户. Costs: 2 or 3 queries."""
    row = taken.figure.measure
    found = shares(row, taken.part, UNIT)
    units = Region.objects.filter(pk__in=found).order_by("key")
    rows = [Share(unit.short_name, taken.share(row, found[unit.pk], within(taken.part.scope, unit))) for unit in units]
    return panel(taken, rows, taken.figure.value, note_of(row, found, taken, _("有人在几个村都够条件。")))
