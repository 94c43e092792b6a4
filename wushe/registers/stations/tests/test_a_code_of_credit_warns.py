"""A strange code of credit is a reason to look again, never to refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.registers.stations.rules.organizations import ALPHABET, check_digit, faults, tidied


@pytest.mark.parametrize(
    "code",
    [
        "91350200776049653A",
        "91350500798359476R",
        "91350206MA31LUJ437",
        "91440101MA5CJQ4N59",
        " 9135 0200 7760 4965 3a ",
    ],
)
def test_a_right_code_raises_no_doubt(code: str) -> None:
    assert faults(code) == ()


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ("", "service", ()),
        ("9135020077604965", "", ("length",)),
        ("91350200776049653AA", "", ("length",)),
        ("91350200776049653I", "", ("letter",)),
        ("9135020O776049653A", "", ("letter",)),
        ("91350203M0001QAY9B", "", ("check",)),
        ("91350200776049653B", "", ("check",)),
        ("91350200776049653A", "service", ("kind",)),
        ("91350200776049653A", "association", ("kind",)),
        ("91350200776049653A", "company", ()),
        ("91350200776049653A", "other", ()),
    ],
)
def test_each_doubt_has_a_name(code: str, kind: str, found: tuple[str, ...]) -> None:
    assert faults(code, kind) == found


def test_one_wrong_digit_inside_is_doubted_twice() -> None:
    assert faults("91350200776049654A") == ("check", "inner")


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_digit_is_always_noticed(first: str, place: int, digit: str) -> None:
    wrong = first[:place] + digit + first[place + 1 :]
    assert (check_digit(wrong) == check_digit(first)) == (wrong == first)


@given(st.text())
def test_anything_typed_gets_an_answer(text: str) -> None:
    assert set(faults(text)) <= {"length", "letter", "check", "inner", "kind"}
    assert tidied(tidied(text)) == tidied(text)
