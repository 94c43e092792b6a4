"""Who asked for which file, who decides, and who may read. A search counts; it names nobody."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.open_items import OpenItem
from wushe.ledger.models import Kind, ServiceEvent
from wushe.registers.beneficiaries.queries import found, homes_of, own_files
from wushe.registers.beneficiaries.queries.kept import kept_person, kept_persons
from wushe.registers.stations.models import Region, RegionLink, RegionSuccessor, Station, View
from wushe.registers.stations.queries import Viewer, operator
from wushe.registers.stations.queries.regions import holding
from wushe.work.disclosures.models import FileRequest, State

MOST_COUNTED = 300
ASK, DECIDE, AUDIT = "file.ask", "file.decide", "audit.read"


@dataclass(frozen=True)
class StationCount:
    """How many persons a search found at one station; ``person_id`` when it is exactly one, for asking."""

    station: Station
    persons: int
    person_id: int | None


def counted(viewer: Viewer, text: str, on: date) -> list[StationCount]:
    """How many persons of the viewer's counties a search finds, station by station, by name of the station.

    Takes: a name or part of it, initials, a number. Gives: stations with at least one; somebody whom two stations
    serve counts at both. Looks at ``MOST_COUNTED`` persons of a county at most.
    Costs: 8 queries a county whatever its stations, and 2 for each 300 candidates.
    """
    counts = [row for county in _counties(viewer) for row in _counted_in(county, text, on)]
    return sorted(counts, key=lambda row: row.station.name)


def _counties(viewer: Viewer) -> list[Region]:
    return list(Region.objects.filter(pk__in=viewer.counties_for(ASK)).order_by("key"))


def _counted_in(county: Region, text: str, on: date) -> list[StationCount]:
    everybody = operator(county, on)
    persons = [person.pk for person in islice(found(everybody, text, on), MOST_COUNTED)]
    homes = homes_of(everybody, persons, on)
    served = _covering({home.household.unit_id for home in homes.values()}, on)
    counts = []
    for station in Station.objects.filter(county=county).order_by("name"):
        there = [pk for pk, home in homes.items() if station.coverage_id in served[home.household.unit_id]]
        if there:
            counts.append(StationCount(station, len(there), there[0] if len(there) == 1 else None))
    return counts


def _covering(unit_ids: Collection[int], on: date) -> dict[int, set[int]]:
    """The coverage units that cover each village on a day, or what it has become: the villages of ``unit_ids_of``.

    Costs: 2 queries, and 1 for each merger or split on the way.
    """
    became = {pk: {pk} for pk in unit_ids}
    newest = set(unit_ids)
    while newest:
        changes = RegionSuccessor.objects.filter(region_id__in=newest, day__lte=on)
        pairs = list(changes.values_list("region_id", "successor_id"))
        for old, new in pairs:
            for places in became.values():
                places |= {new} if old in places else set()
        newest = {new for _old, new in pairs}
    places = set().union(*became.values())
    links = RegionLink.objects.filter(holding(on), view=View.COVERAGE, child_id__in=places)
    parents: dict[int, set[int]] = {}
    for child, parent in links.values_list("child_id", "parent_id"):
        parents.setdefault(child, set()).add(parent)
    return {pk: set().union(*(parents.get(place, set()) for place in there)) for pk, there in became.items()}


def own_requests(viewer: Viewer) -> QuerySet[FileRequest]:
    """What the viewer asked for, the latest first. Costs: 1 query."""
    mine = Q(asked_by=viewer.user) if viewer.user and viewer.may(ASK) else Q(pk__in=())
    return _requests().filter(mine, county_id__in=viewer.counties_for(ASK))


def requests_to_decide(viewer: Viewer) -> QuerySet[FileRequest]:
    """Requests for files of the stations the viewer leads, the latest first. Costs: 1 query."""
    return _requests().filter(station_id__in=viewer.stations_for(DECIDE))


def watched_requests(viewer: Viewer) -> QuerySet[FileRequest]:
    """All requests of the counties whose audit the viewer reads, the latest first. Costs: 1 query."""
    return _requests().filter(county_id__in=viewer.counties_for(AUDIT))


def _requests() -> QuerySet[FileRequest]:
    rows = FileRequest.objects.select_related("county", "station", "asked_by", "decided_by", "person__key")
    return rows.order_by("-asked_at", "-pk")


def request_to_decide(viewer: Viewer, uuid: UUID) -> FileRequest:
    """One request for a file of the viewer's station. Refuses: ``disclosures-unknown-request``. Costs: 1 query."""
    return _one(requests_to_decide(viewer), uuid)


