"""A file is changed, moved and closed, and what stood there before stays readable."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import LONG_AGO, TODAY, Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions import (
    add_category,
    assign_responsible,
    change_person,
    end_category,
    move_person,
    record_death,
    take_back_death,
)
from wushe.registers.beneficiaries.models import Membership, NameToken, Person, PersonCategory, Responsibility
from wushe.registers.beneficiaries.queries import (
    categories_of,
    changes_of,
    home_of,
    members_of,
    people,
    responsible_for,
    search,
    spells_of,
)
from wushe.registers.beneficiaries.rules import HomeDraft, PersonFacts

YESTERDAY = TODAY - timedelta(days=1)


def facts_of(person: Person, **changes: Any) -> PersonFacts:
    return PersonFacts(**{name: getattr(person, name) for name in PersonFacts.__dataclass_fields__} | changes)


def refused(action: Any, *told: Any, **more: Any) -> str:
    """The code of a refusal that leaves every table as it was."""
    before = rows_by_table()
    with pytest.raises(Refused) as caught:
        action(*told, **more)
    assert rows_by_table() == before
    return caught.value.code


def test_every_earlier_value_stays_readable_for_the_lead(cast: Cast) -> None:
    change_person(cast.xiaozhou, cast.wang, facts_of(cast.wang, phone="100-1111-1111"), address="1 组 1 号")
    changed = change_person(
        cast.xiaolin, cast.wang, facts_of(cast.wang, name="王秀英", phone="100-2222-2222", birth_on=date(1941, 5, 1))
    )
    assert (changed.name, changed.phone, changed.birth_on) == ("王秀英", "100-2222-2222", date(1941, 5, 1))
    told = [(row.fact, row.before, row.by) for row in changes_of(cast.laochen, changed)]
    assert set(told) == {
        ("name", "王阿婆", cast.xiaolin.user),
        ("birth_on", "1940-05-01", cast.xiaolin.user),
        ("phone", "100-1111-1111", cast.xiaolin.user),
        ("phone", "", cast.xiaozhou.user),
        ("address", "", cast.xiaozhou.user),
    }
    assert home_of(cast.xiaozhou, changed, TODAY).household.address == "1 组 1 号"


def test_earlier_values_are_not_for_others(cast: Cast) -> None:
    change_person(cast.xiaozhou, cast.wang, facts_of(cast.wang, know="狗"))
    for viewer in (cast.xiaozhou, cast.wangke, cast.stranger):
        with pytest.raises(Refused, match="lead-only"):
            changes_of(viewer, cast.wang)


def test_a_changed_name_is_found_and_the_old_one_is_not(cast: Cast) -> None:
    change_person(cast.xiaozhou, cast.wang, facts_of(cast.wang, name="陆秀英"))
    assert [one.pk for one in search(cast.xiaozhou, "陆秀", TODAY)] == [cast.wang.pk]
    assert [one.pk for one in search(cast.xiaozhou, "luxiuying", TODAY)] == [cast.wang.pk]
    assert list(search(cast.xiaozhou, "王阿婆", TODAY)) == []
    assert [one.pk for one in search(cast.xiaozhou, "", TODAY)].count(cast.wang.pk) == 1


def test_a_change_that_changes_nothing_writes_nothing(cast: Cast) -> None:
    before = rows_by_table()
    change_person(cast.xiaozhou, cast.wang, facts_of(cast.wang))
    assert rows_by_table() == before


def test_a_number_is_found_after_it_was_changed(cast: Cast) -> None:
    change_person(cast.xiaozhou, cast.wang, facts_of(cast.wang, phone="100-3333-3333"))
    assert [one.pk for one in search(cast.xiaozhou, "10033333333", TODAY)] == [cast.wang.pk]


@pytest.mark.parametrize("changes", [{"name": ""}, {"id_kind": "resident", "id_number": "1"}])
def test_a_change_is_checked_like_a_new_person(cast: Cast, changes: dict[str, str]) -> None:
    code = refused(change_person, cast.xiaozhou, cast.wang, facts_of(cast.wang, **changes))
    assert code in ("beneficiaries-no-name", "beneficiaries-id-needs-reason")


def test_nobody_changes_a_file_of_another_station(cast: Cast) -> None:
    for viewer in (cast.stranger, cast.outsider, cast.wangke, cast.nobody):
        code = refused(change_person, viewer, cast.wang, facts_of(cast.wang, name="别名"))
        assert code == "beneficiaries-unknown-person"


def test_who_moves_lives_there_from_the_day_on(cast: Cast) -> None:
    move_person(cast.xiaozhou, cast.wang, HomeDraft(unit_id=cast.units[4].pk, address="新屋"), TODAY)
    assert home_of(cast.xiaozhou, cast.wang, YESTERDAY).household.unit == cast.units[0]
    assert home_of(cast.xiaozhou, cast.wang, TODAY).household.unit == cast.units[4]
    assert set(NameToken.objects.filter(person=cast.wang).values_list("unit_id", flat=True)) == {cast.units[4].pk}
    assert [one.pk for one in search(cast.xiaozhou, "王阿", TODAY)] == [cast.wang.pk]
    assert Membership.objects.filter(person=cast.wang, ends_on=None).count() == 1


def test_who_moves_in_with_others_is_of_their_household(cast: Cast) -> None:
    home = home_of(cast.xiaozhou, cast.li_mother, TODAY)
    move_person(cast.xiaozhou, cast.wang, HomeDraft(household_id=home.household_id, role="外婆"), TODAY)
    assert cast.wang.pk in {row.person_id for row in members_of(cast.xiaozhou, cast.li_mother, TODAY)}


def test_who_moves_to_another_station_is_theirs(cast: Cast) -> None:
    move_person(cast.xiaozhou, cast.wang, HomeDraft(unit_id=next(iter(cast.stranger.unit_ids))), TODAY)
    assert cast.wang not in people(cast.xiaozhou, TODAY)
    assert cast.wang in people(cast.stranger, TODAY)
    assert cast.wang in people(cast.xiaozhou, YESTERDAY)
    assert [one.pk for one in search(cast.stranger, "王", TODAY)] == [cast.wang.pk]
    assert responsible_for(cast.stranger, cast.wang, TODAY) == []


def test_a_move_that_cannot_be_is_refused(cast: Cast) -> None:
    home = home_of(cast.xiaozhou, cast.wang, TODAY).household_id
    far = HomeDraft(unit_id=next(iter(cast.outsider.unit_ids)))
    there = HomeDraft(unit_id=cast.units[1].pk)
    move = (move_person, cast.xiaozhou, cast.wang)
    assert refused(*move, HomeDraft(household_id=home), TODAY) == "beneficiaries-same-home"
    assert refused(*move, HomeDraft(), TODAY) == "beneficiaries-no-unit"
    assert refused(*move, far, TODAY) == "beneficiaries-unserved-unit"
    assert refused(*move, there, TODAY + timedelta(days=1)) == "beneficiaries-day-to-come"
    assert refused(*move, there, LONG_AGO) == "beneficiaries-before-that"


def test_with_a_death_all_care_ends_and_the_file_stays(cast: Cast) -> None:
    record_death(cast.xiaozhou, cast.wang, YESTERDAY)
    assert cast.wang in people(cast.xiaozhou, TODAY)
    assert categories_of(cast.xiaozhou, [cast.wang.pk], TODAY) == {}
    assert len(categories_of(cast.xiaozhou, [cast.wang.pk], YESTERDAY)) == 1
    assert responsible_for(cast.xiaozhou, cast.wang, TODAY) == []
    move = (cast.wang, HomeDraft(unit_id=cast.units[1].pk), TODAY)
    assert refused(move_person, cast.xiaozhou, *move) == "beneficiaries-dead"
    category = (cast.wang, "minimum-living", TODAY)
    assert refused(add_category, cast.xiaozhou, *category, basis="名单") == "beneficiaries-dead"
    care = (cast.wang, cast.xiaolin.user, TODAY)
    assert refused(assign_responsible, cast.xiaozhou, *care) == "beneficiaries-dead"
    assert refused(record_death, cast.xiaozhou, cast.wang, TODAY) == "beneficiaries-already-dead"


def test_a_death_written_by_mistake_is_taken_back_by_the_lead(cast: Cast) -> None:
    record_death(cast.xiaozhou, cast.wang, YESTERDAY)
    assert refused(take_back_death, cast.xiaozhou, cast.wang, "写错人") == "beneficiaries-lead-only"
    assert refused(take_back_death, cast.laochen, cast.wang, " ") == "beneficiaries-needs-reason"
    assert take_back_death(cast.laochen, cast.wang, "写错人").died_on is None
    assert "2026-11-23 写错人" in [row.before for row in changes_of(cast.laochen, cast.wang)]
    assert refused(take_back_death, cast.laochen, cast.wang, "写错人") == "beneficiaries-not-dead"


def test_nobody_dies_tomorrow_or_before_birth(cast: Cast) -> None:
    assert refused(record_death, cast.xiaozhou, cast.wang, TODAY + timedelta(1)) == "beneficiaries-day-to-come"
    assert refused(record_death, cast.xiaozhou, cast.wang, date(1930, 1, 1)) == "beneficiaries-before-birth"


def test_a_category_begins_with_its_paper_and_ends(cast: Cast) -> None:
    row = add_category(
        cast.xiaozhou,
        cast.wang,
        "minimum-living",
        LONG_AGO,
        basis="低保证",
        source="县民政低保台账",
        document="低字 1 号",
    )
    assert PersonCategory.objects.select_related("person__key").get(pk=row.pk).document == "低字 1 号"
    assert "低字" not in str(AuditEntry.objects.latest("pk").facts)
    end_category(cast.xiaozhou, cast.wang, row.pk, YESTERDAY)
    names = [kind.category.key for kind in categories_of(cast.xiaozhou, [cast.wang.pk], TODAY)[cast.wang.pk]]
    assert names == ["living-alone-elder"]
    assert [spell.ends_on for spell in spells_of(cast.xiaozhou, cast.wang)][:2].count(YESTERDAY) == 1
    add_category(cast.xiaozhou, cast.wang, "minimum-living", TODAY, basis="重新批准")


def test_spells_of_one_category_never_overlap(cast: Cast) -> None:
    add = (add_category, cast.xiaozhou, cast.wang)
    assert refused(*add, "living-alone-elder", TODAY, basis="走访") == "beneficiaries-category-overlaps"
    add_category(cast.xiaozhou, cast.wang, "minimum-living", LONG_AGO, basis="证", ends_on=date(2022, 1, 1))
    assert refused(*add, "minimum-living", date(2022, 1, 1), basis="证") == "beneficiaries-category-overlaps"
    assert refused(*add, "minimum-living", date(2020, 1, 1), basis="证") == "beneficiaries-category-overlaps"
    add_category(cast.xiaozhou, cast.wang, "minimum-living", date(2022, 1, 2), basis="证")


def test_a_category_that_cannot_be_is_refused(cast: Cast) -> None:
    add, end = (add_category, cast.xiaozhou, cast.wang), (end_category, cast.xiaozhou, cast.wang)
    spell = PersonCategory.objects.get(person=cast.wang).pk
    assert refused(*add, "nobody", TODAY, basis="x") == "beneficiaries-unknown-category"
    assert refused(*add, "minimum-living", TODAY, basis=" ") == "beneficiaries-no-basis"
    assert refused(*add, "minimum-living", TODAY + timedelta(1), basis="x") == "beneficiaries-day-to-come"
    assert refused(*add, "orphan", TODAY, basis="x", ends_on=LONG_AGO) == "beneficiaries-before-that"
    assert refused(*end, 0, TODAY) == "beneficiaries-unknown-spell"
    assert refused(*end, spell, date(2020, 12, 31)) == "beneficiaries-before-that"
    assert refused(end_category, cast.xiaozhou, cast.fu, spell, TODAY) == "beneficiaries-unknown-spell"
    end_category(cast.xiaozhou, cast.wang, spell, TODAY)
    assert refused(*end, spell, TODAY) == "beneficiaries-category-ended"


def test_care_is_handed_over_on_a_day(cast: Cast) -> None:
    assign_responsible(cast.laochen, cast.wang, cast.xiaolin.user, TODAY)
    assert responsible_for(cast.laochen, cast.wang, TODAY) == [cast.xiaolin.user]
    assert responsible_for(cast.laochen, cast.wang, YESTERDAY) == [cast.xiaozhou.user]


def test_two_may_look_after_one(cast: Cast) -> None:
    assign_responsible(cast.laochen, cast.wang, cast.xiaolin.user, TODAY, alone=False)
    assert responsible_for(cast.laochen, cast.wang, TODAY) == [cast.xiaozhou.user, cast.xiaolin.user]


def test_care_goes_to_a_colleague_who_has_it_not_yet(cast: Cast) -> None:
    assign = (assign_responsible, cast.laochen, cast.wang)
    for other in (cast.stranger, cast.outsider, cast.wangke, cast.nobody):
        assert refused(*assign, other.user, TODAY) == "beneficiaries-not-a-colleague"
    cast.xiaolin.user.grants.update(withdrawn_at=clock.now())
    assert refused(*assign, cast.xiaolin.user, TODAY) == "beneficiaries-not-a-colleague"
    cast.xiaolin.user.grants.update(withdrawn_at=None)
    assert refused(*assign, cast.xiaozhou.user, TODAY) == "beneficiaries-already-responsible"
    assert refused(*assign, cast.xiaolin.user, date(2020, 1, 1)) == "beneficiaries-before-that"
    assert Responsibility.objects.filter(person=cast.wang, ends_on=None).count() == 1
