"""A figure by age: whole years on the day of the service, of those who are named and whose birth day is known."""

import json
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.browsing import browser
from tests.cast import TODAY, Cast, resident
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import through
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import Method, Mode
from wushe.statistics.ages import Ages, read_ages
from wushe.statistics.counting import count, count_all
from wushe.statistics.queries import records_of
from wushe.statistics.rules import Filters, Query, countable, filters_of, read_query
from wushe.statistics.scopes import scope_for
from wushe.statistics.veil import veil_for

YEAR = through(date(2026, 1, 1), TODAY)
ELDERS, MINORS = Ages(70, None), Ages(None, 17)


def by_age(ages: Ages | None, measure: str = "persons") -> int:
    return count(measure, scope_for("460203"), YEAR, Filters(ages=ages)).value


# ---- the words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        *(("70-", ELDERS), ("-17", MINORS), ("60-69", Ages(60, 69)), ("8-8", Ages(8, 8))),
        *(("0-0", Ages(0, 0)), ("0-", Ages(0, None)), ("-0", Ages(None, 0))),
    ],
)
def test_a_band_is_read_and_written_the_same(text: str, ages: Ages) -> None:
    assert read_ages(text) == ages
    assert ages.text == text


@pytest.mark.parametrize(
    "text", ["", "-", "70", "x-", "70+", "69-60", "070-", "1000-", "-1-2", "７０-", "60-69-", " 60-"]
)
def test_what_is_no_band_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="statistics-wrong-ages"):
        read_ages(text)


def test_a_query_says_the_age_once_and_before_the_ledger_number() -> None:
    query = Query("persons", "460203", YEAR, Filters(methods=frozenset({"visit"}), ages=ELDERS), 17)
    assert query.text.endswith("&method=visit&age=70-&as_of=17")
    assert read_query(query.text) == query
    with pytest.raises(Refused, match="statistics-unreadable-query"):
        read_query(query.text + "&age=-17")
    with pytest.raises(Refused, match="statistics-wrong-ages"):
        read_query(query.text.replace("70-", "old"))


def test_no_age_in_an_address_asks_for_no_age() -> None:
    assert filters_of({"age": [""]}) == filters_of({}) == Filters()


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        *((ELDERS, MINORS, False), (ELDERS, Ages(60, 70), True), (ELDERS, Ages(60, 69), False)),
        *((Ages(0, 17), MINORS, True), (Ages(18, None), MINORS, False), (Ages(None, 18), Ages(18, 18), True)),
    ],
)
def test_bands_that_share_an_age_overlap(one: Ages, other: Ages, share: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is share


# ---- counting ---------------------------------------------------------------------------------------------------


def test_one_is_seventy_from_the_birthday_on(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    """Served the day before and on the day: one person of two ages, one person-time of each."""
    born = resident("寿星", date(1956, 11, 24), cast.units[0])
    for day in (23, 24):
        record(cast.xiaozhou, event_draft(people=(born.pk,), occurred_on=date(2026, 11, day)))
    assert [by_age(ages, "person-times") for ages in (ELDERS, Ages(60, 69), None)] == [1, 1, 2]
    assert [by_age(ages) for ages in (ELDERS, Ages(60, 69), None)] == [1, 1, 1]


def test_who_has_no_age_is_of_no_band(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    unknown = resident("不详", None, cast.units[0])
    crowd = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "heads_counted": 12, "heads_estimated": 30}
    record(cast.xiaozhou, event_draft(people=(unknown.pk, cast.li_child.pk), **crowd))
    everybody = Ages(0, None)
    assert (by_age(everybody), by_age(everybody, "person-times")) == (1, 1)
    assert by_age(None, "person-times") == 44


def test_a_service_counts_where_somebody_of_the_age_took_part(
    cast: Cast, event_draft: Callable[..., EventDraft]
) -> None:
    both = {"people": (cast.wang.pk, cast.li_child.pk), "method": Method.GROUP, "mode": Mode.VENUE, "minutes": 60}
    record(cast.xiaozhou, event_draft(**both))
    record(cast.xiaozhou, event_draft(form_id=uuid.uuid4()))
    assert [by_age(ages, "service-minutes") for ages in (ELDERS, MINORS, Ages(18, 69))] == [90, 60, 0]
    assert [by_age(ages, "sessions") for ages in (ELDERS, MINORS)] == [1, 1]


def test_group_and_age_are_asked_of_the_same_person(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk, cast.li_child.pk)))
    asked = Filters(groups=frozenset({"left-behind-child"}), ages=ELDERS)
    assert [row.value for row in count_all(countable(asked), scope_for("460203"), YEAR, asked)] == [0] * 7


