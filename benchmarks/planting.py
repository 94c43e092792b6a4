"""Plant identities in a site, by the site's own code; run inside ``manage.py shell``."""

import uuid
from datetime import date

from benchmarks.planted import Identity, identities
from wushe.ground.kit import clock
from wushe.registers.beneficiaries.actions import draft_household, draft_person, index_names, save_homes
from wushe.registers.beneficiaries.models import Membership, Person, Responsibility
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer, unit_ids_of, viewer_for
from wushe.registers.workforce.models import Worker
from wushe.work.safeguarding.actions import add_entry, report_child_in_danger
from wushe.work.visits.actions import correct_visit, record_visit
from wushe.work.visits.rules import VisitDraft

SPAN = {"starts_on": date(2021, 1, 1)}


def plant(number: int, visited: int) -> None:
    """Register so many identities at the station of 小周, and visit the first of them."""
    station, worker = Station.objects.get(), Worker.objects.get(user__username="zhou")
    viewer = viewer_for(worker.user, clock.today())
    unit = Region.objects.filter(pk__in=unit_ids_of({station.coverage_id}, clock.today())).order_by("key")[0]
    told = identities(number)
    homes = [draft_household(station.county, unit, each.address) for each in told]
    people = [draft(station, each) for each in told]
    save_homes(homes)
    save_homes(people)
    index_names((person, unit.pk) for person in people)
    Membership.objects.bulk_create(
        Membership(person=person, household=home, role="户主", **SPAN)
        for person, home in zip(people, homes, strict=True)
    )
    Responsibility.objects.bulk_create(Responsibility(person=person, user=worker.user, **SPAN) for person in people)
    for person, each in list(zip(people, told, strict=True))[:visited]:
        visit(viewer, station, person, each)


def draft(station: Station, each: Identity) -> Person:
    """The person with all that is known."""
    return draft_person(
        station.county,
        name=each.name,
        birth_on=date(1950, 1, 1),
        sex=2,
        id_kind="resident",
        id_number=each.id_number,
        phone=each.phone,
        know=each.know,
    )


def visit(viewer: Viewer, station: Station, person: Person, each: Identity) -> None:
    """A visit with a line, its correction with a reason, a report with its facts."""
    usual = {"person_id": person.pk, "day": clock.today(), "mode": 1, "met": True, "minutes": 20, "line": each.line}
    usual |= {"safety": "fine", "health": "same", "mood": "calm", "next_step": "plan"}
    first = record_visit(viewer, station, person, VisitDraft(form_id=uuid.uuid4(), **usual))
    usual |= {"minutes": 30, "reason": each.reason}
    correct_visit(viewer, first, person, VisitDraft(form_id=uuid.uuid4(), **usual))
    report = report_child_in_danger(viewer, station, uuid.uuid4(), person)
    said = {"situations": ["other"], "facts": each.facts, "called": "none", "receipt": ""}
    add_entry(viewer, report, form_id=uuid.uuid4(), **said)
