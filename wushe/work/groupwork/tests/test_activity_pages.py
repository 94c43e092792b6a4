"""The pages on which an activity is written, looked through, put right and taken back."""

import uuid
from datetime import timedelta

import pytest

from tests.browsing import browser, errors, refusal, text
from tests.cast import LONG_AGO, TODAY, activity_draft, resident, rows_by_table, worker_id
from wushe.ledger.actions import merge_people
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.registers.stations.models import Organization
from wushe.work.groupwork import rules
from wushe.work.groupwork.actions import cancel_activity, record_activity
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.partnering import row_numbers

NEW = "/activities/new/"
OTHERS = ["stranger", "outsider", "wangke", "dudao", "jigou", "nobody"]
STAFF = ["xiaozhou", "xiaolin", "laochen"]


@pytest.fixture
def told(cast):
    """小周 told of the 反诈宣传 to which 王阿婆 and 符老伯 came."""
    return record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.wang, cast.fu))


def sent(*people, **changes):
    """What the page sends; None leaves a field out."""
    usual = {
        "form_id": str(uuid.uuid4()),
        "method": "5",
        "theme": "anti-fraud",
        "title": "反诈宣传",
        "day": str(TODAY),
        "unit": "unit-1",
        "minutes": "90",
        "people": [str(person.uuid) for person in people],
        "origin": "professional",
        "evidence": "0",
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def post(client, *people, url=NEW, **changes):
    return client.post(url, sent(*people, **changes))


def paths(told):
    return [f"/activities/{told.uuid}/{page}" for page in ("", "again/", "correct/", "cancel/")]


@pytest.mark.parametrize("who", STAFF)
def test_everybody_at_the_station_may_write_and_correct(cast, told, who):
    client = browser(getattr(cast, who))
    assert [client.get(path).status_code for path in ("/activities/", NEW, *paths(told))] == [200] * 6


@pytest.mark.parametrize("who", OTHERS)
def test_an_activity_of_another_station_is_not_found(cast, told, who):
    client = browser(getattr(cast, who))
    before = rows_by_table()
    assert [client.get(path).status_code for path in paths(told)] == [404] * 4
    answers = [client.post(path, sent(cast.wang, correction_reason="换", reason="换")) for path in paths(told)[1:]]
    assert [answer.status_code for answer in answers] == [404] * 3
    unknown = refusal(client.get(f"/activities/{uuid.uuid4()}/"))
    assert {refusal(answer) for answer in answers} == {unknown}
    assert rows_by_table() == before


def test_what_is_told_is_written_and_shown(cast):
    organiser = {f"part-{cast.fu.uuid}": "organiser"}
    answer = post(
        browser(cast.xiaozhou),
        cast.wang,
        cast.fu,
        heads_counted="46",
        heads_estimated="60",
        volunteers="8",
        committee="venue",
        partner_name_1="某社工机构",
        partner_role_1="volunteers",
        partner_name_2="实验小学",
        partner_role_2="co-host",
        partner_kind_2="public",
        colleagues=[str(worker_id(cast.xiaolin))],
        line="讲了三个骗局",
        venue="村委会院里",
        **organiser,
    )
    told = Activity.objects.get()
    assert answer["Location"] == f"/activities/{told.uuid}/"
    event = ServiceEvent.objects.get()
    assert (event.named, event.heads_counted, event.heads_estimated, event.worker_count) == (2, 46, 60, 2)
    assert list(Participation.objects.values_list("person", "part")) == [(cast.fu.pk, "organiser")]
    assert [
        (row.name, row.kind, row.role, row.organization_id is None) for row in Partner.objects.order_by("line")
    ] == [
        ("田独村委会", "community", "venue", True),
        ("某社工机构", "service", "volunteers", False),
        ("实验小学", "public", "co-host", True),
    ]
    page = browser(cast.xiaolin).get(answer["Location"])
    shown = text(page)
    for words in ("记好了", "反诈宣传", "王阿婆", "讲了三个骗局", "村委会院里", "组织（骨干居民）", "实验小学"):
        assert words in shown
    assert page.context["page"].person_times == 108
    assert [party.is_there for party in page.context["page"].parties] == [True, True, True, True, False]


MISSING = [
    ({"method": None}, "method"),
    ({"theme": "dancing"}, "theme"),
    ({"title": " "}, "title"),
    ({"title": "长" * 31}, "title"),
    ({"day": "x"}, "day"),
    ({"day": str(TODAY + timedelta(days=1))}, "day"),
    ({"unit": "next-unit"}, "unit"),
    ({"minutes": None}, "minutes"),
    ({"minutes_typed": "0"}, "minutes_typed"),
    ({"people": []}, "people"),
    ({"people": ["x"]}, "people"),
    ({"heads_counted": "-1"}, "heads_counted"),
    ({"volunteers": "10001"}, "volunteers"),
    ({"partner_name_1": "某某"}, "partner_role_1"),
    ({"partner_name_1": "某某", "partner_role_1": "host"}, "partner_kind_1"),
    ({"line": "话" * 501}, "line"),
    ({"colleagues": ["999999"]}, "colleagues"),
]


@pytest.mark.parametrize(("change", "field"), MISSING)
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(cast, change, field):
    before = rows_by_table()
    answer = post(browser(cast.xiaozhou), cast.wang, **{"venue": "院里", f"part-{cast.wang.uuid}": "helper", **change})
    assert answer.status_code == 422
    assert field in errors(answer)
    assert 'value="院里"' in text(answer)
    if "people" not in change:
        assert f'value="{cast.wang.uuid}" id="p-{cast.wang.uuid}" checked' in text(answer)
        assert '<option value="helper" selected>' in text(answer)
    assert rows_by_table() == before


def test_a_refusal_of_the_ledger_stands_at_its_field(cast):
    cast.fu.died_on = TODAY - timedelta(days=2)
    cast.fu.save()
    answer = post(browser(cast.xiaozhou), cast.wang, cast.fu)
    assert "符老伯" in str(errors(answer)["people"])


def test_what_was_written_already_is_written_again_only_when_it_is_another(cast, told):
    client = browser(cast.xiaolin)
    answer = post(client, cast.chen)
    assert "小周" in str(errors(answer)["another"])
    assert "这是另一场" in text(answer)
    assert post(client, cast.chen, another="on").status_code == 302


def test_looking_for_people_by_the_button_keeps_ticks_and_words(cast):
    client = browser(cast.xiaozhou)
    before = rows_by_table()
    answer = post(
        client, cast.wang, find="1", q="符", title="反诈", minutes="60", **{f"part-{cast.wang.uuid}": "helper"}
    )
    picks = answer.context["page"].picks
    assert (answer.status_code, answer.context["form"].is_bound) == (200, False)
    assert [one.name for one in picks.shown] == ["符老伯"]
    assert [(one.name, one.part, one.is_ticked) for one in picks.others] == [("王阿婆", "helper", True)]
    assert 'value="反诈"' in text(answer)
    assert answer.context["form"]["minutes"].value() == "60"
    assert rows_by_table() == before


def test_the_list_alone_comes_back_while_one_types(cast):
    answer = post(browser(cast.xiaozhou), cast.wang, live="1", q="符")
    assert "符老伯" in text(answer)
    assert "<html" not in text(answer)


def test_the_list_follows_the_village_the_category_and_the_day(cast):
    client = browser(cast.xiaozhou)

    def names(**asked):
        answer = post(client, live="1", **asked)
        return [one.name for one in answer.context["picks"].shown]

    assert names() == ["王阿婆", "陈大爷"]  # nothing asked: the place where it is held
    assert names(pick_unit="unit-3") == ["符老伯"]
    assert names(pick_category="left-behind-child") == ["李小雨"]
    assert names(q="wap") == ["王阿婆"]
    assert names(q="邻站") == []
    cast.chen.memberships.update(starts_on=TODAY)
    assert names(day=str(TODAY - timedelta(days=1))) == ["王阿婆"]
    cast.wang.died_on = TODAY - timedelta(days=3)
    cast.wang.save()
    assert names() == ["陈大爷"]


def test_no_restricted_category_is_offered_to_look_for(cast):
    page = browser(cast.xiaozhou).get(NEW).context["page"]
    assert not [kind for kind in page.kinds if kind.restricted]


def test_thirty_of_four_hundred_are_ticked_and_written(cast, django_assert_max_num_queries):
    many = [resident(f"赵{number}", None, cast.units[number % 6]) for number in range(60)]
    client = browser(cast.xiaozhou)
    with django_assert_max_num_queries(75):
        assert post(client, *many[:30]).status_code == 302
    assert Attendance.objects.count() == 30


def test_the_next_of_its_kind_begins_with_the_same_people(cast, told):
    cast.fu.died_on = TODAY
    cast.fu.save()
    page = browser(cast.xiaolin).get(f"/activities/{told.uuid}/again/")
    form, picks = page.context["form"], page.context["page"].picks
    assert (form["title"].value(), form["method"].value(), form["line"].value()) == ("反诈宣传", "5", None)
    assert form["day"].value() == TODAY
    assert [one.name for one in (*picks.shown, *picks.others) if one.is_ticked] == ["王阿婆"]
    url = f"/activities/{told.uuid}/again/"
    assert post(browser(cast.xiaolin), cast.wang, url=url, title="手工小组").status_code == 302


def test_a_theme_that_is_on_the_list_no_more_does_not_break_the_next_of_its_kind(cast, told, monkeypatch):
    known = {key: theme for key, theme in rules.themes().items() if key != told.theme}
    monkeypatch.setattr(rules, "themes", lambda: known)
    assert browser(cast.xiaolin).get(f"/activities/{told.uuid}/again/").status_code == 200


def test_one_more_partner_can_be_told_than_there_are():
    assert list(row_numbers([])) == [1, 2]
    assert list(row_numbers(["partner_name_1", "partner_name_2"])) == [1, 2, 3]
    assert list(row_numbers([f"partner_name_{number}" for number in range(1, 13)])) == list(range(1, 13))


def test_what_is_held_again_and_again_is_offered_once(cast, told):
    record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.wang, day=TODAY - timedelta(days=7)))
    record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.wang, title="手工小组", method=3))
    offered = browser(cast.xiaozhou).get(NEW).context["page"].again
    assert [(row.title, row.day) for row in offered] == [("手工小组", TODAY), ("反诈宣传", TODAY)]


