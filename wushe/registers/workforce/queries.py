"""Who works where."""

from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer, holding, stations
from wushe.registers.workforce.models import Certificate, Posting, Worker


def colleagues(viewer: Viewer, on: date) -> QuerySet[Worker]:
    """Workers posted on a day at the stations where the viewer works, by id. Costs: 1 query."""
    return Worker.objects.filter(
        Q(postings__ends_on=None) | Q(postings__ends_on__gte=on),
        postings__station_id__in=viewer.station_ids,
        postings__starts_on__lte=on,
    ).distinct()


def team(viewer: Viewer, station: Station, on: date) -> QuerySet[Posting]:
    """Who is posted at a station on a day, with worker and employer, in order of entry. Costs: 1 query.

    None for a station the viewer neither works at nor oversees.
    """
    rows = Posting.objects.filter(holding(on), station=station, station__in=stations(viewer))
    return rows.select_related("worker", "employer").order_by("starts_on", "pk")


def certified(viewer: Viewer, on: date) -> QuerySet[Certificate]:
    """Certificates valid on a day, of workers posted then where the viewer works or oversees. Costs: 1 query."""
    posted = Posting.objects.filter(holding(on), station__in=stations(viewer))
    rows = Certificate.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), issued_on__lte=on)
    return rows.filter(worker__in=posted.values("worker")).select_related("worker").order_by("worker_id", "pk")


def worker_of(viewer: Viewer) -> Worker:
    """The viewer as a worker.

    Refuses: ``workforce-not-a-worker`` when the user is no worker. Costs: 1 query.
    """
    worker = Worker.objects.filter(user=viewer.user).first() if viewer.user else None
    if worker is None:
        raise Refused("workforce-not-a-worker")
    return worker
