"""A person comes into the register once, with a number, a home and somebody who looks after them."""

import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from tests.cast import TODAY, Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions import move_person, register_person, set_template
from wushe.registers.beneficiaries.models import DataKey, Person
from wushe.registers.beneficiaries.queries import alike, home_of, person, search
from wushe.registers.beneficiaries.rules import HomeDraft, PersonDraft, PersonFacts
from wushe.registers.stations.queries import Viewer

GOOD, WRONG = "11010519491231002X", "110105194912310021"


def draft(cast: Cast, name: str = "钱大妈", **told: Any) -> PersonDraft:
    home = told.pop("home", HomeDraft(unit_id=cast.units[0].pk, address="3 组 1 号"))
    frame = {key: told.pop(key) for key in ("although", "category_key", "basis", "since") if key in told}
    usual: dict[str, Any] = {"form_id": uuid.uuid4(), "since": TODAY}
    return PersonDraft(**usual | frame, facts=PersonFacts(name=name, **told), home=home)


def refused(viewer: Viewer, told: PersonDraft) -> str:
    """The code of a refusal that leaves every table as it was."""
    before = rows_by_table()
    with pytest.raises(Refused) as caught:
        register_person(viewer, told)
    assert rows_by_table() == before
    return caught.value.code


def test_a_name_and_a_village_are_enough(cast: Cast) -> None:
    new = register_person(cast.xiaozhou, draft(cast))
    assert person(cast.xiaozhou, new.uuid, TODAY).name == "钱大妈"
    assert new.file_number == "LIUDAO-2026-0001"
    assert home_of(cast.xiaozhou, new, TODAY).household.address == "3 组 1 号"
    assert [row.user for row in new.responsibilities.all()] == [cast.xiaozhou.user]
    assert list(search(cast.xiaozhou, "qdm", TODAY)) == [new]
    line = AuditEntry.objects.latest("pk")
    assert (line.verb, line.target) == ("beneficiaries.register_person", f"beneficiaries.person:{new.uuid}")
    assert "钱" not in str(line.facts)


def test_a_good_number_tells_birth_day_and_sex(cast: Cast) -> None:
    new = register_person(cast.xiaozhou, draft(cast, id_kind="resident", id_number="110105 19491231 002x"))
    assert (new.birth_on, new.sex, new.id_number, new.id_doubt) == (date(1949, 12, 31), 2, GOOD, "")


def test_a_doubtful_number_is_kept_with_a_reason(cast: Cast) -> None:
    told = draft(cast, id_kind="resident", id_number=WRONG)
    assert refused(cast.xiaozhou, told) == "beneficiaries-id-needs-reason"
    kept = register_person(cast.xiaozhou, replace(told, facts=replace(told.facts, id_doubt="证件上就是这样印的")))
    assert (kept.id_number, kept.id_doubt) == (WRONG, "证件上就是这样印的")


def test_a_reason_is_not_kept_for_a_number_that_is_right(cast: Cast) -> None:
    new = register_person(cast.xiaozhou, draft(cast, id_kind="resident", id_number=GOOD, id_doubt="没事"))
    assert new.id_doubt == ""


def test_somebody_joins_a_household_there_is(cast: Cast) -> None:
    home = home_of(cast.xiaozhou, cast.li_child, TODAY)
    told = draft(cast, "李小雪", home=HomeDraft(household_id=home.household_id, role="孙女"))
    new = register_person(cast.xiaozhou, told)
    joined = home_of(cast.xiaozhou, new, TODAY)
    assert (joined.household_id, joined.role) == (home.household_id, "孙女")


def test_a_first_category_comes_with_its_basis(cast: Cast) -> None:
    new = register_person(cast.xiaozhou, draft(cast, category_key="minimum-living", basis="低保名单"))
    assert [(row.category.name, row.basis, row.starts_on) for row in new.categories.all()] == [
        ("低保对象", "低保名单", TODAY)
    ]


def test_numbers_follow_one_another_in_the_county_across_stations(cast: Cast) -> None:
    here = [register_person(cast.xiaozhou, draft(cast, f"甲某{n}")).file_number for n in "一二"]
    next_home = HomeDraft(unit_id=next(iter(cast.stranger.unit_ids)))
    there = register_person(cast.stranger, draft(cast, "乙某", home=next_home)).file_number
    assert [*here, there] == ["LIUDAO-2026-0001", "LIUDAO-2026-0002", "NEXT-2026-0003"]


def test_a_county_or_a_station_prints_numbers_its_own_way(cast: Cast) -> None:
    set_template(cast.county, None, "吉阳{year}{seq:06d}")
    assert register_person(cast.xiaozhou, draft(cast, "甲某")).file_number == "吉阳2026000001"
    set_template(cast.county, cast.station, "{county}-六道-{year}-{seq}")
    assert register_person(cast.xiaozhou, draft(cast, "乙某某")).file_number == "460203-六道-2026-2"


def test_a_refused_registration_leaves_no_gap(cast: Cast) -> None:
    register_person(cast.xiaozhou, draft(cast, "甲某"))
    with transaction.atomic():
        register_person(cast.xiaozhou, draft(cast, "乙某某"))
        transaction.set_rollback(True)
    assert register_person(cast.xiaozhou, draft(cast, "丙某某")).file_seq == 2


