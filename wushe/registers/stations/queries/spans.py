"""Since when and until when each unit lay in a place."""

from dataclasses import dataclass
from datetime import date

from wushe.ground.kit.batches import batched
from wushe.registers.stations.models import Region, RegionLink
from wushe.registers.stations.queries.regions import LIVES_IN

#: Province, city, county, town, village, and some to spare: ties in a ring end here.
DEEPEST = 9


@dataclass(frozen=True, order=True)
class UnitSpan:
    """One village or community lay in a place from a day to a day, both included; ``date.min``, ``date.max``: open."""

    unit_id: int
    first: date
    last: date

    @property
    def is_open(self) -> bool:
        """True if it always did and still does."""
        return self.first == date.min and self.last == date.max

    def touches(self, other: "UnitSpan") -> bool:
        """True if, and only if, the two are of one unit and share a day."""
        return self.unit_id == other.unit_id and self.first <= other.last and other.first <= self.last


def unit_spans(region: Region, view: str) -> list[UnitSpan]:
    """The units that ever lay in a place in a view, each with its days, by unit and day.

    A unit lies in the place on a day if, and only if, every tie between them holds on that day. The place itself
    does not count. Costs: a query for each level and 900 places.
    """
    found: list[UnitSpan] = []
    level = [UnitSpan(region.pk, date.min, date.max)]
    for _level in range(DEEPEST):
        below = _links_below([span.unit_id for span in level], view)
        lower = [
            (both, kind) for span in level for link, kind in below.get(span.unit_id, ()) if (both := _cut(span, link))
        ]
        found += [span for span, kind in lower if kind in LIVES_IN]
        level = [span for span, _kind in lower]
    return sorted(set(found))


def _links_below(ids: list[int], view: str) -> dict[int, list[tuple[UnitSpan, str]]]:
    below: dict[int, list[tuple[UnitSpan, str]]] = {}
    for some in batched(sorted(set(ids))):
        rows = RegionLink.objects.filter(view=view, parent_id__in=some)
        for parent, child, kind, first, last in rows.values_list(
            "parent_id", "child_id", "child__kind", "starts_on", "ends_on"
        ):
            below.setdefault(parent, []).append((UnitSpan(child, first or date.min, last or date.max), kind))
    return below


def _cut(upper: UnitSpan, lower: UnitSpan) -> UnitSpan | None:
    """The days on which both ties hold; None when there are none."""
    first, last = max(upper.first, lower.first), min(upper.last, lower.last)
    return UnitSpan(lower.unit_id, first, last) if first <= last else None
