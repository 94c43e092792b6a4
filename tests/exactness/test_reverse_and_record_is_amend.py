"""To put a row right is to take it back and write the right one: every figure is the same."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from tests.cast import TODAY, Cast
from tests.exactness.comparing import figures
from tests.exactness.random_ledger import RandomLedger
from tests.exactness.second_calculator import Asked
from wushe.ledger.actions import amend, record, record_many, reverse
from wushe.ledger.models import ServiceEvent

FIRST = date(2026, 1, 1)


@pytest.fixture
def ledger(cast: Cast) -> RandomLedger:
    return RandomLedger(11)


def year(ledger: RandomLedger) -> dict[str, tuple[int, dict[str, int], int]]:
    """All figures of the county and of each unit, without the numbers up to which they looked."""
    told = [figures(Asked(place.key, FIRST, TODAY)) for place in (ledger.county, *ledger.units)]
    return {f"{f.scope.name} {f.measure.key}": (f.value, f.parts, f.records) for figure in told for f in figure}


def take_back(ledger: RandomLedger, rows: Iterable[ServiceEvent]) -> None:
    for row in rows:
        reverse(ledger.viewer, row, form_id=ledger._uuid(), reason="错了")


def write_again(ledger: RandomLedger, rows: Iterable[ServiceEvent]) -> list[ServiceEvent]:
    """What the rows said once more, under new forms."""
    drafts = [replace(ledger.drafts[row.form_id], form_id=ledger._uuid(), reason="补记") for row in rows]
    return [record(ledger.viewer, draft) for draft in drafts]


def pairs(ledger: RandomLedger, rows: list[ServiceEvent]) -> list[tuple[ServiceEvent, ServiceEvent]]:
    """Every second row with what it should have said, put right by amending."""
    return [(row, ledger.put_right(row)) for row in rows[::2]]


def test_an_amended_ledger_counts_as_one_where_rows_were_reversed_and_recorded(ledger: RandomLedger) -> None:
    drafts = [ledger.draft() for _ in range(40)]
    rows = record_many(ledger.viewer, drafts)
    amended = pairs(ledger, rows)
    after_amending = year(ledger)

    take_back(ledger, [new for _row, new in amended])
    again = write_again(ledger, [row for row, _new in amended])
    assert year(ledger) != after_amending

    take_back(ledger, again)
    write_again(ledger, [new for _row, new in amended])
    assert year(ledger) == after_amending


def test_taking_everything_back_leaves_nothing_to_count(ledger: RandomLedger) -> None:
    nothing = year(ledger)
    take_back(ledger, record_many(ledger.viewer, [ledger.draft() for _ in range(20)]))
    assert year(ledger) == nothing
    assert {value for value, _parts, _records in nothing.values()} == {0}


def test_amending_a_row_into_itself_changes_no_figure(ledger: RandomLedger) -> None:
    drafts = [ledger.draft() for _ in range(20)]
    rows = record_many(ledger.viewer, drafts)
    before = year(ledger)
    checked = [replace(draft, form_id=ledger._uuid(), reason="核对") for draft in drafts]
    again = [
        amend(ledger.viewer, row, draft, reversal_id=ledger._uuid()) for row, draft in zip(rows, checked, strict=True)
    ]
    assert len(again) == len(rows)
    assert year(ledger) == before
