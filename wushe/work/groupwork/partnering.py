"""The committee of a place as a partner, and how many partners a page tells of 合作单位."""

from collections.abc import Iterable

from wushe.registers.stations.models import Region
from wushe.work.groupwork.models import PartnerRole

#: What a residents' or villagers' committee mostly does: one tap.
AS_COMMITTEE = (PartnerRole.VENUE.value, PartnerRole.CO_HOST.value, PartnerRole.HOST.value)
FEWEST_ROWS = 2
MOST_ROWS = 12
PREFIX = "partner_name_"


def committee_of(unit: Region) -> str:
    """How the committee of a village or community is called: 田独村委会, 六道居委会."""
    if unit.name.endswith(("委会", "委员会")):
        return unit.name
    return f"{unit.name}委会" if unit.name.endswith("村") else f"{unit.name}居委会"


def row_numbers(names: Iterable[str]) -> range:
    """The rows for partners that a page has: as many as it tells of, and one more. Takes: the names of its fields."""
    told = [name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)]
    last = max((int(number) for number in told if number.isdecimal()), default=0)
    return range(1, min(max(FEWEST_ROWS, last + 1), MOST_ROWS) + 1)
