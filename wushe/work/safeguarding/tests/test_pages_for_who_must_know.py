"""The station writes on a report, the county reads it whole, and neither loses it from sight."""

import uuid

import pytest

from tests.browsing import browser, errors, text
from tests.cast import rows_by_table
from wushe.work.safeguarding.models import MandatoryReport, ReportEntry

TAP = "/safeguarding/report/"


def press(cast, **sent):
    browser(cast.xiaozhou).post(TAP, {"form_id": str(uuid.uuid4())} | sent)
    return MandatoryReport.objects.get()


def add(viewer, made, what, **sent):
    url = f"{made.get_absolute_url()}{what}/"
    return browser(viewer).post(url, {"form_id": str(uuid.uuid4())} | sent)


def test_who_pressed_on_today_is_asked_which_child_first(cast):
    page = browser(cast.xiaozhou).get(press(cast).get_absolute_url())
    assert page.context["page"].asks_who
    assert "站长和区县已能看到" in text(page)


def test_who_pressed_at_a_childs_home_is_not_asked(cast):
    page = browser(cast.xiaozhou).get(press(cast, person=str(cast.li_child.uuid)).get_absolute_url()).context["page"]
    assert (page.asks_who, page.child.name) == (False, "李小雨")


def test_who_pressed_at_a_grown_ups_home_is_offered_the_children_of_that_home(cast):
    made = press(cast, person=str(cast.li_grandmother.uuid))
    page = browser(cast.xiaozhou).get(made.get_absolute_url()).context["page"]
    assert (page.asks_who, [child.name for child in page.children]) == (True, ["李小雨"])


def test_a_child_is_found_by_name_and_chosen(cast):
    made = press(cast)
    found = browser(cast.xiaozhou).post(f"{made.get_absolute_url()}child/", {"q": "李"}).context["page"].found
    assert [line.name for line in found] == ["李小雨", "李奶奶"]
    add(cast.xiaozhou, made, "child", person=str(found[0].uuid))
    page = browser(cast.xiaozhou).get(made.get_absolute_url()).context["page"]
    assert (page.asks_who, page.child.name) == (False, "李小雨")


def test_the_child_of_another_station_cannot_be_chosen(cast):
    made = press(cast)
    answer = add(cast.xiaozhou, made, "child", person=str(cast.neighbour.uuid))
    assert answer.status_code == 422
    assert ReportEntry.objects.count() == 0


def test_the_arrow_leads_back_to_the_half_told_visit_and_nowhere_else(cast):
    visit = f"/people/{cast.li_child.uuid}/visit/"
    client = browser(cast.xiaozhou)
    answer = client.post(TAP, {"back": visit}, follow=True)
    assert answer.context["page"].back_url == visit
    added = client.post(
        answer.context["page"].urls["one"], {"form_id": str(uuid.uuid4()), "facts": "哭声"}, follow=True
    )
    assert added.context["page"].back_url == visit
    for elsewhere in ("https://example.org/", "//example.org", "/accounts/logout/", visit + "x"):
        assert client.post(TAP, {"back": elsewhere}, follow=True).context["page"].back_url == "/today/"


def test_the_county_reads_whose_child_where_and_whom_to_call(cast):
    cast.station.phone = "100-0000-0000"
    cast.station.save()
    made = press(cast, person=str(cast.li_child.uuid))
    shown = text(browser(cast.wangke).get(made.get_absolute_url()))
    wanted = ("李小雨", "2 组 7 号", "六道大社区社工站", "小周", "tel:100-0000-0000", "区县已接报")
    assert [word for word in wanted if word not in shown] == []
    assert "补充到这份报告" not in shown


def test_the_county_takes_a_report_and_the_station_sees_it(cast):
    made = press(cast)
    add(cast.wangke, made, "taken", receipt="民 7", words="下午到")
    page = browser(cast.xiaozhou).get(made.get_absolute_url())
    assert page.context["page"].is_taken
    assert [word for word in ("区县已接报", "民 7", "下午到") if word not in text(page)] == []


def test_a_mistake_asks_why_and_keeps_the_page(cast):
    made = press(cast)
    before = rows_by_table()
    answer = add(cast.xiaozhou, made, "mistake", reason=" ")
    assert answer.status_code == 422
    assert answer.context["mistake_form"].errors["reason"][0].startswith("请写一句为什么作废")
    assert errors(answer) == {}
    assert rows_by_table() == before


@pytest.mark.parametrize("who", ["xiaolin", "stranger", "outsider", "nobody"])
@pytest.mark.parametrize("what", ["child", "mistake", "taken"])
def test_nobody_else_adds_anything(cast, who, what):
    made = press(cast)
    assert add(getattr(cast, who), made, what, reason="x", words="x").status_code == 404
    assert ReportEntry.objects.count() == 0


def test_a_report_that_is_done_stays_in_the_list_of_who_may_read_it(cast):
    made = press(cast, person=str(cast.li_child.uuid))
    browser(cast.xiaozhou).post(made.get_absolute_url(), {"form_id": str(uuid.uuid4()), "called": "110"})
    told = {
        who: browser(getattr(cast, who)).get("/safeguarding/") for who in ("xiaozhou", "laochen", "wangke", "xiaolin")
    }
    assert {who: len(page.context["page"].rows) for who, page in told.items()} == {
        "xiaozhou": 1,
        "laochen": 1,
        "wangke": 1,
        "xiaolin": 0,
    }
    assert "李小雨" in text(told["laochen"])
    assert "李小雨" not in text(told["wangke"])


@pytest.mark.parametrize("named", ["at the home", "afterwards"])
def test_the_childs_page_keeps_the_report_for_who_may_read_it(cast, named):
    made = press(cast, **{"at the home": {"person": str(cast.li_child.uuid)}}.get(named, {}))
    add(cast.xiaozhou, made, "child", person=str(cast.li_child.uuid))
    url = f"/people/{cast.li_child.uuid}/"
    assert made.number in text(browser(cast.xiaozhou).get(url))
    assert made.number not in text(browser(cast.xiaolin).get(url))
