"""Who is due, what was told last, whom nobody meets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from wushe.ground.kit.batches import batched
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.open_items import OpenItem
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import last_contacts
from wushe.registers.beneficiaries.models import Membership, Person, PersonCategory, Risk
from wushe.registers.beneficiaries.queries import (
    caseload,
    categories_of,
    category_ids_of,
    homes_of,
    merged_files,
    own_files,
    people,
    risks_of,
    station_serving,
)
from wushe.registers.beneficiaries.queries.kept import kept_person, kept_persons
from wushe.registers.catalog.models import Mode
from wushe.registers.stations.models import Role, Station
from wushe.registers.stations.queries import Viewer, home_station
from wushe.work.visits.models import ContactAttempt, NextStep, Visit, VisitRule
from wushe.work.visits.rules import DueOn, Duty, Interval, alarms, next_due

TRIES_SHOWN_DAYS = 14

Row = TypeVar("Row", Visit, ContactAttempt)


@dataclass(frozen=True)
class Due:
    """When one person is due, and how closely they are watched; ``due`` is None for nobody's duty.

    Nobody has a duty towards somebody who had died by the day: ``is_dead``.
    """

    person_id: int
    risk: Risk
    due: DueOn | None
    is_dead: bool = False

    def is_due(self, on: date) -> bool:
        """True if the day has come."""
        return self.due is not None and self.due.day <= on

    def days_over(self, on: date) -> int:
        """Days past due (positive), 0 on the day, negative before; 0 for nobody's duty."""
        return (on - self.due.day).days if self.due else 0


@dataclass(frozen=True)
class DueLine:
    """A due person with all that a page shows of them."""

    due: Due
    person: Person
    home: Membership | None
    categories: tuple[PersonCategory, ...]


def charges(viewer: Viewer, on: date) -> QuerySet[Person]:
    """Whose visits are the viewer's concern: a worker's own caseload, the whole station for a lead; only the living."""
    return (people(viewer, on) if viewer.role == Role.LEAD else caseload(viewer, on)).exclude(died_on__lte=on)


def due_list(viewer: Viewer, persons: QuerySet[Person], on: date) -> list[Due]:
    """When each of some persons is due 应访名单.

    Takes: persons (a queryset of those the viewer may see) and a day.
    Gives: a line each, the most overdue first; persons without any duty, the dead among them, last. Names come with
    ``lines``.
    Costs: 5 queries, whatever the number; reads every ledger row of these persons through an index.
    """
    died = dict(persons.values_list("pk", "died_on"))
    dead = {pk for pk, day in died.items() if day is not None and day <= on}
    ids = list(died)
    risks = risks_of(viewer, ids, on)
    rules = rules_by_case(viewer)
    duties: dict[int, list[Duty]] = {}
    for person_id, category_id, since in category_ids_of(viewer, ids, on):
        rule = rules.get((category_id, risks.get(person_id, Risk.GENERAL)))
        if rule is not None and person_id not in dead:
            duties.setdefault(person_id, []).append(duty_of(rule, since))
    last: dict[int, dict[int, date]] = {}
    for person_id, mode, day in last_contacts(viewer, ids, on):
        seen = last.setdefault(person_id, {})
        seen[mode] = max(day, seen.get(mode, day))
    dues = [
        Due(pk, risks.get(pk, Risk.GENERAL), next_due(duties.get(pk, ()), last.get(pk, {})), is_dead=pk in dead)
        for pk in ids
    ]
    return sorted(dues, key=lambda due: (due.due.day if due.due else date.max, due.person_id))


def lines(viewer: Viewer, dues: Sequence[Due], on: date) -> list[DueLine]:
    """Due persons with name, home and categories, in the order given. Costs: 5 queries."""
    ids = [due.person_id for due in dues]
    persons = people(viewer, on).in_bulk(ids)
    homes = homes_of(viewer, ids, on)
    kinds = categories_of(viewer, ids, on)
    return [
        DueLine(due, persons[due.person_id], homes.get(due.person_id), tuple(kinds.get(due.person_id, ())))
        for due in dues
    ]


def duty_of(rule: VisitRule, since: date) -> Duty:
    """The duty a rule puts on somebody who is of its category since a day."""
    modes = frozenset(int(Mode[name.upper()]) for name in rule.modes)
    return Duty(Interval(rule.days, rule.months), modes, since)


def rules_by_case(viewer: Viewer) -> dict[tuple[int, int], VisitRule]:
    """The rule for each (category id, risk); a county's own row before the general one. Costs: 1 query."""
    own = Station.objects.filter(pk__in=viewer.station_ids).values("county_id")
    rows = VisitRule.objects.filter(Q(county=None) | Q(county_id__in=own))
    return {(row.category_id, row.risk): row for row in sorted(rows, key=lambda row: row.county_id is not None)}


