"""What stands in a file: its numbers, what was written before, what was agreed to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import (
    Consent,
    FileTemplate,
    Household,
    Membership,
    Person,
    PersonCategory,
    PersonChange,
)
from wushe.registers.beneficiaries.queries.merged import own_files
from wushe.registers.beneficiaries.queries.people import in_force
from wushe.registers.beneficiaries.rules import USUAL_TEMPLATE
from wushe.registers.stations.models import Grant, Region, Role, Station
from wushe.registers.stations.queries import Viewer, unit_ids_of


@dataclass(frozen=True)
class ConsentState:
    """A consent, and when it was taken back, if it was."""

    consent: Consent
    withdrawn_on: date | None
    reason: str

    @property
    def is_open(self) -> bool:
        """True while it has not been taken back."""
        return self.withdrawn_on is None


def last_file_seq(county_id: int, year: int) -> int:
    """The newest file number of a county in a year; 0 for none. Costs: 1 index look-up."""
    rows = Person.objects.filter(county_id=county_id, file_year=year, file_seq__isnull=False)
    return rows.aggregate(last=Max("file_seq"))["last"] or 0


def template_of(station: Station) -> str:
    """The template of a station's file numbers: its own, or the county's, or the usual one. Costs: 1 query."""
    rows = FileTemplate.objects.filter(Q(station=station) | Q(station=None, county_id=station.county_id))
    found = {row.station_id: row.template for row in rows}
    return found.get(station.pk) or found.get(None) or USUAL_TEMPLATE


def leads(viewer: Viewer, person: Person, on: date) -> bool:
    """True if the viewer leads a station that serves where the person lives on the day. Costs: 3 queries, or none."""
    if not viewer.led_ids:
        return False
    home = home_of(viewer, person, on)
    led = set(Station.objects.filter(pk__in=viewer.led_ids).values_list("coverage_id", flat=True))
    return home is not None and home.household.unit_id in set(unit_ids_of(led, on))


def changes_of(viewer: Viewer, person: Person) -> list[PersonChange]:
    """What was written of a person before each change, the latest first, for the lead.

    Refuses: ``beneficiaries-lead-only``. Costs: 4 queries.
    """
    if not leads(viewer, person, clock.today()):
        raise Refused("beneficiaries-lead-only")
    rows = PersonChange.objects.filter(person=person).select_related("person__key", "by")
    return list(rows.order_by("-at", "-pk"))


def consents_of(viewer: Viewer, person: Person) -> list[ConsentState]:
    """What a person agreed to, the latest first, and what was taken back. Costs: 1 query."""
    rows = Consent.objects.filter(person=person).select_related("withdrawal", "person__key", "taken_by")
    told = []
    for row in rows.order_by("-starts_on", "-pk"):
        withdrawal = getattr(row, "withdrawal", None)
        on, reason = (withdrawal.withdrawn_on, withdrawal.reason) if withdrawal else (None, "")
        told.append(ConsentState(row, on, reason))
    return told


def has_consent(viewer: Viewer, person: Person, purpose: str, on: date) -> bool:
    """True if, on the day, the person had agreed to a purpose and not taken it back. Costs: 1 query."""
    rows = Consent.objects.filter(person=person, purpose=purpose, starts_on__lte=on)
    return rows.filter(Q(withdrawal=None) | Q(withdrawal__withdrawn_on__gt=on)).exists()


def household(viewer: Viewer, uuid: UUID) -> Household:
    """A household in a unit the viewer serves. Refuses: ``beneficiaries-unknown-household``. Costs: 1 query."""
    rows = Household.objects.filter(unit_id__in=viewer.unit_ids, uuid=uuid).select_related("key", "unit")
    found = rows.first()
    if found is None:
        raise Refused("beneficiaries-unknown-household")
    return found


def home_of(viewer: Viewer, person: Person, on: date) -> Membership | None:
    """Where a person lives on a day, with household, key and unit. Costs: 1 query."""
    rows = Membership.objects.filter(in_force(on), person=person).select_related("household__key", "household__unit")
    return rows.order_by("-starts_on", "-pk").first()


def spells_of(viewer: Viewer, person: Person) -> QuerySet[PersonCategory]:
    """All categories a person is or was of, under any of their files, open ones first. Costs: 1 query."""
    rows = PersonCategory.objects.filter(person_id__in=own_files(viewer, person.pk)).select_related(
        "category", "person__key"
    )
    return rows.order_by("ends_on", "category__bit", "starts_on")


def colleagues_at(viewer: Viewer, on: date) -> QuerySet[User]:
    """Users who work at the viewer's stations on a day, by id; not those whose grant was taken back. Costs: 1 query."""
    held = Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, withdrawn_at=None)
    held = held.filter(station_id__in=viewer.station_ids, role__in=(Role.WORKER, Role.LEAD))
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("pk")


def own_units(viewer: Viewer) -> QuerySet[Region]:
    """The villages and communities the viewer's stations serve, by key. Costs: 1 query."""
    return Region.objects.filter(pk__in=viewer.unit_ids).order_by("key")


def county_units(viewer: Viewer, county: Region, on: date) -> QuerySet[Region]:
    """The villages and communities any station of a county serves, by key: one may move there. Costs: 2 queries."""
    covered = set(Station.objects.filter(county=county).values_list("coverage_id", flat=True))
    return Region.objects.filter(pk__in=unit_ids_of(covered, on)).order_by("key")


def station_serving(viewer: Viewer, unit_id: int, on: date) -> Station:
    """The viewer's station that serves a unit. Refuses: ``beneficiaries-foreign-unit``. Costs: 2 queries."""
    for station in Station.objects.filter(pk__in=viewer.station_ids).select_related("county").order_by("pk"):
        if unit_id in set(unit_ids_of({station.coverage_id}, on)):
            return station
    raise Refused("beneficiaries-foreign-unit")
