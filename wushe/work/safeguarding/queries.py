"""Who may read which report: the reporter, the lead of the station, the county. Nobody else learns that it is."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.open_items import OpenItem
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import own_files
from wushe.registers.stations.queries import Viewer
from wushe.work.safeguarding.models import Called, EntryKind, MandatoryReport, ReportEntry


def reports(viewer: Viewer) -> QuerySet[MandatoryReport]:
    """Reports the viewer may read, newest first. Costs: 1 query.

    A report is among them if, and only if, the viewer made it and still works somewhere, or leads its station, or
    oversees its county.
    """
    seen = Q(reported_by=viewer.user) if viewer.user and viewer.may("report.write") else Q(pk__in=())
    seen |= Q(station_id__in=viewer.stations_for("report.read")) | Q(county_id__in=viewer.counties_for("report.read"))
    rows = MandatoryReport.objects.filter(seen).select_related("county", "station", "person__key", "reported_by")
    return rows.order_by("-reported_at", "-pk")


def report(viewer: Viewer, uuid: UUID) -> MandatoryReport:
    """One report. Refuses: ``safeguarding-unknown-report``. Costs: 1 query."""
    found = reports(viewer).filter(uuid=uuid).first()
    if found is None:
        raise Refused("safeguarding-unknown-report")
    return found


def reports_about(viewer: Viewer, person: Person) -> QuerySet[MandatoryReport]:
    """Reports the viewer may read that name a person, under any of their files, newest first. Costs: 1 query."""
    files = own_files(viewer, person.pk)
    named = ReportEntry.objects.filter(report=OuterRef("pk"), person_id__in=files)
    return reports(viewer).filter(Q(person_id__in=files) | Exists(named))


def entries_of(viewer: Viewer, made: MandatoryReport) -> QuerySet[ReportEntry]:
    """What was added to a report the viewer may read, the oldest first. Costs: 1 query."""
    rows = made.entries.select_related("by", "person__key", "report__county")
    return rows.filter(report__in=reports(viewer)).order_by("pk")


def waiting(viewer: Viewer) -> QuerySet[MandatoryReport]:
    """Reports that wait for this viewer, newest first. Costs: 1 query.

    For the station a report waits until somebody has called 110 or 12345, for the county until it has taken it in
    hand. One that was marked as a mistake waits for nobody (``rules.state_of``).
    """
    entries = ReportEntry.objects.filter(report=OuterRef("pk"))
    last = entries.exclude(kind=EntryKind.TAKEN).order_by("-pk").values("kind")[:1]
    rows = reports(viewer).annotate(
        last_kind=Coalesce(Subquery(last), Value("")), has_called=Exists(entries.exclude(called=Called.NOT_YET))
    )
    done = Exists(entries.filter(kind=EntryKind.TAKEN)) if viewer.is_county else Q(has_called=True)
    return rows.filter(~done).exclude(last_kind=EntryKind.MISTAKE)


def open_items(viewer: Viewer) -> list[OpenItem]:
    """Reports that wait, as lines on the desk. For the station nobody has called yet. Costs: 1 query."""
    return [
        OpenItem(
            kind="report",
            title=_("强制报告 %(number)s") % {"number": row.number},
            detail=_("已打电话，区县还没接报") if getattr(row, "has_called", False) else _("还没有报警或拨打 12345"),
            since=timezone.localdate(row.reported_at),
            level="red",
            url=row.get_absolute_url(),
            is_alarm=True,
        )
        for row in waiting(viewer)
    ]
