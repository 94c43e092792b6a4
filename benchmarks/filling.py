"""Fill a database with a county's worth of services, straight into the tables.

One county of 13 stations, each with 12 units and 5 workers; people of four categories, each with a household, a
level of risk and a responsible worker. Services lie on ``DAYS`` days up to today; one in twenty is a session with
several people and unnamed heads, one in thirty met nobody, one in a hundred is reversed. Rows go in by
``executemany`` in ledger order, through the same triggers as everybody's.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from wushe.ground.accounts.models import User
from wushe.registers.beneficiaries.actions import draft_household, draft_person, index_names, save_homes
from wushe.registers.beneficiaries.models import (
    Membership,
    PersonCategory,
    Responsibility,
    RiskLevel,
)
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import Category, Method, ServiceField
from wushe.registers.stations.models import Grant, Region, RegionLink, Role, Station, View
from wushe.registers.workforce.models import Posting, Worker
from wushe.work.visits.actions import load_visit_rules

STATIONS, UNITS, WORKERS = 13, 12, 5
PEOPLE = 30_000
DAYS = 730
PASSWORD = "benchmark-only"
BATCH = 20_000

EVENT = """
INSERT INTO ledger_serviceevent (form_id, digest, seq, county_id, station_id, unit_id, kind, reverses_id, amends_id,
  reason_sealed, occurred_on, recorded_at, field_id, method, mode, met, minutes, worker_count, named,
  heads_counted, heads_estimated, origin, evidence, sensitivity, source, marks, recorded_by_id, id)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, NULL, x'', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 1, 0, 1, %s, '', %s, %s)
"""
ATTENDANCE = """
INSERT INTO ledger_attendance (event_id, line, seq, county_id, station_id, unit_id, day, field_id, method, mode,
  person_id, household_id, sex, groups, age) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 70)
