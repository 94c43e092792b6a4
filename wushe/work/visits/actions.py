"""Record, correct and cancel visits."""

import tomllib
import uuid
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from wushe.ground.accounts import audit
from wushe.ground.kit.errors import Refused
from wushe.ledger import actions as ledger
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import event_of_form, main_worker
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Person, Risk
from wushe.registers.beneficiaries.queries import categories_of, homes_of
from wushe.registers.catalog.models import Category, ServiceField
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer, unit_on
from wushe.registers.workforce.models import Worker
from wushe.registers.workforce.queries import colleagues, worker_of
from wushe.work.needs.actions import find_needs, withdraw_needs
from wushe.work.visits import queries
from wushe.work.visits.models import ContactAttempt, Visit, VisitRule
from wushe.work.visits.rules import VisitDraft, check_visit, digest
from wushe.work.visits.telling import FIELD_WITHOUT_CATEGORY, ledger_draft, source_of, told_row

RULES = Path(__file__).parent / "definitions" / "rules.toml"


@transaction.atomic
def record_visit(viewer: Viewer, station: Station, person: Person, draft: VisitDraft) -> Visit | ContactAttempt:
    """Write a visit, or an attempt that met nobody, once and for all 记走访.

    Takes: who writes, the station, the person visited, what the page told.
    Gives: the Visit (met) or the ContactAttempt (not met); the same form sent again gives the same one, and
    with other words it is refused (``ledger-form-reused``).
    Refuses: ``visits-already-recorded`` (somebody wrote a visit to this person on this day, and the draft does
    not say that this is another one), ``visits-after-death``, ``visits-no-home``, all of ``rules.check_visit`` and
    ``ledger.record``.
    Costs: about 25 queries, one transaction, one ledger row, one audit line here and one in the ledger.
    """
    check_visit(draft)
    ledger.lock_county(station.county_id)
    if (known := same_again(viewer, draft)) is not None:
        return known
    refuse_twice(viewer, person, draft)
    event = ledger.record(viewer, event_of(viewer, station, person, draft, by=worker_of(viewer)))
    return keep(viewer, station, person, event, draft, "visits.record_visit")


@transaction.atomic
def correct_visit(
    viewer: Viewer, told: Visit | ContactAttempt, person: Person, draft: VisitDraft
) -> Visit | ContactAttempt:
    """Put a visit right 更正: the old row is reversed, a new one recorded; both stay readable.

    Takes: the record to correct and the whole page as it should read; ``draft.reason`` says why. The visit stays
    the one of the worker who made it, whoever corrects it.
    Gives: the new record. Refuses: ``ledger-needs-reason`` and all that ``record_visit`` refuses.
    """
    check_visit(draft)
    station = told.event.station
    ledger.lock_county(station.county_id)
    if (known := same_again(viewer, draft)) is not None:
        return known
    if draft.day != told.day or not told.event.met:
        refuse_twice(viewer, person, draft)
    event_draft = event_of(viewer, station, person, draft, by=main_worker(viewer, told.event))
    event = ledger.amend(viewer, told.event, event_draft, reversal_id=reversal_id(draft.form_id))
    withdraw_needs(viewer, source_of(told.uuid))
    return keep(viewer, station, person, event, draft, "visits.correct_visit")


@transaction.atomic
def cancel_visit(viewer: Viewer, told: Visit | ContactAttempt, *, form_id: uuid.UUID, reason: str) -> None:
    """Take a visit back 撤销: it was never made, and what was found in it is withdrawn.

    Takes: the record, the id of the press, why. Gives: nothing; pressed twice, it is done once.
    Refuses: as ``ledger.reverse`` does. Costs: about 12 queries.
    """
    ledger.lock_county(told.event.county_id)
    known = event_of_form(form_id)
    ledger.reverse(viewer, told.event, form_id=form_id, reason=reason)
    if known is None:
        withdraw_needs(viewer, source_of(told.uuid))
        county_key = told.event.county.key
        audit.record("visits.cancel_visit", source_of(told.uuid), actor=viewer.user, county_key=county_key)


