"""The list that 小周 finds is plausible on every day."""

import uuid
from collections import Counter
from datetime import date, timedelta

import pytest

from wushe.config.demo import load
from wushe.ground.accounts.models import User
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import viewer_for
from wushe.work.visits import queries
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import ContactAttempt
from wushe.work.visits.rules import VisitDraft

DAYS = [
    date(2021, 4, 1),
    date(2021, 6, 24),
    date(2021, 10, 1),
    date(2022, 1, 31),
    date(2022, 2, 1),
    date(2022, 5, 31),
    date(2023, 7, 1),
    date(2023, 12, 31),
    date(2024, 2, 29),
    date(2025, 3, 31),
    date(2026, 2, 17),
    date(2026, 11, 22),
    date(2026, 11, 24),
    date(2027, 8, 31),
    date(2029, 6, 15),
]


def viewer_of(username, today):
    return viewer_for(User.objects.get(username=username), today)


def overdue_days(username, today):
    viewer = viewer_of(username, today)
    lines = queries.due_list(viewer, queries.charges(viewer, today), today)
    return Counter(line.days_over(today) for line in lines if line.due is not None and line.due.day <= today)


def try_in_vain(viewer, person_id, today):
    draft = VisitDraft(form_id=uuid.uuid4(), person_id=person_id, day=today, mode=1, met=False, absence="no_answer")
    return record_visit(viewer, Station.objects.get(), Person.objects.get(pk=person_id), draft)


@pytest.mark.django_db
@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_list_is_plausible_on_every_day(today, settings):
    settings.WUSHE_TODAY = today.isoformat()

    load(today=today, persons=110, since=max(date(2021, 1, 1), today - timedelta(days=195)), places=("liudao",))

    zhou = overdue_days("zhou", today)
    assert zhou[0] == 3
    assert 4 <= zhou.total() <= 8
    assert max(zhou) <= 12
    assert sum(overdue_days("chen", today).values()) <= 20
    assert max(overdue_days("chen", today)) <= 12

    viewer = viewer_of("zhou", today)
    mine = queries.charges(viewer, today)
    assert queries.unmet(viewer, mine, today) == []
    [tried] = ContactAttempt.objects.filter(day=today - timedelta(days=1), person__in=mine, again_on=today)
    try_in_vain(viewer, tried.person_id, today)
    assert [person.pk for person, _ in queries.unmet(viewer, mine, today)] == [tried.person_id]
