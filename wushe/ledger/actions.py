"""Write the ledger: record, reverse, amend, close. Nothing else writes here."""

from collections.abc import Sequence
from datetime import datetime
from itertools import repeat
from uuid import UUID

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.inserting import insert
from wushe.ground.kit.periods import Period
from wushe.ledger import queries
from wushe.ledger.checking import Checked, Checker, attendance_rows, event_row
from wushe.ledger.models import (
    ClosedPeriod,
    EventWorker,
    Identity,
    IdentityEntry,
    Kind,
    ServiceEvent,
)
from wushe.ledger.rules import REASON_LENGTH, EventDraft, digest
from wushe.registers.beneficiaries.actions import point_back, point_to
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import person as person_of
from wushe.registers.stations.actions.counties import lock_county as lock_county
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer


@transaction.atomic
def record(viewer: Viewer, draft: EventDraft, *, amends: ServiceEvent | None = None) -> ServiceEvent:
    """Write one service into the ledger 入账.

    Takes: who writes, and the draft. Gives: the row; the same form sent again gets the same row, unchanged.
    Refuses: ``ledger-form-reused`` (same form id, other content), ``ledger-foreign-station``,
    ``ledger-unknown-person``, ``ledger-after-death``, and all of ``rules.check_event``.
    Costs: 13 queries and three more when there are people; holds the county's writer lock until commit.
    """
    station = _station(viewer, draft.station_id)
    lock_county(station.county_id)
    if (known := queries.event_of_form(draft.form_id)) is not None:
        return _same_again(known, draft)
    checked = Checker(viewer, [station], [draft]).check(draft)
    [row] = _write(viewer, [checked], queries.last_seq(station.county_id) + 1, amends=amends)
    audit.record("ledger.record", f"ledger.event:{row.number}", actor=viewer.user, county_key=station.county.key)
    return row


@transaction.atomic
def record_many(
    viewer: Viewer,
    drafts: Sequence[EventDraft],
    *,
    recorded: Sequence[datetime] | None = None,
    by: Sequence[User] | None = None,
) -> list[ServiceEvent]:
    """Write many services of one county at once, with one audit line 成批入账.

    Takes: drafts in the order they shall be numbered; when older records are taken over, ``recorded`` gives the
    moments of entry (default: now) and ``by`` who wrote each (default: the viewer). Gives: the rows, in that order.
    Refuses: as ``record`` does (a form that is known already is refused, whatever it says), and
    ``ledger-many-counties``; one refusal writes nothing at all.
    Costs: about ten queries, 4 per 900 persons, 1 per 900 drafts, and 3 inserts per batch of rows.
    """
    stations = {pk: _station(viewer, pk) for pk in {draft.station_id for draft in drafts}}
    counties = {station.county_id for station in stations.values()}
    if len(counties) != 1:
        raise Refused("ledger-many-counties", counties=len(counties))
    [county_id] = counties
    lock_county(county_id)
    if queries.are_known([draft.form_id for draft in drafts]):
        raise Refused("ledger-form-reused")
    checker = Checker(viewer, list(stations.values()), drafts)
    checked = [checker.check(draft) for draft in drafts]
    first = queries.last_seq(county_id) + 1
    rows = _write(viewer, checked, first, recorded=recorded, by=by)
    county = Region.objects.get(pk=county_id)
    audit.record(
        "ledger.record_many",
        f"ledger.events:{county.key}-{first}..{rows[-1].seq}",
        actor=viewer.user,
        county_key=county.key,
        events=len(rows),
    )
    return rows


@transaction.atomic
def reverse(viewer: Viewer, row: ServiceEvent, *, form_id: UUID, reason: str) -> ServiceEvent:
    """Take a row back 撤销: a new row says that the old one does not count, and why.

    Gives: the reversal row (the same again for the same form).
    Refuses: ``ledger-foreign-station``, ``ledger-already-reversed``, ``ledger-reversal-is-final``,
    ``ledger-needs-reason``, ``ledger-reason-too-long``. Costs: 6 queries.
    """
    station = _station(viewer, row.station_id)
    lock_county(row.county_id)
    if (known := queries.event_of_form(form_id)) is not None:
        if known.reverses_id == row.pk and known.digest == digest_of_reversal(row, reason):
            return known
        raise Refused("ledger-form-reused")
    _check_reversal(viewer, row, reason)
    reversal = ServiceEvent.objects.create(  # type: ignore[misc]  # a sealed text is a property
        form_id=form_id,
        digest=digest_of_reversal(row, reason),
        county=station.county,
        seq=queries.last_seq(row.county_id) + 1,
        kind=Kind.REVERSAL,
        reverses=row,
        reason=reason.strip(),
        recorded_at=clock.now(),
        met=False,
        minutes=0,
        worker_count=0,
        recorded_by=viewer.user,
        **{name: getattr(row, name) for name in _COPIED},
    )
    audit.record("ledger.reverse", f"ledger.event:{reversal.number}", actor=viewer.user, county_key=station.county.key)
    return reversal