def same_again(viewer: Viewer, draft: VisitDraft) -> Visit | ContactAttempt | None:
    """The record this very form made before; None for a new form.

    Refuses: ``ledger-form-reused`` when the form told something else then: nothing typed is dropped unseen.
    """
    if event_of_form(draft.form_id) is None:
        return None
    known = queries.record(viewer, draft.form_id)
    if known.digest != digest(draft) or known.event.recorded_by != viewer.user:
        raise Refused("ledger-form-reused")
    return known


def keep(
    viewer: Viewer, station: Station, person: Person, event: ServiceEvent, draft: VisitDraft, verb: str
) -> Visit | ContactAttempt:
    """Keep what the page told beside its ledger row, with the needs found and an audit line."""
    told = told_row(event, person, draft)
    told.save(force_insert=True)
    source = source_of(draft.form_id)
    find_needs(viewer, person, station, draft.needs if draft.met else (), on=draft.day, source=source)
    audit.record(verb, source, actor=viewer.user, county_key=station.county.key, met=draft.met)
    return told


def event_of(viewer: Viewer, station: Station, person: Person, draft: VisitDraft, *, by: Worker) -> EventDraft:
    """The ledger's draft of a visit: its place and field come from the person, nobody is asked for them.

    Takes: also the worker who made the visit (who writes a correction may be somebody else).
    Refuses: ``visits-after-death``, ``visits-no-home``, ``stations-unit-was-split``, ``visits-not-posted`` (the worker
    alone was not at the station that day; of several, the ledger says that one was not).
    Costs: 5 queries, and one for each merger since.
    """
    if person.died_on is not None and draft.day > person.died_on:
        raise Refused("visits-after-death", day=draft.day, died=person.died_on)
    home = homes_of(viewer, [person.pk], draft.day).get(person.pk)
    if home is None:
        raise Refused("visits-no-home", day=draft.day)
    if not draft.colleagues and not colleagues(viewer, draft.day).filter(pk=by.pk).exists():
        who = _("您") if by.user_id == (viewer.user.pk if viewer.user else None) else by.called
        raise Refused("visits-not-posted", day=draft.day, who=who)
    kinds = categories_of(viewer, [person.pk], draft.day).get(person.pk)
    field_id = kinds[0].category.field_id if kinds else ServiceField.objects.get(key=FIELD_WITHOUT_CATEGORY).pk
    unit = unit_on(home.household.unit, draft.day, viewer.unit_ids)
    return ledger_draft(draft, station, unit_id=unit.pk, field_id=field_id, by=by.pk)


def refuse_twice(viewer: Viewer, person: Person, draft: VisitDraft) -> None:
    """Two workers may not write one visit twice. Refuses: ``visits-already-recorded``."""
    if not draft.met or draft.is_another:
        return
    other = queries.same_day(viewer, person, draft.day)
    if other is not None:
        raise Refused("visits-already-recorded", by=str(other.event.recorded_by or ""), day=draft.day)


def reversal_id(form_id: uuid.UUID) -> uuid.UUID:
    """The form id of the reversal that goes with a correction: made from it, so that a second press is one."""
    return uuid.uuid5(form_id, "reversal")


@transaction.atomic
def load_visit_rules() -> None:
    """Bring the visit rules up to the TOML file 装载走访规则. Safe to run twice; removes nothing."""
    categories = {row.key: row for row in Category.objects.all()}
    counties = {row.key: row for row in Region.objects.filter(kind="county")}
    rows = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    for row in rows:
        VisitRule.objects.update_or_create(
            category=categories[row["category"]],
            risk=Risk[row["risk"].upper()],
            county=counties.get(row.get("county", "")),
            defaults={
                "days": row["every"].get("days", 0),
                "months": row["every"].get("months", 0),
                "modes": row["modes"],
                "source": row["source"],
            },
        )
    audit.record("visits.load_visit_rules", "visits.rules", actor=None, rules=len(rows))
