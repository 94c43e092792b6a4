"""What the page of today shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.urls import reverse

from wushe.ground.kit import clock
from wushe.ground.kit.open_items import OpenItem, by_urgency
from wushe.ground.kit.periods import month_of
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer, home_station
from wushe.statistics.counting import count_all
from wushe.statistics.rules import Figure
from wushe.statistics.scopes import scope_for
from wushe.work.disclosures import queries as disclosures
from wushe.work.needs import queries as needs
from wushe.work.safeguarding import queries as safeguarding
from wushe.work.visits import queries as visits
from wushe.work.visits.pages import DueRow, due_rows

UPCOMING_DAYS = 7
MOST_DUE = 30
MOST_UPCOMING = 6


class Progress(NamedTuple):
    """One figure of the month."""

    label: str
    done: int
    unit: str
    url: str


@dataclass(frozen=True)
class TodayPage:
    """今日: who needs me, what waits, how the month goes."""

    station_name: str
    worker_name: str
    day: date
    weekday: str
    has_charges: bool
    due_today: int
    due: list[DueRow]
    upcoming: list[DueRow]
    open_items: list[OpenItem]
    progress: list[Progress]
    danger_url: str
    danger_form_id: UUID


def today_page(viewer: Viewer) -> TodayPage:
    """The page of today. Costs: about 30 queries, whatever the caseload."""
    on = clock.today()
    station = home_station(viewer)
    dues = visits.due_list(viewer, visits.charges(viewer, on), on)
    due = [line for line in dues if line.is_due(on)]
    soon = [line for line in dues if line.is_due(on + timedelta(days=UPCOMING_DAYS)) and not line.is_due(on)]
    rows = due_rows(viewer, due[:MOST_DUE] + soon[:MOST_UPCOMING], on)
    return TodayPage(
        station_name=station.name,
        worker_name=viewer.person_name,
        day=on,
        weekday=clock.weekday(on),
        has_charges=bool(dues),
        due_today=len(due),
        due=rows[: len(due[:MOST_DUE])],
        upcoming=rows[len(due[:MOST_DUE]) :],
        open_items=by_urgency(
            safeguarding.open_items(viewer),
            disclosures.open_items(viewer),
            visits.open_items(viewer, on),
            needs.open_items(viewer),
            on=on,
        ),
        progress=[
            Progress(figure.measure.name, figure.value, figure.unit, figure.url)
            for figure in month_figures(station, on)
        ],
        danger_url=reverse("safeguarding:report"),
        danger_form_id=uuid4(),
    )


def month_figures(station: Station, on: date) -> list[Figure]:
    """The station's month in three figures. Costs: 5 queries."""
    keys = ["person-times", "persons", "households"]
    return count_all(keys, scope_for(station.key), month_of(on))
