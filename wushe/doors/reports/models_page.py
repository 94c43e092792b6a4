"""The boards of service models 服务模式: what fills each slot at each station, or that nobody can say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from wushe.doors.reports.choices import period_choices, period_of
from wushe.doors.reports.model_slots import Column, SlotTile, columns_of, tile_of
from wushe.ground.kit import clock
from wushe.ground.kit.periods import Period
from wushe.registers.catalog.models import ModelAdoption, ServiceModel
from wushe.registers.catalog.queries import field_names, models_at_work, newest_models
from wushe.registers.stations.models import Region, Station, Tier
from wushe.registers.stations.queries import Viewer
from wushe.statistics.rules import Figure
from wushe.statistics.slots import Answer, Place, answers

#: What is called a station of social work; 幸福邻里 and service centres are run beside it.
TIERS = (Tier.CENTRE, Tier.TOWNSHIP, Tier.VILLAGE)
LONG = 40


class Cell(NamedTuple):
    """One slot at one station: ``state`` is there, empty, undefined or unconnected, ``word`` what stands there."""

    state: str
    label: str
    word: str
    figure: Figure | None = None
    url: str = ""
    note: str = ""


class StationRow(NamedTuple):
    """One station of a board."""

    name: str
    url: str
    cells: list[Cell]


class CountyGroup(NamedTuple):
    """The stations of one county; ``name`` is empty where there is only one."""

    name: str
    short_name: str
    anchor: str
    rows: list[StationRow]


class Board(NamedTuple):
    """One version of a service model and the stations that work by it."""

    printed: str
    name: str
    source: str
    adopted_by: list[str]
    version_note: str
    tiles: list[SlotTile]
    columns: list[Column]
    groups: list[CountyGroup]
    total: int
    made_of: str
    is_counted: bool

    @property
    def is_long(self) -> bool:
        """True if the stations are folded away at first: the strip of the slots says how many have each."""
        return self.total > LONG


class Span(NamedTuple):
    """A period one can look at."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ModelsPage:
    """服务模式."""

    place_name: str
    starts_on: date
    ends_on: date
    spans: list[Span]
    boards: list[Board]


def models_page(viewer: Viewer, span: str) -> ModelsPage:
    """The boards of the models by which the viewer's stations work today.

    Takes: the viewer, the period by name (this year unless it is another one). Costs: about 12 queries, and about 9 for
    each county, however many stations.
    """
    today = clock.today()
    periods = periods_on(today)
    chosen = span if span in periods else "year"
    period = periods[chosen][1]
    found = [(model, by, shown_of(at)) for model, by, at in models_at_work(viewer, today)]
    found = [row for row in found if row[2]]
    its_stations = list({station.pk: station for _model, _by, at in found for station in at}.values())
    asked = {slot.evidence for model, _by, _at in found for slot in model.parts}
    said = answers_of(viewer, its_stations, asked, period, min(period.last, today))
    newest = {model.key: model.version for model in newest_models()}
    known = Known(field_names(), said, station_path(viewer))
    return ModelsPage(
        place_name=viewer.place_name,
        starts_on=period.start,
        ends_on=min(period.last, today),
        spans=[Span(label, f"/models/?period={key}", key == chosen) for key, (label, _days) in periods.items()],
        boards=[board(model, by, at, newest[model.key], known) for model, by, at in found],
    )


def periods_on(today: date) -> dict[str, tuple[str, Period]]:
    """The periods one can look at, by name."""
    spans = [choice for choice in period_choices("") if choice.value != "custom"]
    return {span.value: (span.label, period_of(span.value, QueryDict(), today)) for span in spans}


def shown_of(its_stations: list[Station]) -> list[Station]:
    """The stations of social work among some."""
    return [station for station in its_stations if station.tier in TIERS]


