"""The page of a figure takes it apart: every part opens to its own number, and a sum that is too much is said to be."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browsing import browser, links, text
from tests.cast import INVENTED, LONG_AGO, TODAY, Cast, resident, worker_id
from wushe.doors.reports import figure_parts, figure_units
from wushe.doors.reports.figure_months import months_of
from wushe.ground.kit.periods import Period, month, through
from wushe.ledger.actions import close_period, merge_people, record, record_many
from wushe.ledger.models import Evidence
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import PersonCategory
from wushe.registers.catalog.models import Category, Method, Mode
from wushe.registers.stations.queries import Viewer
from wushe.statistics.counting import answer
from wushe.statistics.rules import Figure, measures, read_query

Draft = Callable[..., EventDraft]
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def text_of(measure: str = "persons", scope: str = "460203", **more: str) -> str:
    return f"{measure}@1?" + urlencode({"scope": scope} | YEAR | more)


def page_of(viewer: Viewer, measure: str = "persons", scope: str = "460203", **more: str) -> Any:
    answer = browser(viewer).get("/figures/", {"q": text_of(measure, scope, **more)})
    assert answer.status_code == 200
    return answer.context["page"]


@pytest.fixture
def served(cast: Cast, event_draft: Draft) -> Cast:
    """王阿婆 in three villages, 符老伯 in two, 陈大爷 in one; by two methods, in three months, at two stations."""
    visits = [
        *((cast.wang, 0, 9, 1), (cast.wang, 1, 10, 2), (cast.wang, 2, 11, 3), (cast.wang, 2, 11, 4)),
        *((cast.fu, 0, 9, 1), (cast.fu, 2, 10, 5), (cast.chen, 0, 11, 6)),
    ]
    drafts = [
        event_draft(people=(one.pk,), unit_id=cast.units[unit].pk, occurred_on=date(2026, at, day))
        for one, unit, at, day in visits
    ]
    crowd = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "heads_counted": 12, "heads_estimated": 30}
    drafts.append(event_draft(people=(cast.wang.pk, cast.li_child.pk), unit_id=cast.units[0].pk, minutes=60, **crowd))
    record_many(cast.xiaozhou, drafts)
    there = {"station_id": cast.next_station.pk, "unit_id": cast.neighbour.memberships.get().household.unit_id}
    record(cast.stranger, event_draft(people=(cast.neighbour.pk,), workers=(worker_id(cast.stranger),), **there))
    return cast


def parts_of(page: Any) -> list[Figure]:
    """All figures that the panels of a page show."""
    panels = [page.unit_list, page.stations, page.groups, page.methods, page.months and page.months.listed]
    found = [share.figure for panel in panels if panel for share in panel.rows]
    units = page.units.rows if page.units else []
    found += [figure for row in units for figure in (row.persons, row.person_times, row.households)]
    chart = page.months.chart if page.months else []
    return found + [figure for row in chart for figure in (row.persons, row.person_times)]


# ---- the parts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scope", ["460203", "liudao-station", "liudao-coverage", "unit-1"])
@pytest.mark.parametrize("measure", sorted(measures()))
def test_every_part_opens_to_the_number_it_shows(served: Cast, measure: str, scope: str) -> None:
    found = parts_of(page_of(served.wangke, measure, scope))
    assert [one.query for one in found if answer(read_query(one.query)) != one] == []


def test_people_in_several_villages_are_said_in_words(served: Cast) -> None:
    units = page_of(served.wangke).units
    assert (units.sums.persons, units.total.persons.value) == (8, 5)
    assert units.note.endswith("1 人在 2 个村、1 人在 3 个村，共多计 3。")
    shown = text(browser(served.wangke).get("/figures/", {"q": text_of()}))
    assert "<s>8</s>" in shown


def test_two_files_of_one_person_are_one_in_every_panel(served: Cast) -> None:
    """符老伯 was written down as 陈大爷 too: the two are one person, in the villages, the months and the methods."""
    merge_people(served.laochen, served.chen, served.fu, form_id=uuid.uuid4(), reason=INVENTED)
    page = page_of(served.wangke)
    assert page.figure.value == page.units.total.persons.value == 4
    assert [one.query for one in parts_of(page) if answer(read_query(one.query)) != one] == []


def test_a_station_has_no_stations_and_a_village_no_villages(served: Cast) -> None:
    assert [row.name for row in page_of(served.wangke).stations.rows] == ["六道大社区社工站", "邻站"]
    assert page_of(served.wangke, scope="liudao-station").stations is None
    assert page_of(served.wangke, scope="unit-1").units is None


def test_categories_overlap_and_leave_somebody_out(served: Cast, event_draft: Draft) -> None:
    twice = Category.objects.get(key="left-behind-elder")
    PersonCategory.objects.create(person=served.fu, category=twice, starts_on=LONG_AGO, basis=INVENTED)
    record(served.xiaozhou, event_draft(people=(served.fu.pk,)))
    groups = page_of(served.wangke).groups
    assert [(row.name, row.figure.value) for row in groups.rows] == [("独居老人", 3), ("留守儿童", 1), ("留守老人", 1)]
    assert groups.note == "相加 5，去重后 4 人：一个人可以有几个类别。另有 1 人没有这些类别。"
    assert page_of(served.wangke, group="left-behind-child").groups is None


def test_methods_of_person_times_add_up_and_say_so(served: Cast) -> None:
    methods = page_of(served.wangke, "person-times").methods
    assert [(row.name, row.figure.value) for row in methods.rows] == [("探访", 8), ("社区活动", 44)]
    assert methods.note == "相加就是 52 人次。"
    assert page_of(served.wangke).methods.note == "相加 6，去重后 5 人：同一个人可以有几种方式。"


def test_services_have_one_column_and_attempts_no_methods(served: Cast) -> None:
    page = page_of(served.wangke, "service-minutes")
    assert page.units is None
    assert [share.figure.value for share in page.unit_list.rows] == [30, 150, 30, 90]
    assert page_of(served.wangke, "sessions").methods is None


def test_a_figure_of_nothing_has_no_panels(cast: Cast) -> None:
    page = page_of(cast.wangke)
    assert parts_of(page) == page.evidence == []


# ---- months -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (month(2026, 11), [month(2026, 11)]),
        (
            through(date(2026, 10, 15), date(2026, 11, 5)),
            [through(date(2026, 10, 15), date(2026, 10, 31)), through(date(2026, 11, 1), date(2026, 11, 5))],
        ),
        (through(date(2026, 11, 1), date(2026, 12, 31)), [month(2026, 11)]),
        (through(date(2027, 1, 1), date(2027, 12, 31)), []),
    ],
)
def test_months_are_cut_to_the_period_and_end_today(period: Period, found: list[Period]) -> None:
    assert months_of(period, TODAY) == found


def test_of_a_longer_period_the_last_twelve_months_are_shown() -> None:
    months = months_of(through(date(2021, 1, 1), TODAY), TODAY)
    assert (len(months), months[0], months[-1].end) == (12, month(2025, 12), TODAY + timedelta(days=1))


def test_months_do_not_add_up_for_people(served: Cast) -> None:
    months = page_of(served.wangke).months
    assert [(row.label, row.persons.value, row.person_times.value) for row in months.chart][-3:] == [
        ("2026-09", 2, 2),
        ("2026-10", 2, 2),
        ("2026-11", 4, 48),
    ]
    assert months.note == ("11 个月的“人”相加 8，去重后 5 人：同一人在几个月都接受过服务。人次可以相加：52 人次。")


def test_one_month_and_long_term_service_have_no_months(served: Cast) -> None:
    assert page_of(served.wangke, **{"from": "2026-11-01", "to": "2026-11-30"}).months is None
    assert page_of(served.wangke, "long-term-persons").months is None


# ---- other days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({"period": "month"}, "2026-11-01", "2026-11-30"),
        ({"period": "quarter"}, "2026-10-01", "2026-12-31"),
        ({"period": "year"}, "2026-01-01", "2026-12-31"),
        ({"period": "all"}, "2021-01-01", "2026-11-24"),
        ({"period": "custom", "from": "2026-02-03", "to": "2026-02-09"}, "2026-02-03", "2026-02-09"),
    ],
)
def test_other_days_lead_to_the_same_figure_of_those_days(
    served: Cast, asked: dict[str, str], first: str, last: str
) -> None:
    client = browser(served.wangke)
    went = client.get("/figures/", {"q": text_of(age="70-", as_of="3")} | asked)
    [query] = parse_qs(urlparse(went["Location"]).query)["q"]
    assert query == f"persons@1?scope=460203&from={first}&to={last}&age=70-"
    page = client.get(went["Location"]).context["page"]
    assert [choice.value for choice in page.periods if choice.selected] == [asked["period"]]


@pytest.mark.parametrize(
    ("first", "last", "why"), [("2026-02-30", "2026-03-01", "日期"), ("2026-03-02", "2026-03-01", "早于")]
)
def test_days_that_are_none_keep_the_figure_and_say_why(served: Cast, first: str, last: str, why: str) -> None:
    asked = {"q": text_of(), "period": "custom", "from": first, "to": last}
    answer = browser(served.wangke).get("/figures/", asked)
    assert answer.status_code == 422
    assert why in answer.context["page"].error
    assert answer.context["page"].figure.value == 5


# ---- proof ------------------------------------------------------------------------------------------------------


def test_records_are_looked_at_by_how_well_they_are_proved(served: Cast, event_draft: Draft) -> None:
    record(served.xiaozhou, event_draft(evidence=Evidence.E2))
    page = page_of(served.wangke, "person-times")
    assert sum(level.value for level in page.evidence) == page.figure.records
    client = browser(served.wangke)
    for level in page.evidence:
        shown = client.get(level.url.partition("#")[0]).context["page"]
        assert (shown.records_total, shown.records_label) == (level.value, level.label)
        assert {row.evidence for row in shown.rows} == {level.label}
        assert len(shown.rows) == min(20, level.value)
    assert len(page.evidence) == 2


@pytest.mark.parametrize("level", ["9", "x", "", "-1"])
def test_a_level_that_is_none_shows_all_records(served: Cast, level: str) -> None:
    answer = browser(served.wangke).get("/figures/", {"q": text_of("person-times"), "evidence": level})
    assert len(answer.context["page"].rows) == answer.context["page"].figure.records


# ---- long tables and their cost ---------------------------------------------------------------------------------


def test_a_long_table_is_cut_and_can_be_seen_whole(served: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (figure_parts, figure_units):
        monkeypatch.setattr(room, "MANY", 3)
        monkeypatch.setattr(room, "SHOWN", 2)
    client = browser(served.wangke)
    page = client.get("/figures/", {"q": text_of()}).context["page"]
    assert (len(page.units.rows), page.units.hidden, page.units.sums.persons) == (2, 2, 8)
    whole = client.get(page.all_url).context["page"]
    assert (len(whole.units.rows), whole.units.hidden) == (4, 0)
    listed = client.get("/figures/", {"q": text_of("service-minutes")})
    assert listed.context["page"].unit_list.hidden == 2
    assert "看全部" in text(listed)


@pytest.mark.parametrize("measure", ["persons", "person-times", "service-minutes", "long-term-persons"])
def test_more_villages_and_people_cost_no_more_queries(served: Cast, event_draft: Draft, measure: str) -> None:
    client = browser(served.wangke)
    close_period(served.wangke, served.county, month(2026, 9))

    def cost() -> int:
        client.get("/figures/", {"q": text_of(measure)})
        with CaptureQueriesContext(connection) as queries:
            client.get("/figures/", {"q": text_of(measure)})
        return len(queries)

    few = cost()
    for number in range(12):
        person = resident(f"某{number}", date(1950, 1, 1), served.units[number % 6], category="left-behind-elder")
        for unit in (3, 4, 5):
            draft = event_draft(people=(person.pk,), unit_id=served.units[unit].pk, occurred_on=TODAY)
            record(served.xiaozhou, replace(draft, form_id=uuid.uuid4()))
    assert cost() <= few


# ---- who may ----------------------------------------------------------------------------------------------------


def test_restricted_categories_stand_in_no_panel_above_the_station(served: Cast, event_draft: Draft) -> None:
    kind = Category.objects.get(key="domestic-violence")
    person = resident("某某", date(1990, 1, 1), served.units[0])
    PersonCategory.objects.create(person=person, category=kind, starts_on=LONG_AGO, basis=INVENTED)
    record(served.xiaozhou, event_draft(people=(person.pk,)))
    county = page_of(served.wangke)
    assert kind.name not in [row.name for row in county.groups.rows]
    station = page_of(served.xiaozhou, scope="liudao-station")
    assert kind.name in [row.name for row in station.groups.rows]
    small = page_of(served.wangke, group="domestic-violence")
    assert parts_of(small) == small.evidence == []
    assert small.veil_note


def test_the_parts_of_a_hidden_category_are_all_told_or_none(served: Cast, event_draft: Draft) -> None:
    """Six in one village and three in another: the villages are not shown, and neither are months or methods."""
    kind = Category.objects.get(key="domestic-violence")
    for unit, number, day in ((0, 3, 5), (1, 6, 20)):
        for each in range(number):
            person = resident(f"某{unit}-{each}", None, served.units[unit])
            PersonCategory.objects.create(person=person, category=kind, starts_on=LONG_AGO, basis=INVENTED)
            draft = event_draft(
                people=(person.pk,), unit_id=served.units[unit].pk, occurred_on=date(2026, 10 + unit, day)
            )
            record(served.xiaozhou, replace(draft, form_id=uuid.uuid4()))
    page = page_of(served.wangke, group="domestic-violence")
    assert page.figure.value == 9
    assert parts_of(page) == page.evidence == []
    late = page_of(served.wangke, group="domestic-violence", **{"from": "2021-01-01"})
    assert late.months is None


def test_a_city_reads_the_parts_and_opens_no_record(served: Cast) -> None:
    page = page_of(served.shiju)
    assert page.units.rows
    assert [level.url for level in page.evidence] == [""] * len(page.evidence)
    assert (page.rows, page.records_total) == ([], 0)


@pytest.mark.parametrize("measure", sorted(measures()))
def test_every_link_of_the_page_opens(served: Cast, measure: str) -> None:
    client = browser(served.wangke)
    found = links(client.get("/figures/", {"q": text_of(measure)}))
    wrong = {url: client.get(url).status_code for url in found}
    assert {url: status for url, status in wrong.items() if status not in (200, 302)} == {}
