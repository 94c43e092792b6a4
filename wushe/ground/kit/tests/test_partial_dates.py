"""A date is kept as printed, and compared only as far as the print goes."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wushe
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.partial_dates import Order, PartialDate, parse

BEFORE, SINCE, UNDECIDED = Order.BEFORE, Order.SINCE, Order.UNDECIDED


@pytest.mark.parametrize(
    ("printed", "earliest", "latest"),
    [
        ("2021年6月24日", date(2021, 6, 24), date(2021, 6, 24)),
        ("2021-06-24", date(2021, 6, 24), date(2021, 6, 24)),
        ("2021-6-4", date(2021, 6, 4), date(2021, 6, 4)),
        ("2021年8月底", date(2021, 8, 21), date(2021, 8, 31)),
        ("2024年2月底", date(2024, 2, 21), date(2024, 2, 29)),
        ("2021年5月底前", None, date(2021, 5, 31)),
        ("2021年8月", date(2021, 8, 1), date(2021, 8, 31)),
        ("2021-08", date(2021, 8, 1), date(2021, 8, 31)),
        ("2021年", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("6月24日", None, None),
        ("2月29日", None, None),
        ("5月底前", None, None),
        ("8月底", None, None),
        ("2021 年 8月底", date(2021, 8, 21), date(2021, 8, 31)),
        ("2021 年 5 月底前", None, date(2021, 5, 31)),
        ("6 月 24 日", None, None),
        ("2021 年以来", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021年6月24日报道", None, date(2021, 6, 24)),
        ("6月24日报道", None, None),
        ("现有", None, None),
        ("目前", None, None),
        ("自推进以来(累计)", None, None),
        ("—", None, None),
    ],
)
def test_every_printed_form_is_read(printed: str, earliest: date | None, latest: date | None) -> None:
    assert parse(printed) == PartialDate(printed, earliest, latest)


def test_spaces_around_the_print_do_not_matter() -> None:
    assert parse(" 2021年8月底\n").printed == "2021年8月底"


@pytest.mark.parametrize(
    "printed",
    [
        *("", "去年", "2021年13月", "2021年2月30日", "2月30日", "13月1日", "0月1日", "2021年6月0日", "2021年0月底"),
        *("6月", "24日", "2021年底", "21年6月24日", "2021/6/24", "2021年6月24日上午", "0000年", "12021年"),
        *("13月底", "以来", "报道", "自以来", "2021年以来以来", "2021年8月底底"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_print(printed: str) -> None:
    with pytest.raises(Refused, match="partial-date-unreadable") as refused:
        parse(printed)
    assert refused.value.facts == {"printed": printed}


@pytest.mark.parametrize(
    ("printed", "day", "order"),
    [
        ("2021年6月24日", date(2021, 6, 23), BEFORE),
        ("2021年6月24日", date(2021, 6, 24), SINCE),
        ("2021年8月底", date(2021, 8, 20), BEFORE),
        ("2021年8月底", date(2021, 8, 21), UNDECIDED),
        ("2021年8月底", date(2021, 8, 30), UNDECIDED),
        ("2021年8月底", date(2021, 8, 31), SINCE),
        ("2021年5月底前", date(2000, 1, 1), UNDECIDED),
        ("2021年5月底前", date(2021, 5, 30), UNDECIDED),
        ("2021年5月底前", date(2021, 5, 31), SINCE),
        ("2021年8月", date(2021, 7, 31), BEFORE),
        ("2021年8月", date(2021, 8, 1), UNDECIDED),
        ("2021年8月", date(2021, 8, 31), SINCE),
        ("2021年", date(2020, 12, 31), BEFORE),
        ("2021年", date(2021, 7, 1), UNDECIDED),
        ("2021年", date(2021, 12, 31), SINCE),
        ("6月24日", date(1999, 1, 1), UNDECIDED),
        ("6月24日", date(2026, 11, 24), UNDECIDED),
    ],
)
def test_a_day_is_before_since_or_undecided(printed: str, day: date, order: Order) -> None:
    assert parse(printed).place(day) is order


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_full_date_always_decides(printed: date, day: date) -> None:
    order = parse(f"{printed.year}年{printed.month}月{printed.day}日").place(day)
    assert (order is BEFORE) == (day < printed)
    assert (order is SINCE) == (day >= printed)


@given(
    st.sampled_from(["2021年8月底", "2021年5月底前", "2021年8月", "2021年", "2021年6月24日", "6月24日"]),
    st.dates(date(2019, 1, 1), date(2023, 12, 31)),
    st.dates(date(2019, 1, 1), date(2023, 12, 31)),
)
def test_a_later_day_is_never_placed_earlier(printed: str, one: date, other: date) -> None:
    ranks = [BEFORE, UNDECIDED, SINCE]
    placed = [ranks.index(parse(printed).place(day)) for day in sorted((one, other))]
    assert placed == sorted(placed)


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2021年5月底前", "2021年8月底", BEFORE),
        ("2021年8月底", "2021年5月底前", SINCE),
        ("2021年8月底", "2021年8月底", UNDECIDED),
        ("2021年8月底", "2021年8月", UNDECIDED),
        ("2021年6月24日", "2021年6月24日", SINCE),
        ("2021年", "2022年", BEFORE),
        ("6月24日", "2021年8月底", UNDECIDED),
        ("2021年以来", "2020年12月31日", SINCE),
        ("目前", "2021年", UNDECIDED),
        ("5月底前", "6月24日", UNDECIDED),
    ],
)
def test_two_dates_are_compared_only_as_far_as_both_go(one: str, other: str, order: Order) -> None:
    assert parse(one).compare(parse(other)) is order


def test_every_date_printed_with_a_seed_figure_is_read() -> None:
    with (Path(wushe.__file__).parent / "doors" / "reports" / "seed-figures.csv").open(encoding="utf-8") as file:
        printed = {row["as_of"] for row in csv.DictReader(file)} - {"同上"}
    assert {parse(text).printed for text in printed} == printed
