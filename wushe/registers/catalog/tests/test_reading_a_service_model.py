"""A service model is read from a file, or refused at its line with a sentence that says how to mend it."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.kit.wording import sentence
from wushe.registers.catalog.actions import DEFINITIONS
from wushe.registers.catalog.rules import Slot, evidence, faults_in, read_model
from wushe.registers.catalog.rules.lines import line_of, lines_of
from wushe.registers.catalog.rules.printed import parts

FIELDS = [row["key"] for row in tomllib.loads((DEFINITIONS / "fields.toml").read_text(encoding="utf-8"))["field"]]
MODELS = sorted((DEFINITIONS / "models").glob("*.toml"))
FIVE = 'fields = ["assistance", "elder-care", "child-care", "governance", "affairs"]'
GOOD = f"""\
# A model nobody coded for.
key = "1-2-5-n"
printed = "1+2+5+N"
name = "“1+2+5+N”服务体系"
source = "某县民政局"

[[slot]]
count = 1
label = "社工总站"
evidence = "operating"

[[slot]]
count = 2
label = "服务阵地"
evidence = "activities"
items = ["社工室", "邻里客厅"]

[[slot]]
count = 5
label = "服务领域"
evidence = "fields-of-service"
{FIVE}

[[slot]]
count = "N"
"""


def without(*lines: int) -> str:
    return "\n".join(line for number, line in enumerate(GOOD.split("\n"), 1) if number not in lines)


def refused(text: str) -> list[tuple[str, int]]:
    return [
        (one.code.removeprefix("catalog-model-"), int(str(one.facts["line"])))
        for one in faults_in(text, "m.toml", FIELDS)
    ]


def test_a_model_that_nobody_coded_for_is_read() -> None:
    model = read_model(GOOD, "m.toml", FIELDS)
    assert (model.key, model.printed, [slot.count for slot in model.slots]) == ("1-2-5-n", "1+2+5+N", [1, 2, 5, "N"])
    assert model.slots[2].fields == tuple(FIELDS)
    assert model.slots[3] == Slot("N")
    assert not model.slots[3].is_defined


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_every_model_of_the_house_can_be_read(file: Path) -> None:
    assert faults_in(file.read_text(encoding="utf-8"), file.name, FIELDS) == []
    assert read_model(file.read_text(encoding="utf-8"), file.name, FIELDS).key == file.stem


def test_the_four_slots_of_sanya_are_as_printed() -> None:
    slots = read_model((DEFINITIONS / "models" / "1-1-5-x.toml").read_text(encoding="utf-8"), "m", FIELDS).slots
    assert [(slot.count, slot.label) for slot in slots] == [
        (1, "资源链接平台"),
        (1, "重点服务项目"),
        (5, "服务领域"),
        ("X", "本地品牌服务"),
    ]


def test_nothing_is_made_up_for_deqing() -> None:
    slots = read_model((DEFINITIONS / "models" / "1-3-3x-n.toml").read_text(encoding="utf-8"), "m", FIELDS).slots
    assert slots == (Slot(1), Slot(3), Slot("3X"), Slot("N"))


BROKEN: dict[str, tuple[Callable[[], str], tuple[str, int]]] = {
    "not toml": (lambda: GOOD.replace('label = "社工总站"', 'label = "社工总站'), ("unreadable", 9)),
    "a key twice": (lambda: GOOD.replace("count = 1\n", "count = 1\ncount = 1\n"), ("unreadable", 9)),
    "an unknown key": (lambda: GOOD.replace("name =", 'title = "x"\nname ='), ("unknown-key", 4)),
    "no source": (lambda: without(5), ("key-missing", 1)),
    "an empty source": (lambda: GOOD.replace("某县民政局", " "), ("no-text", 5)),
    "a source that is a number": (lambda: GOOD.replace('"某县民政局"', "7"), ("no-text", 5)),
    "a name too long": (lambda: GOOD.replace("服务体系", "服" * 60), ("text-too-long", 4)),
    "a key in Chinese": (lambda: GOOD.replace('"1-2-5-n"', '"一二五"'), ("bad-key", 2)),
    "no slots": (lambda: GOOD.split("[[slot]]")[0], ("no-slots", 1)),
    "slots that are none": (lambda: GOOD.split("[[slot]]")[0] + "slot = 3\n", ("no-slots", 7)),
    "an unknown key in a slot": (lambda: GOOD.replace("items =", "things ="), ("slot-unknown-key", 16)),
    "no count": (lambda: without(8), ("slot-no-count", 7)),
    "a count that is a word": (lambda: GOOD.replace('count = "N"', 'count = "many"'), ("count-neither", 25)),
    "a count that is a truth": (lambda: GOOD.replace("count = 1\n", "count = true\n"), ("count-neither", 8)),
    "a count with a point": (lambda: GOOD.replace("count = 1\n", "count = 1.0\n"), ("count-neither", 8)),
    "a count of nothing": (lambda: GOOD.replace("count = 1\n", "count = 0\n"), ("count-neither", 8)),
    "evidence without a label": (lambda: GOOD + 'evidence = "brands"\n', ("slot-undefined", 26)),
    "a label without evidence": (lambda: without(10), ("no-evidence", 7)),
    "an empty label": (lambda: GOOD.replace("社工总站", ""), ("no-text", 9)),
    "a label too long": (lambda: GOOD.replace("社工总站", "站" * 31), ("text-too-long", 9)),
    "unknown evidence": (lambda: GOOD.replace('"operating"', '"horoscopes"'), ("unknown-evidence", 10)),
    "evidence that is a list": (lambda: GOOD.replace('"operating"', '["operating"]'), ("unknown-evidence", 10)),
    "no fields": (lambda: without(22), ("fields-missing", 21)),
    "fields not asked for": (lambda: GOOD.replace('"fields-of-service"', '"brands"'), ("fields-not-taken", 22)),
    "fields that are no list": (lambda: GOOD.replace(FIVE, 'fields = "affairs"'), ("no-list", 22)),
    "an unknown field": (lambda: GOOD.replace('"affairs"', '"affair"'), ("unknown-field", 22)),
    "a field twice": (lambda: GOOD.replace('"affairs"', '"assistance"'), ("bad-list", 22)),
    "a number among the items": (lambda: GOOD.replace('"社工室"', "3"), ("bad-list", 16)),
    "fewer items than the number": (lambda: GOOD.replace(', "邻里客厅"', ""), ("list-not-count", 16)),
    "a label twice": (lambda: GOOD.replace("服务阵地", "社工总站"), ("label-twice", 14)),
    "three slots for four parts": (lambda: GOOD.rsplit("[[slot]]", 1)[0], ("parts-not-slots", 3)),
    "five slots for four parts": (lambda: GOOD + '\n[[slot]]\ncount = "X"\n', ("parts-not-slots", 27)),
    "another count than printed": (lambda: GOOD.replace('count = "N"', 'count = "X"'), ("count-not-printed", 25)),
    "another label than printed": (
        lambda: GOOD.replace('1+2+5+N"\nname', '1总站+2+5+N"\nname'),
        ("label-not-printed", 9),
    ),
    "a file without an end": (lambda: GOOD + "\n" * 300, ("too-many-lines", 301)),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_refused_at_its_line(case: str) -> None:
    make, expected = BROKEN[case]
    assert refused(make())[0] == expected


@pytest.mark.parametrize("case", BROKEN)
def test_each_refusal_names_file_and_line_and_how_to_mend_it(case: str) -> None:
    [first, *_others] = faults_in(BROKEN[case][0](), "m.toml", FIELDS)
    said = sentence(first)
    assert said.startswith(f"m.toml 第 {first.facts['line']} 行：")
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{2,}", said), "no English of a parser"


def test_all_faults_are_told_at_once_by_line() -> None:
    text = GOOD.replace('"affairs"', '"affair"').replace('"N"', '"nn"').replace("某县民政局", "")
    assert refused(text) == [("no-text", 5), ("unknown-field", 22), ("count-neither", 25)]


def test_a_field_in_a_list_over_several_lines_is_found_on_its_own_line() -> None:
    text = GOOD.replace(
        FIVE, 'fields = [\n  "assistance",\n  "elder-care",\n  "child-car",\n  "governance",\n  "affairs",\n]'
    )
    assert refused(text) == [("unknown-field", 25)]


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("1+1+5+X", [(1, ""), (1, ""), (5, ""), ("X", "")]),
        ("1＋3＋3X＋N", [(1, ""), (3, ""), ("3X", ""), ("N", "")]),
        ("一平台三计划", [(1, "平台"), (3, "计划")]),
        ("一年覆盖、两年规范、三年提升", [(1, "年覆盖"), (2, "年规范"), (3, "年提升")]),
        ("1个平台 + 12项服务", [(1, "个平台"), (12, "项服务")]),
        ("五社联动", [(5, "社联动")]),
        ("十五分钟服务圈", [(15, "分钟服务圈")]),
        ("二十三项", [(23, "项")]),
        ("党建+3", [(None, "党建"), (3, "")]),
        ("幸福吾社", []),
    ],
)
def test_a_printed_formula_is_taken_apart(printed: str, told: list[tuple[object, str]]) -> None:
    assert [(part.count, part.rest) for part in parts(printed)] == told


def test_every_question_a_slot_may_ask_has_a_name() -> None:
    assert all(one.name and one.asks for one in evidence().values())


words = st.text(st.characters(categories=["Lo"], max_codepoint=0x9FFF, min_codepoint=0x4E00), min_size=1, max_size=8)
plain_questions = st.sampled_from([key for key, one in evidence().items() if not one.takes])
counts = st.one_of(st.integers(1, 99), st.sampled_from(["X", "N", "3X", "12N"]))


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[tuple[int | str, str]], list[int]]:
    """A file of a model, what it says, and on which line each count stands."""
    slots = draw(
        st.lists(
            st.tuples(counts, st.one_of(st.just(""), words)),
            min_size=1,
            max_size=6,
            unique_by=lambda one: one[1] or one,
        )
    )
    lines = [
        'key = "k"',
        'name = "n"',
        'source = "s"',
        f'printed = "{"+".join(str(count) for count, _label in slots)}"',
    ]
    at = []
    for count, label in slots:
        lines += draw(st.lists(st.sampled_from(["", "# [[slot]]", "# count = 3"]), max_size=3))
        lines.append("[[slot]]")
        at.append(len(lines) + 1)
        lines.append(f"count = {count}" if isinstance(count, int) else f'count = "{count}"')
        if label:
            lines += [f'label = "{label}"', f'evidence = "{draw(plain_questions)}"']
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"])), slots, at


@given(files())
def test_whatever_is_written_well_is_read_as_written(made: tuple[str, list[tuple[int | str, str]], list[int]]) -> None:
    text, slots, at = made
    model = read_model(text, "m.toml", FIELDS)
    assert [(slot.count, slot.label) for slot in model.slots] == slots
    assert [line_of(text, ("slot", place, "count")) for place in range(len(slots))] == at
    assert [Slot.of(slot.row) for slot in model.slots] == list(model.slots)


@given(files(), st.data())
def test_a_count_spoilt_anywhere_is_refused_on_that_line(
    made: tuple[str, list[tuple[int | str, str]], list[int]], data: st.DataObject
) -> None:
    text, _slots, at = made
    line = data.draw(st.sampled_from(at))
    lines = text.split("\n")
    lines[line - 1] = data.draw(st.sampled_from(["count = -1", 'count = "x"', "count = []", "count = 1979-05-27"]))
    assert ("count-neither", line) in refused("\n".join(lines))


@given(files(), st.data())
def test_no_text_breaks_it(made: tuple[str, list[tuple[int | str, str]], list[int]], data: st.DataObject) -> None:
    lines = made[0].split("\n")
    for _time in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(
            st.one_of(st.text(max_size=20), st.sampled_from([*lines, "slot = 1", "[slot]", "[[slot.x]]", "label = 1"]))
        )
    text = "\n".join(lines)
    for one in faults_in(text, "m.toml", FIELDS):
        assert 1 <= int(str(one.facts["line"])) <= len(lines_of(text))
        assert sentence(one)
