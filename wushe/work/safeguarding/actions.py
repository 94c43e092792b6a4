"""Report a child in danger, and add to the report: facts, whom it is about, that it was a mistake, that it is taken."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer
from wushe.work.safeguarding.models import Called, EntryKind, MandatoryReport, ReportEntry, Situation

FACTS_LENGTH = 1000
RECEIPT_LENGTH = 60


@transaction.atomic
def report_child_in_danger(viewer: Viewer, station: Station, uuid: UUID, person: Person | None) -> MandatoryReport:
    """Make the report at once 一键报告: nothing has to be filled in, nobody has to agree.

    Takes: the UUID of the press (pressed twice, it is one report), the station, whose home it is if known.
    Gives: the report. Refuses: ``safeguarding-foreign-station``. Costs: 3 queries.
    """
    if not viewer.sees_station(station.pk):
        raise Refused("safeguarding-foreign-station")
    defaults = {"station": station, "county": station.county, "person": person, "reported_by": viewer.user}
    made, is_new = MandatoryReport.objects.get_or_create(uuid=uuid, defaults=defaults | {"reported_at": clock.now()})
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
    """Add what was seen and who was called 补充; the number that was given on the phone may follow later.

    Gives: the entry; the same form sent again gives the same entry.
    Refuses: ``safeguarding-nothing-said``, ``safeguarding-unknown-code`` and as ``keep`` does.
    """
    if not situations and not facts.strip() and not receipt.strip() and called == Called.NOT_YET:
        raise Refused("safeguarding-nothing-said")
    if not set(situations) <= set(Situation.values) or called not in Called.values:
        raise Refused("safeguarding-unknown-code")
    told: dict[str, object] = {"situations": sorted(situations), "called": called}
    verb = "safeguarding.add_entry"
    return keep(viewer, report, EntryKind.TOLD, form_id, facts, verb, receipt=receipt, told=told)


@transaction.atomic
def name_child(
    viewer: Viewer, report: MandatoryReport, *, form_id: UUID, person: Person | None, words: str = ""
) -> ReportEntry:
    """Say whom the report is about 说明是谁: somebody known to the station, or in words.

    Gives: the entry; a later one is the one that holds.
    Refuses: ``safeguarding-nobody-named`` and as ``keep`` does.
    """
    if person is None and not words.strip():
        raise Refused("safeguarding-nobody-named")
    return keep(viewer, report, EntryKind.ABOUT, form_id, words, "safeguarding.name_child", person=person)


@transaction.atomic
def mark_mistake(viewer: Viewer, report: MandatoryReport, *, form_id: UUID, reason: str) -> ReportEntry:
    """Say that the button was pressed by mistake 按错了，作废（留底）.

    The report stays and can be read for ever; it waits for nobody any more, until somebody adds a fact to it.
    Refuses: ``safeguarding-needs-reason``, ``safeguarding-not-your-station`` (the county does not decide this), and
    as ``keep`` does.
    """
    if not reason.strip():
        raise Refused("safeguarding-needs-reason")
    if not viewer.sees_station(report.station_id):
        raise Refused("safeguarding-not-your-station")
    return keep(viewer, report, EntryKind.MISTAKE, form_id, reason, "safeguarding.mark_mistake")


@transaction.atomic
def take_report(
    viewer: Viewer, report: MandatoryReport, *, form_id: UUID, receipt: str = "", words: str = ""
) -> ReportEntry:
    """The county has the report in hand 区县已接报, with the number it was given, if there is one.

    Refuses: ``safeguarding-not-your-county`` and as ``keep`` does.
    """
    if report.county_id not in viewer.county_ids:
        raise Refused("safeguarding-not-your-county")
    return keep(viewer, report, EntryKind.TAKEN, form_id, words, "safeguarding.take_report", receipt=receipt)


def keep(
    viewer: Viewer,
    report: MandatoryReport,
    kind: EntryKind,
    form_id: UUID,
    words: str,
    verb: str,
    *,
    person: Person | None = None,
    receipt: str = "",
    told: dict[str, object] | None = None,
) -> ReportEntry:
    """Keep an entry of any kind, with its audit line.

    Gives: the entry; the same form sent again gives the same entry.
    Refuses: ``safeguarding-facts-too-long``, ``safeguarding-form-reused`` (other content under the same form id: it
    would be lost unseen). Costs: 3 queries.
    """
    if len(words) > FACTS_LENGTH:
        raise Refused("safeguarding-facts-too-long", length=len(words), most=FACTS_LENGTH)
    said: dict[str, object] = {
        "report": report,
        "kind": kind,
        "by": viewer.user,
        "person": person,
        "facts": words.strip(),
        "receipt": receipt.strip()[:RECEIPT_LENGTH],
        **(told or {}),
    }
    entry, is_new = ReportEntry.objects.get_or_create(form_id=form_id, defaults=said | {"at": clock.now()})
    if is_new:
        county_key = report.county.key
        audit.record(verb, f"safeguarding.report:{report.uuid}", actor=viewer.user, county_key=county_key)
    elif any(getattr(entry, name) != value for name, value in said.items()):
        raise Refused("safeguarding-form-reused")
    return entry
