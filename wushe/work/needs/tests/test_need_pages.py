"""A need is answered by a button."""

import pytest

from tests.browsing import browser, morning_of, says_why, targets
from tests.cast import rows_by_table
from wushe.work.needs.models import NeedState


@pytest.fixture
def need(cast):
    """王阿婆 needs medicine."""
    return morning_of(cast).need


def test_the_button_on_the_persons_page_answers_the_need(cast, need):
    client = browser(cast.xiaozhou)
    page = client.get(f"/people/{cast.wang.uuid}/")
    assert f"/needs/{need.uuid}/answer/" in targets(page)
    answer = client.post(f"/needs/{need.uuid}/answer/")
    assert (answer.status_code, answer.url) == (302, f"/people/{cast.wang.uuid}/")
    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED
    assert client.get(answer.url).context["page"].open_needs == []
    assert [item.kind for item in client.get("/today/").context["page"].open_items] == []


def test_a_colleague_may_answer_it(cast, need):
    assert browser(cast.xiaolin).post(f"/needs/{need.uuid}/answer/").status_code == 302


@pytest.mark.parametrize("who", ["stranger", "outsider", "wangke", "nobody"])
def test_nobody_else_may(cast, need, who):
    before = rows_by_table()
    answer = browser(getattr(cast, who)).post(f"/needs/{need.uuid}/answer/")
    assert answer.status_code == 404
    assert says_why(answer)
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    assert rows_by_table() == before


def test_a_visitor_is_sent_to_log_in(client, need):
    assert client.post(f"/needs/{need.uuid}/answer/").url.startswith("/accounts/login/?next=/needs/")


def test_a_second_press_says_that_it_is_done(cast, need):
    client = browser(cast.xiaozhou)
    client.post(f"/needs/{need.uuid}/answer/")
    before = rows_by_table()
    answer = client.post(f"/needs/{need.uuid}/answer/")
    assert answer.status_code == 404
    assert says_why(answer)
    assert rows_by_table() == before


def test_opening_the_address_answers_nothing(cast, need):
    assert browser(cast.xiaozhou).get(f"/needs/{need.uuid}/answer/").status_code == 405
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
