"""From what an activity page told to the rows that keep it: one by one or many at once, the same."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import Mode
from wushe.registers.stations.models import Organization, Station
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.rules import ATTENDEE, ActivityDraft, digest

#: How the name of an activity's record begins, wherever one is named.
SOURCE = "groupwork.activity:"


def source_of(form_id: UUID) -> str:
    """How the ledger and the audit name the record a form made."""
    return f"{SOURCE}{form_id}"


def ledger_draft(draft: ActivityDraft, station: Station, *, unit_id: int, field_id: int, by: int) -> EventDraft:
    """The ledger's draft of an activity.

    Takes: the unit where it was held as it was that day, the field it counts in, the id of the worker who gave it.
    """
    return EventDraft(
        form_id=draft.form_id,
        station_id=station.pk,
        unit_id=unit_id,
        occurred_on=draft.day,
        field_id=field_id,
        method=draft.method,
        mode=Mode.VENUE,
        met=True,
        minutes=draft.minutes,
        workers=(by, *draft.colleagues),
        people=tuple(came.person_id for came in draft.people),
        heads_counted=draft.heads_counted,
        heads_estimated=draft.heads_estimated,
        source=source_of(draft.form_id),
        origin=draft.origin,
        evidence=draft.evidence,
        reason=draft.reason,
    )


def activity_row(event: ServiceEvent, draft: ActivityDraft) -> Activity:
    """What the page told, beside its ledger row; not yet saved."""
    return Activity(  # type: ignore[misc]  # a sealed text is a property
        uuid=draft.form_id,
        digest=digest(draft),
        event=event,
        station=event.station,
        day=draft.day,
        theme=draft.theme,
        volunteers=draft.volunteers,
        title=draft.title.strip(),
        venue=draft.venue.strip(),
        line=draft.line.strip(),
    )


def participation_rows(activity: Activity, draft: ActivityDraft) -> Iterator[Participation]:
    """Who did more than attend; that the others came, the ledger says."""
    for came in draft.people:
        if came.part == ATTENDEE:
            continue
        yield Participation(activity=activity, person_id=came.person_id, part=came.part)


def partner_rows(activity: Activity, draft: ActivityDraft, known: Mapping[int, Organization]) -> Iterator[Partner]:
    """The partners, numbered from 1. Takes: the organizations that are named, by id."""
    for line, told in enumerate(draft.partners, 1):
        one = known.get(told.organization_id or 0)
        yield Partner(
            activity=activity,
            line=line,
            organization=one,
            name=one.name[:60] if one else told.name.strip(),
            kind=one.kind if one else told.kind,
            role=told.role,
        )