def test_a_correction_opens_with_all_that_was_said(cast):
    agency = Organization.objects.get(key="agency")
    client = browser(cast.xiaozhou)
    partner = {"partner_name_1": agency.name, "partner_role_1": "co-host"}
    part = {f"part-{cast.wang.uuid}": "organiser"}
    post(client, cast.wang, committee="venue", volunteers="3", minutes=None, minutes_typed="75", **partner, **part)
    told = Activity.objects.get()
    page = browser(cast.xiaolin).get(f"/activities/{told.uuid}/correct/")
    form, picks = page.context["form"], page.context["page"].picks
    values = {name: form[name].value() for name in ("title", "committee", "volunteers", "minutes", "partner_name_1")}
    assert values == {
        "title": "反诈宣传",
        "committee": "venue",
        "volunteers": 3,
        "minutes": "75",
        "partner_name_1": agency.name,
    }
    assert [(one.name, one.part) for one in (*picks.shown, *picks.others) if one.is_ticked] == [("王阿婆", "organiser")]


def test_a_correction_says_what_it_stands_for_and_what_is_different(cast, told):
    client = browser(cast.xiaolin)
    url = f"/activities/{told.uuid}/correct/"
    refused = post(client, cast.wang, url=url)
    assert "为什么更正" in str(errors(refused)["correction_reason"])
    answer = post(client, cast.wang, url=url, heads_counted="12", correction_reason="符老伯没来", minutes="60")
    new = client.get(answer["Location"]).context["page"]
    assert new.corrects.number == told.event.number
    assert "有名字的（人） 2→1" in new.corrects.changes
    assert "时长（分钟） 90→60" in new.corrects.changes
    old = client.get(f"/activities/{told.uuid}/").context["page"]
    assert (old.state, old.amended_url, old.correct_url) == ("amended", answer["Location"], "")


