"""What the three articles print is in the demo, on its first day already, counted here by hand."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction

import pytest
from django.db import transaction
from django.db.models import F, Max

from wushe.config.demo import PASSWORD, POSTS, load, yuezhou
from wushe.config.demo.tests.taking_away import TAKEN
from wushe.config.demo.villagers import ASSISTANCE, MOVED
from wushe.doors.reports.seed_figures import seed_figures
from wushe.ground.accounts.models import User
from wushe.ground.kit.periods import add_months
from wushe.ledger.models import Attendance, ClosedPeriod, Kind, ServiceEvent
from wushe.registers.beneficiaries.models import Membership, Person
from wushe.registers.beneficiaries.queries import people
from wushe.registers.beneficiaries.rules import age_on
from wushe.registers.catalog.models import Category
from wushe.registers.stations.models import (
    Incubation,
    OperatingContract,
    Organization,
    Outcome,
    Region,
    RegionLink,
    Station,
    StationState,
    Target,
    Tier,
)
from wushe.registers.stations.queries import holding, unit_ids_of, viewer_for
from wushe.registers.stations.rules.stations import PROOFS, Step, standing
from wushe.registers.workforce.models import Assignment, Certificate, Posting
from wushe.work.visits.queries import due_list

TODAY = date(2021, 10, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _demo(_country, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(today=TODAY)
        yield
        transaction.set_rollback(True)


def participations(**which):
    """Valid named participations in 越州镇, with age, groups and day."""
    units = RegionLink.objects.filter(parent__key="530302102", view="statutory").values("child_id")
    taken_back = ServiceEvent.objects.filter(reverses__isnull=False).values("reverses_id")
    return Attendance.objects.filter(unit__in=units, **which).exclude(event__in=taken_back)


def served_for_long(rows):
    days = defaultdict(list)
    for person, day in rows.values_list("person", "day"):
        days[person].append(day)
    return {person for person, own in days.items() if len(own) >= 3 and add_months(min(own), 3) <= max(own)}


def on_assistance(rows):
    mask = sum(1 << Category.objects.get(key=key).bit for key in ASSISTANCE)
    return rows.annotate(kinds=F("groups").bitand(mask)).exclude(kinds=0)


def test_between_431_and_439_elders_are_served_for_long():
    elders = served_for_long(participations(age__gte=70))
    assert 431 <= len(elders) <= 439
    assert elders == set(participations(age__gte=70).values_list("person", flat=True))


def test_more_than_500_people_on_assistance_are_served_for_long_and_most_are_elders_too():
    poor = served_for_long(on_assistance(participations()))
    assert 501 <= len(poor) <= 509
    assert 290 <= len(poor & served_for_long(participations(age__gte=70))) <= 310


def test_more_than_2500_minors_are_served_and_no_minor_is_on_assistance():
    minors = participations(age__lte=17)
    assert 2501 <= minors.values("person").distinct().count() <= 2599
    assert not on_assistance(minors).exists()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bounds_are_kept_for_ten_years_whoever_is_made_up(seed):
    lives = [life for home in yuezhou.people(seed, ["a", "b"], Fraction(1)) for life in home.lives]
    old = [life for life in lives if life.firsts and age_on(life.birth_on, life.firsts[0]) >= 70]
    poor = [life for life in lives if any(spell.value in ASSISTANCE for spell in life.categories)]
    minors = [life for life in lives if life.listed_on or any(s.value == "left-behind-child" for s in life.categories)]
    assert 431 <= len(old) <= 439
    assert 501 <= len(poor) <= 509
    assert 2501 <= len(minors) <= 2599
    others = [life for life in lives if life.is_served and life not in old]
    assert max(age_on(life.birth_on, date(2031, 12, 31)) for life in others) < 70
    assert all(life.firsts[2] >= add_months(life.firsts[0], 3) for life in [*old, *poor])


def test_the_stations_are_as_many_as_printed_and_every_village_of_their_town_is_served():
    tiers = Counter(Station.objects.values_list("county__key", "tier"))
    assert tiers["330521", Tier.TOWNSHIP] == 13
    assert tiers["330521", Tier.NEIGHBOURHOOD] == 59
    assert (
        sum(count for (county, tier), count in tiers.items() if county.startswith("53") and tier == "township") == 137
    )
    assert tiers["530302", Tier.VILLAGE] == 3
    assert set(Station.objects.filter(tier=Tier.VILLAGE).values_list("above__key", flat=True)) == {"yuezhou-station"}
    coverages = set(Station.objects.filter(tier=Tier.TOWNSHIP).values_list("coverage_id", flat=True))
    served = set(unit_ids_of(coverages, TODAY))
    villages = Region.objects.filter(kind__in=("village", "community"), key__regex=r"^(330521|5303)")
    assert set(villages.values_list("pk", flat=True)) <= served
    assert villages.count() == 177 + 1688


def steps(station):
    rows = StationState.objects.filter(station=station).order_by("pk")
    return [Step(row.state, row.since_printed) for row in rows]


def test_each_station_of_qujing_surely_operated_at_the_end_of_may_and_shows_by_what():
    stations = Station.objects.filter(county__key__startswith="5303", tier=Tier.TOWNSHIP)
    found = Counter(standing(steps(station), date(2021, 5, 31)) for station in stations)
    assert [(what.state, what.is_certain, count) for what, count in found.items()] == [("operating", True, 137)]
    assert all(set(row.proofs) == set(PROOFS) for row in StationState.objects.filter(station__in=stations))


def test_the_stations_of_deqing_were_opened_by_the_end_of_august():
    stations = Station.objects.filter(county__key="330521", tier=Tier.TOWNSHIP)
    found = [standing(steps(station), date(2021, 8, 31)) for station in stations]
    assert {(what.state, what.is_certain) for what in found} == {("opened", True)}


def test_nineteen_agencies_of_deqing_run_thirteen_stations_and_59_sites():
    agencies = Organization.objects.filter(seat__key="330521", kind="service")
    contracts = OperatingContract.objects.filter(holding(TODAY), organization__in=agencies)
    assert agencies.count() == 19
    assert contracts.values("organization").distinct().count() == 19
    assert Counter(contracts.values_list("station__tier", flat=True)) == {"township": 13, "neighbourhood": 59}
    assert contracts.values("station").distinct().count() == 72


def test_between_41_and_49_agencies_were_nursed_and_every_county_and_the_zone_has_one():
    nursed = Incubation.objects.filter(region__key__startswith="5303").exclude(outcome=Outcome.BROKEN_OFF)
    assert 41 <= nursed.values("organization").distinct().count() <= 49
    assert set(Incubation.objects.values_list("outcome", flat=True)) == {"", *Outcome.values}
    seats = Counter(Organization.objects.filter(key__startswith="qujing-").values_list("seat__key", flat=True))
    assert len(seats) == 10
    assert seats["qujing-jingkaiqu"] == 2
    assert min(seats.values()) == 1


def test_so_many_hold_a_certificate():
    rows = Certificate.objects.filter(kind="social-work", issued_on__lt=date(2021, 1, 1), valid_until=None)
    deqing = rows.filter(registered_in__key="330521")
    qujing = rows.filter(registered_in__key__regex=r"^(5303|qujing)")
    assert 1801 <= deqing.values("worker").distinct().count() <= 1899
    assert qujing.values("worker").distinct().count() == 405
    assert qujing.count() == 418
    assert Posting.objects.filter(worker__in=deqing.values("worker")).count() == 39


def test_most_communities_have_a_worker_some_share_one_and_some_have_none():
    [target] = Target.objects.all()
    assert (target.region.key, target.key, target.value, target.per) == (
        "5303",
        "professional-per-community",
        1,
        "community",
    )
    rows = Assignment.objects.filter(holding(TODAY), unit__kind="community", unit__key__startswith="5303")
    assert rows.exclude(worker__certificates__registered_in__isnull=False).count() == 0
    covered = rows.values("unit").distinct().count()
    assert 400 < covered < 462
    assert rows.values("worker").distinct().count() < covered


def test_every_station_of_a_town_has_somebody():
    assert not Station.objects.filter(tier=Tier.TOWNSHIP, postings=None).exists()


def test_people_of_three_villages_are_served_by_two_stations():
    rows = participations(station__key__in=("yuezhou-station", "liaohu-station", "shangpo-station", "mafang-station"))
    stations = defaultdict(set)
    for person, station in rows.values_list("person", "station"):
        stations[person].add(station)
    assert sum(len(own) == 2 for own in stations.values()) > 20


def test_each_county_numbers_its_own_rows_and_closes_its_own_months():
    for county in ("460203", "330521", "530302"):
        rows = ServiceEvent.objects.filter(county__key=county)
        assert rows.aggregate(last=Max("seq"))["last"] == rows.count() > 300
    closed = Counter(ClosedPeriod.objects.values_list("county__key", "closed_by__username"))
    assert closed == {("460203", "wang"): 8, ("530302", "lin"): 8}
    assert ServiceEvent.objects.filter(kind=Kind.REVERSAL, county__key="530302").exists()


def test_nobody_is_served_after_death_and_who_moves_away_is_no_longer_here():
    assert not Attendance.objects.filter(day__gt=F("person__died_on")).exists()
    lives = [life for home in yuezhou.people(1, ["a", "b"], Fraction(1)) for life in home.lives]
    moved = {life.uuid for life in lives if life.end == MOVED and life.left_on < TODAY}
    rows = Membership.objects.filter(person__uuid__in=moved)
    assert not rows.filter(ends_on=None).exists()
    assert Person.objects.filter(county__key="530302").count() > 3000


def test_no_station_has_more_than_a_third_of_its_people_overdue_and_nobody_on_the_list_was_never_seen():
    posted = Posting.objects.filter(worker__user__is_active=True).select_related("worker__user", "station")
    for posting in {row.station_id: row for row in posted}.values():
        viewer = viewer_for(posting.worker.user, TODAY)
        persons = people(viewer, TODAY).exclude(died_on__lte=TODAY)
        owed = [line for line in due_list(viewer, persons, TODAY) if line.due is not None]
        assert owed, posting.station
        assert sum(line.days_over(TODAY) > 0 for line in owed) * 3 <= len(owed), posting.station
        assert all(line.due.last is not None for line in owed), posting.station


def test_everybody_named_in_the_docs_has_an_account():
    there = set(User.objects.values_list("username", flat=True))
    assert {post.username for post in POSTS if post.starts_on <= TODAY} <= there
    assert User.objects.get(username="ma").check_password(PASSWORD)
    assert viewer_for(User.objects.get(username="qu"), TODAY).role == "city"
    assert viewer_for(User.objects.get(username="shen"), TODAY).county_ids


def test_twenty_printed_figures_hold_and_seven_wait():
    found = seed_figures(TODAY)
    assert Counter((row.kind, row.holds) for row in found) == {
        ("counted", True): 19,
        ("declared", True): 1,
        ("pending", None): 7,
    }
    assert {row.id for row in found if row.kind == "counted"} == TAKEN.keys()


@pytest.mark.parametrize("number", TAKEN)
def test_a_printed_figure_changes_when_one_of_its_records_is_taken_away(number, settings):
    settings.WUSHE_TODAY = TODAY.isoformat()
    [before] = seed_figures(TODAY, {number})
    TAKEN[number](before)
    [after] = seed_figures(TODAY, {number})
    assert before.holds
    assert (after.computed or 0) < before.computed