@pytest.mark.parametrize("key", countable(Filters(ages=ELDERS)))
def test_a_figure_by_age_opens_to_its_records(cast: Cast, event_draft: Callable[..., EventDraft], key: str) -> None:
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk, cast.li_child.pk), heads_counted=5))
    figure = count(key, scope_for("460203"), YEAR, Filters(ages=ELDERS))
    assert len(list(records_of(read_query(figure.query)).ids("460203"))) == figure.records


def test_whoever_was_not_met_has_no_age(cast: Cast) -> None:
    with pytest.raises(Refused, match="statistics-not-by-age"):
        count("attempts", scope_for("460203"), YEAR, Filters(ages=MINORS))
    with pytest.raises(Refused, match="statistics-not-by-age"):
        records_of(Query("attempts", "460203", YEAR, Filters(ages=MINORS)))
    assert "attempts" not in countable(Filters(ages=MINORS))


# ---- who may ----------------------------------------------------------------------------------------------------


def test_a_restricted_category_is_not_asked_by_age_above_the_station(cast: Cast) -> None:
    """The band of 30 to 39 less that of 31 to 39 would tell one person."""
    asked = Filters(groups=frozenset({"domestic-violence"}), ages=Ages(30, 39))
    with pytest.raises(Refused, match="statistics-restricted-by-age"):
        veil_for(cast.wangke, scope_for("460203"), asked)
    assert not veil_for(cast.xiaozhou, scope_for("unit-1"), asked).is_down
    answer = browser(cast.wangke).get("/county/?group=domestic-violence&age=30-39")
    assert answer.status_code == 422
    assert "年龄" in answer.context["page"].error
    query = Query("persons", "460203", YEAR, asked)
    assert browser(cast.wangke).get("/figures/", {"q": query.text}).status_code == 400


# ---- where it is asked ------------------------------------------------------------------------------------------


def test_the_county_page_offers_bands_and_takes_any(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk, cast.li_child.pk)))
    page = browser(cast.wangke).get("/county/").context["page"]
    assert [choice.label for choice in page.ages] == ["全部", "未满 18 岁", "18–59 岁", "60–69 岁", "70 岁以上"]
    page = browser(cast.wangke).get("/county/?age=11-11").context["page"]
    assert page.figures[0].figure.value == 1
    assert [(choice.value, choice.label) for choice in page.ages if choice.selected] == [("11-11", "11 岁")]
    answer = browser(cast.wangke).get("/county/?age=old")
    assert answer.status_code == 422
    assert "看不懂年龄" in answer.context["page"].error


def test_the_command_counts_by_age(
    cast: Cast, event_draft: Callable[..., EventDraft], capsys: pytest.CaptureFixture[str]
) -> None:
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk, cast.li_child.pk)))
    words = ("persons", "--scope", "460203", "--from", "2026-11-24", "--to", "2026-11-24", "--json")
    call_command("count_figure", *words, "--age", "70-")
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["query"]) == (
        1,
        "persons@1?scope=460203&from=2026-11-24&to=2026-11-24&age=70-&as_of=1",
    )
    call_command("count_figure", *words, "--age", "-17")
    assert json.loads(capsys.readouterr().out)["value"] == 1
    with pytest.raises(CommandError, match="看不懂年龄"):
        call_command("count_figure", *words, "--age", "old")
