"""Which villages and communities a new station may cover."""

from dataclasses import dataclass
from datetime import date

from wushe.registers.stations.models import Region, Station, View
from wushe.registers.stations.queries.regions import covers_of, units_under
from wushe.registers.stations.queries.viewers import Viewer


@dataclass(frozen=True)
class Offer:
    """The units where a station may stand: all of them, those it may cover, and what covers the covered ones.

    ``covered`` are, by key of the unit, its name and whose areas it lies in.
    """

    units: dict[str, Region]
    allowed: list[Region]
    covered: dict[str, tuple[str, str]]


def on_offer(viewer: Viewer, place: Region, above: Station | None, on: date) -> Offer:
    """What a new station in a place may cover on a day.

    Without a station above: what no station covers. With one: what it covers and no other does. Costs: 2 queries.
    """
    units = {unit.key: unit for unit in units_under(place, View.STATUTORY, on)}
    ties: dict[str, list[Region]] = {}
    for tie in covers_of(place, on):
        ties.setdefault(tie.child.key, []).append(tie.parent)
    wanted = [] if above is None else [above.coverage_id]
    allowed = [unit for key, unit in units.items() if [one.pk for one in ties.get(key, [])] == wanted]
    covered = {key: (units[key].name, "、".join(one.short_name for one in by)) for key, by in ties.items()}
    return Offer(units, allowed, covered)
