"""Persons are found without a readable name in the database."""

from datetime import date

import pytest
from django.db import connection

from tests.cast import TODAY, Cast, resident
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.registers.beneficiaries.models import Membership, NameToken, Person
from wushe.registers.beneficiaries.queries import search
from wushe.registers.stations.queries import operator


def names(viewer, text):
    return {person.name for person in search(viewer, text, TODAY)}


@pytest.mark.parametrize("text", ["王", "阿婆", "wap", "WAP", "wangapo"])
def test_a_part_of_the_name_is_enough(cast: Cast, text):
    assert "王阿婆" in names(cast.xiaozhou, text)


def test_nothing_typed_gives_everybody_of_the_station(cast: Cast):
    assert len(names(cast.xiaozhou, "")) == 6


def test_nobody_of_another_station_is_found(cast: Cast):
    assert names(cast.xiaozhou, "邻站") == set()
    assert names(cast.stranger, "邻站") == {"邻站老人"}


def test_the_operator_finds_people_of_the_whole_county(cast: Cast):
    assert names(operator(cast.county, TODAY), "老") == {"邻站老人", "符老伯"}


@pytest.mark.parametrize("typed", ["999999194005010028", " 999999 19400501 0028 ", "９９９９９９194005010028"])
def test_a_whole_id_number_finds_its_person(cast: Cast, typed):
    given(cast.wang, id_number="999999194005010028")
    assert names(cast.xiaozhou, typed) == {"王阿婆"}


def test_a_part_of_an_id_number_finds_nobody(cast: Cast):
    given(cast.wang, id_number="999999194005010028")
    assert names(cast.xiaozhou, "99999919400501") == set()


def test_a_telephone_number_finds_its_person_however_it_is_grouped(cast: Cast):
    given(cast.fu, phone="100-1234-5678")
    assert names(cast.xiaozhou, "10012345678") == {"符老伯"}


def test_who_moved_away_is_no_longer_found(cast: Cast):
    Membership.objects.filter(person=cast.wang).update(ends_on=date(2026, 1, 1))
    assert "王阿婆" not in names(cast.xiaozhou, "王")


def test_a_name_that_shares_its_code_by_chance_is_not_taken_for_it(cast: Cast):
    other = resident("赵某", date(1950, 1, 1), cast.units[0])
    NameToken.objects.bulk_create(
        NameToken(token=row.token, unit_id=cast.units[0].pk, person=other)
        for row in NameToken.objects.filter(person=cast.wang)
        if not NameToken.objects.filter(token=row.token, person=other).exists()
    )
    assert "赵某" not in names(cast.xiaozhou, "王")


def test_nothing_readable_stands_in_the_tables_of_persons(cast: Cast):
    given(cast.wang, id_number="999999194005010028", phone="100-1234-5678", know="耳背，大声点")
    stored = []
    with connection.cursor() as cursor:
        for table in ("person", "household", "nametoken", "datakey", "risklevel"):
            cursor.execute(f"SELECT * FROM beneficiaries_{table}")
            stored += [bytes(cell) for row in cursor for cell in row if isinstance(cell, bytes | memoryview)]
            cursor.execute(f"SELECT * FROM beneficiaries_{table}")
            stored += [str(cell).encode() for row in cursor for cell in row]
    whole = b"|".join(stored)
    for secret in ("王阿婆", "999999194005010028", "100-1234-5678", "10012345678", "耳背"):
        assert secret.encode() not in whole


def given(person: Person, **facts: str) -> None:
    """Write something of a person."""
    for name, value in facts.items():
        setattr(person, name, value)
    index_numbers(person)
    person.save()
