"""Many activities at once say exactly what each would say alone."""

from datetime import timedelta

import pytest

from tests.cast import TODAY, activity_draft
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ledger import actions as ledger
from wushe.registers.stations.models import Organization
from wushe.registers.workforce.queries import worker_of
from wushe.work.groupwork.actions import event_of
from wushe.work.groupwork.bulk import events_of, tell_many
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.rules import Aid, Came


@pytest.fixture
def drafts(cast):
    """A 反诈宣传 of last week with an agency, and a group of yesterday."""
    agency = Organization.objects.get(key="agency")
    with_agency = {"partners": (Aid("co-host", agency.pk), Aid("donor", name="超市", kind="company"))}
    group = {"method": 3, "theme": "crafts", "title": "手工小组", "heads_counted": 0, "partners": ()}
    return [
        activity_draft(cast, cast.wang, cast.fu, day=TODAY - timedelta(days=7), volunteers=3, **with_agency),
        activity_draft(
            cast, people=(Came(cast.chen.pk, "helper"),), day=TODAY - timedelta(days=1), **group, evidence=2
        ),
    ]


def test_the_ledger_drafts_are_the_same_as_one_by_one(cast, drafts, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = events_of(cast.xiaozhou, cast.station, drafts)
    zhou = worker_of(cast.xiaozhou)
    assert found == [event_of(cast.xiaozhou, cast.station, draft, by=zhou) for draft in drafts]


def test_activities_are_kept_beside_their_rows_with_one_audit_line(cast, drafts, django_assert_max_num_queries):
    rows = ledger.record_many(cast.xiaozhou, events_of(cast.xiaozhou, cast.station, drafts))
    before = AuditEntry.objects.count()
    with django_assert_max_num_queries(12):
        told = tell_many(cast.xiaozhou, list(zip(rows, drafts, strict=True)))
    first, second = Activity.objects.order_by("day")
    assert told == {str(drafts[0].form_id): first, str(drafts[1].form_id): second}
    assert (first.event, first.title, first.volunteers) == (rows[0], "反诈宣传", 3)
    assert (second.event, second.title, second.theme) == (rows[1], "手工小组", "crafts")
    assert [(row.name, row.kind, row.role) for row in Partner.objects.order_by("line")] == [
        ("某社工机构", "service", "co-host"),
        ("超市", "company", "donor"),
    ]
    assert Participation.objects.get(activity=second).part == "helper"
    assert AuditEntry.objects.count() == before + 1


def test_no_activities_are_told_without_a_trace(cast):
    assert tell_many(cast.xiaozhou, []) == {}
    assert not AuditEntry.objects.filter(verb="groupwork.tell_many").exists()


@pytest.mark.parametrize(
    ("code", "change"), [("groupwork-untitled", {"title": ""}), ("groupwork-unknown-code", {"field": "dancing"})]
)
def test_an_activity_that_is_not_told_in_full_is_refused(cast, code, change):
    with pytest.raises(Refused, match=code):
        events_of(cast.xiaozhou, cast.station, [activity_draft(cast, cast.wang, **change)])
