"""A figure opens to its records, no more and no less; a record says whether it counts."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from tests.browsing import browser, leaves, links, morning_of, refusal, says_why, targets, text, told
from tests.cast import TODAY, field_id, worker_id
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period, record, record_many, reverse
from wushe.registers.catalog.models import Method, Mode
from wushe.statistics.counting import count
from wushe.statistics.rules import measures
from wushe.statistics.scopes import scope_for

NOVEMBER = month(2026, 11)
OTHERS = ["stranger", "outsider", "nobody"]


@pytest.fixture
def busy(cast, event_draft):
    """24 days of visits, each also an activity with unnamed heads, an attempt, and every fourth taken back."""
    days = [TODAY - timedelta(days=back) for back in range(24)]
    people = (cast.wang.pk, cast.fu.pk, cast.chen.pk, cast.li_child.pk)
    activity = event_draft(
        method=Method.ACTIVITY, mode=Mode.VENUE, people=people[:3], heads_counted=5, heads_estimated=7, minutes=60
    )
    attempt = event_draft(met=False, minutes=0, people=())
    drafts = [event_draft(occurred_on=day, people=(people[day.day % 4],)) for day in days]
    drafts += [replace(one, form_id=uuid.uuid4(), occurred_on=day) for day in days for one in (activity, attempt)]
    rows = record_many(cast.xiaozhou, drafts)
    for row in rows[::4]:
        reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="错了")
    return cast


def figure_url(measure="persons", scope="460203", first="2026-11-01", last="2026-11-30", **more):
    version = measures()[measure].version
    text = f"{measure}@{version}?" + urlencode({"scope": scope, "from": first, "to": last} | more, doseq=True)
    return "/figures/?" + urlencode({"q": text})


# ---- rows are the records --------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", sorted(measures()))
@pytest.mark.parametrize("scope", ["460203", "liudao-station", "unit-1"])
def test_the_pages_of_a_figure_hold_exactly_its_records(busy, measure, scope):
    figure = count(measure, scope_for(scope), NOVEMBER)
    pages = list(leaves(browser(busy.wangke), figure.url))
    rows = [row.number for page in pages for row in page.rows]
    assert len(rows) == len(set(rows)) == figure.records
    assert pages[0].figure.value == figure.value


@pytest.mark.parametrize("measure", ["persons", "person-times"])
def test_filters_narrow_the_records_as_they_narrow_the_figure(busy, measure):
    client = browser(busy.wangke)
    url = figure_url(measure, group="living-alone-elder", method=["visit", "activity"])
    pages = list(leaves(client, url))
    assert sum(len(page.rows) for page in pages) == pages[0].figure.records > 40
    assert pages[0].filter_labels


def test_there_is_something_to_turn_over(busy):
    pages = list(leaves(browser(busy.wangke), figure_url("person-times")))
    assert len(pages) > 3
    assert (pages[1].pager.starts, pages[1].pager.ends) == (21, 40)


@pytest.mark.parametrize("page", ["999", "0", "-1", "x", "", "9" * 30, "9" * 5000, "²"])
def test_a_page_out_of_range_is_fine(busy, page):
    answer = browser(busy.wangke).get(f"{figure_url('person-times')}&page={page}")
    assert answer.status_code == 200
    assert answer.context["page"].rows


def test_a_figure_of_nothing_has_no_rows_and_says_so(cast):
    answer = browser(cast.wangke).get(figure_url(first="2021-02-01", last="2021-02-28"))
    assert answer.status_code == 200
    assert "没有可看的记录" in text(answer)


def test_the_figure_stays_as_it_was_when_records_come_after(busy, event_draft):
    client = browser(busy.wangke)
    before = client.get(figure_url("person-times")).context["page"]
    record(busy.xiaozhou, event_draft())
    again = client.get("/figures/", {"q": before.query}).context["page"]
    assert again.figure.value == before.figure.value
    assert client.get(figure_url("person-times")).context["page"].figure.value == before.figure.value + 1


def test_a_closed_month_shows_what_was_reported_and_what_is_known(cast, event_draft):
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 5)))
    close_period(cast.wangke, cast.county, month(2026, 10))
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 6), reason="停电，晚了"))
    page = browser(cast.wangke).get(figure_url("person-times", first="2026-10-01", last="2026-10-31")).context["page"]
    assert [(row.period_label, row.reported, row.known) for row in page.reported_vs_known] == [("2026-10", 1, 2)]


# ---- who may ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["xiaozhou", "laochen"])
def test_the_station_opens_its_figures_with_names(cast, who):
    morning_of(cast)
    page = browser(getattr(cast, who)).get(figure_url(scope="liudao-station")).context["page"]
    assert [row.who for row in page.rows] == ["王阿婆"]


def test_the_county_opens_them_with_masks(cast):
    morning_of(cast)
    answer = browser(cast.wangke).get(figure_url())
    assert [row.who for row in answer.context["page"].rows] == ["王＊＊"]
    assert "王阿婆" not in text(answer)


@pytest.mark.parametrize(
    ("who", "scope"),
    [
        *((who, scope) for who in OTHERS for scope in ("liudao-station", "unit-1", "liudao-coverage", "460203")),
        ("xiaozhou", "460203"),
        ("xiaozhou", "next-station"),
        ("wangke", "530302"),
        ("wangke", "far-station"),
    ],
)
def test_a_figure_of_another_place_is_not_there(cast, who, scope):
    answer = browser(getattr(cast, who)).get(figure_url(scope=scope))
    assert answer.status_code == 404
    assert says_why(answer)


# ---- what cannot be read -----------------------------------------------------------------------------------------

GARBAGE = [
    "",
    "x",
    "persons",
    "persons@",
    "persons@x?",
    "persons@1",
    "persons@99?scope=460203&from=2026-11-01&to=2026-11-30",
    "gold@1?scope=460203&from=2026-11-01&to=2026-11-30",
    "persons@1?scope=460203",
    "persons@1?scope=460203&from=x&to=y",
    "persons@1?scope=460203&from=2026-11-30&to=2026-11-01",
    "persons@1?scope=460203&from=2026-02-30&to=2026-11-01",
    "persons@1?scope=460203&from=2026-11-01&to=9999-12-31",
    "persons@1?scope=460203&from=2026-11-01&to=2026-11-30&as_of=x",
    "persons@1?scope=460203&from=2026-11-01&to=2026-11-30&as_of=1.5",
    "persons@1?scope=460203&from=2026-11-01&to=2026-11-30&field=gold",
    "persons@1?scope=460203&from=2026-11-01&to=2026-11-30&group=gold",
    "persons@1?scope=460203&from=2026-11-01&to=2026-11-30&method=gold",
    "persons@1?scope=460203&from=2026-11-01&to=2026-11-30&as_of=" + "9" * 5000,
    "{code}",
    "é\ud7ff?&&&==",
]


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: query[:60])
def test_a_query_that_cannot_be_read_is_answered_with_a_sentence(cast, query):
    answer = browser(cast.wangke).get("/figures/", {"q": query})
    assert answer.status_code == 400
    assert says_why(answer)


@pytest.mark.parametrize("scope", ["nowhere", "%00", "{x}", "530302"])
def test_a_place_that_is_nowhere_answers_as_a_foreign_one(cast, scope):
    answer = browser(cast.wangke).get("/figures/", {"q": f"persons@1?scope={scope}&from=2026-11-01&to=2026-11-30"})
    assert answer.status_code == 404
    assert answer.content == browser(cast.wangke).get("/figures/nowhere/").content


@pytest.mark.parametrize(("as_of", "status"), [("0", 200), ("1", 200), ("-5", 400), ("99999999999999999999999", 400)])
def test_a_figure_counts_up_to_a_row_that_is_there(busy, as_of, status):
    assert browser(busy.wangke).get(figure_url(as_of=as_of)).status_code == status


# ---- a record ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "name"), [("xiaozhou", "王阿婆"), ("laochen", "王阿婆"), ("wangke", "王＊＊")])
def test_a_record_is_read_by_its_station_and_masked_for_the_county(cast, who, name):
    event = morning_of(cast).event
    answer = browser(getattr(cast, who)).get(f"/records/{event.number}/")
    assert answer.status_code == 200
    assert [person.who for person in answer.context["page"].people] == [name]
    assert answer.context["page"].state == "valid"


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_learns_that_the_record_exists(cast, who):
    event = morning_of(cast).event
    client = browser(getattr(cast, who))
    answer = client.get(f"/records/{event.number}/")
    assert answer.status_code == 404
    assert says_why(answer)
    assert refusal(client.get("/records/460203-99/")) == refusal(answer).replace(event.number, "460203-99")


@pytest.mark.parametrize(
    "number", ["460203", "460203-", "460203-x", "-1", "460203-0", "x-1", "460203-1-2", "460203-" + "9" * 5000, "%00-1"]
)
def test_a_number_that_is_none_is_not_found(cast, number):
    morning_of(cast)
    answer = browser(cast.wangke).get(f"/records/{number}/")
    assert answer.status_code == 404
    assert says_why(answer)


def test_a_record_taken_back_says_so_and_both_rows_name_each_other(cast):
    event = morning_of(cast).event
    reversal = reverse(cast.xiaozhou, event, form_id=uuid.uuid4(), reason="记错人")
    client = browser(cast.wangke)
    old = client.get(f"/records/{event.number}/")
    assert (old.context["page"].state, old.context["page"].state_label) == ("reversed", "已撤销，不计数")
    assert [line.number for line in old.context["page"].history] == [reversal.number]
    new = client.get(f"/records/{reversal.number}/").context["page"]
    assert (new.state, [line.number for line in new.history]) == ("reversal", [event.number])
    assert ("理由", "已写明理由，留在站里") in new.facts, "such a sentence may hold a name: the county does not read it"
    own = browser(cast.xiaozhou).get(f"/records/{reversal.number}/").context["page"]
    assert ("理由", "记错人") in own.facts


def test_a_record_put_right_leads_to_the_right_one(cast):
    morning = morning_of(cast)
    client = browser(cast.xiaozhou)
    client.post(f"/visits/{morning.visit.uuid}/correct/", told(minutes="45", correction_reason="时长记错"))
    page = client.get(f"/records/{morning.event.number}/").context["page"]
    assert page.state == "amended"
    assert "460203-4" in [line.number for line in page.history]
    right = client.get("/records/460203-4/").context["page"]
    assert right.state == "valid"
    assert ("时长", "45 分钟") in right.facts


def test_an_attempt_has_nobody_on_its_page(cast):
    event = morning_of(cast).attempt.event
    page = browser(cast.wangke).get(f"/records/{event.number}/").context["page"]
    assert (page.title, page.people) == ("探访，没见到", [])


def test_unnamed_heads_stand_on_the_page(cast, event_draft):
    row = record(cast.xiaozhou, event_draft(people=(), heads_counted=12, heads_estimated=30, method=Method.ACTIVITY))
    page = browser(cast.wangke).get(f"/records/{row.number}/").context["page"]
    assert page.unnamed == [("点数", "12"), ("估计", "30")]


def test_only_those_who_may_read_the_visit_are_led_to_it(cast):
    morning = morning_of(cast)
    url = f"/records/{morning.event.number}/"
    assert browser(cast.xiaozhou).get(url).context["page"].source_url == f"/visits/{morning.visit.uuid}/"
    assert browser(cast.wangke).get(url).context["page"].source_url == ""
    assert str(cast.wang.uuid) not in text(browser(cast.wangke).get(url))


@pytest.mark.parametrize("who", ["xiaozhou", "wangke"])
def test_every_link_of_a_figure_and_a_record_opens(cast, event_draft, who):
    morning = morning_of(cast)
    record(cast.xiaozhou, event_draft(field_id=field_id("governance"), workers=(worker_id(cast.xiaolin),)))
    client = browser(getattr(cast, who))
    pages = [figure_url("person-times", scope="liudao-station"), f"/records/{morning.event.number}/"]
    found = {url for page in pages for url in links(client.get(page))}
    assert len(found) > 8
    assert {url: client.get(url).status_code for url in found if client.get(url).status_code not in (200, 302)} == {}


def test_no_address_holds_a_name(cast):
    event = morning_of(cast).event
    client = browser(cast.xiaozhou)
    pages = [figure_url(scope="liudao-station"), f"/records/{event.number}/"]
    addresses = [address for page in pages for address in targets(client.get(page))]
    assert addresses
    assert [address for address in addresses if "王阿婆" in address] == []