def test_the_same_form_sent_twice_registers_once(cast: Cast) -> None:
    told = draft(cast)
    assert register_person(cast.xiaozhou, told) == register_person(cast.xiaozhou, told)
    assert Person.objects.filter(uuid=told.form_id).count() == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": " · "}, "beneficiaries-no-name"),
        ({"name": "名" * 41}, "beneficiaries-name-too-long"),
        ({"birth_on": date(2026, 11, 25)}, "beneficiaries-not-born-yet"),
        ({"since": date(2026, 11, 25)}, "beneficiaries-day-to-come"),
        ({"since": date(1930, 1, 1), "birth_on": date(1940, 1, 1)}, "beneficiaries-before-birth"),
        ({"home": HomeDraft()}, "beneficiaries-no-unit"),
        ({"home": HomeDraft(household_id=999_999)}, "beneficiaries-unknown-household"),
        ({"category_key": "nobody"}, "beneficiaries-unknown-category"),
        ({"id_kind": "resident", "id_number": WRONG, "id_doubt": "长" * 61}, "beneficiaries-reason-too-long"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, told: dict[str, Any], code: str) -> None:
    assert refused(cast.xiaozhou, draft(cast, **told)) == code


def test_a_village_of_another_station_is_refused(cast: Cast) -> None:
    home = HomeDraft(unit_id=next(iter(cast.stranger.unit_ids)))
    assert refused(cast.xiaozhou, draft(cast, home=home)) == "beneficiaries-foreign-unit"
    assert refused(cast.wangke, draft(cast)) == "beneficiaries-foreign-unit"


def test_a_form_that_said_something_else_is_refused(cast: Cast) -> None:
    told = draft(cast)
    register_person(cast.xiaozhou, told)
    assert refused(cast.xiaozhou, replace(told, facts=PersonFacts(name="别人"))) == "beneficiaries-form-reused"
    assert refused(cast.stranger, replace(told, home=HomeDraft(unit_id=next(iter(cast.stranger.unit_ids))))) == (
        "beneficiaries-form-reused"
    )


def test_somebody_alike_is_pointed_out_and_may_be_registered_with_a_reason(cast: Cast) -> None:
    told = draft(cast, "王阿坡")
    assert refused(cast.xiaozhou, told) == "beneficiaries-may-be-known"
    register_person(cast.xiaozhou, replace(told, although="同音，是两个人"))


def why(cast: Cast, viewer: Viewer, facts: PersonFacts, unit: int | None = None) -> tuple[list[tuple[str, str]], bool]:
    found = alike(viewer, cast.county, facts, unit, TODAY)
    return [(other.person.name, other.why) for other in found.here], found.elsewhere


def test_people_are_alike_by_number_by_name_and_birth_day_or_by_reading_and_village(cast: Cast) -> None:
    one = register_person(cast.xiaozhou, draft(cast, "钱大妈", id_kind="resident", id_number="130503670401001"))
    by_number = PersonFacts(name="别名", id_kind="resident", id_number="130503196704010016")
    by_birth = PersonFacts(name="钱大妈", birth_on=date(1967, 4, 1))
    by_reading = PersonFacts(name="前大妈")
    assert why(cast, cast.xiaozhou, by_number) == ([(one.name, "id")], False)
    assert why(cast, cast.xiaozhou, by_birth) == ([(one.name, "birth")], False)
    assert why(cast, cast.xiaozhou, by_reading, cast.units[0].pk) == ([(one.name, "reading")], False)
    assert why(cast, cast.xiaozhou, by_reading, cast.units[1].pk) == ([], False)
    assert why(cast, cast.xiaozhou, PersonFacts(name="")) == ([], False)


def test_of_somebody_at_another_station_of_the_county_only_that_there_is_one_is_told(cast: Cast) -> None:
    register_person(cast.xiaozhou, draft(cast, "钱大妈", id_kind="resident", id_number=GOOD))
    asked = PersonFacts(name="钱大妈", id_kind="resident", id_number=GOOD)
    assert why(cast, cast.stranger, asked) == ([], True)
    assert alike(cast.outsider, cast.far_station.county, asked, None, TODAY).elsewhere is False
    home = HomeDraft(unit_id=next(iter(cast.stranger.unit_ids)))
    told = draft(cast, "钱大妈", id_kind="resident", id_number=GOOD, home=home)
    assert refused(cast.stranger, told) == "beneficiaries-may-be-known"


def test_nobody_is_alike_to_oneself(cast: Cast) -> None:
    facts = PersonFacts(name=cast.wang.name, birth_on=cast.wang.birth_on)
    found = alike(cast.xiaozhou, cast.county, facts, cast.units[0].pk, TODAY, but=cast.wang.pk)
    assert not found


def test_who_moved_is_alike_at_the_new_place(cast: Cast) -> None:
    move_person(cast.xiaozhou, cast.wang, HomeDraft(unit_id=cast.units[3].pk), TODAY)
    assert why(cast, cast.xiaozhou, PersonFacts(name="王阿婆"), cast.units[3].pk) == ([("王阿婆", "reading")], False)
    assert why(cast, cast.xiaozhou, PersonFacts(name="王阿婆"), cast.units[0].pk) == ([], False)


def test_where_the_key_of_the_county_is_lost_nobody_is_sealed_under_another(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.WUSHE_KEYS = tmp_path
    with pytest.raises(Refused, match="keyring-key-missing"):
        DataKey.fresh(cast.county.key)
    assert list(tmp_path.iterdir()) == []
    DataKey.fresh("330521")
    assert [path.name for path in tmp_path.iterdir()] == ["330521.key"]
