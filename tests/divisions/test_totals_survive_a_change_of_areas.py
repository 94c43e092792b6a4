"""Areas are merged and split; every total stays what it was, in both views."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from tests.browsing import browser
from tests.cast import TODAY, Cast, lies_in, region_named, visit_draft
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, month, through
from wushe.ground.kit.wording import sentence
from wushe.ledger.actions import record
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.models import Household
from wushe.registers.beneficiaries.queries import people
from wushe.registers.stations.actions.areas import merge_areas, split_area
from wushe.registers.stations.models import Region, RegionCode, RegionKind, RegionLink, View
from wushe.registers.stations.queries import units_during, units_served, units_under, viewer_for
from wushe.registers.stations.rules.areas import NewArea
from wushe.statistics.counting import count, slice_of
from wushe.statistics.rules import total
from wushe.statistics.scopes import scope_for
from wushe.statistics.spread import by_unit
from wushe.work.visits.actions import record_visit

DAY = date(2026, 11, 16)
EVE = DAY - timedelta(days=1)
BY = "区政府决定，2026-11-01"
TREES = (View.STATUTORY, View.MANAGED)
SPANS = [month(2026, 11), through(EVE, DAY), through(DAY, TODAY), month(2026, 10), through(date(2026, 1, 1), TODAY)]
JOINED = NewArea(name="田新村", kind="village", key="joined", code="460203198240")
HALVES = (NewArea(name="东田村", kind="village", key="east"), NewArea(name="西田村", kind="village", key="west"))

Write = Callable[..., EventDraft]


def write(cast: Cast, event_draft: Write, day: date, *units: Region) -> None:
    """A visit, and an activity with heads, in each unit on a day."""
    for unit in units:
        record(cast.xiaozhou, event_draft(occurred_on=day, unit_id=unit.pk))
        record(cast.xiaozhou, event_draft(occurred_on=day, unit_id=unit.pk, method=4, heads_counted=7))


@pytest.fixture
def merged(cast: Cast, event_draft: Write) -> Region:
    """田独 and 新红 became 田新 in the middle of November; services before and after."""
    write(cast, event_draft, date(2026, 10, 3), *cast.units)
    write(cast, event_draft, EVE, *cast.units)
    joined = merge_areas(cast.guanli, cast.units[:2], JOINED, day=DAY, source=BY)
    write(cast, event_draft, DAY, joined, *cast.units[2:])
    return joined


@pytest.fixture
def halves(cast: Cast, event_draft: Write) -> list[Region]:
    """田独 became 东田 and 西田 in the middle of November; services before and after."""
    write(cast, event_draft, date(2026, 10, 3), *cast.units)
    write(cast, event_draft, EVE, *cast.units)
    made = split_area(cast.guanli, cast.units[0], HALVES, day=DAY, source=BY)
    write(cast, event_draft, DAY, *made, *cast.units[1:])
    return made


def sums(cast: Cast, view: View, period: Period) -> tuple[int, int, int]:
    """人次 of the county; added up over its units one by one; added up in the table of units."""
    key = cast.county.key + ("~managed" if view == View.MANAGED else "")
    whole, units = scope_for(key), list(units_during(cast.county, view, period))
    figures = [count("person-times", scope_for(unit.key), period) for unit in units]
    rows = by_unit(slice_of(whole, period), units)
    return (
        count("person-times", whole, period).value,
        total(figures),
        sum(row.person_times.value for row in rows),
    )


@pytest.mark.parametrize("view", TREES)
@pytest.mark.parametrize("period", SPANS, ids=str)
def test_a_merger_keeps_the_countys_total(cast: Cast, merged: Region, view: View, period: Period) -> None:
    whole, added, listed = sums(cast, view, period)
    assert whole == added == listed > 0


@pytest.mark.parametrize("view", TREES)
@pytest.mark.parametrize("period", SPANS, ids=str)
def test_a_split_keeps_the_countys_total(cast: Cast, halves: list[Region], view: View, period: Period) -> None:
    whole, added, listed = sums(cast, view, period)
    assert whole == added == listed > 0


def test_the_old_and_the_new_stand_side_by_side_in_a_period_that_spans_the_day(cast: Cast, merged: Region) -> None:
    keys = {unit.key for unit in units_during(cast.county, View.STATUTORY, month(2026, 11))}
    assert {"unit-1", "unit-2", "joined"} < keys
    served = units_served(cast.laochen, [cast.station], month(2026, 11))
    assert {"unit-1", "unit-2", "joined"} < {unit.key for unit in served}


@pytest.mark.parametrize("view", TREES)
def test_on_a_day_only_the_old_or_the_new_stands(cast: Cast, merged: Region, view: View) -> None:
    eve, day = ({unit.key for unit in units_under(cast.county, view, on)} for on in (EVE, DAY))
    assert eve - day == {"unit-1", "unit-2"}
    assert day - eve == {"joined"}


@pytest.mark.parametrize("view", TREES)
@pytest.mark.parametrize("period", SPANS, ids=str)
def test_a_change_entered_late_keeps_the_total_although_services_were_written_under_the_old_name(
    cast: Cast, event_draft: Write, view: View, period: Period
) -> None:
    for day in (date(2026, 10, 3), EVE, DAY, TODAY):
        write(cast, event_draft, day, *cast.units)
    merge_areas(cast.wangke, cast.units[:2], JOINED, day=DAY, source=BY)
    split_area(cast.wangke, cast.units[2], HALVES, day=DAY, source=BY)
    whole, added, listed = sums(cast, view, period)
    assert whole == added == listed > 0
    by_unit_served = units_served(cast.laochen, [cast.station], through(TODAY, TODAY))
    assert {"unit-1", "unit-2", "unit-3", "joined", "east", "west"} < {unit.key for unit in by_unit_served}
    assert count("person-times", scope_for("liudao-coverage"), period).value == whole


def test_the_page_leaves_out_an_area_that_ended_and_holds_nothing(cast: Cast, event_draft: Write) -> None:
    write(cast, event_draft, EVE, *cast.units)
    merge_areas(cast.wangke, cast.units[:2], JOINED, day=DAY, source=BY)
    later = {"period": "custom", "from": "2026-11-16", "to": "2026-11-24"}
    page = browser(cast.wangke).get("/county/", later).context["page"]
    assert [row.name for row in page.units] == ["田新村", "邻村", "六盘", "博后", "安罗", "六道"]
    page = browser(cast.wangke).get("/county/").context["page"]
    assert {"田独", "新红", "田新村"} < {row.name for row in page.units}


def test_nothing_can_be_written_under_the_old_name_after_the_day(
    cast: Cast, merged: Region, event_draft: Write
) -> None:
    with pytest.raises(Refused, match="ledger-unknown-code"):
        write(cast, event_draft, DAY, cast.units[0])
    write(cast, event_draft, EVE, cast.units[0])


def test_who_lived_in_the_old_area_is_still_seen_and_visited_under_the_new_name(cast: Cast, merged: Region) -> None:
    now = viewer_for(cast.xiaozhou.user, TODAY)
    assert cast.wang in people(now, TODAY)
    today = record_visit(now, cast.station, cast.wang, visit_draft(cast.wang))
    assert today.event.unit == merged
    before = record_visit(now, cast.station, cast.wang, visit_draft(cast.wang, day=EVE))
    assert before.event.unit == cast.units[0]


def test_after_a_split_a_household_must_say_where_it_is_now(cast: Cast, halves: list[Region]) -> None:
    now = viewer_for(cast.xiaozhou.user, TODAY)
    assert cast.wang in people(now, TODAY)
    with pytest.raises(Refused, match="stations-unit-was-split") as refused:
        record_visit(now, cast.station, cast.wang, visit_draft(cast.wang))
    assert (
        sentence(refused.value)
        == "“田独村”只到 2026-11-15 为止，之后分成 东田村、西田村。请先写明这一户现在属于哪一个。"
    )
    cast.wang.memberships.get().household.__class__.objects.filter(unit=cast.units[0]).update(unit=halves[1])
    assert record_visit(now, cast.station, cast.wang, visit_draft(cast.wang)).event.unit == halves[1]


def test_people_and_households_of_the_county_stay_as_many_after_a_split(cast: Cast, event_draft: Write) -> None:
    home = cast.wang.memberships.get().household
    write(cast, event_draft, EVE, *cast.units)
    whole, period = scope_for(cast.county.key), through(date(2026, 1, 1), TODAY)
    before = [count(key, whole, period).value for key in ("persons", "households")]
    made = split_area(cast.guanli, cast.units[0], HALVES, day=DAY, source=BY)
    assert [count(key, whole, period).value for key in ("persons", "households")] == before
    Household.objects.filter(pk=home.pk).update(unit=made[1])  # it lies in the western half
    write(replace(cast, xiaozhou=viewer_for(cast.xiaozhou.user, TODAY)), event_draft, DAY, *made)
    assert [count(key, whole, period).value for key in ("persons", "households")] == before
    spread = by_unit(slice_of(whole, through(DAY, TODAY)), made)
    assert [row.person_times.value for row in spread] == [9, 9]


def test_a_village_takes_another_in(cast: Cast, event_draft: Write) -> None:
    write(cast, event_draft, EVE, *cast.units)
    assert merge_areas(cast.guanli, [cast.units[0]], cast.units[1], day=DAY, source=BY) == cast.units[1]
    write(cast, event_draft, DAY, *cast.units[1:])
    whole, added, listed = sums(cast, View.STATUTORY, month(2026, 11))
    assert whole == added == listed == 99
    assert {unit.key for unit in units_under(cast.county, View.MANAGED, DAY)} >= {"unit-2"}
    assert Region.objects.get(pk=cast.units[1].pk).ends_on is None


def test_a_village_gives_a_part_away_and_stays(cast: Cast, event_draft: Write) -> None:
    write(cast, event_draft, EVE, *cast.units)
    [east] = split_area(cast.guanli, cast.units[0], HALVES[:1], day=DAY, source=BY, stays=True)
    write(cast, event_draft, DAY, east, *cast.units)
    whole, added, listed = sums(cast, View.MANAGED, month(2026, 11))
    assert whole == added == listed == 117


def test_a_merger_of_mergers_is_followed_to_the_end(cast: Cast, merged: Region) -> None:
    last = NewArea(name="六田村", kind="village", key="last")
    final = merge_areas(cast.guanli, [merged, cast.units[2]], last, day=TODAY, source=BY)
    now = viewer_for(cast.xiaozhou.user, TODAY)
    assert {cast.wang, cast.fu} <= set(people(now, TODAY))
    assert record_visit(now, cast.station, cast.wang, visit_draft(cast.wang)).event.unit == final


def test_the_villages_of_merged_towns_go_over(cast: Cast, event_draft: Write) -> None:
    north, south = (region_named(key, f"{key}镇", RegionKind.TOWNSHIP) for key in ("north", "south"))
    for town, village in zip((north, south), cast.units, strict=False):
        lies_in(town, cast.county)
        RegionLink.objects.filter(child=village).exclude(view=View.COVERAGE).update(parent=town)
    write(cast, event_draft, EVE, *cast.units)
    told = NewArea(name="中镇", kind="township", key="middle")
    town = merge_areas(cast.guanli, [north, south], told, day=DAY, source=BY)
    write(cast, event_draft, DAY, *cast.units)
    assert {unit.key for unit in units_under(town, View.MANAGED, DAY)} == {"unit-1", "unit-2"}
    assert not units_under(north, View.STATUTORY, DAY).exists()
    whole, added, listed = sums(cast, View.STATUTORY, month(2026, 11))
    assert whole == added == listed == 108
    towns = [count("person-times", scope_for(key), month(2026, 11)) for key in ("north", "south", "middle")]
    assert total(towns) == 36  # each village is counted once: in the town it lay in on the day of the service


def test_a_split_town_says_where_each_village_goes(cast: Cast) -> None:
    town = region_named("town", "大镇", RegionKind.TOWNSHIP)
    lies_in(town, cast.county)
    RegionLink.objects.filter(child__in=cast.units[:2]).exclude(view=View.COVERAGE).update(parent=town)
    one, two = (NewArea(name=f"{key}镇", kind="township", key=f"new-{key}") for key in ("a", "b"))
    with pytest.raises(Refused, match="stations-child-not-placed") as refused:
        split_area(cast.guanli, town, [one, two], day=DAY, source=BY)
    assert refused.value.facts["keys"] == "unit-1、unit-2"
    placed = [
        NewArea("a镇", "township", "new-a", holds=("unit-1",)),
        NewArea("b镇", "township", "new-b", holds=("unit-2",)),
    ]
    made = split_area(cast.guanli, town, placed, day=DAY, source=BY)
    assert [[unit.key for unit in units_under(new, view, DAY)] for new in made for view in TREES] == [
        ["unit-1"],
        ["unit-1"],
        ["unit-2"],
        ["unit-2"],
    ]


def test_a_zone_that_takes_a_village_over_in_mid_month_shares_no_row_with_the_county(
    cast: Cast, event_draft: Write
) -> None:
    zone = region_named("zone", "开发区", RegionKind.ZONE)
    RegionLink.objects.filter(child=cast.units[0], view=View.MANAGED).update(ends_on=EVE)
    RegionLink.objects.create(view=View.MANAGED, parent=zone, child=cast.units[0], starts_on=DAY, source="test")
    write(cast, event_draft, EVE, *cast.units)
    write(cast, event_draft, DAY, *cast.units)
    by_law, by_hand, of_zone = (
        count("person-times", scope_for(key), month(2026, 11)) for key in ("460203", "460203~managed", "zone")
    )
    assert (by_law.value, by_hand.value, of_zone.value) == (108, 99, 9)
    assert total([by_hand, of_zone]) == by_law.value
    rows = by_unit(slice_of(by_hand.scope, month(2026, 11)), cast.units)
    assert [row.person_times.value for row in rows] == [9, 18, 18, 18, 18, 18]
    assert count("person-times", scope_for("460203~managed.unit-1"), month(2026, 11)).value == 9


def test_codes_end_with_their_area_and_are_never_given_again(cast: Cast, merged: Region) -> None:
    assert RegionCode.objects.get(region=merged).starts_on == DAY
    split_area(cast.guanli, merged, HALVES, day=TODAY, source=BY)
    assert RegionCode.objects.get(region=merged).ends_on == TODAY - timedelta(days=1)
    again = NewArea(name="新村", kind="village", code=JOINED.code)
    with pytest.raises(Refused, match="stations-code-taken"):
        merge_areas(cast.guanli, cast.units[2:4], NewArea(**vars(again) | {"key": "other"}), day=TODAY, source=BY)


def test_each_change_is_one_audit_line(cast: Cast, merged: Region) -> None:
    line = AuditEntry.objects.get(verb="stations.merge_areas")
    assert (line.actor, line.target, line.county_key) == (cast.guanli.user, "stations.region:joined", "460203")
    assert line.facts == {"day": "2026-11-16", "parts": ["unit-1", "unit-2"]}


def test_a_figure_of_the_successor_says_which_earlier_areas_it_leaves_out(cast: Cast, merged: Region) -> None:
    url = count("person-times", scope_for("joined"), month(2026, 11)).url
    page = browser(cast.wangke).get(url).context["page"]
    [change] = page.successions
    assert page.figure.value == 9
    assert change.sentence == "这里自 2026-11-16 起由下列区划调整而来。以前的服务仍记在原来的名下，不在这个数里："
    assert [area.name for area in change.areas] == ["田独村", "新红村"]
    earlier = browser(cast.wangke).get(change.areas[0].url).context["page"]
    assert earlier.figure.value == 9
    assert [area.name for area in earlier.successions[0].areas] == ["田新村"]


def test_the_command_line_says_so_too(cast: Cast, merged: Region, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("count_figure", "persons", "--scope", "joined", "--from", "2026-11-01", "--to", "2026-11-30")
    printed = capsys.readouterr().out
    assert "自 2026-11-16 起由 田独村（unit-1）调整而来；以前的服务记在原名下，不在这个数里。" in printed
    assert "自 2026-11-16 起由 新红村（unit-2）调整而来" in printed
