"""Small counts of restricted categories 小数遮盖: who may read them, and how they are shown to the others.

Child protection, violence and justice: above the station a count of 1 to 4 tells who it is. It is shown as ＜5 and does
not open. What this does not cover: docs/decisions/0019-small-counts.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.stations.queries import Viewer
from wushe.statistics.rules import FEW, VEILED, Figure, Filters, Scope
from wushe.statistics.scopes import opens_records

Row = TypeVar("Row", bound=tuple[Any, ...])

#: The least count of a restricted category that is shown above the station.
LEAST = 5


@dataclass(frozen=True)
class Veil:
    """What hides small counts of one slice from one viewer; up when there is nothing to hide."""

    is_down: bool
    is_outside: bool = False

    @property
    def shuts(self) -> bool:
        """True if no record of the slice opens, whatever its figure: so it is for restricted categories."""
        return self.is_down and not self.is_outside

    @property
    def note(self) -> str:
        """What a reader under the veil is told; empty for others."""
        if not self.is_down:
            return ""
        if self.is_outside:
            return _("按类别或年龄数到 1 到 4 的只写“＜5”，也不能点开，免得认出是谁。")
        return _(
            "儿童保护、家暴、司法这几类，数是 1 到 4 的只写“＜5”，也不能点开，免得认出是谁。"
            "分村、分站、分月的表里只要有一格不到 5，这张表的数就都不显示，免得用总数减出来。"
        )

    def one(self, figure: Figure) -> Figure:
        """A figure by itself: 1 to 4 becomes ＜5."""
        return _hidden(figure, FEW) if self.is_down and _is_small(figure) else figure

    def covers(self, rows: Iterable[Iterable[object]]) -> bool:
        """True if rows of figures that stand beside their total must be hidden: one of them is small.

        Then all go: the total less the others would give it; and even two hidden ones can be worked out, when it is
        known that what is shown is 0 or at least ``LEAST``.
        """
        return self.is_down and any(isinstance(cell, Figure) and _is_small(cell) for row in rows for cell in row)

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of a breakdown, all of them with every figure hidden when the veil covers them."""
        return [_covered(row) for row in rows] if self.covers(rows) else list(rows)


def _covered(row: Row) -> Row:
    cells = [_hidden(cell, VEILED) if isinstance(cell, Figure) else cell for cell in row]
    return type(row)(*cells)  # type: ignore[arg-type]  # a row is a NamedTuple of such cells


def all_told(rows: Iterable[Iterable[object]]) -> bool:
    """True if every figure in the rows may be read."""
    return all(cell.is_told for row in rows for cell in row if isinstance(cell, Figure))


def veil_for(viewer: Viewer, scope: Scope, filters: Filters) -> Veil:
    """The veil over a slice.

    It is down if, and only if, a restricted category is asked for and the viewer does not work where it is counted, or
    any category or age is asked for by a reader from outside, who sees but the shape of records.
    Refuses, under a veil: ``statistics-restricted-alone`` for a restricted category beside another one (the one with
    the other, less the other, would give it), ``statistics-restricted-by-age`` for one of some ages (two bands that
    differ by a year would tell one person). Costs: 1 query when groups are asked for.
    """
    is_outside = filters.are_personal and comes_from_outside(viewer, scope)
    if not filters.groups or is_exact(viewer, scope):
        return Veil(is_outside, is_outside)
    restricted = {key for key, row in categories().items() if row.restricted}
    is_down = not restricted.isdisjoint(filters.groups)
    if is_down and len(filters.groups) > 1:
        raise Refused("statistics-restricted-alone")
    if is_down and filters.ages is not None:
        raise Refused("statistics-restricted-by-age")
    return Veil(is_down or is_outside, is_outside and not is_down)


def comes_from_outside(viewer: Viewer, scope: Scope) -> bool:
    """True if the viewer may see of the records of a scope no more than their shape."""
    return scope.county_id in viewer.counties_for("records.shape") and not opens_records(viewer, scope)


def is_exact(viewer: Viewer, scope: Scope) -> bool:
    """True if the viewer works where the figures of the scope are counted, or there is no viewer but the operator."""
    if scope.station_id is not None:
        return scope.station_id in viewer.stations_for("figures.exact")
    if scope.unit_ids:
        return scope.unit_ids <= viewer.unit_ids
    return viewer.user is None and scope.county_id in viewer.counties_for("figures.exact")


def _is_small(figure: Figure) -> bool:
    return 0 < figure.value < LEAST


def _hidden(figure: Figure, kind: str) -> Figure:
    return replace(figure, value=0, records=0, parts={}, kind=kind)