def record(viewer: Viewer, uuid: UUID) -> Visit | ContactAttempt:
    """The visit or the attempt a form made, at the viewer's stations.

    Refuses: ``visits-unknown-visit``. Costs: 1 or 2 queries.
    """
    for model in (Visit, ContactAttempt):
        found = (
            model.objects.filter(uuid=uuid, event__station_id__in=viewer.station_ids)
            .select_related(
                "event__county", "event__station", "event__field", "person__key", "event__recorded_by", "event__amends"
            )
            .first()
        )
        if found is not None:
            return found
    raise Refused("visits-unknown-visit")


def visits_of(viewer: Viewer, person: Person) -> QuerySet[Visit]:
    """Valid visits to one person, under any of their files, the latest first. Costs: 1 query."""
    rows = Visit.objects.filter(person_id__in=own_files(viewer, person.pk), event__station_id__in=viewer.station_ids)
    return _valid(rows).select_related("event__recorded_by", "person__key").order_by("-day", "-pk")


def attempts_of(viewer: Viewer, person: Person) -> QuerySet[ContactAttempt]:
    """Valid attempts to reach one person, under any of their files, the latest first. Costs: 1 query."""
    rows = ContactAttempt.objects.filter(
        person_id__in=own_files(viewer, person.pk), event__station_id__in=viewer.station_ids
    )
    return _valid(rows).select_related("event__recorded_by", "person__key").order_by("-day", "-pk")


def last_tries(viewer: Viewer, person_ids: Sequence[int], on: date) -> dict[int, ContactAttempt]:
    """The last time somebody sought each person in vain, of the last two weeks, by person. Costs: 2 queries."""
    files = _files(viewer, person_ids)
    rows = ContactAttempt.objects.filter(
        person_id__in=files,
        day__gt=on - timedelta(days=TRIES_SHOWN_DAYS),
        day__lte=on,
        event__station_id__in=viewer.station_ids,
    )
    return {files[row.person_id]: row for row in _valid(rows).select_related("event").order_by("day", "pk")}


def same_day(viewer: Viewer, person: Person, day: date) -> Visit | None:
    """A valid visit to the person on that day, by anybody, under any of their files. Costs: 1 query, 2 if merged."""
    files = own_files(viewer, kept_person(viewer, person).pk)
    rows = Visit.objects.filter(person_id__in=files, day=day, event__station_id__in=viewer.station_ids)
    return _valid(rows).select_related("event__recorded_by").first()


def _files(viewer: Viewer, person_ids: Iterable[int]) -> dict[int, int]:
    """The person by each file that stands for one of these persons, their own first. Costs: 1 query or more."""
    own = {pk: pk for pk in person_ids}
    return own | merged_files(viewer, own)


def _valid(rows: QuerySet[Row]) -> QuerySet[Row]:
    reversed_rows = ServiceEvent.objects.filter(reverses__isnull=False)
    return rows.exclude(event_id__in=reversed_rows.values("reverses_id"))


def unmet(viewer: Viewer, persons: QuerySet[Person], on: date) -> list[tuple[Person, list[ContactAttempt]]]:
    """Persons nobody met the last times somebody tried 连续没见到.

    Gives: (person, attempts since they were last met, latest first), only where there are enough attempts to
    alarm (``rules.alarms``). Costs: 4 queries, 1 more for files that were merged.
    """
    tried: dict[int, list[ContactAttempt]] = {}
    rows = ContactAttempt.objects.filter(day__lte=on)
    told = _of_persons(viewer, rows, persons)
    for pk, row in sorted(told, key=lambda found: (found[1].day, found[1].pk), reverse=True):
        tried.setdefault(pk, []).append(row)
    met = _last_met(viewer, list(tried), on)
    since = {pk: _since(attempts, met.get(pk, date.min)) for pk, attempts in tried.items()}
    alarming = {pk: attempts for pk, attempts in since.items() if alarms(len(attempts))}
    kept = kept_persons(viewer, [attempts[0].person for attempts in alarming.values()])
    return [(kept[attempts[0].person_id], attempts) for attempts in alarming.values()]


def _since(attempts: Sequence[ContactAttempt], last: date) -> list[ContactAttempt]:
    """Attempts, the latest first, back to the day somebody was met."""
    return list(takewhile(lambda attempt: attempt.day > last, attempts))


def promises(viewer: Viewer, persons: QuerySet[Person], on: date) -> list[tuple[Person, Visit]]:
    """Visits that promised more than the plan, with no visit since, and to whom, the oldest first 答应的事.

    Costs: 5 queries, 1 more for files that were merged; two of them read three numbers of each visit.
    """
    files = merged_files(viewer, persons.values_list("pk", flat=True))
    about = Visit.objects.filter(Q(person__in=persons) | Q(person_id__in=files) if files else Q(person__in=persons))
    promised = _newest(about.filter(day__lte=on).exclude(next_step=NextStep.PLAN), files)
    latest = _newest(about.filter(event__station_id__in=viewer.station_ids), files)
    open_ones = _in_full(pk for person, pk in promised.items() if latest.get(person) == pk)
    kept = kept_persons(viewer, [row.person for row in open_ones])
    return [(kept[row.person_id], row) for row in open_ones]


