"""A refusal becomes a Chinese sentence with its facts."""

from datetime import date

import pytest
from pytest_django import Settings

from wushe.ground.kit.clock import today, weekday
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.open_items import OpenItem, by_urgency
from wushe.ground.kit.wording import sentence, sentences


def test_the_sentence_tells_the_facts() -> None:
    refused = Refused("period-empty", first=date(2026, 11, 24), last=date(2026, 11, 1))
    assert sentence(refused) == "结束日期 2026-11-01 早于开始日期 2026-11-24。请把两个日期对调或改正。"


def test_a_code_without_a_sentence_is_a_fault_of_the_house() -> None:
    with pytest.raises(KeyError, match="kit-never-worded"):
        sentence(Refused("kit-never-worded"))


def test_every_sentence_ends_with_a_way_out() -> None:
    assert [code for code, words in sentences().items() if not str(words).endswith("。")] == []


def test_a_sentence_never_names_a_code() -> None:
    assert [code for code, words in sentences().items() if code in str(words)] == []


def test_a_refusal_prints_its_code_and_facts_for_the_log() -> None:
    assert str(Refused("period-empty")) == "period-empty"
    assert str(Refused("period-empty", first=1)) == "period-empty {'first': 1}"


def test_a_demo_lives_on_the_day_it_was_loaded_for(settings: Settings) -> None:
    settings.WUSHE_TODAY = "2026-11-24"
    assert today() == date(2026, 11, 24)


def test_without_a_fixed_day_it_is_today_in_shanghai(settings: Settings) -> None:
    settings.WUSHE_TODAY = ""
    assert isinstance(today(), date)
    assert settings.TIME_ZONE == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 11, 23), "星期一"), (date(2026, 11, 24), "星期二"), (date(2026, 11, 29), "星期日")]
)
def test_a_day_has_its_weekday(day: date, name: str) -> None:
    assert weekday(day) == name


def test_red_comes_first_and_then_the_oldest() -> None:
    blue = OpenItem("need", "蓝", "", date(2020, 1, 1), "blue", "/")
    late, early = (OpenItem("report", "红", "", date(2026, 11, n), "red", "/") for n in (2, 1))
    amber = OpenItem("need", "黄", "", date(2019, 1, 1), "amber", "/")
    assert by_urgency([blue, late, amber, early]) == [early, late, amber, blue]
