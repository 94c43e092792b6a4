"""Deletions of a scope filter or an ability check, each in one named place, that the permission matrix must see."""

from dataclasses import dataclass
from pathlib import Path

STATIONS = "wushe/registers/stations"
PEOPLE = "wushe/registers/beneficiaries/queries/people.py"
SCOPES = "wushe/statistics/scopes.py"
REPORTS = "wushe/work/safeguarding/queries.py"
UNITS = ", household__unit_id__in=viewer.unit_ids"


@dataclass(frozen=True)
class Mutant:
    """One place in the code, and how it reads when the check is gone. ``old`` stands there ``nth`` of all."""

    name: str
    path: str
    old: str
    new: str

    def applied_to(self, tree: Path) -> str:
        """Take the check out of a copy of the tree. Gives: the text as it was. Refuses: a place that moved."""
        file = tree / self.path
        text = file.read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise LookupError(f"{self.name}: {self.path} has {text.count(self.old)} such places, not 1: {self.old!r}")
        file.write_text(text.replace(self.old, self.new), encoding="utf-8")
        return text


MUTANTS = (
    Mutant("the door asks nobody", "wushe/ground/kit/doors.py",
           "            request.viewer.enter(", "            bool("),
    Mutant("every ability opens every route", f"{STATIONS}/rules/access.py",
           "return not self.abilities or not self.abilities.isdisjoint(abilities)", "return True"),
    Mutant("an undeclared or closed route is open", f"{STATIONS}/queries/viewers.py",
           "return found is not None and found.lets_in(self.reach.keys())", "return found is not None"),
    Mutant("a role may everything", f"{STATIONS}/queries/viewers.py",
           "for ability in role_rights(grant.role).abilities:", "for ability in table().abilities:"),
    Mutant("an ended grant holds", f"{STATIONS}/queries/viewers.py",
           "Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, withdrawn_at", "starts_on__lte=on, withdrawn_at"),
    Mutant("an ended contract opens the station", f"{STATIONS}/queries/viewers.py",
           "OperatingContract.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)",
           "OperatingContract.objects.all()"),
    Mutant("grants of everybody", f"{STATIONS}/queries/viewers.py",
           "list(_in_force(on).filter(user=user).order_by", "list(_in_force(on).order_by"),
    Mutant("one person of any station", PEOPLE,
           'person=OuterRef("pk")' + UNITS, 'person=OuterRef("pk")'),
    Mutant("people of any station in the list", PEOPLE, "filter(in_force(on)" + UNITS, "filter(in_force(on)"),
    Mutant("who sees masked reads in full", "wushe/registers/beneficiaries/queries/sight.py",
           ", household__unit_id__in=viewer.unit_ids", ""),
    Mutant("names without a mask", "wushe/doors/phone/people_page.py",
           "return person.name if is_full else masked(person.name)", "return person.name"),
    Mutant("visits of any station", "wushe/work/visits/queries.py",
           "model.objects.filter(uuid=uuid, event__station_id__in=viewer.station_ids)",
           "model.objects.filter(uuid=uuid)"),
    Mutant("needs of any station", "wushe/work/needs/actions.py",
           ".filter(uuid=uuid, station_id__in=viewer.station_ids, state=", ".filter(uuid=uuid, state="),
    Mutant("reports of any county", REPORTS,
           'Q(county_id__in=viewer.counties_for("report.read"))', "Q(county_id__gt=0)"),
    Mutant("reports of any station", REPORTS,
           'Q(station_id__in=viewer.stations_for("report.read"))', "Q(station_id__gt=0)"),
    Mutant("reports by anybody", REPORTS, "seen = Q(reported_by=viewer.user)", "seen = Q(reported_by__isnull=False)"),
    Mutant("ledger rows of any station", "wushe/ledger/queries.py",
           'Q(station_id__in=viewer.stations_for("records.read"))', "Q(station_id__gt=0)"),
    Mutant("ledger rows of any county", "wushe/ledger/queries.py",
           'Q(county_id__in=viewer.counties_for("records.read"))', "Q(county_id__gt=0)"),
    Mutant("figures of any place", SCOPES, '    raise Refused("statistics-foreign-scope")', "    return scope"),
    Mutant("figures of any county", SCOPES, "    if scope.county_id in viewer.county_ids:", "    if scope.county_id:"),
    Mutant("figures of any station", SCOPES,
           'scope.station_id is not None and scope.station_id in viewer.stations_for("figures.read")',
           "scope.station_id is not None"),
    Mutant("a city opens records", "wushe/doors/reports/figure_page.py",
           "opens = not veil.is_down and opens_records(viewer, figure.scope)", "opens = not veil.is_down"),
    Mutant("names on the records of a figure", "wushe/doors/reports/figure_page.py",
           "name if viewer.sees_station(record.station_id) else masked(name)", "name"),
    Mutant("grants of any station", f"{STATIONS}/queries/grants.py",
           'kept = Q(station__county_id__in=viewer.counties_for("grants.edit"))', "kept = Q(station__isnull=False)"),
    Mutant("the city's counties are all counties", f"{STATIONS}/queries/viewers.py",
           "counties = frozenset(counties_under(grant.region, grant.view, on).values_list(\"pk\", flat=True))",
           'counties = frozenset(Region.objects.filter(kind="county").values_list("pk", flat=True))'),
)  # fmt: skip
