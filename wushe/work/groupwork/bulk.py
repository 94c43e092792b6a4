"""Many activities at once: for taking over older records. The ledger rows go through ``ledger.actions.record_many``."""

from collections.abc import Sequence

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit.errors import Refused
from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Organization, Station
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.queries import worker_of
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.rules import ActivityDraft, check_activity
from wushe.work.groupwork.telling import activity_row, ledger_draft, participation_rows, partner_rows


def events_of(viewer: Viewer, station: Station, drafts: Sequence[ActivityDraft]) -> list[EventDraft]:
    """The ledger's drafts of many activities by one worker; the same as ``actions.event_of`` gives for each.

    Takes: drafts of which the ledger judges what a page would ask: who lived where, whether the place was served.
    Gives: event drafts in the order of the activities. Refuses: ``groupwork-unknown-code`` and all of
    ``rules.check_activity``. Costs: 2 queries.
    """
    worker_id = worker_of(viewer).pk
    fields = dict(ServiceField.objects.values_list("key", "pk"))
    events = []
    for draft in drafts:
        check_activity(draft)
        if draft.field_key not in fields:
            raise Refused("groupwork-unknown-code")
        field_id = fields[draft.field_key]
        events.append(ledger_draft(draft, station, unit_id=draft.unit_id, field_id=field_id, by=worker_id))
    return events


@transaction.atomic
def tell_many(viewer: Viewer, told: Sequence[tuple[ServiceEvent, ActivityDraft]]) -> dict[str, Activity]:
    """Keep what many activity pages told, beside their ledger rows, with one audit line.

    Takes: pairs of the row and the draft it was made from. Gives: activities by form id (as text).
    Costs: 1 query for the partners, 3 inserts per batch of rows, and the audit line; nothing for no pairs.
    """
    if not told:
        return {}
    rows = Activity.objects.bulk_create(activity_row(event, draft) for event, draft in told)
    pairs = [(row, draft) for row, (_event, draft) in zip(rows, told, strict=True)]
    Participation.objects.bulk_create(part for row, draft in pairs for part in participation_rows(row, draft))
    named = {aid.organization_id for _row, draft in pairs for aid in draft.partners if aid.organization_id}
    known = Organization.objects.in_bulk(named)
    Partner.objects.bulk_create(partner for row, draft in pairs for partner in partner_rows(row, draft, known))
    audit.record(
        "groupwork.tell_many",
        f"groupwork.activities:{told[0][1].form_id}",
        actor=viewer.user,
        county_key=told[0][0].county.key,
        activities=len(rows),
    )
    return {str(row.uuid): row for row in rows}
