"""Look for somebody, ask for a file, answer, end, read, reveal: each leaves one audit line."""

from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.reveals import reveal_granted
from wushe.registers.beneficiaries.models import Masked, Person, Why
from wushe.registers.beneficiaries.queries import homes_of, own_files, people
from wushe.registers.beneficiaries.queries.kept import kept_person
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer, chain_of, operator, unit_ids_of
from wushe.work.disclosures import queries
from wushe.work.disclosures.models import FileRequest, Purpose, State
from wushe.work.disclosures.rules import check_asked, check_days, check_purpose, check_reason, last_day

#: What may be revealed one at a time, and why.
NUMBERS = (Masked.PHONE, Masked.ID)
REASONS = (Why.CALL, Why.IDENTITY, Why.PAPERWORK)


@transaction.atomic
def search_county(viewer: Viewer, text: str) -> list[queries.StationCount]:
    """Look for somebody in the county 查人: how many, at which station; the search itself is written down.

    Refuses: ``disclosures-asked-too-short``. Costs: as ``queries.counted``, one audit line without the words.
    """
    check_asked(text)
    counts = queries.counted(viewer, text.strip(), clock.today())
    persons = sum(row.persons for row in counts)
    facts = {"stations": len(counts), "persons": persons}
    audit.record("disclosures.search_county", "search", actor=viewer.user, county_key=chain_of(viewer), **facts)
    return counts


@transaction.atomic
def ask_for_file(
    viewer: Viewer, person_id: int, station_id: int, *, purpose: str, words: str, uuid: UUID | None = None
) -> FileRequest:
    """Ask to read the file of one person whom a search found 申请调阅.

    Takes: who and where, the kind of purpose and the words; the id of the request, when it shall be a certain one.
    Refuses: ``disclosures-unknown-person`` (not of the viewer's county, or not served by the station any more),
    ``disclosures-unknown-choice``, ``disclosures-already-waiting``, ``disclosures-already-granted``, and all of
    ``rules.check_purpose``. Costs: 13 queries, one audit line.
    """
    station, person = _to_ask(viewer, person_id, station_id)
    if purpose not in Purpose.values:
        raise Refused("disclosures-unknown-choice")
    check_purpose(words, person.name)
    _refuse_again(viewer, person)
    row = FileRequest(
        uuid=uuid or uuid4(),
        county=station.county,
        station=station,
        person=person,
        asked_by=viewer.user,
        purpose=purpose,
    )
    row.purpose_words = words.strip()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # pressed twice at once
        raise Refused("disclosures-already-waiting") from None
    _tell(viewer, row, "ask_for_file", purpose=purpose)
    return row


def _to_ask(viewer: Viewer, person_id: int, station_id: int) -> tuple[Station, Person]:
    mine = Station.objects.filter(pk=station_id, county_id__in=viewer.counties_for(queries.ASK))
    station = mine.select_related("county").first()
    if station is None:
        raise Refused("disclosures-unknown-person")
    on = clock.today()
    everybody = operator(station.county, on)
    person = people(everybody, on).filter(pk=person_id).first()
    home = homes_of(everybody, [person_id], on).get(person_id)
    if person is None or home is None or home.household.unit_id not in set(unit_ids_of({station.coverage_id}, on)):
        raise Refused("disclosures-unknown-person")
    return station, person


def _refuse_again(viewer: Viewer, person: Person) -> None:
    mine = FileRequest.objects.filter(asked_by=viewer.user, person_id__in=own_files(viewer, person.pk))
    if mine.filter(state=State.WAITING).exists():
        raise Refused("disclosures-already-waiting")
    if mine.filter(state=State.GRANTED, ends_on__gte=clock.today()).exists():
        raise Refused("disclosures-already-granted")


@transaction.atomic
def grant_file(viewer: Viewer, request: FileRequest, *, days: int) -> FileRequest:
    """Let the one who asked read the file for some days, today included 同意.

    Refuses: ``disclosures-days-out-of-range``, and as ``_to_answer`` does. Costs: 6 queries, one audit line.
    """
    check_days(days)
    row = _to_answer(viewer, request)
    return _answer(viewer, row, State.GRANTED, "grant_file", ends_on=last_day(clock.today(), days), days=days)


