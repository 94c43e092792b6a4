"""Bring the state's divisions in 装载区划: the whole country to the town, villages of three places, the zones."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from wushe.ground.accounts import audit
from wushe.ground.kit.batches import batched
from wushe.registers.stations.models import TREES, CodeSystem, Region, RegionCode, RegionKind, RegionLink, View
from wushe.registers.stations.rules.divisions import SOURCE, Division, Zone, divisions, zones

REGION = "INSERT INTO stations_region (key, name, short_name, kind, source) VALUES "
CODE = "INSERT INTO stations_regioncode (region_id, system, code) VALUES "
LINK = "INSERT INTO stations_regionlink (view, parent_id, child_id, source) VALUES "


@dataclass(frozen=True)
class Loaded:
    """What was added, and how long it took."""

    regions: int
    codes: int
    links: int
    milliseconds: int


@transaction.atomic
def load_divisions() -> Loaded:
    """Bring in the divisions of the whole country and the management zones.

    Adds what is not there; changes and removes nothing, so it may run again, also after areas were merged or split.
    Gives: how many rows were added. Costs: 8 queries and three bulk inserts; about two seconds for all.
    """
    began = time.monotonic_ns()
    places, managed = divisions(), zones()
    regions = _add_regions(places, managed)
    _count_rows()
    ids = dict(Region.objects.values_list("key", "pk"))
    codes = _add_codes(places, ids)
    links = _add_links(places, managed, ids)
    audit.record("stations.load_divisions", "stations.regions", actor=None, regions=regions, links=links)
    return Loaded(regions, codes, links, (time.monotonic_ns() - began) // 1_000_000)


def _count_rows() -> None:
    """Let PostgreSQL know how many places there are now.

    It would otherwise check every foreign key by reading the whole table, as if it were still empty: minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE stations_region")


def _add_regions(places: list[Division], managed: list[Zone]) -> int:
    known = set(Region.objects.values_list("key", flat=True))
    rows = [(p.key, p.name, p.short_name, p.kind, SOURCE) for p in places if p.key not in known]
    rows += [(z.key, z.name, z.short_name, RegionKind.ZONE.value, z.source) for z in managed if z.key not in known]
    return _insert(REGION, rows)


def _add_codes(places: list[Division], ids: dict[str, int]) -> int:
    known = set(RegionCode.objects.filter(system=CodeSystem.STATISTICS).values_list("region_id", flat=True))
    system = CodeSystem.STATISTICS.value
    return _insert(CODE, [(ids[p.key], system, p.code) for p in places if ids[p.key] not in known])


def _add_links(places: list[Division], managed: list[Zone], ids: dict[str, int]) -> int:
    """The same tree in both views; then, in the managed one, the towns that a zone runs lie in the zone."""
    ties = [(view.value, p.parent, p.key, SOURCE) for p in places if p.parent for view in TREES]
    run_by = {(View.MANAGED.value, key): zone for zone in managed for key in zone.runs}
    ties = [
        (view, zone.key, child, zone.source) if (zone := run_by.get((view, child))) else (view, parent, child, source)
        for view, parent, child, source in ties
    ]
    ties += [(View.MANAGED.value, zone.parent, zone.key, zone.source) for zone in managed]
    known = set(RegionLink.objects.values_list("view", "child_id"))
    rows = [(view, ids[above], ids[child], source) for view, above, child, source in ties]
    return _insert(LINK, [row for row in rows if (row[0], row[2]) not in known])


def _insert(sql: str, rows: Iterable[tuple[str | int, ...]]) -> int:
    """Insert rows, many with each statement: a model instance for each would take twice as long."""
    added = 0
    with connection.cursor() as cursor:
        for some in batched(rows):
            marks = ", ".join([f"({', '.join(['%s'] * len(some[0]))})"] * len(some))
            cursor.execute(sql + marks, [value for row in some for value in row])
            added += len(some)
    return added
