"""Who looked at what is masked, and how often today."""

from datetime import date

from django.db.models import QuerySet

from wushe.registers.beneficiaries.models import Person, Reveal
from wushe.registers.stations.queries import Viewer


def reveals_used(viewer: Viewer, on: date) -> int:
    """How many looks of the viewer counted on a day. Costs: 1 query."""
    last = Reveal.objects.filter(user=viewer.user, day=on, nth__isnull=False).order_by("-nth").first()
    return (last.nth or 0) if last else 0


def last_reveals(viewer: Viewer, person: Person) -> QuerySet[Reveal]:
    """Who looked at something about a person, the latest first. Costs: 1 query."""
    return Reveal.objects.filter(person=person).select_related("user").order_by("-at", "-pk")
