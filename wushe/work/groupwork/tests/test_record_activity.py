"""An activity is written once, with who came in which part and with whom it was done."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import TODAY, activity_draft, rows_by_table, worker_id
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period
from wushe.ledger.models import Attendance, EventWorker, ServiceEvent
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.stations.models import Organization
from wushe.registers.workforce.models import Posting
from wushe.work.groupwork.actions import cancel_activity, correct_activity, record_activity
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.queries import activity, attended, partners
from wushe.work.groupwork.rules import Aid, Came


@pytest.fixture
def spring(cast):
    """春雨社工服务站."""
    return Organization.objects.create(key="chunyu", name="春雨社工服务站", kind="service", source="南海网")


@pytest.fixture
def told(cast):
    """小周 told of the 反诈宣传 to which 王阿婆 and 符老伯 came."""
    return record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.wang, cast.fu))


def refuses(code, act):
    before = rows_by_table()
    with pytest.raises(Refused, match=code) as caught:
        act()
    assert rows_by_table() == before
    return caught.value


def test_the_opening_day_is_told_with_all_who_had_a_hand_in_it(cast, spring):
    draft = activity_draft(
        cast,
        people=(Came(cast.wang.pk), Came(cast.fu.pk), Came(cast.li_mother.pk, "organiser")),
        heads_estimated=60,
        volunteers=8,
        colleagues=(worker_id(cast.laochen),),
        partners=(Aid("volunteers", spring.pk), Aid("venue", name="六道居委会", kind="community")),
    )
    told = record_activity(cast.xiaozhou, cast.station, draft)

    event = told.event
    assert (event.method, event.mode, event.met, event.minutes) == (Method.PUBLICITY, Mode.VENUE, True, 90)
    assert (event.named, event.heads_counted, event.heads_estimated) == (3, 12, 60)
    assert (event.unit, event.field.key, event.source) == (
        cast.units[0],
        "governance",
        f"groupwork.activity:{draft.form_id}",
    )
    assert EventWorker.objects.filter(event=event).count() == 2
    assert set(Attendance.objects.values_list("person_id", flat=True)) == {came.person_id for came in draft.people}
    assert (told.title, told.venue, told.line, told.volunteers) == ("反诈宣传", "", "讲了三个骗局", 8)
    assert [(row.person, row.part) for row in attended(cast.xiaolin, told)] == [
        (cast.wang, "attendee"),
        (cast.fu, "attendee"),
        (cast.li_mother, "organiser"),
    ]
    assert [(row.person, row.part) for row in Participation.objects.all()] == [(cast.li_mother, "organiser")]
    assert [(row.organization, row.name, row.kind, row.role) for row in partners(cast.xiaolin, told)] == [
        (spring, "春雨社工服务站", "service", "volunteers"),
        (None, "六道居委会", "community", "venue"),
    ]
    assert AuditEntry.objects.filter(verb="groupwork.record_activity").count() == 1


def test_title_venue_and_line_are_sealed(cast, told):
    row = Activity.objects.values().get()
    assert b"".join(bytes(row[name]) for name in ("title_sealed", "line_sealed")).find("反诈".encode()) == -1


def test_the_same_form_sent_twice_is_one_activity(cast):
    draft = activity_draft(cast, cast.wang)
    first, again = (record_activity(cast.xiaozhou, cast.station, draft) for _ in range(2))
    assert first == again
    assert (Activity.objects.count(), Partner.objects.count(), ServiceEvent.objects.count()) == (1, 1, 1)


def test_the_same_form_with_other_words_is_refused(cast):
    draft = activity_draft(cast, cast.wang)
    record_activity(cast.xiaozhou, cast.station, draft)
    other = replace(draft, line="别的话")
    refuses("ledger-form-reused", lambda: record_activity(cast.xiaozhou, cast.station, other))


def test_what_somebody_wrote_already_is_not_written_again(cast, told):
    twice = activity_draft(cast, cast.chen)
    refused = refuses("groupwork-already-recorded", lambda: record_activity(cast.xiaolin, cast.station, twice))
    assert refused.facts["title"] == "反诈宣传"
    record_activity(cast.xiaolin, cast.station, replace(twice, is_another=True))
    record_activity(cast.xiaolin, cast.station, activity_draft(cast, cast.chen, unit_id=cast.units[1].pk))
    record_activity(cast.xiaolin, cast.station, activity_draft(cast, cast.chen, title="义诊"))
    assert Activity.objects.count() == 4


def test_a_place_the_station_does_not_serve_is_refused(cast):
    foreign = cast.neighbour.memberships.get().household.unit_id
    draft = activity_draft(cast, cast.wang, unit_id=foreign)
    refuses("groupwork-unknown-unit", lambda: record_activity(cast.xiaozhou, cast.station, draft))


def test_a_field_nobody_knows_is_refused(cast):
    draft = activity_draft(cast, cast.wang, field="dancing")
    refuses("groupwork-unknown-code", lambda: record_activity(cast.xiaozhou, cast.station, draft))


def test_who_had_died_is_named(cast):
    cast.fu.died_on = TODAY - timedelta(days=3)
    cast.fu.save()
    draft = activity_draft(cast, cast.wang, cast.fu)
    refused = refuses("groupwork-after-death", lambda: record_activity(cast.xiaozhou, cast.station, draft))
    assert refused.facts["name"] == "符老伯"


def test_who_lives_elsewhere_is_not_named_to_strangers(cast):
    draft = activity_draft(cast, cast.wang, cast.neighbour)
    refused = refuses("groupwork-lived-elsewhere", lambda: record_activity(cast.xiaozhou, cast.station, draft))
    assert refused.facts["names"] == "名单里有人"


def test_who_has_moved_here_since_is_named(cast):
    cast.fu.memberships.update(starts_on=TODAY)
    draft = activity_draft(cast, cast.wang, cast.fu, day=TODAY - timedelta(days=1))
    refused = refuses("groupwork-lived-elsewhere", lambda: record_activity(cast.xiaozhou, cast.station, draft))
    assert refused.facts["names"] == "符老伯"


def test_a_day_on_which_the_worker_was_not_posted_is_refused(cast):
    Posting.objects.filter(worker_id=worker_id(cast.xiaozhou)).update(starts_on=TODAY)
    draft = activity_draft(cast, cast.wang, day=TODAY - timedelta(days=1))
    refused = refuses("groupwork-not-posted", lambda: record_activity(cast.xiaozhou, cast.station, draft))
    assert refused.facts["who"] == "您"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("ledger-nobody-served", {"people": (), "heads_counted": 0}),
        ("ledger-minutes-out-of-range", {"minutes": 0}),
        ("ledger-heads-out-of-range", {"heads_estimated": 100_001}),
        ("ledger-future-service", {"day": TODAY + timedelta(days=1)}),
        ("groupwork-untitled", {"title": ""}),
    ],
)
def test_what_the_rules_and_the_ledger_refuse_writes_nothing(cast, code, change):
    draft = activity_draft(cast, cast.wang, **change)
    refuses(code, lambda: record_activity(cast.xiaozhou, cast.station, draft))


def test_nobody_writes_at_anothers_station(cast):
    draft = activity_draft(cast, cast.wang)
    refuses("groupwork-|ledger-foreign", lambda: record_activity(cast.stranger, cast.station, draft))


def test_a_closed_month_asks_why(cast):
    close_period(cast.wangke, cast.county, month(2026, 10))
    draft = activity_draft(cast, cast.wang, day=TODAY.replace(month=10))
    refuses("ledger-closed-needs-reason", lambda: record_activity(cast.xiaozhou, cast.station, draft))
    record_activity(cast.xiaozhou, cast.station, replace(draft, reason="忘了记"))


def test_a_correction_keeps_both_and_stays_the_activity_of_who_gave_it(cast, told):
    right = activity_draft(cast, cast.wang, people=(Came(cast.wang.pk, "helper"),), reason="符老伯没来")
    new = correct_activity(cast.xiaolin, told, right)
    assert new.event.amends == told.event
    assert [row.part for row in attended(cast.xiaolin, new)] == ["helper"]
    assert len(attended(cast.xiaolin, told)) == 2
    assert EventWorker.objects.get(event=new.event).worker_id == worker_id(cast.xiaozhou)
    assert correct_activity(cast.xiaolin, told, right) == new


def test_a_correction_without_a_reason_is_refused(cast, told):
    refuses("ledger-needs-reason", lambda: correct_activity(cast.xiaolin, told, activity_draft(cast, cast.wang)))


def test_a_cancelled_activity_counts_no_more_and_is_cancelled_once(cast, told):
    form_id = uuid.uuid4()
    for _ in range(2):
        cancel_activity(cast.xiaolin, told, form_id=form_id, reason="没有办成")
    assert ServiceEvent.objects.filter(reverses=told.event).count() == 1
    assert AuditEntry.objects.filter(verb="groupwork.cancel_activity").count() == 1
    refuses(
        "ledger-already-reversed",
        lambda: cancel_activity(cast.xiaolin, told, form_id=uuid.uuid4(), reason="再撤一次"),
    )


@pytest.mark.parametrize("who", ["stranger", "outsider", "wangke", "dudao", "jigou", "nobody"])
def test_only_the_stations_own_people_find_an_activity(cast, told, who):
    viewer = getattr(cast, who)
    assert (attended(viewer, told), partners(viewer, told)) == ([], [])
    with pytest.raises(Refused, match="groupwork-unknown-activity"):
        activity(viewer, told.uuid)


def test_forty_who_came_cost_no_more_queries_than_four(cast, django_assert_max_num_queries):
    people = (cast.wang, cast.fu, cast.chen, *cast.li_family)
    with django_assert_max_num_queries(45):
        record_activity(cast.xiaozhou, cast.station, activity_draft(cast, *people))
    assert Partner.objects.count() == 1
