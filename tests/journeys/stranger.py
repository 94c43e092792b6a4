"""The next station of the county and a person who lives there: nobody of 六道 may see them."""

import uuid
from datetime import date

from wushe.registers.beneficiaries.actions import draft_household, draft_person, index_names, save_homes
from wushe.registers.beneficiaries.models import Membership, Sex
from wushe.registers.stations.models import Region, RegionKind, RegionLink, Station, View

STRANGER = uuid.UUID("5c0ffee0-0000-4000-8000-000000000001")
NAME = "邻站老人"
SINCE = date(2021, 1, 1)


def settle() -> None:
    """Write them into the demo, before it is served."""
    county = Region.objects.get(key="460203")
    coverage = Region.objects.create(
        key="next", name="邻社区", short_name="邻社区", kind=RegionKind.COVERAGE, source="test"
    )
    village = Region.objects.create(key="next1", name="邻村", short_name="邻村", kind=RegionKind.VILLAGE, source="test")
    ties = ((View.COVERAGE, county, coverage), (View.COVERAGE, coverage, village), (View.STATUTORY, county, village))
    for view, parent, child in ties:
        RegionLink.objects.create(view=view, parent=parent, child=child, source="test")
    Station.objects.create(key="st-next", name="邻站", county=county, coverage=coverage)
    home = draft_household(county, village, "邻村 1 号")
    person = draft_person(county, name=NAME, uuid=STRANGER, sex=Sex.FEMALE, birth_on=date(1946, 3, 1))
    save_homes([home])
    save_homes([person])
    index_names([(person, village.pk)])
    Membership.objects.create(person=person, household=home, role="户主", starts_on=SINCE)
