"""The demo's history says only what could have happened."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Count, F, Max

from wushe.config.demo import PASSWORD, load
from wushe.config.demo.past import LOCAL
from wushe.doors.reports.seed_figures import seed_figures
from wushe.ground.accounts.models import AuditEntry, User
from wushe.ledger.models import Attendance, ClosedPeriod, EventWorker, Kind, ServiceEvent
from wushe.registers.beneficiaries.models import Person, PersonCategory
from wushe.registers.catalog.models import Category, Method
from wushe.registers.stations.queries import viewer_for
from wushe.statistics.counting import count
from wushe.statistics.queries import as_reported
from wushe.statistics.rules import Period
from wushe.statistics.scopes import scope_for
from wushe.statistics.stocks import stock
from wushe.work.needs.models import Need, NeedState
from wushe.work.visits.models import ContactAttempt, Visit

TODAY = date(2022, 3, 10)
pytestmark = pytest.mark.django_db
LAST_EVENING = datetime(2022, 3, 10, tzinfo=LOCAL)


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(today=TODAY, seed=3, persons=90, places=("liudao",))
        yield
        transaction.set_rollback(True)


def mask(key):
    return 1 << Category.objects.get(key=key).bit


def ages(key):
    bit = mask(key)
    rows = Attendance.objects.annotate(mine=F("groups").bitand(bit)).filter(mine=bit)
    return list(rows.values_list("age", flat=True))


def test_the_places_are_the_real_ones_and_the_figures_of_the_article_hold():
    rows = {row.id: row for row in seed_figures(TODAY)}
    assert [rows[f"SY0{number}"].holds for number in range(1, 6)] == [True] * 5
    assert stock(rows["SY03"].query).records == [
        "460203198022",
        "460203198219",
        "460203198222",
        "460203198224",
        "460203198225",
        "460203198230",
    ]


def test_everybody_comes_in_with_the_printed_password_and_sees_their_place():
    users = {user.username: user for user in User.objects.all()}
    assert sorted(users) == ["bao", "chen", "du", "fu", "guan", "hai", "ji", "mai", "qi", "shi", "wang", "zhou"]
    assert all(check_password(PASSWORD, user.password) for user in users.values())
    assert {name: viewer_for(user, TODAY).role for name, user in users.items()} == {
        "chen": "lead",
        "zhou": "worker",
        "fu": "worker",
        "mai": "worker",
        "wang": "county",
        "du": "supervisor",
        "qi": "agency",
        "bao": "privacy",
        "guan": "admin",
        "ji": "reader",
        "shi": "city",
        "hai": "province",
    }


def test_nothing_happens_after_yesterday_and_nothing_is_written_before_it_happened():
    rows = ServiceEvent.objects.values_list("occurred_on", "recorded_at")
    assert all(day < TODAY and at < LAST_EVENING for day, at in rows)
    assert all(at.astimezone(LOCAL).date() >= day for day, at in rows)


def test_rows_are_numbered_without_a_gap():
    assert ServiceEvent.objects.aggregate(last=Max("seq"))["last"] == ServiceEvent.objects.count()


def test_everything_happens_in_the_six_units_and_the_opening_date_stays_undecided():
    assert ServiceEvent.objects.values("unit").distinct().count() == 6
    assert set(ServiceEvent.objects.filter(kind=Kind.SERVICE).values_list("marks", flat=True)) == {"opening-undecided"}


def test_a_left_behind_child_is_under_sixteen_and_an_elder_is_old():
    assert max(ages("left-behind-child")) < 16
    assert min(ages("living-alone-elder")) >= 60
    assert min(ages("left-behind-elder")) >= 58
    assert min(ages("left-behind-woman")) >= 18


def test_some_people_are_of_two_categories_and_some_categories_have_ended():
    assert PersonCategory.objects.values("person").annotate(kinds=Count("category")).filter(kinds=2).exists()
    ended = PersonCategory.objects.filter(ends_on__isnull=False)
    assert ended.exists()
    assert not ended.filter(ends_on__gte=TODAY).exists()


def test_no_phone_number_can_belong_to_anybody():
    numbers = [person.phone for person in Person.objects.exclude(phone_sealed=b"").select_related("key")]
    assert numbers
    assert all(number.startswith("100-") for number in numbers)


def test_every_visit_in_the_ledger_has_its_page_and_every_page_its_row():
    given = ServiceEvent.objects.filter(kind=Kind.SERVICE, method=Method.VISIT)
    assert given.filter(met=True).count() == Visit.objects.count()
    assert given.filter(met=False).count() == ContactAttempt.objects.count() > 0


def test_nobody_is_visited_twice_on_a_day_in_valid_rows():
    taken_back = ServiceEvent.objects.filter(reverses__isnull=False).values("reverses_id")
    rows = Visit.objects.exclude(event__in=taken_back).values("person", "day").annotate(times=Count("pk"))
    assert not rows.filter(times__gt=1).exists()


def test_the_opening_day_warned_named_counted_and_estimated_people_of_fraud():
    [opening] = ServiceEvent.objects.filter(
        occurred_on=date(2021, 6, 24), method=Method.PUBLICITY, unit__kind="community"
    )
    assert opening.attendances.count() > 0
    assert opening.heads_counted > 0
    assert opening.heads_estimated > 0
    assert opening.evidence > 0


def test_services_are_of_every_method_by_one_worker_or_more():
    assert set(ServiceEvent.objects.values_list("method", flat=True)) == set(Method.values)
    assert EventWorker.objects.values("event").annotate(workers=Count("pk")).filter(workers__gt=1).exists()


def test_people_rest_on_sundays_and_at_spring_festival():
    on_sundays = ServiceEvent.objects.filter(occurred_on__week_day=1).count()
    assert on_sundays * 20 < ServiceEvent.objects.count()
    festival = ServiceEvent.objects.filter(occurred_on__range=(date(2022, 1, 31), date(2022, 2, 6)))
    assert set(festival.values_list("method", flat=True)) <= {Method.VISIT}


def test_each_past_month_was_closed_about_the_fifth_of_the_next():
    closed = list(ClosedPeriod.objects.order_by("starts_on"))
    assert [row.starts_on for row in closed] == [date(2021, month, 1) for month in range(1, 13)] + [
        date(2022, 1, 1),
        date(2022, 2, 1),
    ]
    assert all(
        timedelta(days=5) <= row.closed_at.astimezone(LOCAL).date() - row.ends_on <= timedelta(13) for row in closed
    )
    assert {row.closed_by.username for row in closed} == {"wang"}


def test_some_months_are_restated_and_every_late_row_says_why():
    wang = viewer_for(User.objects.get(username="wang"), TODAY)
    figure = count("person-times", scope_for("460203"), Period(date(2021, 1, 1), date(2022, 1, 1)))
    assert any(reported != known for _month, reported, known in as_reported(wang, figure))
    for closed in ClosedPeriod.objects.all():
        late = ServiceEvent.objects.filter(
            occurred_on__range=(closed.starts_on, closed.ends_on), seq__gt=closed.last_seq
        )
        assert not late.filter(reason_sealed=b"").exists()


def test_corrections_and_cancellations_are_a_few_percent_and_say_why():
    reversals = ServiceEvent.objects.filter(kind=Kind.REVERSAL)
    amendments = ServiceEvent.objects.filter(amends__isnull=False)
    assert 0 < amendments.count() < reversals.count() < ServiceEvent.objects.count() // 20
    assert not reversals.filter(reason_sealed=b"").exists()


def test_most_needs_are_answered_and_some_wait():
    states = dict(Need.objects.values_list("state").annotate(Count("pk")))
    assert states[NeedState.ANSWERED] > states[NeedState.OPEN] > 0


def test_the_audit_was_written_when_it_happened():
    assert not AuditEntry.objects.filter(at__gte=LAST_EVENING).exists()


def test_nobody_is_served_after_their_death():
    assert Person.objects.filter(died_on__isnull=False).exists()
    assert not Attendance.objects.filter(day__gt=F("person__died_on")).exists()