@transaction.atomic
def refuse_file(viewer: Viewer, request: FileRequest, *, reason: str) -> FileRequest:
    """Do not let anybody read the file, and say why 不同意.

    Refuses: all of ``rules.check_reason``, and as ``_to_answer`` does. Costs: 6 queries, one audit line.
    """
    row = _to_answer(viewer, request)
    check_reason(reason, row.person.name)
    return _answer(viewer, row, State.REFUSED, "refuse_file", answer=reason.strip())


@transaction.atomic
def end_file(viewer: Viewer, request: FileRequest, *, reason: str) -> FileRequest:
    """End the reading before its last day 提前结束.

    Refuses: ``disclosures-already-decided`` (it is not granted, or over), all of ``rules.check_reason``,
    ``disclosures-unknown-request``. Costs: 6 queries, one audit line.
    """
    row = _locked(viewer, request)
    if row.state != State.GRANTED or row.ends_on is None or row.ends_on < clock.today():
        raise Refused("disclosures-already-decided")
    check_reason(reason, row.person.name)
    return _answer(viewer, row, State.ENDED, "end_file", ends_on=clock.today(), answer=reason.strip())


@transaction.atomic
def read_file(viewer: Viewer, request: FileRequest) -> None:
    """Write down that a granted file was opened 调阅. Refuses: ``disclosures-unknown-request``."""
    row = queries.file(viewer, request.uuid, clock.today())
    _tell(viewer, row, "read_file")


@transaction.atomic
def reveal_number(viewer: Viewer, request: FileRequest, *, field: str, reason: str) -> str:
    """Show one hidden number of a granted file, for a reason 查看号码. It counts among the viewer's looks of the day.

    Takes: one of ``NUMBERS`` and one of ``REASONS``. Gives: the number.
    Refuses: ``disclosures-unknown-choice``, ``disclosures-unknown-request``, and all of ``reveal_granted``.
    Costs: 6 queries, one audit line ``beneficiaries.reveal``.
    """
    if field not in NUMBERS or reason not in REASONS:
        raise Refused("disclosures-unknown-choice")
    row = queries.file(viewer, request.uuid, clock.today())
    return reveal_granted(viewer, kept_person(viewer, row.person), Masked(field), Why(reason), request=row.number)


def _locked(viewer: Viewer, request: FileRequest) -> FileRequest:
    """The request, with its chain and its row held; the chain first, as everywhere."""
    queries.request_to_decide(viewer, request.uuid)
    audit.lock_chain(request.county.key)
    FileRequest.objects.select_for_update().get(pk=request.pk)
    return queries.request_to_decide(viewer, request.uuid)


def _to_answer(viewer: Viewer, request: FileRequest) -> FileRequest:
    """Refuses: ``disclosures-unknown-request``, ``disclosures-already-decided``, ``disclosures-own-request``."""
    row = _locked(viewer, request)
    if row.state != State.WAITING:
        raise Refused("disclosures-already-decided")
    if row.asked_by == viewer.user:
        raise Refused("disclosures-own-request")
    return row


def _answer(
    viewer: Viewer,
    row: FileRequest,
    state: State,
    verb: str,
    *,
    ends_on: date | None = None,
    answer: str = "",
    **facts: object,
) -> FileRequest:
    row.state, row.decided_by, row.decided_at, row.ends_on = state, viewer.user, clock.now(), ends_on
    row.answer = answer
    row.save(update_fields=["state", "decided_by", "decided_at", "ends_on", "answer_sealed"])
    _tell(viewer, row, verb, **facts)
    return row


def _tell(viewer: Viewer, row: FileRequest, verb: str, **facts: object) -> None:
    """One line: which request, of which station, about whom (by the opaque id)."""
    told = {"station": row.station.key, "person": str(row.person.uuid), "asked_by": row.asked_by_id, **facts}
    target = f"disclosures.request:{row.number}"
    audit.record(f"disclosures.{verb}", target, actor=viewer.user, county_key=row.county.key, **told)
