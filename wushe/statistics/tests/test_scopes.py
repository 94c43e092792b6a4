"""A key stands for a place; who may see the figures of which."""

import uuid
from collections.abc import Callable

import pytest

from tests.cast import TODAY, Cast, lies_in, region_named, station_named
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month_of
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.stations.models import Region, RegionKind, RegionLink, View
from wushe.statistics.counting import count
from wushe.statistics.queries import figure_for
from wushe.statistics.rules import Filters, Query
from wushe.statistics.scopes import permitted, scope_for


def test_a_county_is_itself(cast: Cast) -> None:
    scope = scope_for("460203")
    assert (scope.kind, scope.county_id, scope.station_id, scope.unit_ids) == ("county", cast.county.pk, None, set())


def test_a_village_is_its_own_unit_in_its_county(cast: Cast) -> None:
    scope = scope_for("unit-1")
    assert (scope.county_key, scope.unit_ids) == ("460203", {cast.units[0].pk})


def test_a_coverage_unit_is_all_it_covers(cast: Cast) -> None:
    assert scope_for("liudao-coverage").unit_ids == {unit.pk for unit in cast.units}


def test_a_station_is_what_it_wrote_wherever(cast: Cast) -> None:
    scope = scope_for("liudao-station")
    assert (scope.kind, scope.station_id, scope.unit_ids) == ("station", cast.station.pk, set())


def test_a_stations_part_of_a_village_is_both(cast: Cast) -> None:
    scope = scope_for("liudao-station.unit-1")
    assert (scope.key, scope.name) == ("liudao-station.unit-1", "六道大社区社工站 · 田独")
    assert (scope.station_id, scope.unit_ids) == (cast.station.pk, {cast.units[0].pk})
    assert permitted(cast.xiaozhou, scope) == permitted(cast.wangke, scope) == scope
    with pytest.raises(Refused, match="statistics-foreign-scope"):
        permitted(cast.stranger, scope)


@pytest.mark.parametrize(
    "key",
    [
        *("460203.unit-1", "unit-1.unit-1", "liudao-coverage.unit-1", "460203.far-unit"),
        *("liudao-station.", ".unit-1", "liudao-station.460203", "liudao-station.liudao-coverage"),
        *("liudao-station.far-unit", "liudao-station.atlantis", "liudao-station.unit-1.unit-1"),
    ],
)
def test_only_a_station_has_parts_and_they_are_villages_of_its_county(cast: Cast, key: str) -> None:
    with pytest.raises(Refused, match="statistics-unknown-scope"):
        scope_for(key)


def test_a_pseudo_town_is_its_villages(cast: Cast) -> None:
    town = region_named("town", "直辖", RegionKind.PSEUDO)
    lies_in(town, cast.county)
    RegionLink.objects.filter(child=cast.units[0]).exclude(view=View.COVERAGE).update(parent=town)
    assert scope_for("town").unit_ids == {cast.units[0].pk}
    assert scope_for("unit-1").county_key == "460203"


def test_a_place_nobody_knows_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="statistics-unknown-scope") as refused:
        scope_for("atlantis")
    assert refused.value.facts == {"key": "atlantis"}


def test_a_place_above_counties_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="statistics-unknown-scope"):
        scope_for("4602")


@pytest.mark.parametrize("kind", [RegionKind.COVERAGE, RegionKind.PSEUDO])
def test_a_place_that_covers_nothing_counts_nothing(
    cast: Cast, event_draft: Callable[..., EventDraft], kind: RegionKind
) -> None:
    bare = region_named("bare", "空片", kind)
    lies_in(bare, cast.county, View.STATUTORY if kind == RegionKind.PSEUDO else View.COVERAGE)
    record(cast.xiaozhou, event_draft())
    assert count("person-times", scope_for("bare"), month_of(TODAY)).value == 0


@pytest.mark.parametrize("who", ["xiaozhou", "xiaolin", "laochen"])
@pytest.mark.parametrize("key", ["liudao-station", "liudao-coverage", "unit-1", "unit-6"])
def test_a_station_sees_its_own_figures_and_those_of_its_units(cast: Cast, who: str, key: str) -> None:
    scope = scope_for(key)
    assert permitted(getattr(cast, who), scope) == scope


@pytest.mark.parametrize("who", ["xiaozhou", "laochen"])
@pytest.mark.parametrize("key", ["460203", "next-station", "next-coverage", "next-unit", "far-station", "530302"])
def test_a_station_sees_no_other(cast: Cast, who: str, key: str) -> None:
    with pytest.raises(Refused, match="statistics-foreign-scope"):
        permitted(getattr(cast, who), scope_for(key))


@pytest.mark.parametrize("key", ["460203", "liudao-station", "next-station", "next-unit", "unit-1", "liudao-coverage"])
def test_the_county_sees_every_place_in_it(cast: Cast, key: str) -> None:
    assert permitted(cast.wangke, scope_for(key)).key == key


@pytest.mark.parametrize("who", ["wangke", "nobody"])
@pytest.mark.parametrize("key", ["530302", "far-station", "far-unit"])
def test_nobody_sees_another_county(cast: Cast, who: str, key: str) -> None:
    with pytest.raises(Refused, match="statistics-foreign-scope"):
        permitted(getattr(cast, who), scope_for(key))


def test_units_of_two_stations_are_not_one_stations_to_see(cast: Cast) -> None:
    next_unit = Region.objects.get(key="next-unit")
    station_named("wide", "宽站", cast.county, (cast.units[0], next_unit))
    with pytest.raises(Refused, match="statistics-foreign-scope"):
        permitted(cast.xiaozhou, scope_for("wide-coverage"))


def test_a_figure_is_given_only_to_who_may_see_it(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record(cast.xiaozhou, event_draft())
    query = Query("persons", "liudao-station", month_of(TODAY))
    assert figure_for(cast.xiaozhou, query).value == 1
    assert figure_for(cast.wangke, query).value == 1
    with pytest.raises(Refused, match="statistics-foreign-scope"):
        figure_for(cast.stranger, query)


@pytest.mark.parametrize(
    ("filters", "what", "key"),
    [
        (Filters(fields=frozenset({"elder-care", "cooking"})), "领域", "cooking"),
        (Filters(groups=frozenset({"tall"})), "类别", "tall"),
        (Filters(methods=frozenset({"visits"})), "方式", "visits"),
    ],
)
def test_an_unknown_filter_is_refused_with_those_there_are(cast: Cast, filters: Filters, what: str, key: str) -> None:
    with pytest.raises(Refused, match="statistics-unknown-filter") as refused:
        count("persons", scope_for("460203"), month_of(TODAY), filters)
    assert (refused.value.facts["what"], refused.value.facts["key"]) == (what, key)
    assert refused.value.facts["known"]


def test_a_number_the_ledger_has_not_reached_is_refused(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    record(cast.xiaozhou, event_draft(form_id=uuid.uuid4()))
    with pytest.raises(Refused, match="statistics-number-not-reached"):
        count("persons", scope_for("460203"), month_of(TODAY), as_of=2)
    assert count("persons", scope_for("460203"), month_of(TODAY), as_of=1).value == 1
    assert count("persons", scope_for("460203"), month_of(TODAY), as_of=-1).value == 0
