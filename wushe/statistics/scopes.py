"""From keys to ids: places and filters as the ledger knows them."""

from collections.abc import Collection
from dataclasses import replace

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.catalog.models import Method, ServiceField
from wushe.registers.stations.models import Region, RegionKind, RegionSuccessor, Station, View
from wushe.registers.stations.queries import LIVES_IN, Viewer, county_of, earlier_areas, later_areas, unit_spans
from wushe.statistics.rules import Scope

#: Behind the key of a county: what the county runs, not what the law puts in it 管理口径.
MANAGED = "~managed"
ABOVE = (RegionKind.PROVINCE, RegionKind.CITY)


def scope_for(key: str) -> Scope:
    """The scope a key stands for.

    A county, a zone, a town, a coverage unit, a village or community, a station; ``<county>~managed``: without
    what a management zone runs of it; ``<station>.<unit>``: what one station does in one village (two stations may
    serve it); ``<place>.<unit>``: what was done in a village while it lay in the place.
    Refuses: ``statistics-unknown-scope``, ``statistics-several-counties``. Costs: 2 to 12 queries.
    """
    if "\x00" in key:  # PostgreSQL takes no such letter, not even to look for it
        raise Refused("statistics-unknown-scope", key="")
    whole, _dot, part = key.partition(".")
    if part:
        return _part(key, scope_for(whole), _region(part))
    station = Station.objects.filter(key=key).select_related("county").first()
    if station is not None:
        county = station.county
        return Scope(key, station.name, "station", county.key, county.pk, station_id=station.pk)
    return _scope_of(_region(key.removesuffix(MANAGED)), is_managed=key.endswith(MANAGED))


def _scope_of(region: Region, *, is_managed: bool) -> Scope:
    """The scope of a region, by the state's account or by that of who runs it."""
    county = _county_of(region)
    if region.kind == RegionKind.COUNTY and not is_managed:
        return Scope(region.key, region.name, region.kind, county.key, county.pk)
    if is_managed and region.kind != RegionKind.COUNTY:
        raise Refused("statistics-unknown-scope", key=f"{region.key}{MANAGED}")
    name = f"{region.name}（{View.MANAGED.label}）" if is_managed else region.name
    key = f"{region.key}{MANAGED}" if is_managed else region.key
    scope = Scope(key, name, region.kind, county.key, county.pk, unit_ids=frozenset({region.pk}))
    if region.kind in LIVES_IN:
        return scope
    spans = unit_spans(region, _view_of(region, is_managed=is_managed))
    dated = tuple((span.unit_id, span.first, span.last) for span in spans if not span.is_open)
    # A place that covers nothing is its own unit, where nothing is done: no units would mean the whole county.
    units = frozenset(span.unit_id for span in spans) or scope.unit_ids
    return replace(scope, unit_ids=units, spans=dated)


def _view_of(region: Region, *, is_managed: bool) -> View:
    if region.kind == RegionKind.COVERAGE:
        return View.COVERAGE
    return View.MANAGED if is_managed or region.kind == RegionKind.ZONE else View.STATUTORY


def _county_of(region: Region) -> Region:
    """The county whose ledger holds what is done in a place; of a zone, the county of all that it runs."""
    if region.kind in ABOVE:
        raise Refused("statistics-unknown-scope", key=region.key)
    places = [region]
    if region.kind == RegionKind.ZONE:
        places = list(Region.objects.filter(links_up__parent=region, links_up__view=View.MANAGED).distinct())
    try:
        counties = {county.pk: county for county in map(county_of, places)}
    except Refused as refused:
        raise Refused("statistics-unknown-scope", key=region.key) from refused
    if not counties:
        raise Refused("statistics-unknown-scope", key=region.key)
    if len(counties) > 1:
        names = "、".join(county.name for county in counties.values())
        raise Refused("statistics-several-counties", name=region.name, counties=names)
    [county] = counties.values()
    return county


def _part(key: str, place: Scope, unit: Region) -> Scope:
    is_dated = unit.pk in {one for one, _first, _last in place.spans}
    if unit.kind not in LIVES_IN or not (is_dated or place.station_id) or county_of(unit).pk != place.county_id:
        raise Refused("statistics-unknown-scope", key=key)
    return within(place, unit)


def within(whole: Scope, unit: Region) -> Scope:
    """One village or community of a scope: only what the station does there, when the scope is a station's, and only
    while it lay in the place.

    Costs: none.
    """
    units, spans = frozenset({unit.pk}), tuple(span for span in whole.spans if span[0] == unit.pk)
    if whole.station_id is None and not spans:
        return Scope(unit.key, unit.name, unit.kind, whole.county_key, whole.county_id, unit_ids=units)
    name = f"{whole.name} · {unit.short_name}"
    return replace(whole, key=f"{whole.key}.{unit.key}", name=name, unit_ids=units, spans=spans)


def _region(key: str) -> Region:
    region = Region.objects.filter(key=key).first()
    if region is None:
        raise Refused("statistics-unknown-scope", key=key)
    return region


def history_of(scope: Scope) -> tuple[list[RegionSuccessor], list[RegionSuccessor]]:
    """What the place of a scope came out of, and what it became: mergers and splits, the latest first.

    The services of an earlier area stay under its name, so a figure of the successor leaves them out and must say
    so. Costs: 1 query for a station or county, otherwise 3.
    """
    region = Region.objects.filter(key=scope.key.rpartition(".")[2].removesuffix(MANAGED)).first()
    return ([], []) if region is None else (earlier_areas(region), later_areas(region))


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
