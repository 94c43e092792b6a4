"""What a figure is made of: panels by station, category and method. One that says nothing is None.

Every number is a figure that opens, counted as its own page counts it. Of what a viewer may read only in large numbers,
a panel with a small one is left out whole (docs/decisions/0019-small-counts.md).
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.registers.beneficiaries.queries import categories
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import LIVES_IN, Viewer
from wushe.statistics.counting import Counted, Slice
from wushe.statistics.rules import Figure, Measure, Scope, measure
from wushe.statistics.scopes import method_keys
from wushe.statistics.shares import METHOD, STATION, Shares, groups, shares
from wushe.statistics.veil import Veil, all_told, is_exact

#: A table of this many rows or more is cut to ``SHOWN`` until all are asked for.
MANY, SHOWN = 40, 20
MINUTES = "分钟"


@dataclass(frozen=True)
class Taken:
    """The figure that is taken apart, of the slice it was counted in, for the eyes it is shown to."""

    viewer: Viewer
    figure: Figure
    part: Slice
    veil: Veil
    whole: dict[str, Figure]
    is_whole: bool = False

    def share(self, row: Measure, counted: Counted, scope: Scope | None = None, **filters: object) -> Figure:
        """A part of the figure, at another place or with a filter more."""
        value, records, parts = counted
        asked = replace(self.part.filters, **filters)  # type: ignore[arg-type]
        part = self.part
        return Figure(row, value, scope or part.scope, part.period, asked, part.as_of, records, parts)


class Share(NamedTuple):
    """One part in one figure."""

    name: str
    figure: Figure


@dataclass(frozen=True)
class Panel:
    """A figure in parts: ``added`` is their sum, ``whole`` the number without those counted twice."""

    rows: list[Share]
    largest: int
    added: int
    whole: int
    note: str
    hidden: int = 0

    @property
    def hint(self) -> str:
        """In what it is counted, and whether that adds up."""
        row = self.rows[0].figure.measure
        unit = _("小时") if row.unit == MINUTES else row.unit
        return _("%(unit)s · 可相加") % {"unit": unit} if row.additive and not self.overlaps else unit

    @property
    def overlaps(self) -> bool:
        """True if the sum is more than the number."""
        return self.added > self.whole


def panel(taken: Taken, rows: list[Share], whole: int, note: str) -> Panel | None:
    """A panel of at least two parts, every one of which may be told."""
    if len(rows) < 2 or not all_told(shown := taken.veil.rows(rows)):
        return None
    values = [row.figure.value for row in shown]
    cut = shown[:SHOWN] if len(shown) >= MANY and not taken.is_whole else shown
    return Panel(cut, max(values), sum(values), whole, note, len(shown) - len(cut))


def adding_words(row: Measure, added: int, whole: int, why: str) -> str:
    """What the parts add up to, and why it may be more than the figure. Minutes are said nowhere: hours hide a rest."""
    if row.unit == MINUTES:
        return ""
    facts = {"sum": f"{added:,}", "whole": f"{whole:,}", "unit": row.unit}
    if added == whole:
        return _("相加就是 %(whole)s %(unit)s。") % facts
    if added < whole:  # a part is judged by its own services alone
        return _("相加 %(sum)s，一共 %(whole)s %(unit)s：分开看，次数和时间够条件的人少一些。") % facts
    return _("相加 %(sum)s，去重后 %(whole)s %(unit)s：") % facts + why


def note_of(row: Measure, found: Shares, taken: Taken, why: str) -> str:
    """What the parts of a figure add up to."""
    return adding_words(row, sum(value for value, _records, _parts in found.values()), taken.figure.value, why)


def station_panel(taken: Taken) -> Panel | None:
    """Which stations did it, of a whole county or in one village. Costs: 2 to 4 queries."""
    scope, row = taken.part.scope, taken.figure.measure
    is_village = scope.kind in LIVES_IN and not scope.spans
    if scope.station_id is not None or (scope.unit_ids and not is_village):
        return None
    found = shares(row, taken.part, STATION)
    stations = Station.objects.filter(pk__in=found).order_by("key")
    rows = [Share(one.name, taken.share(row, found[one.pk], station_scope(scope, one))) for one in stations]
    return panel(taken, rows, taken.figure.value, note_of(row, found, taken, _("同一个人可以在几个站接受服务。")))


def station_scope(scope: Scope, station: Station) -> Scope:
    """What a station did, of a county or of a village."""
    plain = Scope(station.key, station.name, "station", scope.county_key, scope.county_id, station_id=station.pk)
    if not scope.unit_ids:
        return plain
    return replace(
        plain, key=f"{station.key}.{scope.key}", name=f"{station.name} · {scope.name}", unit_ids=scope.unit_ids
    )


def method_panel(taken: Taken) -> Panel | None:
    """By which method. Costs: 1 to 3 queries."""
    row = taken.figure.measure
    found = shares(row, taken.part, METHOD)
    names = {int(method): (key, str(method.label)) for key, method in method_keys().items()}
    rows = [
        Share(names[code][1], taken.share(row, found[code], methods=frozenset({names[code][0]})))
        for code in sorted(found, key=list(names).index)
    ]
    return panel(taken, rows, taken.figure.value, note_of(row, found, taken, _("同一个人可以有几种方式。")))


def group_panel(taken: Taken) -> Panel | None:
    """Of which categories people were, those that are not restricted for who may not read small numbers.

    Under a filter by categories only those asked for; nothing for one, nor for a figure of services. Costs: 2 queries.
    """
    asked, row = taken.part.filters.groups, taken.figure.measure
    if taken.veil.is_down or len(asked) == 1 or not row.is_of_people:
        return None
    row = measure("persons") if row.key == "households" else row
    is_all = is_exact(taken.viewer, taken.part.scope)
    kinds = [one for one in categories().values() if (one.key in asked or not asked) and (is_all or not one.restricted)]
    found, together = groups(row, taken.part, [one.bit for one in kinds])
    rows = [
        Share(one.name, taken.share(row, found[one.bit], groups=frozenset({one.key})))
        for one in kinds
        if one.bit in found
    ]
    rows.sort(key=lambda share: -share.figure.value)
    added = sum(share.figure.value for share in rows)
    return panel(taken, rows, together, group_words(taken, row, added, together))


def group_words(taken: Taken, row: Measure, added: int, together: int) -> str:
    """Why categories do not add up to the figure: somebody is of several, somebody of none."""
    said = adding_words(row, added, together, _("一个人可以有几个类别。"))
    rest = taken.whole[row.key].value - together if row.key == "persons" else 0
    if rest <= 0 or taken.part.filters.groups:
        return said
    return said + _("另有 %(n)s 人没有这些类别。") % {"n": f"{rest:,}"}
