"""Many visits at once say exactly what each would say alone."""

from datetime import timedelta

import pytest

from tests.cast import TODAY, attempt_draft, visit_draft
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ledger import actions as ledger
from wushe.registers.beneficiaries.models import PersonCategory
from wushe.registers.catalog.models import Category
from wushe.registers.workforce.queries import worker_of
from wushe.work.visits.actions import event_of
from wushe.work.visits.bulk import events_of, tell_many
from wushe.work.visits.models import ContactAttempt, Visit


def test_the_ledger_drafts_are_the_same_as_one_by_one(cast, django_assert_num_queries):
    elder, child = cast.wang, cast.li_child
    PersonCategory.objects.create(
        person=cast.fu, category=Category.objects.get(key="left-behind-elder"), starts_on=TODAY, basis="test"
    )
    persons = [elder, child, cast.fu, cast.li_mother]
    drafts = [visit_draft(person, evidence=2, reason="迟报") for person in persons] + [attempt_draft(elder)]

    with django_assert_num_queries(7):
        found = events_of(cast.xiaozhou, cast.station, drafts)

    zhou = worker_of(cast.xiaozhou)
    one_by_one = [
        event_of(cast.xiaozhou, cast.station, person, draft, by=zhou)
        for person, draft in zip([*persons, elder], drafts, strict=True)
    ]
    assert found == one_by_one


def test_visits_and_attempts_are_kept_beside_their_rows_with_one_audit_line(cast):
    met = visit_draft(cast.wang, day=TODAY - timedelta(days=9), safety="problem", problems=("gas",), line=" 煤气 ")
    missed = attempt_draft(cast.fu, again_on=TODAY)
    rows = ledger.record_many(cast.xiaozhou, events_of(cast.xiaozhou, cast.station, [met, missed]))
    before = AuditEntry.objects.count()

    told = tell_many(cast.xiaozhou, [(rows[0], met), (rows[1], missed)])

    visit, attempt = Visit.objects.get(), ContactAttempt.objects.get()
    assert told == {str(met.form_id): visit, str(missed.form_id): attempt}
    assert (visit.event, visit.person, visit.problems, visit.line) == (rows[0], cast.wang, ["gas"], "煤气")
    assert (attempt.event, attempt.person, attempt.again_on) == (rows[1], cast.fu, TODAY)
    assert AuditEntry.objects.count() == before + 1


def test_no_visits_are_told_without_a_trace(cast):
    assert tell_many(cast.xiaozhou, []) == {}
    assert not AuditEntry.objects.filter(verb="visits.tell_many").exists()


def test_a_visit_to_somebody_who_does_not_live_here_is_refused(cast):
    with pytest.raises(Refused, match="visits-no-home"):
        events_of(cast.xiaozhou, cast.station, [visit_draft(cast.far_elder)])


def test_a_visit_that_is_not_told_in_full_is_refused(cast):
    with pytest.raises(Refused, match="visits-incomplete"):
        events_of(cast.xiaozhou, cast.station, [visit_draft(cast.wang, mood="")])
