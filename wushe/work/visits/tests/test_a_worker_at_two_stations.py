"""Who works at two stations writes each visit, and each report, at the station that serves the person."""

import uuid
from datetime import date

import pytest

from tests.browsing import browser, errors, told, visit_url
from tests.cast import LONG_AGO, TODAY, Cast, household_in
from wushe.ledger.models import ServiceEvent
from wushe.registers.beneficiaries.models import Membership
from wushe.registers.stations.models import Grant, Role
from wushe.registers.stations.queries import Viewer, viewer_for
from wushe.registers.workforce.models import Posting, Worker
from wushe.work.safeguarding.models import MandatoryReport


@pytest.fixture
def zhou(cast: Cast) -> Viewer:
    """小周 helps out at the next station too."""
    user = cast.xiaozhou.user
    Grant.objects.create(user=user, role=Role.WORKER, station=cast.next_station, starts_on=LONG_AGO)
    Posting.objects.create(worker=Worker.objects.get(user=user), station=cast.next_station, starts_on=LONG_AGO)
    return viewer_for(user, TODAY)


@pytest.mark.parametrize(("who", "where"), [("wang", "station"), ("neighbour", "next_station")])
def test_a_visit_is_of_the_station_that_serves_the_person(cast: Cast, zhou: Viewer, who: str, where: str) -> None:
    answer = browser(zhou).post(visit_url(getattr(cast, who)), told())
    assert answer.status_code == 302
    assert ServiceEvent.objects.get().station == getattr(cast, where)


def test_a_day_on_which_somebody_lived_elsewhere_is_refused_at_the_day(cast: Cast) -> None:
    before = Membership.objects.get(person=cast.wang)
    before.ends_on, moved_on = date(2026, 11, 1), date(2026, 11, 2)
    before.save()
    Membership.objects.create(person=cast.wang, household=household_in(cast.units[1]), role="本人", starts_on=moved_on)
    Membership.objects.filter(pk=before.pk).update(household=Membership.objects.get(person=cast.neighbour).household)
    answer = browser(cast.xiaozhou).post(visit_url(cast.wang), told(day="2026-11-01"))
    assert answer.status_code == 422
    assert "住在别的站服务的村（居）" in errors(answer)["day"][0]


@pytest.mark.parametrize(("who", "where"), [("li_child", "station"), ("neighbour", "next_station")])
def test_a_report_goes_to_the_station_that_serves_the_home(cast: Cast, zhou: Viewer, who: str, where: str) -> None:
    press = {"form_id": str(uuid.uuid4()), "person": str(getattr(cast, who).uuid)}
    browser(zhou).post("/safeguarding/report/", press)
    assert MandatoryReport.objects.get().station == getattr(cast, where)
