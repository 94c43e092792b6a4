"""Many visits at once: for taking over older records. The ledger rows go through ``ledger.actions.record_many``."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit.batches import batched
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.inserting import insert
from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import categories, histories
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.queries import worker_of
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.rules import VisitDraft, check_visit
from wushe.work.visits.telling import FIELD_WITHOUT_CATEGORY, ledger_draft, told_row


def events_of(viewer: Viewer, station: Station, drafts: Sequence[VisitDraft]) -> list[EventDraft]:
    """The ledger's drafts of many visits by one worker; the same as ``actions.event_of`` gives for each.

    Gives: event drafts in the order of the visits. Refuses: ``visits-no-home`` and all of ``rules.check_visit``.
    Costs: 3 queries, and 3 per 900 persons.
    """
    worker_id = worker_of(viewer).pk
    known = histories(viewer, {draft.person_id for draft in drafts})
    field_of_bit = {category.bit: category.field_id for category in categories().values()}
    without = ServiceField.objects.get(key=FIELD_WITHOUT_CATEGORY).pk
    events = []
    for draft in drafts:
        check_visit(draft)
        facts = known.facts(draft.person_id, draft.day)
        if facts is None or facts.unit_id is None:
            raise Refused("visits-no-home", day=draft.day)
        lowest = (facts.groups & -facts.groups).bit_length() - 1
        field_id = field_of_bit.get(lowest, without)
        events.append(ledger_draft(draft, station, unit_id=facts.unit_id, field_id=field_id, by=worker_id))
    return events


@transaction.atomic
def tell_many(
    viewer: Viewer,
    told: Sequence[tuple[ServiceEvent, VisitDraft]],
    *,
    known: Mapping[int, Person] | None = None,
) -> dict[str, Visit | ContactAttempt]:
    """Keep what many visit pages told, beside their ledger rows, with one audit line.

    Takes: pairs of the row and the draft it was made from; persons whom the caller has read already, with their keys,
    by id. Gives: visits and attempts by form id (as text).
    Costs: 1 query per 900 other persons, 2 inserts per batch of rows, and the audit line; nothing for no pairs.
    """
    if not told:
        return {}
    persons = dict(known or {})
    ids = {draft.person_id for _event, draft in told} - persons.keys()
    for some in batched(ids):
        persons |= {row.pk: row for row in Person.objects.filter(pk__in=some).select_related("key")}
    rows = [told_row(event, persons[draft.person_id], draft) for event, draft in told]
    visits = insert(row for row in rows if isinstance(row, Visit))
    attempts = insert(row for row in rows if isinstance(row, ContactAttempt))
    audit.record(
        "visits.tell_many",
        f"visits.visits:{told[0][1].form_id}",
        actor=viewer.user,
        county_key=told[0][0].county.key,
        visits=len(visits),
        attempts=len(attempts),
    )
    return {str(row.uuid): row for row in rows}
