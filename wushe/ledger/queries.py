"""Read the ledger: valid rows, numbers, last contacts, closed months."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wushe.ground.kit.batches import batched
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period
from wushe.ledger.models import Attendance, ClosedPeriod, EventWorker, Identity, IdentityEntry, Kind, ServiceEvent
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import merged_files, own_files
from wushe.registers.catalog.models import Method
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.models import Worker


def last_seq(county_id: int) -> int:
    """The number of the newest row of a county; 0 for an empty ledger. Costs: 1 query of two index look-ups."""
    return max(last_numbers(county_id))


def last_numbers(county_id: int) -> tuple[int, int]:
    """The number of the newest service and of the newest entry about identity; 0 for none. Costs: as ``last_seq``."""
    found = Region.objects.filter(pk=county_id).values_list(_newest(ServiceEvent), _newest(IdentityEntry)).first()
    services, identities = found or (0, 0)
    return services, identities


def _newest(model: type[ServiceEvent] | type[IdentityEntry]) -> Coalesce:
    rows = model.objects.filter(county_id=OuterRef("pk")).order_by("-seq")
    return Coalesce(Subquery(rows.values("seq")[:1]), 0)


def same_people(county_id: int, as_of: int | None = None) -> dict[int, int]:
    """Files that stand for another one: the person each is counted as, by id of the file.

    A file is here if, and only if, an entry with ``seq`` at most ``as_of`` (None: any) says it is one with another's,
    and no entry within the same bound undoes it. Chains are followed to their end. Costs: 1 query, of few rows.
    """
    rows = IdentityEntry.objects.filter(county_id=county_id)
    if as_of is not None:
        rows = rows.filter(seq__lte=as_of)
    into: dict[int, int] = {}
    for kind, person, other in rows.order_by("seq").values_list("kind", "person_id", "into_id"):
        if kind == Identity.SAME:
            into[person] = other
        else:
            into.pop(person, None)
    return {person: _end_of(person, into) for person in into}


def _end_of(person: int, into: dict[int, int]) -> int:
    while person in into:
        person = into[person]
    return person


def files_of(viewer: Viewer, person: Person) -> list[int]:
    """Ids of all files that are counted as this person, its own first. Costs: 1 query."""
    others = [file for file, one in same_people(person.county_id).items() if one == person.pk]
    return [person.pk, *sorted(others)]


def merges_of(viewer: Viewer, person: Person) -> QuerySet[IdentityEntry]:
    """Files merged into this one that still stand for it, the latest first. Costs: 1 query."""
    rows = IdentityEntry.objects.filter(into=person, kind=Identity.SAME, undone_by=None, person__merged_into=person)
    return rows.select_related("person__key", "county", "recorded_by").order_by("-seq")


def services_count(viewer: Viewer, person: Person) -> int:
    """How many valid services a person took part in at the viewer's stations, under any file. Costs: 1 query."""
    rows = Attendance.objects.filter(person_id__in=own_files(viewer, person.pk), station_id__in=viewer.station_ids)
    return rows.exclude(event_id__in=reversed_ids()).count()


def both_there(viewer: Viewer, one: Sequence[int], other: Sequence[int]) -> Attendance | None:
    """A participation in a valid service in which two groups of files both took part, if any. Costs: 1 query."""
    events = Attendance.objects.filter(person_id__in=other).values("event_id")
    rows = Attendance.objects.filter(person_id__in=one, event_id__in=events).exclude(event_id__in=reversed_ids())
    return rows.select_related("event__county").order_by("-day").first()


def reversed_ids(county_id: int | None = None, as_of: int | None = None) -> QuerySet[ServiceEvent, int]:
    """Ids of rows that were reversed, for use inside ``exclude``.

    Takes: the county (None: any), and up to which ``seq`` of it a reversal counts (None: all).
    """
    reversals = ServiceEvent.objects.filter(reverses__isnull=False)
    if county_id is not None:
        reversals = reversals.filter(county_id=county_id)
    if as_of is not None:
        reversals = reversals.filter(seq__lte=as_of)
    return reversals.values_list("reverses_id", flat=True)


def valid_events(county_id: int, period: Period, as_of: int | None = None) -> QuerySet[ServiceEvent]:
    """Services given (not attempts), that are in the period and valid.

    A row is here if, and only if, it is a service that met somebody, its true day lies in the period, its
    ``seq`` is at most ``as_of``, and no reversal with ``seq`` at most ``as_of`` names it.
    """
    return _valid(county_id, period, as_of).filter(met=True)


