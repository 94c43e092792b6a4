"""Figures counted by hand, and the records that make each of them."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import TODAY, Cast, field_id, worker_id
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month, through
from wushe.ledger.actions import amend, close_period, record, reverse
from wushe.ledger.models import ServiceEvent
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.models import Method, Mode
from wushe.statistics.counting import answer, count, count_all
from wushe.statistics.queries import as_reported, records_of
from wushe.statistics.rules import Figure, Filters, countable, read_query
from wushe.statistics.scopes import scope_for

MakeDraft = Callable[..., EventDraft]
NOVEMBER = month(2026, 11)


@pytest.fixture
def november(cast: Cast, event_draft: MakeDraft) -> Cast:
    """Row 1: a visit to 王阿婆. 2: an activity with her, 陈大爷, 李奶奶 and 李小雨, 12 counted, 30 estimated.

    3: an attempt. 4: a visit to 王阿婆 by two workers. 5: a visit to 符老伯, taken back by 6. 7: one in October.
    """
    both = (worker_id(cast.xiaozhou), worker_id(cast.xiaolin))
    four = tuple(one.pk for one in (cast.wang, cast.chen, cast.li_grandmother, cast.li_child))
    activity = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "unit_id": cast.units[5].pk}
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 11, 1)))
    record(
        cast.xiaozhou,
        event_draft(
            **activity, people=four, minutes=90, heads_counted=12, heads_estimated=30, field_id=field_id("governance")
        ),
    )
    record(cast.xiaozhou, event_draft(met=False, minutes=0, people=()))
    record(cast.xiaozhou, event_draft(workers=both, minutes=20))
    row = record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), minutes=500))
    reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="错了")
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 31), people=(cast.fu.pk,)))
    return cast


def figures(scope: str = "460203", filters: Filters = Filters(), as_of: int | None = None) -> dict[str, Figure]:  # noqa: B008
    told = count_all(countable(filters), scope_for(scope), NOVEMBER, filters, as_of)
    return {figure.measure.key: figure for figure in told}


def values(scope: str = "460203", filters: Filters = Filters()) -> dict[str, int]:  # noqa: B008 - frozen
    return {key: figure.value for key, figure in figures(scope, filters).items()}


def ids(figure: Figure) -> list[str]:
    return list(records_of(read_query(figure.query)).ids(figure.scope.county_key))


def test_november_counted_by_hand(november: Cast) -> None:
    assert values() == {
        "persons": 4,
        "person-times": 48,
        "households": 3,
        "sessions": 1,
        "service-minutes": 140,
        "worker-minutes": 160,
        "long-term-persons": 0,
        "attempts": 1,
    }


def test_person_times_are_told_in_parts(november: Cast) -> None:
    assert figures()["person-times"].parts == {"named": 6, "counted": 12, "estimated": 30}
    assert figures()["persons"].parts == {"named": 4}
    assert figures()["sessions"].parts == {}


def test_every_figure_opens_to_its_records(november: Cast) -> None:
    told = figures()
    assert {key: ids(figure) for key, figure in told.items()} == {
        "persons": [*(f"460203-{n}" for n in ("1.1", "2.1", "2.2", "2.3", "2.4", "4.1"))],
        "person-times": [*(f"460203-{n}" for n in ("1.1", "2.1", "2.2", "2.3", "2.4", "4.1", "2"))],
        "households": [*(f"460203-{n}" for n in ("1.1", "2.1", "2.2", "2.3", "2.4", "4.1"))],
        "sessions": ["460203-2"],
        "service-minutes": ["460203-1", "460203-2", "460203-4"],
        "worker-minutes": ["460203-1", "460203-2", "460203-4"],
        "long-term-persons": [],
        "attempts": ["460203-3"],
    }
    assert {key: figure.records for key, figure in told.items()} == {key: len(ids(told[key])) for key in told}


@pytest.mark.parametrize(
    ("filters", "persons", "person_times", "minutes"),
    [
        (Filters(fields=frozenset({"governance"})), 4, 46, 90),
        (Filters(fields=frozenset({"governance", "elder-care"})), 4, 48, 140),
        (Filters(methods=frozenset({"visit"})), 1, 2, 50),
        (Filters(fields=frozenset({"governance"}), methods=frozenset({"visit"})), 0, 0, 0),
        (Filters(groups=frozenset({"living-alone-elder"})), 2, 4, 140),
        (Filters(groups=frozenset({"left-behind-child"})), 1, 1, 90),
        (Filters(groups=frozenset({"left-behind-child", "living-alone-elder"})), 3, 5, 140),
        (Filters(groups=frozenset({"left-behind-woman"})), 0, 0, 0),
        (Filters(groups=frozenset({"living-alone-elder"}), methods=frozenset({"activity"})), 2, 2, 90),
    ],
)
def test_filters_are_any_of_a_kind_and_all_of_the_kinds(
    november: Cast, filters: Filters, persons: int, person_times: int, minutes: int
) -> None:
    told = values(filters=filters)
    assert (told["persons"], told["person-times"], told["service-minutes"]) == (persons, person_times, minutes)


@pytest.mark.parametrize(
    ("scope", "persons", "person_times"),
    [
        ("unit-1", 1, 2),
        ("unit-6", 4, 46),
        ("unit-2", 0, 0),
        ("liudao-coverage", 4, 48),
        ("liudao-station", 4, 48),
        ("next-station", 0, 0),
        ("next-unit", 0, 0),
        ("530302", 0, 0),
    ],
)
def test_a_service_counts_where_it_was_given(november: Cast, scope: str, persons: int, person_times: int) -> None:
    assert (values(scope)["persons"], values(scope)["person-times"]) == (persons, person_times)


def test_measures_keep_the_order_asked_for(november: Cast) -> None:
    told = count_all(["attempts", "persons", "attempts"], scope_for("460203"), NOVEMBER)
    assert [figure.value for figure in told] == [1, 4, 1]


def test_a_measure_nobody_defined_is_refused(november: Cast) -> None:
    with pytest.raises(Refused, match="statistics-unknown-measure"):
        count("people", scope_for("460203"), NOVEMBER)


def test_a_figure_is_repeated_exactly_after_later_rows(november: Cast, event_draft: MakeDraft) -> None:
    cast, before = november, figures()
    texts = [figure.query for figure in before.values()]
    opened = {text: list(records_of(read_query(text)).ids("460203")) for text in texts}
    first, second = ServiceEvent.objects.order_by("seq")[:2]
    reverse(cast.xiaozhou, first, form_id=uuid.uuid4(), reason="错了")
    amend(cast.xiaozhou, second, event_draft(reason="少记了", minutes=10), reversal_id=uuid.uuid4())
    record(cast.xiaozhou, event_draft(people=(cast.li_mother.pk,), occurred_on=date(2026, 11, 2)))
    again = {text: list(records_of(read_query(text)).ids("460203")) for text in texts}
    assert [answer(read_query(text)) for text in texts] == list(before.values())
    assert again == opened
    assert values() != {key: figure.value for key, figure in before.items()}


def test_a_figure_stands_up_to_the_newest_row_of_its_county(november: Cast) -> None:
    assert {figure.as_of for figure in figures().values()} == {7}
    assert {figure.as_of for figure in figures("530302").values()} == {0}


def test_a_closed_month_is_told_as_reported_and_as_known(november: Cast, event_draft: MakeDraft) -> None:
    cast = november
    close_period(cast.wangke, cast.county, month(2026, 10))
    late = event_draft(occurred_on=date(2026, 10, 2), people=(cast.chen.pk, cast.wang.pk), reason="手机没信号")
    record(cast.xiaozhou, late)
    quarter = through(date(2026, 10, 1), date(2026, 12, 31))
    county = scope_for("460203")
    rows = {key: as_reported(cast.wangke, count(key, county, quarter)) for key in ("persons", "person-times")}
    assert rows == {"persons": [("2026-10", 1, 3)], "person-times": [("2026-10", 1, 3)]}


def test_a_month_that_is_only_partly_asked_for_is_not_told_as_reported(november: Cast) -> None:
    close_period(november.wangke, november.county, month(2026, 10))
    figure = count("persons", scope_for("460203"), through(date(2026, 10, 2), TODAY))
    assert as_reported(november.wangke, figure) == []


def test_as_reported_keeps_the_filters(november: Cast, event_draft: MakeDraft) -> None:
    cast = november
    close_period(cast.wangke, cast.county, month(2026, 10))
    record(cast.xiaozhou, event_draft(occurred_on=date(2026, 10, 2), reason="迟报", method=Method.GROUP))
    groups = Filters(methods=frozenset({"group"}))
    figure = count("sessions", scope_for("liudao-station"), month(2026, 10), groups)
    assert as_reported(cast.wangke, figure) == [("2026-10", 0, 1)]
