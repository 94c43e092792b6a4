"""From what a visit page told to the rows that keep it: one by one or many at once, the same."""

from uuid import UUID

from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person
from wushe.registers.catalog.models import Method
from wushe.registers.stations.models import Station
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.rules import VisitDraft, digest

#: How the name of a visit's record begins, wherever one is named.
SOURCE = "visits.visit:"
#: The field of a visit to somebody of no category.
FIELD_WITHOUT_CATEGORY = "affairs"


def source_of(form_id: UUID) -> str:
    """How the ledger, the needs and the audit name the record a form made."""
    return f"{SOURCE}{form_id}"


def ledger_draft(draft: VisitDraft, station: Station, *, unit_id: int, field_id: int, by: int) -> EventDraft:
    """The ledger's draft of a visit.

    Takes: the unit the person lives in that day, the field of their category, the id of the worker who made it.
    """
    return EventDraft(
        form_id=draft.form_id,
        station_id=station.pk,
        unit_id=unit_id,
        occurred_on=draft.day,
        field_id=field_id,
        method=Method.VISIT,
        mode=draft.mode,
        met=draft.met,
        minutes=draft.minutes if draft.met else 0,
        workers=(by, *draft.colleagues),
        people=(draft.person_id,) if draft.met else (),
        source=source_of(draft.form_id),
        origin=draft.origin,
        evidence=draft.evidence,
        reason=draft.reason,
    )


def told_row(event: ServiceEvent, person: Person, draft: VisitDraft) -> Visit | ContactAttempt:
    """What the page told, beside its ledger row; not yet saved."""
    shared = {
        "uuid": draft.form_id,
        "digest": digest(draft),
        "event": event,
        "person": person,
        "day": draft.day,
        "line": draft.line.strip(),
    }
    if not draft.met:
        return ContactAttempt(**shared, reason=draft.absence, again_on=draft.again_on, again_part=draft.again_part)
    return Visit(
        **shared,
        safety=draft.safety,
        problems=list(draft.problems),
        health=draft.health,
        mood=draft.mood,
        next_step=draft.next_step,
        again_on=draft.again_on,
    )
