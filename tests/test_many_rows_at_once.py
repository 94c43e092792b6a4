"""Rows written many at once are the rows that Django would have written one by one."""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from wushe.ground.kit import inserting
from wushe.ground.kit.inserting import insert
from wushe.registers.beneficiaries.actions import draft_person, index_names, save_homes
from wushe.registers.beneficiaries.models import NameToken, Person
from wushe.registers.stations.models import State, StationState


def step(cast: Cast, number: int) -> StationState:
    proofs = {"people": f"{number} 人", "money": "“有”、%s、?"}
    return StationState(
        station=cast.station, state=State.OPERATING, since_printed=f"{number}月", source="test", proofs=proofs
    )


def values(row: Any) -> dict[str, object]:
    row.refresh_from_db()
    return {name: value for name, value in vars(row).items() if name not in {"id", "_state", "recorded_at"}}


def test_they_are_what_django_writes_and_know_their_ids(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inserting, "MOST_PARAMETERS", 20)  # two rows to a statement
    rows = insert(step(cast, number) for number in range(1, 6))
    own = [step(cast, number) for number in range(1, 6)]
    StationState.objects.bulk_create(own)
    assert [
        row.since_printed for row in StationState.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    ] == [f"{number}月" for number in range(1, 6)]
    assert [values(row) for row in rows] == [values(row) for row in own]
    assert not any(row._state.adding for row in rows)


def test_sealed_and_missing_values_come_back_as_they_were(cast: Cast) -> None:
    made = [
        draft_person(cast.county, name="某甲", sex=2, birth_on=date(1940, 2, 29)),
        draft_person(cast.county, name="某乙", sex=1),
    ]
    save_homes(made)
    one, other = (Person.objects.select_related("key").get(pk=person.pk) for person in made)
    assert (one.name, one.birth_on, bytes(one.birth_index or b"")) == ("某甲", date(1940, 2, 29), made[0].birth_index)
    assert (other.name, other.birth_on, other.birth_index) == ("某乙", None, None)


def test_rows_without_a_number_of_their_own_are_written_too(cast: Cast) -> None:
    made = [draft_person(cast.county, name="某甲", sex=2)]
    save_homes(made)
    index_names([(made[0], cast.units[0].pk)])
    assert NameToken.objects.filter(person=made[0], unit=cast.units[0]).count() > 1


def test_no_rows_cost_nothing(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        assert insert([]) == []
