"""What the station desk shows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.doors.reports.boards import UNIT_KEYS, Sums, UnitRow, note_of, overlap_note, sums_of, unit_rows
from wushe.ground.kit import clock
from wushe.ground.kit.open_items import OpenItem, by_urgency
from wushe.ground.kit.periods import month_of
from wushe.registers.beneficiaries.queries import homes_of
from wushe.registers.stations.models import Role
from wushe.registers.stations.queries import Viewer, home_station, stations_below, units_served
from wushe.statistics.counting import count_all, slice_of
from wushe.statistics.rules import Figure
from wushe.statistics.scopes import scope_for
from wushe.work.disclosures import queries as disclosures
from wushe.work.needs import queries as needs
from wushe.work.safeguarding import queries as safeguarding
from wushe.work.visits import queries as visits
from wushe.work.visits.pages import DueRow, due_rows
from wushe.work.visits.queries import Due

MOST_DUE = 8
KPI_KEYS = ("persons", "person-times", "service-minutes", "attempts")
NOON, EVENING = 12, 18


class Kpi(NamedTuple):
    """One figure of the month."""

    label: str
    figure: Figure
    note: str
    url: str


@dataclass(frozen=True)
class DeskPage:
    """工作台: the station's month, who is due, what waits."""

    station_name: str
    worker_name: str
    greeting: str
    day: date
    weekday: str
    kpis: list[Kpi]
    open_items: list[OpenItem]
    due: list[DueRow]
    due_total: int
    units: list[UnitRow]
    units_sum: Sums
    units_total: Sums
    units_largest: int
    sum_note: str
    below: str
    due_label: str


def desk_page(viewer: Viewer) -> DeskPage:
    """The desk of the viewer's station. Costs: about 45 queries, none growing with the caseload."""
    on = clock.today()
    station = home_station(viewer)
    scope, month = scope_for(station.key), month_of(on)
    dues = visits.due_list(viewer, visits.charges(viewer, on), on)
    due = [line for line in dues if line.is_due(on)]
    served = list(units_served(viewer, [station], month))
    units = unit_rows(slice_of(scope, month), served, due_by_unit(viewer, due, on))
    sums = sums_of(units)
    counted = count_all(list(dict.fromkeys((*KPI_KEYS, *UNIT_KEYS))), scope, month)
    figures = {figure.measure.key: figure for figure in counted}
    whole = Sums(*(figures[key] for key in UNIT_KEYS))
    return DeskPage(
        station_name=station.name,
        worker_name=viewer.person_name,
        greeting=greeting(),
        day=on,
        weekday=clock.weekday(on),
        kpis=[
            Kpi(_("本月%(name)s") % {"name": figure.measure.name}, figure, note_of(figure), figure.url)
            for figure in map(figures.__getitem__, KPI_KEYS)
        ],
        open_items=by_urgency(
            safeguarding.open_items(viewer),
            disclosures.open_items(viewer),
            visits.open_items(viewer, on),
            needs.open_items(viewer),
            on=on,
        ),
        due=due_rows(viewer, due[:MOST_DUE], on),
        due_total=len(due),
        units=units,
        units_sum=sums,
        units_total=whole,
        units_largest=max((row.person_times.value for row in units), default=0),
        sum_note=overlap_note(sums, whole),
        below="、".join(stations_below(viewer, station).values_list("name", flat=True)),
        due_label=_("到期") if viewer.role == Role.LEAD else _("我的到期"),
    )


def due_by_unit(viewer: Viewer, due: list[Due], on: date) -> Counter[int]:
    """How many are due in each unit. Costs: 2 queries."""
    homes = homes_of(viewer, [line.person_id for line in due], on)
    return Counter(home.household.unit_id for home in homes.values())


def greeting() -> str:
    """A word for the hour."""
    hour = clock.now().hour
    return _("上午好") if hour < NOON else _("下午好") if hour < EVENING else _("晚上好")