def file(viewer: Viewer, uuid: UUID, on: date) -> FileRequest:
    """The request by which the viewer may read a file on this day.

    A file may be read if, and only if, the viewer asked for it, the station granted it, the last day is not over, and
    the viewer may still ask in this county. Refuses: ``disclosures-unknown-request``. Costs: 1 query.
    """
    return _one(own_requests(viewer).filter(state=State.GRANTED, ends_on__gte=on), uuid)


def _one(rows: QuerySet[FileRequest], uuid: UUID) -> FileRequest:
    row = rows.filter(uuid=uuid).first()
    if row is None:
        raise Refused("disclosures-unknown-request")
    return row


def services(viewer: Viewer, request: FileRequest, most: int) -> list[ServiceEvent]:
    """The latest valid services, visits included, that the person whose file is read took part in, under any file.

    Without what was said: the words of a visit stay at the station, and so does who was sought in vain.
    Costs: 1 query, 2 for a merged file.
    """
    taken_back = ServiceEvent.objects.filter(reverses__isnull=False).values("reverses_id")
    files = own_files(viewer, kept_person(viewer, request.person).pk)
    rows = ServiceEvent.objects.filter(kind=Kind.SERVICE, attendances__person_id__in=files)
    rows = rows.filter(station_id=request.station_id).exclude(pk__in=taken_back)
    return list(rows.select_related("field", "recorded_by", "county").order_by("-occurred_on", "-seq")[:most])


def open_items(viewer: Viewer) -> list[OpenItem]:
    """Requests that wait for the viewer's answer, as lines on a desk. Costs: 1 query, more when files were merged."""
    rows = list(requests_to_decide(viewer).filter(state=State.WAITING))
    kept = kept_persons(viewer, [row.person for row in rows])
    return [
        OpenItem(
            kind="file",
            title=_("%(who)s申请调阅%(name)s的档案") % {"who": row.asked_by, "name": kept[row.person_id].name},
            detail=str(row.get_purpose_display()),
            since=timezone.localdate(row.asked_at),
            level="amber",
            url=reverse("disclosures:decide", args=[row.uuid]),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Asker:
    """How often somebody asked for files, and how it ended."""

    name: str
    asked: int
    persons: int
    granted: int
    refused: int
    waiting: int


def askers(viewer: Viewer, first: date | None = None, last: date | None = None) -> list[Asker]:
    """Who asked how often, for who reads the audit; the most askings first.

    Takes: the first and the last day, both included; None is open. Costs: 2 queries.
    """
    rows = FileRequest.objects.filter(county_id__in=viewer.counties_for(AUDIT)).order_by()
    if first is not None:
        rows = rows.filter(asked_at__gte=clock.midnight(first))
    if last is not None:
        rows = rows.filter(asked_at__lt=clock.midnight(last + timedelta(days=1)))
    told = list(rows.values_list("asked_by_id", "asked_by__name", "state").annotate(n=Count("pk")))
    names = {pk: name for pk, name, _state, _n in told}
    counts = Counter({(pk, state): n for pk, _name, state, n in told})
    persons = dict(rows.values_list("asked_by_id").annotate(n=Count("person", distinct=True)))
    found = [
        Asker(
            name=name,
            asked=sum(counts[pk, state] for state in State.values),
            persons=persons[pk],
            granted=counts[pk, State.GRANTED] + counts[pk, State.ENDED],
            refused=counts[pk, State.REFUSED],
            waiting=counts[pk, State.WAITING],
        )
        for pk, name in names.items()
    ]
    return sorted(found, key=lambda asker: (-asker.asked, asker.name))
