"""A place works by a service model from a day to a day, by the word of whoever keeps its register."""

from datetime import date
from typing import Any

import pytest

from tests.cast import TODAY, Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.actions import adopt_model, end_adoption, load_model
from wushe.registers.catalog.models import ModelAdoption
from wushe.registers.catalog.queries import adopted_models
from wushe.registers.catalog.tests.test_reading_a_service_model import GOOD
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer, operator

SOURCE = "据南海网"
SINCE = date(2022, 6, 24)


def adopt(viewer: Viewer, region: Region, key: str = "1-1-5-x", **changes: Any) -> ModelAdoption:
    return adopt_model(viewer, key, region, **{"starts_on": SINCE, "source": SOURCE} | changes)


def names(cast: Cast, on: date) -> list[str]:
    return [str(row) for row in adopted_models([cast.county.key, cast.coverage.key, "4602"], on)]


def test_a_county_adopts_a_model_and_one_line_of_its_audit_says_so(cast: Cast) -> None:
    row = adopt(cast.wangke, cast.county)
    assert (row.model.key, row.model.version, row.region, row.source) == ("1-1-5-x", 1, cast.county, SOURCE)
    line = AuditEntry.objects.get(verb="catalog.adopt_model")
    assert (line.county_key, line.actor, line.target) == (
        cast.county.key,
        cast.wangke.user,
        "catalog.service_model:1-1-5-x",
    )
    assert line.facts == {"place": cast.county.key, "version": 1, "starts": "2022-06-24"}


def test_it_holds_from_its_day_on_and_to_its_last(cast: Cast) -> None:
    row = adopt(cast.wangke, cast.county)
    end_adoption(cast.wangke, row, date(2023, 12, 31))
    days = (date(2022, 6, 23), SINCE, date(2023, 12, 31), date(2024, 1, 1))
    assert [len(names(cast, day)) for day in days] == [0, 1, 1, 0]


def test_without_a_printed_day_it_holds_always(cast: Cast) -> None:
    adopt(cast.wangke, cast.county, starts_on=None)
    assert len(names(cast, date(1999, 1, 1))) == 1


def test_the_operator_adopts_for_the_city_the_county_and_the_coverage_unit(cast: Cast) -> None:
    viewer, city = operator(cast.county, TODAY), Region.objects.get(key="4602")
    for region in (city, cast.county, cast.coverage):
        adopt(viewer, region, starts_on=None)
    assert names(cast, TODAY) == ["某市 1+1+5+X", "吉阳区 1+1+5+X", f"{cast.coverage.name} 1+1+5+X"]
    lines = AuditEntry.objects.filter(verb="catalog.adopt_model").values_list("county_key", flat=True)
    assert sorted(lines) == ["", cast.county.key, cast.county.key]


def test_several_models_may_hold_at_once_in_a_place(cast: Cast) -> None:
    adopt(cast.wangke, cast.county)
    adopt(cast.wangke, cast.county, "one-platform-three-plans")
    assert names(cast, TODAY) == ["吉阳区 1+1+5+X", "吉阳区 一平台三计划"]


def test_a_new_version_follows_the_old_one_from_its_day(cast: Cast) -> None:
    load_model(GOOD, "m.toml")
    old = adopt(cast.wangke, cast.county, "1-2-5-n")
    load_model(GOOD.replace("社工总站", "总站"), "m.toml")
    new = adopt(cast.wangke, cast.county, "1-2-5-n", starts_on=date(2024, 1, 1))
    old.refresh_from_db()
    assert (old.ends_on, new.model.version) == (date(2023, 12, 31), 2)
    on = {day: [row.model.version for row in adopted_models([cast.county.key], day)] for day in (SINCE, TODAY)}
    assert on == {SINCE: [1], TODAY: [2]}


def test_an_adoption_ends_earlier_but_never_later(cast: Cast) -> None:
    row = end_adoption(cast.wangke, adopt(cast.wangke, cast.county), date(2023, 12, 31))
    assert end_adoption(cast.wangke, row, date(2023, 6, 30)).ends_on == date(2023, 6, 30)
    with pytest.raises(Refused, match="catalog-adoption-over"):
        end_adoption(cast.wangke, row, TODAY)
    with pytest.raises(Refused, match="catalog-adoption-backwards"):
        end_adoption(cast.wangke, row, date(2022, 1, 1))


def check_refused(code: str, viewer: Viewer, region: Region, key: str = "1-1-5-x", **changes: Any) -> None:
    before = rows_by_table()
    with pytest.raises(Refused, match=code):
        adopt(viewer, region, key, **changes)
    assert rows_by_table() == before


@pytest.mark.parametrize(
    "who", ["xiaozhou", "laochen", "dudao", "jigou", "shiju", "zhuanyuan", "far_officer", "far_keeper"]
)
def test_nobody_but_the_keeper_of_the_place_may_adopt(cast: Cast, who: str) -> None:
    check_refused("stations-not-keeper", getattr(cast, who), cast.county)


def test_a_county_does_not_adopt_for_its_city(cast: Cast) -> None:
    check_refused("stations-not-keeper", cast.wangke, Region.objects.get(key="4602"))


def test_the_operator_of_one_county_does_not_adopt_for_another(cast: Cast) -> None:
    check_refused("stations-not-keeper", operator(cast.county, TODAY), cast.far_station.county)


def test_a_village_adopts_no_model(cast: Cast) -> None:
    check_refused("catalog-not-an-adopter", cast.wangke, cast.units[0])


def test_a_model_nobody_loaded_is_refused(cast: Cast) -> None:
    check_refused("catalog-unknown-model", cast.wangke, cast.county, "1-2-5-n")


@pytest.mark.parametrize("source", ["", "  ", "源" * 201])
def test_an_adoption_needs_a_source(cast: Cast, source: str) -> None:
    check_refused("catalog-adoption-source", cast.wangke, cast.county, source=source)


def test_the_same_version_twice_is_refused(cast: Cast) -> None:
    adopt(cast.wangke, cast.county)
    check_refused("catalog-adopted-already", cast.wangke, cast.county, starts_on=TODAY)


@pytest.mark.parametrize(("day", "code"), [(None, "catalog-adoption-needs-day"), (SINCE, "catalog-adoption-backwards")])
def test_a_new_version_needs_a_later_day(cast: Cast, day: date | None, code: str) -> None:
    load_model(GOOD, "m.toml")
    adopt(cast.wangke, cast.county, "1-2-5-n")
    load_model(GOOD.replace("社工总站", "总站"), "m.toml")
    check_refused(code, cast.wangke, cast.county, "1-2-5-n", starts_on=day)
