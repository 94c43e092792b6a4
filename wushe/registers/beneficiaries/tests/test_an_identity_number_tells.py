"""An identity number tells a birth day and a sex, and is doubted aloud when it cannot be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.registers.beneficiaries.rules import Identity, long_form, read_identity
from wushe.registers.beneficiaries.rules.identity import OLDEST, check_digit

TODAY = date(2026, 11, 24)
GOOD = "11010519491231002X"
BORN = date(1949, 12, 31)


def looked_at(kind: str, number: str, birth_on: date | None = None, sex: int = 0) -> Identity:
    return read_identity(kind, number, today=TODAY, birth_on=birth_on, sex=sex)


@pytest.mark.parametrize(
    ("kind", "number", "doubts"),
    [
        ("resident", GOOD, ()),
        ("resident", "11010519491231002x", ()),
        ("resident", "１１０１０５ 19491231 002X", ()),
        ("resident", "440524188001010014", ("birth",)),
        ("resident", "110105194912310021", ("check",)),
        ("resident", "110105194902310022", ("check", "birth")),
        ("resident", "1101051949123100", ("form",)),
        ("resident", "11010519491231OO2X", ("form",)),
        ("resident", "130503670401001", ()),
        ("resident", "130503671301001", ("birth",)),
        ("resident", "810000199408230021", ("kind",)),
        ("hmt-resident", "810000199408230021", ()),
        ("hmt-resident", "830000199408230022", ("check",)),
        ("hmt-resident", GOOD, ("kind",)),
        ("hmt-pass", "H12345678", ()),
        ("hmt-pass", "12345678", ()),
        ("hmt-pass", "H123", ("form",)),
        ("foreign", "CHN110000700101", ()),
        ("foreign", "911124198108030024", ()),
        ("foreign", "911124198108030025", ("check",)),
        ("passport", "E12345678", ()),
        ("passport", "E1", ("form",)),
        ("other", "军 12", ()),
        ("none", "", ()),
        ("none", GOOD, ("missing",)),
        ("resident", "", ()),
    ],
)
def test_what_looks_wrong_is_said(kind: str, number: str, doubts: tuple[str, ...]) -> None:
    assert looked_at(kind, number).doubts == doubts


def test_a_good_number_tells_birth_day_and_sex() -> None:
    assert (looked_at("resident", GOOD).birth_on, looked_at("resident", GOOD).sex) == (BORN, 2)
    assert looked_at("resident", "130503670401001").birth_on == date(1967, 4, 1)
    assert looked_at("foreign", "911124198108030024").birth_on == date(1981, 8, 3)


def test_a_number_that_differs_from_the_fields_is_doubted() -> None:
    assert looked_at("resident", GOOD, date(1949, 12, 30)).doubts == ("birth-differs",)
    assert looked_at("resident", GOOD, BORN, 1).doubts == ("sex-differs",)
    assert looked_at("resident", GOOD, date(1950, 1, 1), 1).doubts == ("birth-differs", "sex-differs")
    assert looked_at("resident", GOOD, BORN, 2).doubts == ()
    assert looked_at("resident", GOOD, None, 9).doubts == ()


def test_somebody_born_tomorrow_is_doubted() -> None:
    first = "11010520261125002"
    assert looked_at("resident", first + check_digit(first)).doubts == ("birth",)


def test_fifteen_digits_and_eighteen_are_one_number() -> None:
    assert long_form("130503670401001") == "130503196704010016"
    assert long_form("130503671301001") == "130503671301001"
    assert long_form(GOOD) == GOOD


DAYS = st.dates(OLDEST, TODAY)


@given(st.integers(100000, 659999), DAYS, st.integers(0, 999))
def test_every_well_made_number_is_believed(region: int, day: date, order: int) -> None:
    first = f"{region}{day:%Y%m%d}{order:03}"
    found = looked_at("resident", first + check_digit(first))
    assert found == Identity((), day, 1 if order % 2 else 2)


@given(st.integers(100000, 659999), DAYS, st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(region: int, day: date, order: int, place: int, by: int) -> None:
    first = f"{region}{day:%Y%m%d}{order:03}"
    number = first + check_digit(first)
    wrong = "0123456789X"[("0123456789X".index(number[place]) + by) % (11 if place == 17 else 10)]
    assert looked_at("resident", number[:place] + wrong + number[place + 1 :]).doubts != () or wrong == number[place]


@given(st.sampled_from(["resident", "hmt-resident", "hmt-pass", "foreign", "passport", "other", "none"]), st.text())
def test_whatever_is_typed_is_looked_at_and_nothing_breaks(kind: str, text: str) -> None:
    found = looked_at(kind, text)
    assert found.birth_on is None or OLDEST <= found.birth_on <= TODAY