@transaction.atomic
def amend(viewer: Viewer, row: ServiceEvent, draft: EventDraft, *, reversal_id: UUID) -> ServiceEvent:
    """Put a row right 更正: reverse it and record what is true, both in one transaction.

    Takes: the row, the right draft (its ``reason`` says why), the form id of the reversal.
    Gives: the new row, which names the row it amends. Refuses: as ``reverse`` and ``record``.
    """
    _station(viewer, row.station_id)
    if (known := queries.event_of_form(draft.form_id)) is not None:
        return _same_again(known, draft)
    reverse(viewer, row, form_id=reversal_id, reason=draft.reason)
    return record(viewer, draft, amends=row)


@transaction.atomic
def close_period(viewer: Viewer, county: Region, period: Period) -> ClosedPeriod:
    """Close a period 关账: remember the last row, so that what was reported can always be counted again.

    Refuses: ``ledger-not-your-county``, ``ledger-period-not-over``, ``ledger-already-closed`` (it overlaps a
    closed period). Costs: 5 queries.
    """
    if county.pk not in viewer.counties_for("ledger.close"):
        raise Refused("ledger-not-your-county")
    lock_county(county.pk)
    if period.last >= clock.today():
        raise Refused("ledger-period-not-over", last=period.last)
    overlapping = ClosedPeriod.objects.filter(county=county, starts_on__lte=period.last, ends_on__gte=period.start)
    if overlapping.exists():
        raise Refused("ledger-already-closed", first=period.start, last=period.last)
    closed = ClosedPeriod.objects.create(
        county=county,
        starts_on=period.start,
        ends_on=period.last,
        last_seq=queries.last_seq(county.pk),
        closed_by=viewer.user,
    )
    audit.record("ledger.close_period", f"ledger.closed_period:{closed.pk}", actor=viewer.user, county_key=county.key)
    return closed


@transaction.atomic
def merge_people(viewer: Viewer, person: Person, into: Person, *, form_id: UUID, reason: str) -> IdentityEntry:
    """Two files are one person's 合并: figures count them once from this number on; what was reported stays.

    Both files stay as they are, and so does every participation. The lead of the station that serves both does it.
    Gives: the entry; the same form sent again gets the same one.
    Refuses: ``ledger-merge-form-reused``, ``ledger-both-were-there`` (two people stood in one service),
    ``ledger-needs-reason``, ``ledger-reason-too-long``, and all of ``beneficiaries.point_to``. Costs: about 15 queries.
    """
    check_reason(reason)
    lock_county(person.county_id)
    known = IdentityEntry.objects.filter(form_id=form_id).select_related("county").first()
    if known is not None:
        if (known.person_id, known.into_id) == (person.pk, into.pk):
            return known
        raise Refused("ledger-merge-form-reused")
    file, kept = person_of(viewer, person.uuid, clock.today()), person_of(viewer, into.uuid, clock.today())
    met = queries.both_there(viewer, queries.files_of(viewer, file), queries.files_of(viewer, kept))
    if met is not None:
        raise Refused("ledger-both-were-there", number=met.event.number, day=met.day)
    point_to(viewer, file, kept)
    return _identify(viewer, Identity.SAME, file, kept, form_id, reason)