def made_of(its_stations: list[Station]) -> str:
    """镇街站 137 个、村级站（点） 3 个: how many of each tier."""
    counts = Counter(station.tier for station in its_stations)
    facts = ({"tier": Tier(tier).label, "n": counts[tier]} for tier in TIERS if counts[tier])
    return "、".join(_("%(tier)s %(n)s 个") % told for told in facts)


def station_path(viewer: Viewer) -> str:
    """Where a station opens for a viewer, with a place for its key; empty where there is no such page."""
    if viewer.opens("stations:station"):
        return "/stations/{}/"
    return "/county/?scope={}" if viewer.opens("reports:county") else ""


def answers_of(
    viewer: Viewer, its_stations: Sequence[Station], questions: set[str], period: Period, on: date
) -> dict[str, dict[Place, Answer]]:
    """What fills the slots at all stations, county by county."""
    by_county: dict[Region, list[Station]] = {}
    for station in its_stations:
        by_county.setdefault(station.county, []).append(station)
    whole: dict[str, dict[Place, Answer]] = {}
    for county in sorted(by_county, key=lambda one: one.key):
        for key, said in answers(viewer, county, by_county[county], questions, period, on).items():
            whole.setdefault(key, {}).update(said)
    return whole


@dataclass(frozen=True)
class Known:
    """What all boards of a page need: the names of the fields, the answers, where a station opens."""

    fields: Mapping[str, str]
    said: Mapping[str, Mapping[Place, Answer]]
    path: str


def board(
    model: ServiceModel, adoptions: list[ModelAdoption], its_stations: list[Station], newest: int, known: Known
) -> Board:
    """One model's board, its stations in the order given. Costs: none."""
    slots = list(enumerate(model.parts))
    columns = [column for place, slot in slots for column in columns_of(place, slot, known.fields, known.said)]
    rows = {station.pk: row_of(station, columns, known) for station in its_stations}
    groups = [
        CountyGroup(county.name, county.short_name, f"{model.key}-{county.key}", [rows[station.pk] for station in some])
        for county, some in groupby(its_stations, key=lambda station: station.county)
    ]
    filled = [sum(row.cells[at].state == "there" for row in rows.values()) for at in range(len(columns))]
    tally = list(zip(columns, filled, strict=True))
    return Board(
        printed=model.printed,
        name=model.name,
        source=model.source,
        adopted_by=[adopted_by(row) for row in adoptions],
        version_note=version_note(model, newest),
        tiles=[tile_of(slot, [one for one in tally if one[0].place == place], len(rows)) for place, slot in slots],
        columns=columns,
        groups=groups if len(groups) > 1 else [CountyGroup("", "", "", groups[0].rows)],
        total=len(rows),
        made_of=made_of(its_stations),
        is_counted=any(not column.state for column in columns),
    )


def adopted_by(row: ModelAdoption) -> str:
    """Who adopted a model, and since when if that is known."""
    if row.starts_on is None:
        return row.region.name
    return _("%(place)s（%(day)s 起）") % {"place": row.region.name, "day": row.starts_on}


def version_note(model: ServiceModel, newest: int) -> str:
    """That the definition has changed since it was adopted; empty when it has not."""
    if model.version == newest:
        return ""
    return _("这里采用的是第 %(old)s 版，已有第 %(new)s 版。") % {"old": model.version, "new": newest}


def row_of(station: Station, columns: list[Column], known: Known) -> StationRow:
    """One station with a cell for each column."""
    url = known.path.format(station.key)
    return StationRow(station.name, url, [cell_of(station, column, known, url) for column in columns])


def cell_of(station: Station, column: Column, known: Known, url: str) -> Cell:
    """What stands in one cell."""
    if column.state:
        return Cell(column.state, column.label, column.word)
    answer = known.said[column.evidence][station.pk, column.part]
    if not answer.is_found:
        return Cell("empty", column.label, _("空"))
    return Cell("there", column.label, _("有"), answer.figure, url, answer.since)
