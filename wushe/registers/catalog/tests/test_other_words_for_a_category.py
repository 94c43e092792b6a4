"""Other offices' words are taken for a category only when the table says so."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.registers.catalog.actions import DEFINITIONS
from wushe.registers.catalog.rules import ALIASES, Meaning, aliases, meaning

CATEGORIES = tomllib.loads((DEFINITIONS / "categories.toml").read_text(encoding="utf-8"))["category"]
MARGIN, RIGID = "low-income-margin", "rigid-expenditure"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("农村低保", "minimum-living"),
        ("城市低保", "minimum-living"),
        ("最低生活保障（单人）", "minimum-living"),
        ("最低生活保障 (单人)", "minimum-living"),
        ("特困分散供养", "extreme-poverty"),
        ("集中供养", "extreme-poverty"),
        ("五保", "extreme-poverty"),
        ("低边", MARGIN),
        ("支出型", RIGID),
        ("刚性支出困难家庭", RIGID),
        ("事实孤儿", "de-facto-unsupported-child"),
        ("留守老年人", "left-behind-elder"),
    ],
)
def test_a_word_of_the_table_means_one_kind(word: str, key: str) -> None:
    assert meaning(word) == Meaning(word, (key,))
    assert (meaning(word).is_known, meaning(word).key) == (True, key)


@pytest.mark.parametrize("word", ["低收入", "低收入家庭", "边缘户", "三留守", "困难家庭"])
def test_a_word_that_may_mean_several_is_not_guessed(word: str) -> None:
    assert (meaning(word).is_ambiguous, meaning(word).is_known, meaning(word).key) == (True, False, "")


@pytest.mark.parametrize("word", ["", "老王", "低", "保", "low-income"])
def test_a_word_that_stands_nowhere_is_unknown(word: str) -> None:
    assert meaning(word).keys == ()


def test_margin_and_rigid_expenditure_are_never_one() -> None:
    told = tomllib.loads(ALIASES.read_text(encoding="utf-8"))["alias"]
    words = {row["category"]: set(row["words"]) for row in told}
    assert words[MARGIN].isdisjoint(words[RIGID])
    assert not any("支出" in word for word in words[MARGIN])
    assert not any("边" in word for word in words[RIGID])
    assert len([row for row in CATEGORIES if row["key"] in (MARGIN, RIGID)]) == 2


def test_every_kind_has_words_and_every_word_a_kind() -> None:
    keys = {row["key"] for row in CATEGORIES}
    assert {key for found in aliases().values() for key in found} == keys
    assert [row["name"] for row in CATEGORIES if row["key"] not in meaning(row["name"]).keys] == []


def test_the_first_four_kinds_keep_their_bits() -> None:
    bits = {row["key"]: row["bit"] for row in CATEGORIES}
    first = ("living-alone-elder", "left-behind-child", "left-behind-elder", "left-behind-woman")
    assert [bits[key] for key in first] == [0, 1, 2, 3]
    assert len(set(bits.values())) == len(bits)
    assert max(bits.values()) < 62


def test_child_protection_violence_illness_of_the_mind_and_justice_are_restricted() -> None:
    assert {row["key"] for row in CATEGORIES if row.get("restricted")} == {
        "child-protection",
        "domestic-violence",
        "mental-disorder",
        "community-correction",
        "drug-rehabilitation",
        "released-prisoner",
    }


@given(st.text())
def test_no_text_breaks_it(word: str) -> None:
    assert len(meaning(word).keys) != 1 or meaning(word).key in {row["key"] for row in CATEGORIES}
