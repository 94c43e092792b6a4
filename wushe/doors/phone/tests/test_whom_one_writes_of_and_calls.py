"""The plus leads to a page that says what to do; a child's card offers the telephone of the head of the household."""

from datetime import date

from tests.browsing import browser, told, visit_url
from tests.cast import household_in, resident
from wushe.registers.beneficiaries.models import Membership


def test_who_wants_to_write_is_told_to_choose_somebody_first(cast):
    client = browser(cast.xiaozhou)
    assert 'href="/people/?for=visit"' in client.get("/today/").content.decode()
    page = client.get("/people/?for=visit").content.decode()
    assert "记一笔：先选服务对象" in page
    assert "autofocus" in page
    assert "autofocus" not in client.get("/people/").content.decode()


def test_the_card_of_a_child_offers_the_telephone_of_the_head(cast):
    home = household_in(cast.units[0])
    head = resident("周家长", date(1980, 1, 1), household=home)
    Membership.objects.filter(person=head).update(role="户主")
    head.phone = "100-0001-0001"
    head.save(update_fields=["phone_sealed"])
    child = resident("周小宝", date(2016, 1, 1), household=home, category="left-behind-child", by=cast.xiaozhou.user)
    rows = browser(cast.xiaozhou).get("/today/").context["page"].due
    row = next(row for row in rows if row.person.uuid == child.uuid)
    assert (row.call_url, row.call_of) == (f"/people/{head.uuid}/call/", "周家长")
    told = browser(cast.xiaozhou).get(f"/people/{child.uuid}/").context["page"].person
    assert (told.call_url, told.call_of) == (row.call_url, row.call_of)


def test_a_promise_of_today_stands_before_what_has_waited_long(cast):
    client = browser(cast.xiaozhou)
    needs = ["medicine", "repair", "paperwork", "company", "childcare", "other"]
    client.post(visit_url(cast.wang), told(day="2026-11-20", needs=needs))
    client.post(visit_url(cast.li_child), told(next_step="call"))
    items = client.get("/today/").context["page"].open_items
    assert items[0].title == "答应李小雨：我打电话跟进"