@transaction.atomic
def unmerge_people(viewer: Viewer, entry: IdentityEntry, *, form_id: UUID, reason: str) -> IdentityEntry:
    """Two files are not one person's after all 撤销合并: from this number on each is counted again.

    Gives: the entry that undoes the other. Refuses: ``ledger-merge-form-reused``, ``ledger-already-reversed``,
    ``ledger-needs-reason``, ``ledger-reason-too-long``, and all of ``beneficiaries.point_back``. Costs: 10 queries.
    """
    check_reason(reason)
    lock_county(entry.county_id)
    kept = person_of(viewer, entry.into.uuid, clock.today())
    known = IdentityEntry.objects.filter(form_id=form_id).select_related("county").first()
    if known is not None:
        if known.undoes_id == entry.pk:
            return known
        raise Refused("ledger-merge-form-reused")
    if IdentityEntry.objects.filter(undoes=entry).exists():
        raise Refused("ledger-already-reversed")
    file = Person.objects.select_related("county").get(pk=entry.person_id)
    point_back(viewer, file, kept)
    return _identify(viewer, Identity.APART, file, kept, form_id, reason, undoes=entry)


def _identify(
    viewer: Viewer,
    kind: Identity,
    file: Person,
    kept: Person,
    form_id: UUID,
    reason: str,
    *,
    undoes: IdentityEntry | None = None,
) -> IdentityEntry:
    entry = IdentityEntry.objects.create(  # type: ignore[misc]  # a sealed text is a property
        form_id=form_id,
        county=file.county,
        seq=queries.last_seq(file.county_id) + 1,
        kind=kind,
        person=file,
        into=kept,
        undoes=undoes,
        reason=reason.strip(),
        recorded_by=viewer.user,
    )
    verb = "ledger.merge_people" if kind == Identity.SAME else "ledger.unmerge_people"
    facts = {"file": str(file.uuid), "into": str(kept.uuid)}
    audit.record(verb, f"ledger.identity:{entry.number}", actor=viewer.user, county_key=file.county.key, **facts)
    return entry


def check_reason(reason: str) -> None:
    """Refuses: ``ledger-needs-reason``, ``ledger-reason-too-long``."""
    if not reason.strip():
        raise Refused("ledger-needs-reason")
    if len(reason) > REASON_LENGTH:
        raise Refused("ledger-reason-too-long", length=len(reason), most=REASON_LENGTH)


def digest_of_reversal(row: ServiceEvent, reason: str) -> str:
    """The digest of a reversal: of the row it names and the reason given."""
    return digest(
        EventDraft(
            form_id=row.form_id,
            station_id=row.station_id,
            unit_id=row.unit_id,
            occurred_on=row.occurred_on,
            field_id=row.field_id,
            method=row.method,
            mode=row.mode,
            met=False,
            minutes=0,
            workers=(),
            people=(),
            source=f"ledger.event:{row.pk}",
            reason=reason,
        )
    )


#: What a reversal shares with the row it takes back.
_COPIED = (
    *("station_id", "unit_id", "occurred_on", "field_id"),
    *("method", "mode", "origin", "evidence", "sensitivity", "source"),
)


def _station(viewer: Viewer, station_id: int) -> Station:
    if not viewer.sees_station(station_id):
        raise Refused("ledger-foreign-station")
    return Station.objects.select_related("county").get(pk=station_id)


def _same_again(known: ServiceEvent, draft: EventDraft) -> ServiceEvent:
    if known.digest != digest(draft):
        raise Refused("ledger-form-reused")
    return known


def _write(
    viewer: Viewer,
    checked: Sequence[Checked],
    first_seq: int,
    *,
    amends: ServiceEvent | None = None,
    recorded: Sequence[datetime] | None = None,
    by: Sequence[User] | None = None,
) -> list[ServiceEvent]:
    moments = recorded if recorded is not None else repeat(clock.now())
    writers = by if by is not None else repeat(viewer.user)
    rows = insert(
        event_row(entry, seq, moment, writer, amends)
        for seq, (entry, moment, writer) in enumerate(zip(checked, moments, writers, strict=False), first_seq)
    )
    pairs = list(zip(rows, checked, strict=True))
    insert(row for pair in pairs for row in attendance_rows(*pair))
    insert(EventWorker(event=row, worker_id=worker) for row, entry in pairs for worker in entry.draft.workers)
    return rows


def _check_reversal(viewer: Viewer, row: ServiceEvent, reason: str) -> None:
    if row.kind == Kind.REVERSAL:
        raise Refused("ledger-reversal-is-final")
    check_reason(reason)
    if queries.reversal_of(viewer, row) is not None:
        raise Refused("ledger-already-reversed")
