"""A place with one of everything in it, each word of it marked, so that any of it is known again in any answer."""

import uuid
from dataclasses import dataclass

from tests.cast import TODAY, Cast, visit_draft
from wushe.ground.kit import clock
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.registers.beneficiaries.models import Person
from wushe.registers.catalog.models import Method
from wushe.registers.stations.models import Grant, Incubation, OperatingContract, Organization, Region, Station
from wushe.registers.stations.queries import Viewer
from wushe.work.disclosures.models import FileRequest, Purpose, State
from wushe.work.groupwork.actions import record_activity
from wushe.work.groupwork.models import Activity
from wushe.work.groupwork.rules import ActivityDraft, Came
from wushe.work.needs.models import Need
from wushe.work.safeguarding.actions import add_entry, report_child_in_danger
from wushe.work.safeguarding.models import MandatoryReport
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import Visit

#: A mandatory report names the child and where it lives to the lead of the station and to the county.
IN_A_REPORT = ("people.read_full", "report.read")


@dataclass(frozen=True)
class Secret:
    """Some words that only some may read: what it is, where it was written, with which abilities it may be read."""

    what: str
    text: str
    where: str
    read_with: tuple[str, ...] = ("people.read_full",)


@dataclass(frozen=True)
class World:
    """One station: a person, a visit with a need, an activity, a report, a grant; all words nobody else may read."""

    where: str
    station: Station
    person: Person
    visit: Visit
    activity: Activity
    need: Need
    report: MandatoryReport
    grant: Grant
    contract: OperatingContract
    nursed: Incubation
    asked: FileRequest
    secrets: tuple[Secret, ...]

    @property
    def seated(self) -> Organization:
        """An organization registered in the county."""
        return self.nursed.organization

    @property
    def unit(self) -> Region:
        """The village the person lives in."""
        return self.person.memberships.get().household.unit


def world_of(
    where: str, station: Station, worker: Viewer, officer: Viewer, person: Person, others: tuple[Person, ...] = ()
) -> World:
    """Let a worker fill a station with marked words."""
    known = [mark(where, number, one) for number, one in enumerate((person, *others))]
    line, facts = f"{where}的经过很长", f"{where}的孩子身上有伤"
    visit = record_visit(worker, station, person, visit_draft(person, needs=("medicine",), line=line))
    assert isinstance(visit, Visit)
    report = report_child_in_danger(worker, station, uuid.uuid4(), person)
    add_entry(worker, report, form_id=uuid.uuid4(), situations=["other"], facts=facts, called="none", receipt="")
    activity = held(where, station, worker, person)
    told = [
        Secret(f"{where} activity", activity.title, where),
        Secret(f"{where} line of the activity", activity.line, where),
        Secret(f"{where} line", line, where),
        Secret(f"{where} report", facts, where, IN_A_REPORT),
        Secret(f"{where} record", f">{visit.event.number}", where, ("records.read", "records.shape", "audit.read")),
    ]
    return World(
        where=where,
        station=station,
        person=person,
        visit=visit,
        activity=activity,
        need=Need.objects.get(person=person),
        report=report,
        grant=Grant.objects.get(user=worker.user),
        contract=run(station),
        nursed=nurse(where, station.county),
        asked=granted(station, officer, person),
        secrets=(*(secret for some in known for secret in some), *told),
    )


def held(where: str, station: Station, worker: Viewer, person: Person) -> Activity:
    """An activity of today where the person lives, to which the person came."""
    home = person.memberships.get().household
    draft = ActivityDraft(
        form_id=uuid.uuid4(),
        day=TODAY,
        unit_id=home.unit_id,
        method=Method.PUBLICITY,
        theme="anti-fraud",
        title=f"{where}的反诈会",
        minutes=90,
        people=(Came(person.pk),),
        heads_counted=5,
        line=f"{where}的会上说的话",
    )
    return record_activity(worker, station, draft)


def run(station: Station) -> OperatingContract:
    """Somebody runs the station, or ran it."""
    known = station.contracts.first()
    if known is not None:
        return known
    agency = Organization.objects.create(key=f"agency-{station.key}", name="另一家机构", kind="service", source="证书")
    return OperatingContract.objects.create(station=station, organization=agency, starts_on=TODAY, source="合同")


def nurse(where: str, county: Region) -> Incubation:
    """An organization registered in the county, and nursed by it."""
    seated = Organization.objects.create(
        key=f"seated-{where}", name=f"{where}孵化的机构", kind="service", seat=county, source="证书"
    )
    return Incubation.objects.create(organization=seated, region=county, starts_on=TODAY, source="协议")


def granted(station: Station, officer: Viewer, person: Person) -> FileRequest:
    """A file that the county officer may read today."""
    row = FileRequest(uuid=uuid.uuid4(), county=station.county, station=station, person=person, asked_by=officer.user)
    row.purpose, row.state, row.ends_on = Purpose.values[0], State.GRANTED, TODAY
    row.decided_at = clock.now()
    row.save(force_insert=True)
    return row


def mark(where: str, number: int, person: Person) -> list[Secret]:
    """Give a person a number, a telephone, a note and an address that are found nowhere else."""
    sealed = {
        "id_number": f"99999919400101{sum(map(ord, where)) % 90 + 10}{number:02}",
        "phone": f"100-{sum(map(ord, where)) % 9000 + 1000}-{number:04}",
        "know": f"{where}第{number}位耳背",
    }
    for name, text in sealed.items():
        setattr(person, name, text)
    index_numbers(person)
    person.save()
    household = person.memberships.get().household
    household.address = f"{where}第{household.pk}户门牌"
    household.save()
    told = {"name": person.name, **sealed, "address": household.address}
    return [
        Secret(
            f"{where} {what} of {person.pk}",
            text,
            where,
            IN_A_REPORT if what in ("name", "address") else ("people.read_full",),
        )
        for what, text in told.items()
    ]


def worlds_of(cast: Cast) -> dict[str, World]:
    """The station of 小周, the next one, and one in another county."""
    mine = (cast.fu, cast.chen, *cast.li_family)
    return {
        "own": world_of("own", cast.station, cast.xiaozhou, cast.wangke, cast.wang, mine),
        "next": world_of("next", cast.next_station, cast.stranger, cast.wangke, cast.neighbour),
        "far": world_of("far", cast.far_station, cast.outsider, cast.far_officer, cast.far_elder),
    }
