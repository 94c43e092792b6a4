"""What the pages of stations show: the list by town, and one station with what stands above and below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from wushe.ground.kit.paging import Pager, first_of, pager
from wushe.registers.stations import queries
from wushe.registers.stations.models import OperatingContract, Region, State, Station, StationState, Tier
from wushe.registers.stations.pages.choices import Choice, choices
from wushe.registers.stations.queries import Viewer
from wushe.registers.stations.rules.stations import PROOFS, Standing, Step, standing

PAGE = 30
#: In which order the tiers stand within a town.
TIERS = list(Tier.values)


class StateLine(NamedTuple):
    """One state of a station, in words."""

    label: str
    since: str
    source: str
    proofs: list[tuple[str, str]]
    by: str


class StationLine(NamedTuple):
    """One station of the list."""

    station: Station
    standing: str
    run_by: str


def standing_label(found: Standing | None) -> str:
    """What a station is, in words; an open date is said to be open."""
    if found is None:
        return ""
    label = str(State(found.state).label)
    return label if found.is_certain else f"{label}（日期不全，未定）"


class Town(NamedTuple):
    """The stations of one town on a page of the list."""

    name: str
    lines: list[StationLine]


@dataclass(frozen=True)
class StationsPage:
    """社工站: the stations of the register by town, those that were asked for."""

    towns: list[Town]
    asked: str
    tiers: list[Choice]
    counties: list[Choice]
    pager: Pager | None
    total: int
    is_filtered: bool

    @property
    def lines(self) -> list[StationLine]:
        """All lines of the page."""
        return [line for town in self.towns for line in town.lines]


def stations_page(viewer: Viewer, told: Mapping[str, str], number: int, on: date) -> StationsPage:
    """The stations a viewer works at or oversees, by county, town and tier.

    Takes: what stands behind the ``?`` of the address (``tier``, ``county``, ``q`` a part of the name), and the page.
    Costs: 7 queries.
    """
    everything = list(queries.stations(viewer))
    asked = {name: told.get(name, "")[:60].strip() for name in ("q", "tier", "county")}
    rows = [row for row in everything if _is_asked(row, asked)]
    towns = queries.towns_of(viewer, rows, on)
    rows.sort(key=lambda row: _place_of(row, towns.get(row.pk, [])))
    first = first_of(number, PAGE, len(rows))
    shown = rows[first : first + PAGE]
    counties = {row.county.key: row.county.name for row in everything}
    kept = urlencode({name: words for name, words in asked.items() if words})
    return StationsPage(
        towns=_by_town(viewer, shown, towns, on),
        asked=asked["q"],
        tiers=choices(_tiers_of(everything), asked["tier"], _("全部")),
        counties=choices(sorted(counties.items()), asked["county"], _("全部")) if len(counties) > 1 else [],
        pager=pager(f"/stations/?{kept}&" if kept else "/stations/?", first, PAGE, len(rows)),
        total=len(rows),
        is_filtered=bool(kept),
    )


def _is_asked(row: Station, asked: Mapping[str, str]) -> bool:
    return asked["q"] in row.name and asked["tier"] in ("", row.tier) and asked["county"] in ("", row.county.key)


def _place_of(row: Station, towns: Sequence[Region]) -> tuple[str, bool, str, int, str]:
    """Where a station stands in the list: those in no one town come first in their county."""
    town = towns[0].key if len(towns) == 1 else ""
    return row.county.key, bool(town), town, TIERS.index(row.tier), row.name


def _tiers_of(rows: Sequence[Station]) -> list[tuple[str, str]]:
    """The tiers there are, with how many stations each has."""
    counts = {tier: sum(row.tier == tier for row in rows) for tier in TIERS}
    return [(tier, f"{Tier(tier).label}（{n}）") for tier, n in counts.items() if n]


def _by_town(viewer: Viewer, rows: list[Station], towns: Mapping[int, list[Region]], on: date) -> list[Town]:
    """Lines under the name of their town. Costs: 2 queries."""
    states, contracts = queries.states_of(viewer, rows), queries.contracts_of(viewer, rows)
    several = len({row.county_id for row in rows}) > 1

    def town_of(row: Station) -> str:
        there = towns.get(row.pk, [])
        name = there[0].name if len(there) == 1 else row.county.name
        return f"{row.county.name} {name}" if several and len(there) == 1 else name

    return [
        Town(
            name,
            [
                StationLine(
                    row,
                    standing_label(standing_of(states.get(row.pk, []), on)),
                    run_by(contracts.get(row.pk, []), on),
                )
                for row in some
            ],
        )
        for name, some in groupby(rows, key=town_of)
    ]


def standing_of(states: list[StationState], on: date) -> Standing | None:
    """What a station is on a day."""
    return standing([Step(row.state, row.since_printed) for row in states], on)


def run_by(contracts: list[OperatingContract], on: date) -> str:
    """Who runs a station on a day."""
    return "、".join(row.organization.name for row in contracts if row.holds(on))


@dataclass(frozen=True)
class StationPage:
    """One station: what it was since when, and who runs it."""

    station: Station
    standing: str
    states: list[StateLine]
    contracts: list[OperatingContract]
    covers: list[Region]
    below: list[Station]
    may_change: bool
    may_build_below: bool


def station_page(viewer: Viewer, key: str, on: date) -> StationPage:
    """The page of a station. Refuses: ``stations-unknown-station``. Costs: 6 queries."""
    row = queries.station_by_key(viewer, key)
    states = queries.states_of(viewer, [row]).get(row.pk, [])
    covers, keeps = list(queries.units_covered(viewer, row, on)), queries.is_keeper(viewer, {row.county_id})
    return StationPage(
        station=row,
        standing=standing_label(standing_of(states, on)),
        states=[state_line(state) for state in reversed(states)],
        contracts=queries.contracts_of(viewer, [row]).get(row.pk, []),
        covers=covers,
        below=list(queries.stations(viewer).filter(above=row)),
        may_change=keeps,
        may_build_below=keeps and row.tier == Tier.TOWNSHIP and bool(covers),
    )


def state_line(row: StationState) -> StateLine:
    """A state in words."""
    proofs = [(PROOFS[kind], row.proofs[kind]) for kind in PROOFS if kind in row.proofs]
    by = str(row.recorded_by or "")
    return StateLine(str(row.get_state_display()), row.since_printed, row.source, proofs, by)
