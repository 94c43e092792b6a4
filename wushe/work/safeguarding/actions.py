"""Report a child in danger, and add facts to the report."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer
from wushe.work.safeguarding.models import Called, MandatoryReport, ReportEntry, Situation

FACTS_LENGTH = 1000


@transaction.atomic
def report_child_in_danger(viewer: Viewer, station: Station, uuid: UUID, person: Person | None) -> MandatoryReport:
    """Make the report at once 一键报告: nothing has to be filled in, nobody has to agree.

    Takes: the UUID of the press (pressed twice, it is one report), the station, whose home it is if known.
    Gives: the report. Refuses: ``safeguarding-foreign-station``. Costs: 3 queries.
    """
    if not viewer.sees_station(station.pk):
        raise Refused("safeguarding-foreign-station")
    made, is_new = MandatoryReport.objects.get_or_create(
        uuid=uuid,
        defaults={"station": station, "county": station.county, "person": person, "reported_by": viewer.user},
    )
    if is_new:
        audit.record(
            "safeguarding.report_child_in_danger",
            f"safeguarding.report:{made.uuid}",
            actor=viewer.user,
            county_key=station.county.key,
        )
    elif made.reported_by_id != (viewer.user.pk if viewer.user else None):
        raise Refused("safeguarding-unknown-report")
    return made


@transaction.atomic
def add_entry(
    viewer: Viewer,
    report: MandatoryReport,
    *,
    form_id: UUID,
    situations: Collection[str],
    facts: str,
    called: str,
    receipt: str,
) -> ReportEntry:
    """Add what was seen and who was called 补充.

    Gives: the entry; the same form sent again gives the same entry.
    Refuses: ``safeguarding-nothing-said``, ``safeguarding-facts-too-long``, ``safeguarding-unknown-code``,
    ``safeguarding-form-reused`` (other content under the same form id: it would be lost unseen).
    """
    if not situations and not facts.strip() and called == Called.NOT_YET:
        raise Refused("safeguarding-nothing-said")
    if len(facts) > FACTS_LENGTH:
        raise Refused("safeguarding-facts-too-long", length=len(facts), most=FACTS_LENGTH)
    if not set(situations) <= set(Situation.values) or called not in Called.values:
        raise Refused("safeguarding-unknown-code")
    told: dict[str, object] = {
        "report": report,
        "by": viewer.user,
        "situations": sorted(situations),
        "facts": facts.strip(),
        "called": called,
        "receipt": receipt.strip()[:60],
    }
    entry, is_new = ReportEntry.objects.get_or_create(form_id=form_id, defaults=told)
    if is_new:
        target, county_key = f"safeguarding.report:{report.uuid}", report.county.key
        audit.record("safeguarding.add_entry", target, actor=viewer.user, county_key=county_key)
    elif any(getattr(entry, name) != value for name, value in told.items()):
        raise Refused("safeguarding-form-reused")
    return entry
