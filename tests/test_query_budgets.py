"""How many queries a page costs, page by page, and that ten more people or records cost none more.

The budgets stand in ``query_counts.json``; ``WRITE_QUERY_COUNTS=1 pytest tests/test_query_budgets.py`` rewrites
them. A figure that moves is looked at before it is committed.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browsing import Morning, browser, morning_of, visit_url
from tests.cast import TODAY, Cast, activity_draft, attempt_draft, resident, visit_draft
from wushe.doors.phone.sought import folded
from wushe.ground.kit.periods import month
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Risk
from wushe.registers.catalog.actions import adopt_model
from wushe.registers.catalog.models import Method, Mode
from wushe.registers.catalog.queries import adopted_models
from wushe.statistics.counting import count
from wushe.statistics.scopes import scope_for
from wushe.work.groupwork.actions import record_activity
from wushe.work.groupwork.models import Activity
from wushe.work.visits.actions import record_visit

CERTIFIED = "certified?scope=460203&on=2026-11-24"
BUDGETS = Path(__file__).parent / "query_counts.json"
MORE = 10
PAGES: dict[str, tuple[str, Callable[[Cast, Morning], str]]] = {
    "today": ("xiaozhou", lambda cast, morning: "/today/"),
    "today of the lead": ("laochen", lambda cast, morning: "/today/"),
    "people": ("xiaozhou", lambda cast, morning: "/people/"),
    "people found": ("xiaozhou", lambda cast, morning: f"/people/?find={folded(cast.xiaozhou, '王')}"),
    "people filtered": ("xiaozhou", lambda cast, morning: "/people/?category=living-alone-elder&risk=high&due=late"),
    "person": ("xiaozhou", lambda cast, morning: f"/people/{cast.wang.uuid}/"),
    "visit form": ("xiaozhou", lambda cast, morning: visit_url(cast.wang)),
    "saved": ("xiaozhou", lambda cast, morning: f"/visits/{morning.visit.uuid}/"),
    "correction": ("xiaozhou", lambda cast, morning: f"/visits/{morning.visit.uuid}/correct/"),
    "activities": ("xiaozhou", lambda cast, morning: "/activities/"),
    "activity form": ("xiaozhou", lambda cast, morning: "/activities/new/"),
    "activity": ("xiaozhou", lambda cast, morning: f"/activities/{held(cast).uuid}/"),
    "activity again": ("xiaozhou", lambda cast, morning: f"/activities/{held(cast).uuid}/again/"),
    "desk": ("laochen", lambda cast, morning: "/desk/"),
    "county": ("wangke", lambda cast, morning: "/county/"),
    "service models": ("wangke", lambda cast, morning: models_url(cast)),
    "articles": ("far_officer", lambda cast, morning: "/articles/qujing/"),
    "briefing": ("wangke", lambda cast, morning: "/briefings/460203/?period=year"),
    "briefing of a city": ("shiju", lambda cast, morning: "/briefings/4602/?period=year"),
    "figure": ("wangke", lambda cast, morning: figure_url(cast)),
    "stock figure": ("wangke", lambda cast, morning: "/figures/?" + urlencode({"q": CERTIFIED})),
    "stations": ("wangke", lambda cast, morning: "/stations/"),
    "station": ("wangke", lambda cast, morning: "/stations/liudao-station/"),
    "organizations": ("wangke", lambda cast, morning: "/organizations/"),
    "organization": ("wangke", lambda cast, morning: "/organizations/agency/"),
    "record": ("wangke", lambda cast, morning: f"/records/{morning.event.number}/"),
}


def committed() -> dict[str, int]:
    """The budgets as they stand in the file."""
    found: dict[str, int] = json.loads(BUDGETS.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def budgets() -> Iterator[dict[str, int]]:
    """The budgets; when they are to be written, none at first, and what the tests fill in goes into the file."""
    if not os.environ.get("WRITE_QUERY_COUNTS"):
        yield committed()
        return
    counts: dict[str, int] = {}
    yield counts
    BUDGETS.write_text(json.dumps(committed() | counts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def models_url(cast: Cast) -> str:
    """The boards of the service models, two of which the county works by."""
    if not adopted_models([cast.county.key], TODAY):
        for key in ("1-1-5-x", "one-two-three-years"):
            adopt_model(cast.wangke, key, cast.county, starts_on=None, source="test")
    return "/models/"


def figure_url(cast: Cast) -> str:
    """The page of 人次 of the county in November."""
    return count("person-times", scope_for(cast.county.key), month(2026, 11)).url


def held(cast: Cast) -> Activity:
    """The 反诈宣传 of today, to which 王阿婆 and 符老伯 came."""
    known = Activity.objects.first()
    return known or record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.wang, cast.fu))


def cost(client: Client, url: str) -> int:
    """How many queries a page takes. It is opened twice: only the first time of a process fills caches."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def more(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    """Ten more people, each visited twice and missed twice, with a need, a family member and a group activity."""
    for number in range(MORE):
        home = cast.units[number % 6]
        person = resident(
            f"王{number}", None, home, category="living-alone-elder", risk=Risk.HIGH, by=cast.xiaozhou.user
        )
        for back in (2, 9):
            draft = visit_draft(person, day=TODAY - timedelta(days=back), needs=("repair",), next_step="call")
            record_visit(cast.xiaozhou, cast.station, person, draft)
        for back in (0, 1):
            draft = attempt_draft(person, day=TODAY - timedelta(days=back))
            record_visit(cast.xiaozhou, cast.station, person, draft)
        activity = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "heads_counted": 5, "unit_id": home.pk}
        record(cast.xiaozhou, event_draft(people=(person.pk, cast.wang.pk), **activity))
        record_activity(cast.xiaozhou, cast.station, activity_draft(cast, person, cast.wang, title=f"第{number}场"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_no_more_queries_than_its_budget(cast, budgets, name):
    who, url = PAGES[name]
    spent = cost(browser(getattr(cast, who)), url(cast, morning_of(cast)))
    assert spent == budgets.setdefault(name, spent)


def test_every_page_has_a_budget_and_every_budget_a_page():
    assert set(committed()) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_ten_more_people_and_their_records_cost_no_more_queries(cast, event_draft, name):
    who, url = PAGES[name]
    morning = morning_of(cast)
    client = browser(getattr(cast, who))
    one = resident("王", None, cast.units[0], category="living-alone-elder", by=cast.xiaozhou.user)
    for back in (1, 2):
        record_visit(cast.xiaozhou, cast.station, one, attempt_draft(one, day=TODAY - timedelta(days=back)))
    record_visit(cast.xiaozhou, cast.station, one, visit_draft(one, day=TODAY - timedelta(days=9), next_step="call"))
    few = cost(client, url(cast, morning))
    more(cast, event_draft)
    assert cost(client, url(cast, morning)) <= few
