"""File numbers, the lock they need, and what every action on a person asks first 档案号."""

from typing import Any

from django.db import models

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import FileTemplate, Person
from wushe.registers.beneficiaries.queries import last_file_seq, leads, template_of
from wushe.registers.beneficiaries.queries import person as person_of
from wushe.registers.beneficiaries.rules import check_template, file_number
from wushe.registers.stations.actions.counties import lock_county
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer


def hold(viewer: Viewer, person: Person) -> Person:
    """The person as they stand now, under the county's lock.

    Refuses: ``beneficiaries-unknown-person`` (not of the viewer's station, or merged into another). Costs: 2 queries.
    """
    lock_county(person.county_id)
    return person_of(viewer, person.uuid, clock.today())


def number_file(person: Person, station: Station, year: int) -> None:
    """Give a person the next file number of the county in a year, not saved yet.

    The county must be locked: the number is the last one plus one. Costs: 2 queries.
    """
    seq = last_file_seq(station.county_id, year) + 1
    number_from(person, template_of(station), station, year, seq)


def number_from(person: Person, template: str, station: Station, year: int, seq: int) -> None:
    """Write a number onto a file that is not saved yet."""
    person.file_year, person.file_seq = year, seq
    key = station.key.removesuffix("-station")
    person.file_number = file_number(template, station=key, county=station.county.key, year=year, seq=seq)


def set_template(county: Region, station: Station | None, template: str) -> FileTemplate:
    """Say how file numbers of a county, or of one station, are printed from now on.

    Refuses: ``beneficiaries-template-wrong``.
    """
    row, _made = FileTemplate.objects.update_or_create(
        county=county, station=station, defaults={"template": check_template(template)}
    )
    audit.record("beneficiaries.set_template", f"beneficiaries.template:{row.pk}", actor=None, county_key=county.key)
    return row


def tell(viewer: Viewer, verb: str, person: Person, **facts: object) -> None:
    """The audit line of an action on a person: whose file, never what stands in it."""
    target = f"beneficiaries.person:{person.uuid}"
    audit.record(f"beneficiaries.{verb}", target, actor=viewer.user, county_key=person.county.key, **facts)


def only_lead(viewer: Viewer, person: Person) -> None:
    """Refuses: ``beneficiaries-lead-only`` unless the viewer leads a station that serves where the person lives."""
    if not leads(viewer, person, clock.today()):
        raise Refused("beneficiaries-lead-only")


def close(rows: "models.QuerySet[Any]", on: Any) -> int:
    """End dated rows with a day, or with the day they began when they began later. Gives: how many."""
    for row in rows:
        row.ends_on = max(row.starts_on, on)
        row.save(update_fields=["ends_on"])
    return len(rows)
