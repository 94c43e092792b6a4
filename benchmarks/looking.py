"""Look at a demo that was loaded: its figures, and the lists of its stations. Runs inside the site's own process."""

import json
from datetime import date

from wushe.doors.reports.seed_figures import seed_figures
from wushe.ground.kit import clock
from wushe.ledger.models import ServiceEvent
from wushe.registers.beneficiaries.queries import people
from wushe.registers.stations.models import Grant, Role, Station
from wushe.registers.stations.queries import Viewer, viewer_for
from wushe.work.visits.queries import Due, due_list


def look() -> None:
    """Print what was seen, as one line of JSON."""
    on = clock.today()
    rows = seed_figures(on)
    shares = {station.key: overdue_percent(dues) for station, dues in lists(on)}
    worst = max(shares, key=lambda key: shares[key])
    told = {
        "events": ServiceEvent.objects.count(),
        "held": sum(row.holds is True for row in rows),
        "pending": sum(row.holds is None for row in rows),
        "failing": [row.id for row in rows if row.holds is False],
        "overdue_percent": shares[worst],
        "station": worst,
    }
    print("LOOK", json.dumps(told))


def lists(on: date) -> list[tuple[Station, list[Due]]]:
    """The due list of each station where somebody has an account: of all its people who live."""
    found = []
    for station in Station.objects.order_by("key"):
        viewer = viewer_at(station, on)
        if viewer is not None:
            found.append((station, due_list(viewer, people(viewer, on).exclude(died_on__lte=on), on)))
    return found


def viewer_at(station: Station, on: date) -> Viewer | None:
    """Somebody who works at a station on the day; None if nobody has an account there."""
    grants = Grant.objects.filter(station=station, role__in=(Role.WORKER, Role.LEAD), ends_on=None, starts_on__lte=on)
    grant = grants.select_related("user").order_by("pk").first()
    return viewer_for(grant.user, on) if grant is not None else None


def overdue_percent(dues: list[Due]) -> int:
    """How many of a hundred people with a duty are past their day, rounded up."""
    owed = [due for due in dues if due.due is not None]
    over = [due for due in owed if due.days_over(clock.today()) > 0]
    return -(-100 * len(over) // len(owed)) if owed else 0
