"""The title of a page goes into the history of the browser: it says what kind of page it is, and names nobody."""

import re
import uuid

import pytest

from tests.browsing import browser, morning_of, text
from tests.cast import Cast, activity_draft
from wushe.ledger.actions import merge_people
from wushe.registers.beneficiaries.actions.enrolment import index_numbers
from wushe.work.groupwork.actions import record_activity

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
OF_A_PERSON = (
    "",
    "visit/",
    "edit/",
    "changes/",
    "move/",
    "death/",
    "category/",
    "charge/",
    "consent/",
    "merge/",
    "done/",
)
OF_A_RECORD = ("", "correct/", "cancel/")


def titles(cast: Cast) -> list[str]:
    client, morning = browser(cast.laochen), morning_of(cast)
    paths = [f"/people/{cast.wang.uuid}/{rest}" for rest in (*OF_A_PERSON, "registered/")]
    paths += [f"/visits/{morning.visit.uuid}/{rest}" for rest in OF_A_RECORD]
    activity = record_activity(cast.xiaozhou, cast.station, activity_draft(cast, cast.wang, title="看王阿婆"))
    paths += [f"/activities/{activity.uuid}/{rest}" for rest in (*OF_A_RECORD, "again/")]
    answers = [client.get(path) for path in paths]
    answers += [client.get(f"/people/{cast.wang.uuid}/merge/confirm/?file={cast.fu.uuid}")]
    reveal = f"/people/{cast.wang.uuid}/reveal/"
    answers += [client.post(reveal, {"field": "phone", "reason": why}) for why in ("", "call")]
    assert {answer.status_code for answer in answers} == {200, 422}
    return [TITLE.findall(text(answer))[0] for answer in answers]


@pytest.mark.usefixtures("frozen_day")
def test_no_title_names_anybody(cast: Cast) -> None:
    cast.wang.phone = "10012341234"
    index_numbers(cast.wang)
    cast.wang.save()
    merge_people(cast.laochen, cast.chen, cast.wang, form_id=uuid.uuid4(), reason="同一个人")
    found = titles(cast)
    assert len(found) == 22
    assert not [title for title in found if "王阿婆" in title or "符老伯" in title]
    assert "一位服务对象 · 吾社" in found