def test_a_cancelled_activity_says_so_and_cannot_be_cancelled_twice(cast, told):
    client = browser(cast.xiaolin)
    url = f"/activities/{told.uuid}/cancel/"
    assert client.post(url, {"form_id": str(uuid.uuid4()), "reason": ""}).status_code == 422
    assert client.post(url, {"form_id": str(uuid.uuid4()), "reason": "没办成"}).status_code == 302
    assert "这场已经撤销" in text(client.get(f"/activities/{told.uuid}/"))
    again = client.post(url, {"form_id": str(uuid.uuid4()), "reason": "再撤"})
    assert "已经撤销" in str(errors(again)["reason"])


def test_the_list_shows_one_month_and_the_way_to_others(cast, told):
    old = activity_draft(cast, cast.wang, day=LONG_AGO.replace(month=6), title="老活动")
    record_activity(cast.xiaozhou, cast.station, old)
    gone = record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.chen, title="没办成"))
    cancel_activity(cast.xiaozhou, gone, form_id=uuid.uuid4(), reason="没办成")
    page = browser(cast.xiaolin).get("/activities/").context["page"]
    assert [row.title for row in page.rows] == ["反诈宣传"]
    assert (page.rows[0].named, page.rows[0].unnamed) == (2, 12)
    assert page.before.url == "/activities/?month=2021-06"
    assert page.after is None
    before = browser(cast.xiaolin).get(page.before.url).context["page"]
    assert [row.title for row in before.rows] == ["老活动"]
    assert before.after.url == "/activities/?month=2026-11"
    assert browser(cast.xiaolin).get("/activities/?month=2024-02").context["page"].rows == []
    assert browser(cast.xiaolin).get("/activities/?month=x&page=y").status_code == 200


