"""A station with two thousand people opens its pages with as many queries, and as much on a page, as a small one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browsing import browser
from tests.cast import LONG_AGO, Cast, household_in
from tests.test_query_budgets import committed
from wushe.registers.beneficiaries.actions import draft_person, save_homes
from wushe.registers.beneficiaries.models import Membership, PersonCategory, Responsibility
from wushe.registers.catalog.models import Category

MANY = 2000
LARGEST_PAGE = 200_000


@pytest.fixture
def big(cast: Cast) -> Cast:
    """Two thousand more at 六道, each of a category and looked after."""
    home, kind = household_in(cast.units[0]), Category.objects.get(key="living-alone-elder")
    people = [draft_person(cast.county, name=f"某{n}", sex=2, birth_on=date(1940, 1, 1)) for n in range(MANY)]
    save_homes(people)
    since = {"starts_on": LONG_AGO}
    Membership.objects.bulk_create(Membership(person=one, household=home, role="本人", **since) for one in people)
    PersonCategory.objects.bulk_create(
        PersonCategory(person=one, category=kind, basis="test", **since) for one in people
    )
    user = cast.xiaozhou.user
    Responsibility.objects.bulk_create(Responsibility(person=one, user=user, **since) for one in people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # these rows are not committed, so the database cannot have noticed how many they are
    return cast


def test_the_list_and_today_stay_within_their_budgets(big: Cast) -> None:
    client = browser(big.xiaozhou)
    for path, name in (("/people/", "people"), ("/people/?page=40", "people"), ("/today/", "today")):
        client.get(path)
        with CaptureQueriesContext(connection) as spent:
            answer = client.get(path)
        assert len(spent) <= committed()[name]
        assert len(answer.content) < LARGEST_PAGE
    assert len(client.get("/people/").context["page"].rows) == 30