def valid_attempts(county_id: int, period: Period, as_of: int | None = None) -> QuerySet[ServiceEvent]:
    """Contact attempts that met nobody, in the period and valid (see ``valid_events``)."""
    return _valid(county_id, period, as_of).filter(met=False)


def _valid(county_id: int, period: Period, as_of: int | None) -> QuerySet[ServiceEvent]:
    rows = ServiceEvent.objects.filter(
        county_id=county_id, occurred_on__gte=period.start, occurred_on__lt=period.end, kind=Kind.SERVICE
    ).exclude(pk__in=reversed_ids(county_id, as_of))
    return rows if as_of is None else rows.filter(seq__lte=as_of)


def valid_attendances(county_id: int, period: Period, as_of: int | None = None) -> QuerySet[Attendance]:
    """Named participations in valid services of the period (see ``valid_events``)."""
    rows = Attendance.objects.filter(county_id=county_id, day__gte=period.start, day__lt=period.end).exclude(
        event_id__in=reversed_ids(county_id, as_of)
    )
    return rows if as_of is None else rows.filter(seq__lte=as_of)


def last_contacts(viewer: Viewer, person_ids: Collection[int], on: date) -> Iterable[tuple[int, int, date]]:
    """When each person was last met, by mode.

    Takes: the persons' ids and the day to look back from.
    Gives: rows (person id, mode, last day), only of valid services; one met under a file that was merged into theirs
    was met. A person may have two rows of one mode. Costs: 2 queries, one of them over the persons' rows.
    """
    merged = merged_files(viewer, person_ids)
    rows = (
        Attendance.objects.filter(person_id__in=[*person_ids, *merged], day__lte=on)
        .exclude(event_id__in=reversed_ids())
        .values_list("person_id", "mode")
        .annotate(last=Max("day"))
        .order_by()
    )
    return ((merged.get(person, person), mode, last) for person, mode, last in rows)


def event(viewer: Viewer, county_key: str, seq: int) -> ServiceEvent:
    """One row by its ledger number, if the viewer works at its station, watches over it, or oversees its county.

    Refuses: ``ledger-unknown-number``. Costs: 1 query.
    """
    seen = Q(station_id__in=viewer.stations_for("records.read"))
    seen |= Q(county_id__in=viewer.counties_for("records.read"))
    found = (
        ServiceEvent.objects.filter(seen, county__key=county_key, seq=seq)
        .select_related("county", "station", "unit", "field", "recorded_by", "reverses", "amends")
        .first()
    )
    if found is None:
        raise Refused("ledger-unknown-number", number=f"{county_key}-{seq}")
    return found


def event_of_form(form_id: UUID) -> ServiceEvent | None:
    """The row a form made, if it made one. Costs: 1 query."""
    return ServiceEvent.objects.filter(form_id=form_id).select_related("county").first()


def are_known(form_ids: Sequence[UUID]) -> bool:
    """True if one of the forms is named twice, or made a row before. Costs: 1 query per 900 forms."""
    return len(set(form_ids)) < len(form_ids) or any(
        ServiceEvent.objects.filter(form_id__in=some).exists() for some in batched(form_ids)
    )


def reversal_of(viewer: Viewer, row: ServiceEvent) -> ServiceEvent | None:
    """The row that reverses this one, if any. Costs: 1 query."""
    return ServiceEvent.objects.filter(reverses=row).select_related("county").first()


def workers_of(viewer: Viewer, row: ServiceEvent) -> list[Worker]:
    """Who gave a service, the one named first first. Costs: 1 query."""
    rows = EventWorker.objects.filter(event=row, event__station_id__in=viewer.station_ids)
    return [entry.worker for entry in rows.select_related("worker").order_by("pk")]


def main_worker(viewer: Viewer, row: ServiceEvent) -> Worker:
    """The worker named first. Refuses: ``ledger-foreign-station``. Costs: 1 query."""
    workers = workers_of(viewer, row)
    if not workers:
        raise Refused("ledger-foreign-station")
    return workers[0]


def closed_periods(county_id: int) -> QuerySet[ClosedPeriod]:
    """The closed months of a county, oldest first. Costs: 1 query."""
    return ClosedPeriod.objects.filter(county_id=county_id).order_by("starts_on")


def services_of(viewer: Viewer, person_id: int) -> QuerySet[Attendance]:
    """Valid services other than visits that a person took part in, the latest first. Costs: 1 query."""
    rows = Attendance.objects.filter(person_id__in=own_files(viewer, person_id), station_id__in=viewer.station_ids)
    rows = rows.exclude(method=Method.VISIT).exclude(event_id__in=reversed_ids())
    return rows.select_related("event__county", "event__recorded_by", "field").order_by("-day", "-seq")