def _newest(rows: QuerySet[Visit], files: Mapping[int, int]) -> dict[int, int]:
    """The id of the latest valid visit of some, by the person it is about. Costs: 1 query, of light rows."""
    told = _valid(rows).order_by("day", "pk").values_list("person_id", "pk")
    return {files.get(person, person): pk for person, pk in told}


def _in_full(ids: Iterable[int]) -> list[Visit]:
    """Visits with their persons and ledger rows, by day. Costs: 1 query per 900."""
    rows = Visit.objects.select_related("person__key", "event")
    found = [row for some in batched(ids) for row in rows.filter(pk__in=some)]
    return sorted(found, key=lambda row: (row.day, row.pk))


def _of_persons(viewer: Viewer, rows: QuerySet[Row], persons: QuerySet[Person]) -> list[tuple[int, Row]]:
    """Valid rows about some persons, with the id of the person, under whichever file they were written.

    Costs: 2 queries, 1 more for files that were merged.
    """
    valid = _valid(rows).select_related("person__key")
    found = [(row.person_id, row) for row in valid.filter(person__in=persons)]
    files = merged_files(viewer, persons.values_list("pk", flat=True))
    return found + [(files[row.person_id], row) for row in (valid.filter(person_id__in=files) if files else ())]


def open_items(viewer: Viewer, on: date) -> list[OpenItem]:
    """People nobody meets, and promises not yet kept, as lines on the desk. Costs: 9 queries."""
    persons = charges(viewer, on)
    items = [
        OpenItem(
            kind="attempts",
            title=_("%(name)s连续 %(times)s 次没见到") % {"name": person.name, "times": len(attempts)},
            detail=_("最近一次：%(why)s") % {"why": attempts[0].get_reason_display()},
            since=attempts[-1].day,
            level="red",
            url=person.get_absolute_url(),
        )
        for person, attempts in unmet(viewer, persons, on)
    ]
    return items + [
        OpenItem(
            kind="promise",
            title=_("答应%(name)s：%(step)s") % {"name": person.name, "step": visit.get_next_step_display()},
            detail=_("，").join(filter(None, (promised_day(visit), visit.line[:40]))),
            since=visit.day,
            level="amber" if visit.again_on is not None and visit.again_on <= on else "blue",
            url=person.get_absolute_url(),
        )
        for person, visit in promises(viewer, persons, on)
    ]


def promised_day(visit: Visit) -> str:
    """The day a promise was made for, in words; empty for none."""
    return _("约 %(day)s") % {"day": f"{visit.again_on:%m-%d}"} if visit.again_on else ""


def _last_met(viewer: Viewer, person_ids: Sequence[int], on: date) -> dict[int, date]:
    met: dict[int, date] = {}
    rows: Iterable[tuple[int, int, date]] = last_contacts(viewer, person_ids, on)
    for person_id, _mode, day in rows:
        met[person_id] = max(day, met.get(person_id, day))
    return met


def latest_visits(viewer: Viewer, person_ids: Sequence[int]) -> dict[int, Visit]:
    """The latest valid visit to each of some persons, under any of their files, by person. Costs: 2 queries."""
    files = _files(viewer, person_ids)
    rows = _valid(Visit.objects.filter(person_id__in=files, event__station_id__in=viewer.station_ids))
    latest = Window(RowNumber(), partition_by=F("person_id"), order_by=(F("day").desc(), F("pk").desc()))
    found = rows.annotate(place=latest).filter(place=1).select_related("person__key", "event")
    return {files[row.person_id]: row for row in sorted(found, key=lambda row: (row.day, row.pk))}


def station_for(viewer: Viewer, person: Person, on: date) -> Station:
    """The viewer's station that served where a person lived on a day: each visit is written at the right one.

    Gives: the first station where the viewer works for somebody without a home, whom the actions refuse.
    Refuses: ``visits-lived-elsewhere``, ``stations-no-station``. Costs: 2 queries, and 1 for each station.
    """
    home = homes_of(viewer, [person.pk], on).get(person.pk)
    if home is None:
        return home_station(viewer)
    try:
        return station_serving(viewer, home.household.unit_id, on)
    except Refused:
        raise Refused("visits-lived-elsewhere", day=on) from None


def only(viewer: Viewer, person: Person, on: date) -> QuerySet[Person]:
    """One person as a list, if the viewer may see them."""
    return people(viewer, on).filter(pk=person.pk)