"""
EVENT_WORKER = "INSERT INTO ledger_eventworker (event_id, worker_id) VALUES (%s, %s)"


@dataclass(frozen=True)
class County:
    """What the services refer to; ``people[i]`` lives in unit ``home[i]`` and has category bit ``i % 4``."""

    county: Region
    stations: list[Station]
    units: list[list[Region]]
    workers: list[list[Worker]]
    people: list[int]
    households: list[int]


@transaction.atomic
def build_county() -> County:
    """Places, workers and people. Usernames are ``w0`` … ``w64`` and ``county``."""
    load_catalog()
    load_visit_rules()
    county = Region.objects.create(key="990101", name="基准县", short_name="基准", kind="county", source="benchmark")
    stations, units, workers = [], [], []
    hashed = make_password(PASSWORD)
    since = date(2015, 1, 1)
    for number in range(STATIONS):
        coverage = Region.objects.create(
            key=f"c{number}", name=f"大社区{number}", short_name=str(number), kind="coverage"
        )
        RegionLink.objects.create(view=View.COVERAGE, parent=county, child=coverage)
        own = [
            Region.objects.create(
                key=f"990101{number:03}{unit:03}",
                name=f"{number}-{unit}村",
                short_name=f"{unit}村",
                kind="village",
            )
            for unit in range(UNITS)
        ]
        for view, parent in ((View.COVERAGE, coverage), (View.STATUTORY, county), (View.MANAGED, county)):
            RegionLink.objects.bulk_create(RegionLink(view=view, parent=parent, child=unit) for unit in own)
        station = Station.objects.create(
            key=f"s{number}", name=f"社工站{number}", county=county, coverage=coverage, opening_printed="2015年"
        )
        stations.append(station)
        units.append(own)
        workers.append([_worker(f"w{number * WORKERS + i}", station, hashed, since) for i in range(WORKERS)])
    officer = User.objects.create(username="county", name="王科", password=hashed)
    Grant.objects.create(user=officer, role=Role.COUNTY, region=county, starts_on=since)
    people, households = _people(county, units, workers, since)
    return County(county, stations, units, workers, people, households)


def _worker(username: str, station: Station, hashed: str, since: date) -> Worker:
    user = User.objects.create(username=username, name=username, password=hashed)
    worker = Worker.objects.create(user=user, name=username, called=username)
    Posting.objects.create(worker=worker, station=station, starts_on=since)
    Grant.objects.create(user=user, role=Role.WORKER, station=station, starts_on=since)
    return worker


def _people(
    county: Region, units: list[list[Region]], workers: list[list[Worker]], since: date
) -> tuple[list[int], list[int]]:
    dice = random.Random(7)
    flat = [unit for own in units for unit in own]
    households = [draft_household(county, flat[number % len(flat)], "") for number in range(PEOPLE * 2 // 3)]
    save_homes(households)
    people = [
        draft_person(
            county, name=f"人{number}", sex=1 + number % 2, birth_on=date(1940 + number % 70, 1 + number % 12, 1)
        )
        for number in range(PEOPLE)
    ]
    save_homes(people)
    home = [households[number % len(households)] for number in range(PEOPLE)]
    index_names((person, household.unit_id) for person, household in zip(people, home, strict=True))
    span = {"starts_on": since}
    Membership.objects.bulk_create(
        Membership(person=p, household=h, role="成员", **span) for p, h in zip(people, home, strict=True)
    )
    categories = list(Category.objects.order_by("bit"))
    PersonCategory.objects.bulk_create(
        PersonCategory(person=p, category=categories[i % len(categories)], basis="benchmark", **span)
        for i, p in enumerate(people)
    )
    risks = [1, 1, 1, 2, 2, 3]
    decider = workers[0][0].user
    RiskLevel.objects.bulk_create(
        RiskLevel(person=p, level=dice.choice(risks), decided_by=decider, reason="benchmark", **span) for p in people
    )
    station_of = {unit.pk: number for number, own in enumerate(units) for unit in own}
    Responsibility.objects.bulk_create(
        Responsibility(person=p, user=workers[station_of[h.unit_id]][i % WORKERS].user, **span)
        for i, (p, h) in enumerate(zip(people, home, strict=True))
    )
    return [p.pk for p in people], [h.pk for h in home]


def services(of: County, rows: int) -> Iterator[tuple[tuple, list[tuple], list[tuple]]]:
    """Ledger rows in order: (event, attendances, event workers), as parameters of the statements above.

    A person is served in their own unit; sessions gather people of one unit.
    """
    dice = random.Random(11)
    fields = list(ServiceField.objects.order_by("pk").values_list("pk", flat=True))
    last = timezone.localdate()
    now = timezone.now()
    by_unit: dict[int, list[int]] = {}
    flat = [(s, unit.pk) for s, own in enumerate(of.units) for unit in own]
    for index in range(len(of.people)):
        by_unit.setdefault((index % (PEOPLE * 2 // 3)) % len(flat), []).append(index)
    for seq in range(1, rows + 1):
        day = last - timedelta(days=DAYS - 1 - seq * DAYS // (rows + 1))
        place = dice.randrange(len(flat))
        station_number, unit = flat[place]
        worker = dice.choice(of.workers[station_number])
        draw = dice.random()
        session, met = draw < 0.05, draw >= 0.083
        reverses = seq - 40 if draw > 0.99 and seq > 40 else None
        method = dice.choice((3, 4, 5)) if session else int(Method.VISIT)
        mode, met = (5, True) if session else (dice.choice((1, 1, 1, 2, 3)), met)
        chosen = dice.sample(by_unit[place], 7) if session else [dice.choice(by_unit[place])] * met
        if reverses:
            chosen, met = [], False
        field = fields[dice.randrange(5)]
        heads = (dice.randrange(30), dice.randrange(40)) if session and not reverses else (0, 0)
        minutes = 0 if reverses else dice.choice((20, 30, 45, 60))
        form = uuid.UUID(int=dice.getrandbits(128), version=4)
        key = form if connection.vendor == "postgresql" else form.hex
        station = of.stations[station_number].pk
        where = (of.county.pk, station, unit)
        event = (
            *(key, f"{seq:064x}", seq, *where, 1 if reverses else 0, reverses, day, now, field, method, mode),
            *(met, minutes, 0 if reverses else 1, len(chosen), *heads, f"visits.visit:{form}", worker.user_id, seq),
        )
        named = [
            (
                *(seq, line, seq, *where, day, field, method, mode),
                *(of.people[i], of.households[i], 1 + i % 2, 1 << (i % 4)),
            )
            for line, i in enumerate(chosen, 1)
        ]
        yield event, named, [] if reverses else [(seq, worker.pk)]


def fill(of: County, rows: int) -> None:
    """Write the services, a batch a transaction."""
    stream = services(of, rows)
    while batch := list(islice(stream, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(EVENT, [event for event, _, _ in batch])
            cursor.executemany(ATTENDANCE, [row for _, named, _ in batch for row in named])
            cursor.executemany(EVENT_WORKER, [row for _, _, given in batch for row in given])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('ledger_serviceevent', 'id'), %s)", [rows])
            cursor.execute("ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