def test_a_long_month_has_pages(cast):
    for number in range(31):
        record_activity(cast.xiaozhou, cast.station, activity_draft(cast, title=f"第{number}场"))
    page = browser(cast.xiaolin).get("/activities/?month=2026-11&page=2").context["page"]
    assert (page.total, len(page.rows)) == (31, 1)
    assert page.pager.previous_url == "/activities/?month=2026-11&page=1"


def test_nobody_of_another_station_stands_in_the_list(cast, told):
    assert browser(cast.stranger).get("/activities/").context["page"].rows == []


def test_an_activity_of_a_file_that_was_merged_is_told_of_the_person(cast):
    told = record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.chen))
    merge_people(cast.laochen, cast.chen, cast.wang, form_id=uuid.uuid4(), reason="同一个人")
    client = browser(cast.xiaozhou)
    saved = client.get(f"/activities/{told.uuid}/").context["page"]
    assert [one.name for one in saved.people] == ["王阿婆"]
    person = client.get(f"/people/{cast.wang.uuid}/").context["page"]
    assert "宣传：反诈宣传" in [line.title for line in person.timeline.lines]
    url = f"/activities/{told.uuid}/correct/"
    picks = client.get(url).context["page"].picks
    assert [one.name for one in (*picks.shown, *picks.others) if one.is_ticked] == ["王阿婆"]
    assert post(client, cast.wang, url=url, correction_reason="时长", minutes="60").status_code == 302


def test_the_person_page_tells_of_an_activity_by_its_title(cast, told):
    page = browser(cast.xiaozhou).get(f"/people/{cast.wang.uuid}/")
    [line] = [line for line in page.context["page"].timeline.lines if line.kind == "other"]
    assert (line.title, line.url) == ("宣传：反诈宣传", f"/activities/{told.uuid}/")


def test_who_sees_people_masked_reads_no_title(cast, told):
    page = browser(cast.dudao).get(f"/people/{cast.wang.uuid}/")
    assert page.status_code == 200
    assert "反诈宣传" not in text(page)


def test_the_county_sees_the_record_masked_and_no_title(cast, told):
    page = browser(cast.wangke).get(f"/records/{told.event.number}/")
    assert "王＊＊" in text(page)
    assert not [word for word in ("王阿婆", "反诈宣传", "讲了三个骗局") if word in text(page)]
    assert page.context["page"].source_url == ""


def test_the_record_leads_the_stations_own_people_to_the_activity(cast, told):
    page = browser(cast.xiaolin).get(f"/records/{told.event.number}/")
    assert page.context["page"].source_url == f"/activities/{told.uuid}/"
