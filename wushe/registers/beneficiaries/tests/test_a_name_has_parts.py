"""A name is found by its characters, its initials and its reading; family names are read as family names."""

import pytest

from wushe.registers.beneficiaries.rules import answers, asked_parts, initials, masked, name_parts


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("周晓岚", "ZXL"),
        ("单雪", "SX"),
        ("仇小云", "QXY"),
        ("曾乐", "ZL"),
        ("解明", "XM"),
        ("区志强", "OZQ"),
        ("朴英", "PY"),
        ("查良", "ZL"),
        ("尉迟明", "YCM"),
        ("万俟雪", "MQX"),
        ("覃桂花", "QGH"),
    ],
)
def test_a_family_name_is_read_as_one(name, letters):
    assert letters in initials(name)
    assert answers(name, letters.lower())


def test_the_dictionary_reading_of_a_family_name_is_found_too():
    assert answers("单雪", "dx")
    assert answers("单雪", "danxue")
    assert answers("单雪", "shanxue")


@pytest.mark.parametrize(
    "text", ["周", "晓", "周晓", "晓岚", "周晓岚", "z", "zx", "ZXL", "zhouxiaolan", "ｚｘｌ", " 周 晓"]
)
def test_every_way_of_typing_a_name_finds_it(text):
    assert set(asked_parts(text)) & name_parts("周晓岚")
    assert answers("周晓岚", text)


@pytest.mark.parametrize("text", ["王", "岚晓", "周岚", "xl", "zhou", "周晓岚兰"])
def test_another_name_is_not_found(text):
    assert not answers("周晓岚", text)


def test_a_name_with_a_dot_is_found_with_and_without_it():
    assert answers("阿依古丽·买买提", "古丽买")
    assert answers("阿依古丽·买买提", "古丽·买")


def test_nothing_typed_means_everybody():
    assert set(asked_parts("  ")) <= name_parts("王芳")


def test_a_masked_name_keeps_the_family_name_only():
    assert (masked("王芳"), masked("周晓岚"), masked("王")) == ("王＊", "周＊＊", "王＊")
