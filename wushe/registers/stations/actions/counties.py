"""The lock of a county: one writer at a time in its ledger and its registers."""

from collections.abc import Iterable

from wushe.registers.stations.models import Region


def lock_county(county_id: int) -> Region:
    """Let one writer at a time into a county; gives the county. Costs: 1 query."""
    [county] = lock_counties([county_id])
    return county


def lock_counties(county_ids: Iterable[int]) -> list[Region]:
    """The same for several, always in order of id, so that two writers never wait for each other. Costs: 1 query.

    On PostgreSQL the rows are locked until commit, so that what is numbered gets its number in commit order; on SQLite
    the writer lock of the connection (BEGIN IMMEDIATE) already does, and ``select_for_update`` does nothing.
    """
    return list(Region.objects.select_for_update(no_key=True).filter(pk__in=set(county_ids)).order_by("pk"))
