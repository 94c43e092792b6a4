"""The pages of the register, as a browser without script sees them."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest

from tests.browsing import browser
from tests.cast import TODAY, Cast
from wushe.registers.beneficiaries.actions import give_consent
from wushe.registers.beneficiaries.actions.consents import ConsentDraft
from wushe.registers.beneficiaries.models import Consent, Person, PersonCategory
from wushe.registers.beneficiaries.queries import home_of, people, person, responsible_for, spells_of
from wushe.registers.stations.models import Grant, Role

GOOD, WRONG = "11010519491231002X", "110105194912310021"
#: What a person must be to have the good number.
PAPER = {"id_kind": "resident", "birth_on": "1949-12-31", "sex": 2}


def typed(cast: Cast, **more: Any) -> dict[str, Any]:
    usual = {
        "form_id": uuid.uuid4(),
        "name": "钱大妈",
        "unit": cast.units[0].pk,
        "since": TODAY,
        "role": "本人",
    }
    return usual | more


def facts(person: Person, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: getattr(person, name) for name in ("name", "sex", "id_kind", "id_number", "phone", "know")
    }
    return told | {"form_id": uuid.uuid4(), "birth_on": person.birth_on, "address": ""} | more


def test_a_person_is_registered_and_the_number_is_shown(cast: Cast) -> None:
    page = browser(cast.xiaozhou)
    answer = page.post("/people/new/", typed(cast), follow=True)
    assert answer.status_code == 200
    assert "档案号 LIUDAO-2026-0001" in answer.content.decode()
    assert [one.name for one in people(cast.xiaozhou, TODAY)].count("钱大妈") == 1


def test_the_page_asks_for_a_name_and_a_village_only(cast: Cast) -> None:
    page = browser(cast.xiaozhou)
    assert page.get("/people/new/").status_code == 200
    answer = page.post("/people/new/", typed(cast, name="", unit=""))
    assert answer.status_code == 422
    assert "请写姓名" in answer.content.decode()
    answer = page.post("/people/new/", typed(cast, unit="", know="院里有狗"))
    assert (answer.status_code, "请选住在哪个村" in answer.content.decode()) == (422, True)
    assert "院里有狗" in answer.content.decode()


def test_a_doubtful_number_is_asked_about_and_kept(cast: Cast) -> None:
    page, told = browser(cast.xiaozhou), typed(cast, id_kind="resident", id_number=WRONG)
    answer = page.post("/people/new/", told)
    assert (answer.status_code, "最后一位校验码不对" in answer.content.decode()) == (422, True)
    assert page.post("/people/new/", told | {"id_doubt": "证上就是这样"}).status_code == 302
    assert Person.objects.select_related("key").get(uuid=told["form_id"]).id_number == WRONG


def test_who_may_be_known_is_shown_and_registered_with_a_reason(cast: Cast) -> None:
    page, told = browser(cast.xiaozhou), typed(cast, name="王阿坡")
    answer = page.post("/people/new/", told)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert ("可能已经建过档" in html, "王阿婆" in html, "仍然新建" in html) == (True, True, True)
    assert page.post("/people/new/", told | {"although": "是两个人"}).status_code == 302


def test_while_typing_only_the_piece_is_answered(cast: Cast) -> None:
    answer = browser(cast.xiaozhou).post("/people/new/alike/", {"name": "王阿坡", "unit": cast.units[0].pk})
    html = answer.content.decode()
    assert ("王阿婆" in html, "<html" in html) == (True, False)
    answer = browser(cast.xiaozhou).post("/people/new/alike/", {"id_number": GOOD})
    assert "1949-12-31" in answer.content.decode()


def test_of_somebody_elsewhere_no_name_is_shown(cast: Cast) -> None:
    told = typed(cast, id_number=GOOD)
    browser(cast.xiaozhou).post("/people/new/", told)
    asked = {"name": "别人", "id_number": GOOD}
    html = browser(cast.stranger).post("/people/new/alike/", asked).content.decode()
    assert ("本区县别的站有一位可能相同的人" in html, "钱大妈" in html) == (True, False)
    html = browser(cast.outsider).post("/people/new/alike/", asked).content.decode()
    assert "可能相同" not in html


def test_somebody_of_a_household_is_registered_into_it(cast: Cast) -> None:
    home = home_of(cast.xiaozhou, cast.li_child, TODAY).household
    path = f"/people/new/?home={home.uuid}"
    assert "2 组 7 号" in browser(cast.xiaozhou).get(path).content.decode()
    told = typed(cast, name="李小雪", role="孙女")
    browser(cast.xiaozhou).post(path, told)
    assert home_of(cast.xiaozhou, Person.objects.get(uuid=told["form_id"]), TODAY).household == home
    assert browser(cast.stranger).get(path).status_code in (400, 404)
    assert browser(cast.xiaozhou).get("/people/new/?home=x").status_code in (400, 404)


def test_a_file_is_changed_and_the_lead_reads_what_was_there(cast: Cast) -> None:
    path = f"/people/{cast.wang.uuid}/"
    answer = browser(cast.xiaozhou).post(path + "edit/", facts(cast.wang, name="王秀英"), follow=True)
    assert "改好了" in answer.content.decode()
    assert "王阿婆" in browser(cast.laochen).get(path + "changes/").content.decode()
    answer = browser(cast.xiaozhou).get(path + "changes/")
    assert "王阿婆" not in answer.content.decode()
    answer = browser(cast.xiaozhou).post(path + "edit/", facts(cast.wang, name="", know="别忘了"))
    assert (answer.status_code, "别忘了" in answer.content.decode()) == (422, True)


def test_no_page_of_a_file_shows_a_number_without_a_look(cast: Cast) -> None:
    page, path = browser(cast.laochen), f"/people/{cast.wang.uuid}/"
    page.post(path + "edit/", facts(cast.wang, **PAPER, id_number=GOOD, phone="10055555555"))
    shown = page.get(path + "edit/").content.decode()
    assert ("1101 **** **** **** 2X" in shown, "100****5555" in shown) == (True, True)
    page.post(path + "edit/", facts(cast.wang, id_kind="passport", id_number="P1234567", phone="10066666666"))
    changed = page.get(path + "changes/").content.decode()
    assert ("1101 **** **** **** 2X" in changed, "100****5555" in changed) == (True, True)
    assert [number for number in (GOOD, "10055555555") if number in shown + changed] == []


def test_a_number_left_blank_stays_and_a_tick_removes_it(cast: Cast) -> None:
    page, path = browser(cast.xiaozhou), f"/people/{cast.wang.uuid}/edit/"
    page.post(path, facts(cast.wang, **PAPER, id_number=GOOD, phone="10055555555"))
    told = facts(cast.wang, **PAPER, id_number="", phone="")
    assert page.post(path, told).status_code == 302
    kept = person(cast.xiaozhou, cast.wang.uuid, TODAY)
    assert (kept.id_number, kept.phone) == (GOOD, "10055555555")
    both = page.post(path, told | {"phone": "10066666666", "drop_phone": "on"})
    assert (both.status_code, "请只留一样" in both.content.decode()) == (422, True)
    assert page.post(path, told | {"drop_phone": "on"}).status_code == 302
    kept = person(cast.xiaozhou, cast.wang.uuid, TODAY)
    assert (kept.id_number, kept.phone) == (GOOD, "")
    page.post(path, told | {"drop_id": "on"})
    assert person(cast.xiaozhou, cast.wang.uuid, TODAY).id_number == ""


@pytest.mark.parametrize("page", ["changes/", "merge/", "merge/undo/"])
def test_who_leads_another_station_is_told_so_and_who_leads_none_finds_nothing(cast: Cast, page: str) -> None:
    path = f"/people/{cast.wang.uuid}/{page}"
    assert browser(cast.xiaozhou).get(path).status_code == 404
    Grant.objects.create(user=cast.xiaozhou.user, role=Role.LEAD, station=cast.next_station, starts_on=TODAY)
    assert browser(cast.xiaozhou).get(path).status_code == 403
    assert browser(cast.laochen).get(path).status_code == 200


def test_a_move_a_category_care_and_a_death_are_written(cast: Cast) -> None:
    page, path = browser(cast.laochen), f"/people/{cast.wang.uuid}/"
    form = {"form_id": uuid.uuid4()}
    answers = [
        page.post(path + "move/", form | {"unit": cast.units[2].pk, "role": "本人", "on": TODAY}),
        page.post(path + "category/", form | {"category": "minimum-living", "starts_on": TODAY, "basis": "名单"}),
        page.post(path + "charge/", form | {"user": cast.xiaolin.user.pk, "on": TODAY}),
    ]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert home_of(cast.laochen, cast.wang, TODAY).household.unit == cast.units[2]
    assert responsible_for(cast.laochen, cast.wang, TODAY) == [cast.xiaolin.user]
    spell = PersonCategory.objects.get(person=cast.wang, category__key="minimum-living")
    assert page.post(path + "category/end/", form | {"spell": spell.pk, "on": TODAY}).status_code == 302
    assert spells_of(cast.laochen, cast.wang).filter(ends_on=TODAY).count() == 1
    assert page.post(path + "death/", form | {"died_on": TODAY}).status_code == 302
    assert page.get(path + "death/").status_code == 200
    assert page.post(path + "death/", form | {"reason": "写错人"}).status_code == 302
    assert Person.objects.get(pk=cast.wang.pk).died_on is None


def test_who_moves_to_another_station_is_gone_from_the_list(cast: Cast) -> None:
    there = next(iter(cast.stranger.unit_ids))
    told = {"form_id": uuid.uuid4(), "unit": there, "role": "本人", "on": TODAY}
    answer = browser(cast.xiaozhou).post(f"/people/{cast.wang.uuid}/move/", told)
    assert (answer.status_code, answer.url) == (302, "/people/")


def test_consent_is_written_and_taken_back(cast: Cast) -> None:
    page, path = browser(cast.xiaozhou), f"/people/{cast.wang.uuid}/consent/"
    told = {"form_id": uuid.uuid4(), "purpose": "service", "reach": "station", "given": "signed", "notice": "2026年版"}
    assert page.post(path, told | {"on": TODAY}).status_code == 302
    row = Consent.objects.get()
    assert "建档和服务" in page.get(path).content.decode()
    answer = page.post(path + "withdraw/", {"form_id": uuid.uuid4(), "consent": row.uuid, "on": TODAY, "reason": ""})
    assert (answer.status_code, "请写一句原因" in answer.content.decode()) == (422, True)
    told = {"form_id": uuid.uuid4(), "consent": row.uuid, "on": TODAY, "reason": "不愿意了"}
    assert page.post(path + "withdraw/", told).status_code == 302
    assert "不愿意了" in page.get(path).content.decode()


def test_for_a_child_the_page_asks_for_the_guardian(cast: Cast) -> None:
    told = {"form_id": uuid.uuid4(), "purpose": "service", "reach": "station", "given": "signed", "notice": "一版"}
    answer = browser(cast.xiaozhou).post(f"/people/{cast.li_child.uuid}/consent/", told | {"on": TODAY})
    assert (answer.status_code, "不满 14 周岁" in answer.content.decode()) == (422, True)


WRONG_FORMS = [
    ("move/", {"unit": "", "role": "本人", "on": TODAY}, "请选搬到哪个村"),
    ("move/", {"unit": "1", "role": "本人", "on": TODAY + timedelta(1)}, ""),
    ("death/", {"died_on": TODAY + timedelta(1)}, "以后。请填今天或以前"),
    ("category/", {"category": "living-alone-elder", "starts_on": TODAY, "basis": "走访"}, "日子重叠了"),
    ("category/", {"category": "orphan", "starts_on": TODAY, "basis": ""}, "请写依据"),
    ("category/end/", {"on": TODAY}, "请选要结束的那一条"),
    ("charge/", {"on": TODAY}, "请选责任人"),
    ("consent/", {"on": TODAY, "notice": "x"}, "请选“用来做什么”"),
]


@pytest.mark.parametrize(("part", "told", "words"), WRONG_FORMS)
def test_what_is_wrong_comes_back_in_words(cast: Cast, part: str, told: dict[str, Any], words: str) -> None:
    path = f"/people/{cast.wang.uuid}/{part}"
    answer = browser(cast.xiaozhou).post(path, told | {"form_id": uuid.uuid4()})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_the_lead_merges_two_files_in_two_steps_and_takes_it_back(cast: Cast) -> None:
    page, path = browser(cast.laochen), f"/people/{cast.wang.uuid}/merge/"
    assert "merge/confirm/" not in page.get(path + "?q=符").content.decode()
    html = page.post(path, {"q": "符"}).content.decode()
    [confirm] = re.findall(rf"(/people/{cast.wang.uuid}/merge/confirm/\?file={cast.fu.uuid})", html)
    assert "符老伯" in page.get(confirm).content.decode()
    answer = page.post(confirm, {"form_id": uuid.uuid4(), "reason": ""})
    assert (answer.status_code, "理由" in answer.content.decode()) == (422, True)
    assert page.post(confirm, {"form_id": uuid.uuid4(), "reason": "身份证相同"}).status_code == 302
    assert cast.fu not in people(cast.laochen, TODAY)
    html = page.get(path + "undo/").content.decode()
    [entry] = re.findall(r'name="entry" value="(\d+)"', html)
    told = {"form_id": uuid.uuid4(), "entry": entry, "reason": "看错了"}
    assert page.post(path + "undo/", told).status_code == 302
    assert cast.fu in people(cast.laochen, TODAY)


PARTS = ["edit/", "changes/", "move/", "death/", "category/", "category/end/", "charge/", "consent/", "merge/", "done/"]


@pytest.mark.parametrize("part", [*PARTS, "registered/", "consent/withdraw/", "merge/undo/", "merge/confirm/"])
@pytest.mark.parametrize("who", ["stranger", "outsider", "wangke", "nobody"])
def test_a_file_of_another_station_has_no_pages(cast: Cast, part: str, who: str) -> None:
    answer = browser(getattr(cast, who)).get(f"/people/{cast.wang.uuid}/{part}")
    assert answer.status_code == 404
    assert "王阿婆" not in answer.content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_a_file_of_ones_own_has_all_pages(cast: Cast, part: str) -> None:
    told = ConsentDraft(uuid.uuid4(), "service", "station", "signed", "2026年版", TODAY)
    give_consent(cast.laochen, cast.wang, told)
    answer = browser(cast.laochen).get(f"/people/{cast.wang.uuid}/{part}")
    assert (answer.status_code, "王阿婆" in answer.content.decode()) == (200, True)
