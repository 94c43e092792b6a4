"""From keys to ids: places and filters as the ledger knows them."""

from collections.abc import Collection
from dataclasses import replace

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.catalog.models import Method, ServiceField
from wushe.registers.stations.models import Region, RegionKind, RegionLink, Station
from wushe.registers.stations.queries import LIVES_IN, Viewer
from wushe.statistics.rules import Scope


def scope_for(key: str) -> Scope:
    """The scope a key stands for: a county, a coverage unit, a village or community, a station; or, as
    ``<station>.<unit>``, what one station does in one village (two stations may serve it).

    Refuses: ``statistics-unknown-scope``. Costs: 2 to 5 queries.
    """
    if "\x00" in key:  # PostgreSQL takes no such letter, not even to look for it
        raise Refused("statistics-unknown-scope", key="")
    whole, _dot, part = key.partition(".")
    if part:
        place, unit = scope_for(whole), _region(part)
        if place.station_id is None or unit.kind not in LIVES_IN or county_of(unit).pk != place.county_id:
            raise Refused("statistics-unknown-scope", key=key)
        return within(place, unit)
    station = Station.objects.filter(key=key).select_related("county").first()
    if station is not None:
        county = station.county
        return Scope(key, station.name, "station", county.key, county.pk, station_id=station.pk)
    region = _region(key)
    county = county_of(region)
    if region.kind == RegionKind.COUNTY:
        return Scope(key, region.name, region.kind, county.key, county.pk)
    units = {region.pk}
    if region.kind == RegionKind.COVERAGE:
        units = set(RegionLink.objects.filter(parent=region).values_list("child_id", flat=True))
    elif region.kind == RegionKind.PSEUDO:
        units = set(Region.objects.filter(parent=region).values_list("pk", flat=True))
    # A place that covers nothing is its own unit, where nothing is done: no units would mean the whole county.
    return Scope(key, region.name, region.kind, county.key, county.pk, unit_ids=frozenset(units or {region.pk}))


def within(whole: Scope, unit: Region) -> Scope:
    """One village or community of a scope: only what the station does there, when the scope is a station's.

    Costs: none.
    """
    units = frozenset({unit.pk})
    if whole.station_id is None:
        return Scope(unit.key, unit.name, unit.kind, whole.county_key, whole.county_id, unit_ids=units)
    name = f"{whole.name} · {unit.short_name}"
    return replace(whole, key=f"{whole.key}.{unit.key}", name=name, unit_ids=units)


def _region(key: str) -> Region:
    region = Region.objects.filter(key=key).first()
    if region is None:
        raise Refused("statistics-unknown-scope", key=key)
    return region


def county_of(region: Region) -> Region:
    """The county a region lies in. Refuses: ``statistics-unknown-scope`` for a region above counties."""
    walk: Region | None = region
    while walk is not None and walk.kind != RegionKind.COUNTY:
        walk = walk.parent
    if walk is None:
        raise Refused("statistics-unknown-scope", key=region.key)
    return walk


def permitted(viewer: Viewer, scope: Scope) -> Scope:
    """The scope, if the viewer may see its figures.

    Who oversees a county sees every place of it; who works at a station or watches over it sees the station and
    the units it serves. Refuses: ``statistics-foreign-scope``.
    """
    if scope.county_id in viewer.county_ids:
        return scope
    if scope.station_id is not None and scope.station_id in viewer.stations_for("figures.read"):
        return scope
    if scope.unit_ids and scope.unit_ids <= viewer.unit_ids | viewer.watched_unit_ids:
        return scope
    raise Refused("statistics-foreign-scope")


def opens_records(viewer: Viewer, scope: Scope) -> bool:
    """True if the viewer may look behind a figure of the scope, at the records that make it.

    A city or a province sees figures and no record: a record holds a village, a day, an age.
    """
    if scope.county_id in viewer.counties_for("records.read"):
        return True
    if scope.station_id is not None:
        return scope.station_id in viewer.stations_for("records.read")
    return bool(scope.unit_ids) and scope.unit_ids <= viewer.unit_ids | viewer.watched_unit_ids


def method_keys() -> dict[str, Method]:
    """Methods by the key used in queries and on the command line."""
    return {method.name.lower(): method for method in Method}


def field_ids(keys: frozenset[str]) -> list[int]:
    """Ids of fields. Refuses: ``statistics-unknown-filter``. Costs: 1 query, none for no keys."""
    if not keys:
        return []
    known = dict(ServiceField.objects.values_list("key", "pk"))
    _known_only("领域", keys, known)
    return [known[key] for key in keys]


def method_codes(keys: frozenset[str]) -> list[int]:
    """Codes of methods. Refuses: ``statistics-unknown-filter``."""
    known = method_keys()
    _known_only("方式", keys, known)
    return [int(known[key]) for key in keys]


def group_mask(keys: frozenset[str]) -> int:
    """The bits of categories, any of which is asked for; 0 for no keys. Costs: 1 query, none for no keys."""
    if not keys:
        return 0
    known = categories()
    _known_only("类别", keys, known)
    return sum(1 << known[key].bit for key in keys)


def _known_only(what: str, keys: frozenset[str], known: Collection[str]) -> None:
    for key in sorted(keys):
        if key not in known:
            raise Refused("statistics-unknown-filter", what=what, key=key, known="、".join(known))
