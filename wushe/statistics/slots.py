"""What fills the slots of a service model at each station of a county 栏位核对.

Which questions a slot may ask is a closed list of the catalog; here stands how those are answered whose room is built.
Each costs a fixed number of queries for all stations of a county.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from wushe.ground.kit.periods import Period
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer, states_of
from wushe.registers.stations.rules.stations import OPERATING, Step, surely
from wushe.statistics.counting import UNNAMED, Slice, attendances, events, slice_of
from wushe.statistics.rules import Figure, Filters, Scope, measure
from wushe.statistics.shares import STATION, shares

#: Of which station, and of which part of a slot (a field; "" where a slot has no parts).
Place = tuple[int, str]


@dataclass(frozen=True)
class Asked:
    """Some stations of one county asked in a period: whose eyes, which rows of the ledger, which fields."""

    viewer: Viewer
    part: Slice
    stations: Sequence[Station]
    fields: Mapping[str, int]
    on: date


@dataclass(frozen=True)
class Answer:
    """What the records say of one part of a slot: whether anything was found; how many, or since when as printed."""

    is_found: bool
    figure: Figure | None = None
    since: str = ""


def answers(
    viewer: Viewer,
    county: Region,
    its_stations: Sequence[Station],
    questions: Collection[str],
    period: Period,
    on: date,
) -> dict[str, dict[Place, Answer]]:
    """What fills the slots at some stations of one county.

    Takes: the stations, the keys of the questions asked (those that cannot be answered yet are left out), the period
    for what was done, the day for what is. Gives: by question, an answer for each station and part.
    Costs: 2 to 4 queries, and 1 or 2 for each question, however many stations there are.
    """
    scope = Scope(county.key, county.name, county.kind, county.key, county.pk)
    fields = dict(ServiceField.objects.order_by("pk").values_list("key", "pk"))
    asked = Asked(viewer, slice_of(scope, period), its_stations, fields, on)
    return {key: ask(asked) for key, ask in QUESTIONS.items() if key in questions}


def by_field(asked: Asked) -> dict[Place, Answer]:
    """人次 of each station in each field, as ``count`` would count them. Costs: 2 queries."""
    rows = attendances(asked.part).order_by().values_list("station_id", "field_id").annotate(Count("pk"))
    named = {(station, field): times for station, field, times in rows}
    crowds = events(asked.part).filter(UNNAMED).order_by().values_list("station_id", "field_id")
    heads = {
        (station, field): rest
        for station, field, *rest in crowds.annotate(Sum("heads_counted"), Sum("heads_estimated"), Count("pk"))
    }
    found = {}
    for station in asked.stations:
        for key, field in asked.fields.items():
            counted, estimated, crowd = heads.get((station.pk, field), (0, 0, 0))
            parts = {"named": named.get((station.pk, field), 0), "counted": counted, "estimated": estimated}
            found[station.pk, key] = _counted(asked, station, "person-times", parts, parts["named"] + crowd, key)
    return found


def sessions(asked: Asked) -> dict[Place, Answer]:
    """Groups, activities and publicity of each station. Costs: 1 query."""
    held = shares(measure("sessions"), asked.part, STATION)
    found = {}
    for station in asked.stations:
        value, records, _parts = held.get(station.pk, (0, 0, {}))
        found[station.pk, ""] = _counted(asked, station, "sessions", {"": value}, records)
    return found


def operating(asked: Asked) -> dict[Place, Answer]:
    """Which stations were really operating on the day, and since when as printed. Costs: 1 query."""
    states = states_of(asked.viewer, asked.stations)
    found = {}
    for station in asked.stations:
        steps = [Step(row.state, row.since_printed) for row in states.get(station.pk, [])]
        is_found = surely(steps, asked.on, {OPERATING})
        since = next((step.since_printed for step in reversed(steps) if step.state == OPERATING), "")
        found[station.pk, ""] = Answer(is_found, since=since if is_found else "")
    return found


def _counted(asked: Asked, station: Station, key: str, parts: dict[str, int], records: int, field: str = "") -> Answer:
    """An answer that is a figure of the station and opens to its records."""
    own, part = asked.part.scope, asked.part
    scope = Scope(station.key, station.name, "station", own.county_key, own.county_id, station_id=station.pk)
    filters = Filters(frozenset({field})) if field else Filters()
    value, named = sum(parts.values()), {name: count for name, count in parts.items() if name}
    figure = Figure(measure(key), value, scope, part.period, filters, part.as_of, records, named)
    return Answer(value > 0, figure)


#: The questions of the catalog that can be answered, each for all stations at once.
QUESTIONS: dict[str, Callable[[Asked], dict[Place, Answer]]] = {
    "fields-of-service": by_field,
    "activities": sessions,
    "operating": operating,
}
