"""A child in danger: one tap makes the report, facts follow, nothing is lost and nobody unconcerned learns of it."""

import uuid

import pytest

from tests.browsing import browser, errors, says_why, text
from tests.cast import rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.work.safeguarding.models import MandatoryReport, ReportEntry

TAP = "/safeguarding/report/"


@pytest.fixture
def report(cast):
    """小周 tapped at 李小雨's."""
    browser(cast.xiaozhou).post(TAP, {"form_id": str(uuid.uuid4()), "person": str(cast.li_child.uuid)})
    return MandatoryReport.objects.get()


def entry(**changes):
    usual = {
        "form_id": str(uuid.uuid4()),
        "situations": ["injuries"],
        "facts": "手臂有淤青",
        "called": "110",
        "receipt": "",
    }
    return usual | changes


def test_one_tap_makes_the_report_and_asks_nothing(cast):
    press = str(uuid.uuid4())
    answer = browser(cast.xiaozhou).post(TAP, {"form_id": press, "person": str(cast.li_child.uuid)})
    assert (answer.status_code, answer.url) == (302, f"/safeguarding/{press}/")
    made = MandatoryReport.objects.get()
    assert (made.person, made.station, made.reported_by) == (cast.li_child, cast.station, cast.xiaozhou.user)
    assert AuditEntry.objects.filter(verb="safeguarding.report_child_in_danger").count() == 1


def test_a_second_tap_is_the_same_report(cast):
    client, press = browser(cast.xiaozhou), {"form_id": str(uuid.uuid4())}
    first = client.post(TAP, press)
    before = rows_by_table()
    second = client.post(TAP, press)
    assert second.url == first.url
    assert rows_by_table() == before


@pytest.mark.parametrize(
    "sent", [{}, {"form_id": "x"}, {"person": "x"}, {"form_id": "", "person": ""}, {"person": str(uuid.uuid4())}]
)
def test_whatever_is_sent_the_report_is_made(cast, sent):
    assert browser(cast.xiaozhou).post(TAP, sent).status_code == 302
    assert MandatoryReport.objects.get().person is None


def test_the_button_on_today_makes_one_report_however_often_it_is_pressed(cast):
    client = browser(cast.xiaozhou)
    press = {"form_id": str(client.get("/today/").context["page"].danger_form_id)}
    assert client.post(TAP, press).url == client.post(TAP, press).url
    assert MandatoryReport.objects.count() == 1


def test_the_home_of_another_station_is_not_named(cast):
    browser(cast.xiaozhou).post(TAP, {"person": str(cast.neighbour.uuid)})
    assert MandatoryReport.objects.get().person is None


@pytest.mark.parametrize("who", ["xiaozhou", "laochen", "wangke"])
def test_the_reporter_the_lead_and_the_county_read_it(cast, report, who):
    answer = browser(getattr(cast, who)).get(report.get_absolute_url())
    assert answer.status_code == 200
    assert report.number in text(answer)


@pytest.mark.parametrize("who", ["xiaolin", "stranger", "outsider", "nobody"])
def test_nobody_else_learns_that_there_is_a_report(cast, report, who):
    client = browser(getattr(cast, who))
    answer = client.get(report.get_absolute_url())
    sent = client.post(report.get_absolute_url(), entry())
    assert (answer.status_code, sent.status_code) == (404, 404)
    assert says_why(answer)
    assert "李小雨" not in text(answer)
    assert ReportEntry.objects.count() == 0


def test_a_visitor_is_sent_to_log_in(client, report):
    assert client.get(report.get_absolute_url()).url == f"/accounts/login/?next={report.get_absolute_url()}"
    assert client.post(TAP).url == f"/accounts/login/?next={TAP}"


@pytest.mark.parametrize("who", ["wangke", "nobody"])
def test_who_has_no_station_is_told_what_to_do(cast, who):
    answer = browser(getattr(cast, who)).post(TAP)
    assert answer.status_code == 403
    assert says_why(answer)


def test_opening_the_address_reports_nothing(cast):
    assert browser(cast.xiaozhou).get(TAP).status_code == 405
    assert MandatoryReport.objects.count() == 0


def test_a_report_waits_on_the_desk_until_somebody_has_called(cast, report):
    client = browser(cast.laochen)
    assert [item.url for item in client.get("/desk/").context["page"].open_items] == [report.get_absolute_url()]
    client.post(report.get_absolute_url(), entry(called="none"))
    assert len(client.get("/desk/").context["page"].open_items) == 1
    client.post(report.get_absolute_url(), entry(called="12345"))
    assert client.get("/desk/").context["page"].open_items == []


def test_facts_are_added_and_stay(cast, report):
    client = browser(cast.xiaozhou)
    client.post(report.get_absolute_url(), entry(facts="手臂有淤青"))
    page = client.post(report.get_absolute_url(), entry(facts="校医也看到了"), follow=True).context["page"]
    assert [line.facts for line in page.entries] == ["手臂有淤青", "校医也看到了"]


def test_a_second_press_adds_nothing(cast, report):
    client, sent = browser(cast.xiaozhou), entry()
    client.post(report.get_absolute_url(), sent)
    before = rows_by_table()
    assert client.post(report.get_absolute_url(), sent).status_code == 302
    assert rows_by_table() == before


def test_the_same_form_with_other_facts_is_not_taken_for_saved(cast, report):
    client, sent = browser(cast.xiaozhou), entry()
    client.post(report.get_absolute_url(), sent)
    answer = client.post(report.get_absolute_url(), sent | {"facts": "孩子说是继父打的"})
    assert answer.status_code == 422
    assert "孩子说是继父打的" in text(answer)


def test_a_form_of_one_report_is_not_taken_for_another(cast, report):
    client, sent = browser(cast.xiaozhou), entry()
    client.post(report.get_absolute_url(), sent)
    other = client.post(TAP, {"form_id": str(uuid.uuid4())}).url
    assert client.post(other, sent).status_code == 422


def test_facts_are_taken_though_nobody_said_who_was_called(cast, report):
    answer = browser(cast.xiaozhou).post(report.get_absolute_url(), entry(called=""))
    assert answer.status_code == 302
    assert report.entries.get().called == "none"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"situations": [], "facts": " ", "called": "none"}, "__all__"),
        ({"called": "119"}, "called"),
        ({"situations": ["bored"]}, "situations"),
        ({"facts": "长" * 1001}, "facts"),
        ({"facts": "淤青\x00"}, "facts"),
        ({"receipt": "1" * 61}, "receipt"),
        ({"form_id": "x"}, "form_id"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_and_nothing_is_written(cast, report, changes, field):
    before = rows_by_table()
    answer = browser(cast.xiaozhou).post(report.get_absolute_url(), entry(**changes))
    assert answer.status_code == 422
    assert field in errors(answer)
    assert errors(answer)[field][0].endswith("。")
    assert rows_by_table() == before


def test_what_was_typed_stays_when_something_is_wrong(cast, report):
    answer = browser(cast.xiaozhou).post(report.get_absolute_url(), entry(called="119", facts="门锁着，孩子在哭"))
    assert answer.status_code == 422
    assert "门锁着，孩子在哭" in text(answer)
    chosen = [choice.data["value"] for choice in answer.context["form"]["situations"] if choice.data["selected"]]
    assert chosen == ["injuries"]
