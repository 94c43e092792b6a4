"""The county learns at once that a child may be in danger; no name is told on the way."""

import uuid

import pytest
from django.test import Client

from wushe.work.safeguarding.actions import report_child_in_danger

pytestmark = pytest.mark.django_db


def test_an_open_report_stands_on_the_county_page_and_leads_to_itself(cast):
    made = report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_child)
    officer = Client()
    officer.force_login(cast.wangke.user)
    page = officer.get("/county/")
    assert [item.url for item in page.context["page"].open_items] == [f"/safeguarding/{made.uuid}/"]
    assert cast.li_child.name not in page.content.decode()
    report = officer.get(f"/safeguarding/{made.uuid}/")
    assert (report.status_code, report.context["page"].back_url) == (200, "/county/")
