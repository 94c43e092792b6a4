"""Who works where."""

from datetime import date

from django.db.models import Q, QuerySet

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.models import Worker


def colleagues(viewer: Viewer, on: date) -> QuerySet[Worker]:
    """Workers posted on a day at the stations where the viewer works, by id. Costs: 1 query."""
    return Worker.objects.filter(
        Q(postings__ends_on=None) | Q(postings__ends_on__gte=on),
        postings__station_id__in=viewer.station_ids,
        postings__starts_on__lte=on,
    ).distinct()


def worker_of(viewer: Viewer) -> Worker:
    """The viewer as a worker.

    Refuses: ``workforce-not-a-worker`` when the user is no worker. Costs: 1 query.
    """
    worker = Worker.objects.filter(user=viewer.user).first() if viewer.user else None
    if worker is None:
        raise Refused("workforce-not-a-worker")
    return worker
