"""Who may read which report: the reporter, the lead of the station, the county. Nobody else learns that it is."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.open_items import OpenItem
from wushe.registers.stations.queries import Viewer
from wushe.work.safeguarding.models import MandatoryReport, ReportEntry


def reports(viewer: Viewer) -> QuerySet[MandatoryReport]:
    """Reports the viewer may read, newest first. Costs: 1 query.

    A report is among them if, and only if, the viewer made it and still works somewhere, or leads its station, or
    oversees its county.
    """
    seen = Q(reported_by=viewer.user) if viewer.user and viewer.may("report.write") else Q(pk__in=())
    seen |= Q(station_id__in=viewer.led_ids) | Q(county_id__in=viewer.counties_for("report.read"))
    rows = MandatoryReport.objects.filter(seen).select_related("county", "station", "person__key", "reported_by")
    return rows.order_by("-reported_at", "-pk")


def report(viewer: Viewer, uuid: UUID) -> MandatoryReport:
    """One report. Refuses: ``safeguarding-unknown-report``. Costs: 1 query."""
    found = reports(viewer).filter(uuid=uuid).first()
    if found is None:
        raise Refused("safeguarding-unknown-report")
    return found


def open_items(viewer: Viewer) -> list[OpenItem]:
    """Reports for which nobody has called 110 or 12345 yet. Costs: 1 query."""
    called = ReportEntry.objects.filter(report=OuterRef("pk")).exclude(called="none")
    return [
        OpenItem(
            kind="report",
            title=_("强制报告 %(number)s") % {"number": row.number},
            detail=_("还没有报警或拨打 12345"),
            since=timezone.localdate(row.reported_at),
            level="red",
            url=row.get_absolute_url(),
            is_alarm=True,
        )
        for row in reports(viewer).filter(~Exists(called))
    ]
