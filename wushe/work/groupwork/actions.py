"""Record, correct and cancel activities."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from wushe.ground.accounts import audit
from wushe.ground.kit.errors import Refused
from wushe.ledger import actions as ledger
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import event_of_form, main_worker
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.queries import histories
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Organization, Station
from wushe.registers.stations.queries import Viewer, unit_ids_of
from wushe.registers.workforce.models import Worker
from wushe.registers.workforce.queries import colleagues, worker_of
from wushe.work.groupwork import queries
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.rules import ActivityDraft, check_activity, digest
from wushe.work.groupwork.telling import activity_row, ledger_draft, participation_rows, partner_rows, source_of


@transaction.atomic
def record_activity(viewer: Viewer, station: Station, draft: ActivityDraft) -> Activity:
    """Write an activity once and for all 记活动.

    Takes: who writes, the station, what the page told.
    Gives: the Activity; the same form sent again gives the same one, and with other words it is refused
    (``ledger-form-reused``).
    Refuses: ``groupwork-already-recorded`` (somebody wrote one of this title, day and place, and the draft does not say
    that this is another one), ``groupwork-unknown-unit``, ``groupwork-not-posted``, ``groupwork-after-death``,
    ``groupwork-lived-elsewhere``, all of ``rules.check_activity`` and ``ledger.record``.
    Costs: about 30 queries, however many came; one transaction, one ledger row, an audit line here and in the ledger.
    """
    check_activity(draft)
    ledger.lock_county(station.county_id)
    if (known := same_again(viewer, draft)) is not None:
        return known
    refuse_twice(viewer, station, draft)
    event = ledger.record(viewer, event_of(viewer, station, draft, by=worker_of(viewer)))
    return keep(viewer, event, draft, "groupwork.record_activity")


@transaction.atomic
def correct_activity(viewer: Viewer, told: Activity, draft: ActivityDraft) -> Activity:
    """Put an activity right 更正: the old row is reversed, a new one recorded; both stay readable.

    Takes: the record to correct and the whole page as it should read; ``draft.reason`` says why. It stays the activity
    of the worker who gave it, whoever corrects it.
    Gives: the new record. Refuses: ``ledger-needs-reason`` and all that ``record_activity`` refuses.
    """
    check_activity(draft)
    ledger.lock_county(told.event.county_id)
    if (known := same_again(viewer, draft)) is not None:
        return known
    refuse_twice(viewer, told.station, draft, besides=told)
    event_draft = event_of(viewer, told.station, draft, by=main_worker(viewer, told.event))
    event = ledger.amend(viewer, told.event, event_draft, reversal_id=uuid.uuid5(draft.form_id, "reversal"))
    return keep(viewer, event, draft, "groupwork.correct_activity")


@transaction.atomic
def cancel_activity(viewer: Viewer, told: Activity, *, form_id: uuid.UUID, reason: str) -> None:
    """Take an activity back 撤销: it was never held.

    Takes: the record, the id of the press, why. Gives: nothing; pressed twice, it is done once.
    Refuses: as ``ledger.reverse`` does. Costs: about 10 queries.
    """
    ledger.lock_county(told.event.county_id)
    known = event_of_form(form_id)
    ledger.reverse(viewer, told.event, form_id=form_id, reason=reason)
    if known is None:
        county_key = told.event.county.key
        audit.record("groupwork.cancel_activity", source_of(told.uuid), actor=viewer.user, county_key=county_key)


def same_again(viewer: Viewer, draft: ActivityDraft) -> Activity | None:
    """The record this very form made before; None for a new form.

    Refuses: ``ledger-form-reused`` when the form told something else then: nothing typed is dropped unseen.
    """
    if event_of_form(draft.form_id) is None:
        return None
    known = queries.activity(viewer, draft.form_id)
    if known.digest != digest(draft) or known.event.recorded_by != viewer.user:
        raise Refused("ledger-form-reused")
    return known


def refuse_twice(viewer: Viewer, station: Station, draft: ActivityDraft, *, besides: Activity | None = None) -> None:
    """Two workers may not write one activity twice. Refuses: ``groupwork-already-recorded``."""
    if draft.is_another:
        return
    for other in queries.same_day(viewer, station, draft.day, draft.method):
        is_here = other.event.unit_id == draft.unit_id and other.title == draft.title.strip()
        if is_here and (besides is None or other.pk != besides.pk):
            raise Refused(
                "groupwork-already-recorded",
                by=str(other.event.recorded_by or ""),
                day=draft.day,
                title=other.title,
            )


def event_of(viewer: Viewer, station: Station, draft: ActivityDraft, *, by: Worker) -> EventDraft:
    """The ledger's draft of an activity: its field comes from the theme unless one was chosen.

    Takes: also the worker who gave it (who writes a correction may be somebody else).
    Refuses: ``groupwork-unknown-unit`` (the station did not serve it that day), ``groupwork-not-posted`` (the worker
    alone was not at the station that day; of several, the ledger says that one was not), and as ``refuse_absent``.
    Costs: 9 queries.
    """
    if draft.unit_id not in unit_ids_of({station.coverage_id}, draft.day):
        raise Refused("groupwork-unknown-unit", day=draft.day)
    if not draft.colleagues and not colleagues(viewer, draft.day).filter(pk=by.pk).exists():
        who = _("您") if by.user_id == (viewer.user.pk if viewer.user else None) else by.called
        raise Refused("groupwork-not-posted", day=draft.day, who=who)
    refuse_absent(viewer, draft)
    field = ServiceField.objects.filter(key=draft.field_key).first()
    if field is None:
        raise Refused("groupwork-unknown-code")
    return ledger_draft(draft, station, unit_id=draft.unit_id, field_id=field.pk, by=by.pk)


def refuse_absent(viewer: Viewer, draft: ActivityDraft) -> None:
    """Who had died, or did not live here, is named: one among many is hard to find.

    Refuses: ``groupwork-after-death``, ``groupwork-lived-elsewhere``. Costs: 4 queries per 900 persons, and 1 when
    somebody is named.
    """
    ids = [came.person_id for came in draft.people]
    known = histories(viewer, ids)
    dead = [pk for pk in ids if known.deaths.get(pk, draft.day) < draft.day]
    absent = [pk for pk in ids if known.facts(pk, draft.day) is None]
    if not dead and not absent:
        return
    named = {row.pk: row.name for row in queries.known_here(viewer).filter(pk__in=[*dead, *absent])}
    if dead:
        name = named.get(dead[0], _("名单里有人"))
        raise Refused("groupwork-after-death", name=name, died=known.deaths[dead[0]], day=draft.day)
    names = "、".join(named[pk] for pk in absent if pk in named) or _("名单里有人")
    raise Refused("groupwork-lived-elsewhere", names=names, day=draft.day)


def keep(viewer: Viewer, event: ServiceEvent, draft: ActivityDraft, verb: str) -> Activity:
    """Keep what the page told beside its ledger row, with who did more than attend, the partners and an audit line."""
    told = activity_row(event, draft)
    told.save(force_insert=True)
    Participation.objects.bulk_create(participation_rows(told, draft))
    known = Organization.objects.in_bulk([aid.organization_id for aid in draft.partners if aid.organization_id])
    Partner.objects.bulk_create(partner_rows(told, draft, known))
    facts = {"named": len(draft.people), "unnamed": draft.heads_counted + draft.heads_estimated}
    audit.record(verb, source_of(draft.form_id), actor=viewer.user, county_key=event.county.key, **facts)
    return told
