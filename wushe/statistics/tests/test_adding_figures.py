"""Figures are added only where a record can lie in one of them alone."""

from dataclasses import replace
from datetime import date

import pytest

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, month, through
from wushe.statistics.ages import Ages
from wushe.statistics.rules import Figure, Filters, Scope, measure, total

COUNTY = Scope("460203", "吉阳区", "county", "460203", 1)
OTHER_COUNTY = Scope("530302", "外县", "county", "530302", 2)
UNIT_A = Scope("a", "田独村", "village", "460203", 1, unit_ids=frozenset({10}))
UNIT_B = Scope("b", "新红村", "village", "460203", 1, unit_ids=frozenset({11}))
BOTH_UNITS = Scope("ab", "片", "coverage", "460203", 1, unit_ids=frozenset({10, 11}))
STATION = Scope("s", "站", "station", "460203", 1, station_id=5)
OTHER_STATION = Scope("t", "邻站", "station", "460203", 1, station_id=6)
NOVEMBER, DECEMBER = month(2026, 11), month(2026, 12)


def figure(
    key: str = "person-times",
    scope: Scope = COUNTY,
    period: Period = NOVEMBER,
    *,
    value: int = 3,
    ages: Ages | None = None,
    **filters: set[str],
) -> Figure:
    chosen = Filters(**{kind: frozenset(keys) for kind, keys in filters.items()}, ages=ages)
    return Figure(measure(key), value, scope, period, chosen, 17, value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(), figure(period=DECEMBER)),
        (figure(), figure(scope=OTHER_COUNTY)),
        (figure(scope=UNIT_A), figure(scope=UNIT_B)),
        (figure(scope=STATION), figure(scope=OTHER_STATION)),
        (figure(fields={"affairs"}), figure(fields={"elder-care"})),
        (figure(methods={"visit"}), figure(methods={"group", "activity"})),
        (figure(scope=UNIT_A, fields={"affairs"}), figure(scope=BOTH_UNITS, fields={"elder-care"})),
        (figure(scope=UNIT_A), figure(scope=STATION, period=DECEMBER)),
        (figure(ages=Ages(None, 17)), figure(ages=Ages(18, 59))),
    ],
)
def test_slices_that_share_no_record_are_added(one: Figure, other: Figure) -> None:
    assert total([one, other]) == total([other, one]) == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(), figure()),
        (figure(), figure(scope=UNIT_A)),
        (figure(scope=UNIT_A), figure(scope=BOTH_UNITS)),
        (figure(scope=UNIT_A), figure(scope=STATION)),
        (figure(scope=STATION), figure(scope=COUNTY)),
        (figure(period=NOVEMBER), figure(period=through(date(2026, 11, 30), date(2026, 12, 5)))),
        (figure(fields={"affairs"}), figure()),
        (figure(fields={"affairs"}), figure(fields={"affairs", "elder-care"})),
        (figure(fields={"affairs"}), figure(methods={"visit"})),
        (figure(groups={"living-alone-elder"}), figure(groups={"left-behind-child"})),
        (figure(ages=Ages(60, None)), figure(ages=Ages(70, None))),
        (figure(ages=Ages(60, None)), figure()),
        (figure("sessions", ages=Ages(None, 17)), figure("sessions", ages=Ages(70, None))),
        (figure("service-minutes", ages=Ages(None, 17)), figure("service-minutes", ages=Ages(70, None))),
    ],
)
def test_slices_that_may_share_a_record_are_not_added(one: Figure, other: Figure) -> None:
    with pytest.raises(Refused, match="statistics-overlap") as refused:
        total([one, other])
    assert set(refused.value.facts) == {"one", "other"}


def test_the_refusal_names_both_slices() -> None:
    with pytest.raises(Refused) as refused:
        total([figure(), figure(scope=UNIT_A)])
    assert refused.value.facts == {
        "one": "吉阳区 2026-11-01—2026-11-30",
        "other": "田独村 2026-11-01—2026-11-30",
    }


def test_an_overlap_is_found_among_many() -> None:
    with pytest.raises(Refused, match="statistics-overlap"):
        total([figure(scope=UNIT_A), figure(scope=UNIT_B), figure(period=DECEMBER), figure(scope=UNIT_B)])


def test_people_and_person_times_are_never_mixed() -> None:
    with pytest.raises(Refused, match="statistics-mixed-measures") as refused:
        total([figure("persons"), figure("person-times", period=DECEMBER)])
    assert refused.value.facts == {"one": "服务人数", "other": "服务人次"}


def test_two_versions_of_a_measure_are_never_mixed() -> None:
    old = replace(figure(), measure=replace(measure("person-times"), version=0))
    with pytest.raises(Refused, match="statistics-mixed-measures"):
        total([old, figure(period=DECEMBER)])


@pytest.mark.parametrize(("key", "unit"), [("persons", "人"), ("households", "户"), ("long-term-persons", "人")])
def test_people_and_households_of_two_slices_are_never_added(key: str, unit: str) -> None:
    with pytest.raises(Refused, match="statistics-not-additive") as refused:
        total([figure(key, UNIT_A), figure(key, UNIT_B)])
    assert refused.value.facts["unit"] == unit


@pytest.mark.parametrize("key", ["persons", "person-times"])
def test_one_figure_is_its_own_total(key: str) -> None:
    assert total([figure(key, value=42)]) == 42


def test_a_figure_knows_its_unit_and_where_it_opens() -> None:
    one = figure("service-minutes", scope=UNIT_A, fields={"affairs"})
    assert one.unit == "分钟"
    assert one.query == "service-minutes@1?scope=a&from=2026-11-01&to=2026-11-30&field=affairs&as_of=17"
    assert one.url == "/figures/?q=service-minutes%401%3Fscope%3Da%26from%3D2026-11-01%26to%3D2026-11-30" + (
        "%26field%3Daffairs%26as_of%3D17"
    )
