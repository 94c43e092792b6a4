"""Load the demo 装载样例: places, staff, people, years."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from wushe.config.demo.contacts import Diary, casework, consultations, greetings
from wushe.config.demo.disclosures import write_disclosures
from wushe.config.demo.due import WISHES, Case, LastMet, last_met
from wushe.config.demo.enrol import enrol, in_charge
from wushe.config.demo.files import agree, happen
from wushe.config.demo.gatherings import gatherings
from wushe.config.demo.history import Historian, Progress
from wushe.config.demo.lives import Home, known_by
from wushe.config.demo.past import house_on, local, moment
from wushe.config.demo.people import Inventor
from wushe.config.demo.places import load_places
from wushe.config.demo.roll import Entry, Roll
from wushe.config.demo.rounds import Rounds, Rules, Told
from wushe.config.demo.slips import Clerk, closings
from wushe.config.demo.staff import OPENED, Member, load_staff
from wushe.config.demo.wants import write_needs
from wushe.ground.accounts import audit
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import Mode
from wushe.work.visits.actions import load_visit_rules
from wushe.work.visits.models import VisitRule
from wushe.work.visits.rules import Duty, Interval

SEED = 1
PERSONS = 295
EARLIEST = date(2021, 4, 1)
#: Whoever is missed was in no group that may have met since.
LONGEST_GROUP = timedelta(days=75)


@dataclass(frozen=True)
class Loaded:
    """What was loaded."""

    today: date
    seed: int
    homes: int
    persons: int
    services: int
    slips: int
    closed_months: int


def load(
    *,
    today: date,
    seed: int = SEED,
    progress: Progress | None = None,
    persons: int = PERSONS,
    since: date = OPENED,
) -> Loaded:
    """Fill an empty, migrated database with the demo, all or nothing.

    Takes: the day (history ends the evening before), the seed, who is told (done, total) from time to time, and
    how many persons are looked after at first, and the day before which services are left out (tests have no time
    for all). The same arguments give the same rows.
    Gives: what was loaded. Refuses (CommandError): a day before 2021-04-01, for the list could not be plausible.
    Costs: about 20 seconds for 30,000 services.
    """
    if today < EARLIEST:
        raise CommandError(
            _("演示从 2021 年 1 月开始，至少要有三个月的历史。请选 %(day)s 或以后的日子。") % {"day": EARLIEST}
        )
    with transaction.atomic(), house_on(today):
        loaded = _load(today, seed, progress or (lambda done, total: None), persons, since)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # a database that takes its tables for empty reads them whole, again and again
        return loaded


def _load(today: date, seed: int, progress: Progress, persons: int, since: date) -> Loaded:
    last = today - timedelta(days=1)
    with moment(local(OPENED, 8)):
        load_catalog()
        load_visit_rules()
        places = load_places()
        staff = load_staff(places, today)
        homes = known_by(Inventor(seed, list(places.units)).invent(persons), last)
        enrol(homes, places, staff, seed)
        agree(homes, staff, seed)
    rng = Random(f"history/{seed}/{today}")  # noqa: S311 - the same seed and day, the same history
    told, diaries, missed = _rounds(rng, homes, staff, today)
    roll = Roll(rng, places, staff, homes)
    roll.missed = missed
    told += greetings(roll, diaries, since, last)
    others: list[Entry] = [
        *casework(roll, diaries, since, last),
        *consultations(roll, since, last),
        *gatherings(roll, since, last),
    ]
    told = [visit for visit in told if visit.draft.day >= since]
    closed = closings(since, last)
    lines, slips = Clerk(rng, staff, closed, last).write_down([*told, *others])
    Historian(places, staff, progress).write(lines, slips, closed, last)
    happen(homes, places, staff, last, seed)
    with moment(local(last, 23, 59, 59)):
        write_needs(told, places.station, staff, last, rng)
    write_disclosures(homes, places, staff, last, rng)
    with moment(local(last, 23, 59, 59)):
        audit.record("demo.load", f"demo:{today}", actor=None, county_key=places.county.key, seed=seed)
    looked_after = sum(bool(life.categories) for home in homes for life in home.lives)
    return Loaded(today, seed, len(homes), looked_after, len(lines), len(slips), len(closed))


def _rounds(
    rng: Random, homes: list[Home], staff: dict[str, Member], today: date
) -> tuple[list[Told], list[Diary], dict[int, date]]:
    """All visits of all lives, a diary for each life, from which other contacts keep clear, and who is missed."""
    rules = _rules()
    chosen = _last_days(rng, homes, staff, rules, today)
    rounds = Rounds(rng, rules, staff, today)
    told: list[Told] = []
    diaries = []
    for home in homes:
        charge = in_charge(home.unit_key, staff)
        for life in home.lives:
            if not life.categories:
                continue
            own = rounds.of_life(home, life, chosen.get(life.pk), charge)
            met = [visit.draft.day for visit in own if visit.draft.met]
            told += own
            if met:
                diaries.append(Diary(home, life, max(met), {visit.draft.day for visit in own}))
    missed = {pk: last.day - LONGEST_GROUP for pk, last in chosen.items() if last.attempts}
    return told, diaries, missed


def _last_days(
    rng: Random, homes: list[Home], staff: dict[str, Member], rules: Rules, today: date
) -> dict[int, LastMet]:
    """The day each person looked after today was last met, worker by worker."""
    cases: dict[str, list[Case]] = {}
    for home in homes:
        worker = next(m for m in in_charge(home.unit_key, staff) if m.serves_on(today)).post.username
        cases.setdefault(worker, []).extend(
            Case(life, _duties(life.risk_on(today), spells, rules))
            for life in home.lives
            if (spells := [(str(s.value), s.starts_on) for s in life.categories_on(today)])
        )
    chosen: dict[int, LastMet] = {}
    for worker, own in cases.items():
        chosen |= last_met(own, WISHES[worker], today, rng)
    return chosen


def _duties(risk: int, spells: list[tuple[str, date]], rules: Rules) -> tuple[Duty, ...]:
    found = [(rules[key, risk], since) for key, since in spells]
    return tuple(Duty(rule.interval, rule.modes, since) for rule, since in found)


def _rules() -> Rules:
    """The visit rules as loaded, by category and risk."""
    return {
        (row.category.key, row.risk): Duty(
            Interval(row.days, row.months), frozenset(int(Mode[name.upper()]) for name in row.modes), OPENED
        )
        for row in VisitRule.objects.select_related("category").filter(county=None)
    }
