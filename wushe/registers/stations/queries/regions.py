"""Places: found by key, code or name; what lies in them, and what they became."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period
from wushe.registers.stations.models import Region, RegionCode, RegionKind, RegionLink, RegionSuccessor, Station, View
from wushe.registers.stations.rules.divisions import whole_code

LIVES_IN = (RegionKind.VILLAGE, RegionKind.COMMUNITY)

#: Everything in a place, however deep: both databases walk down the ties far better than they nest subqueries.
UNDER = """
WITH RECURSIVE inside(id) AS (
    SELECT id FROM stations_region WHERE id = %s
    UNION SELECT link.child_id FROM inside JOIN stations_regionlink link ON link.parent_id = inside.id
    WHERE link.view = %s AND (link.starts_on IS NULL OR link.starts_on <= %s)
    AND (link.ends_on IS NULL OR link.ends_on >= %s)
) SELECT id FROM inside
"""
#: The same, and the areas that these came from.
UNDER_OR_EARLIER = UNDER.replace(
    ") SELECT id FROM inside",
    """), came(id) AS (
    SELECT id FROM inside
    UNION SELECT change.region_id FROM came JOIN stations_regionsuccessor change ON change.successor_id = came.id
) SELECT id FROM came""",
)
#: What some coverage units cover at any time in some days, and the areas these came from.
SERVED = """
WITH RECURSIVE served(id) AS (
    SELECT child_id FROM stations_regionlink WHERE view = 'coverage' AND parent_id IN ({places})
    AND (starts_on IS NULL OR starts_on <= %s) AND (ends_on IS NULL OR ends_on >= %s)
    UNION SELECT change.region_id FROM served JOIN stations_regionsuccessor change
    ON change.successor_id = served.id WHERE change.day <= %s
) SELECT id FROM served
"""


def region_by_key(key: str) -> Region:
    """One place by its key. Refuses: ``stations-unknown-region``. Costs: 1 query."""
    found = None if "\x00" in key else Region.objects.filter(key=key).first()
    if found is None:
        raise Refused("stations-unknown-region", key=key.replace("\x00", ""))
    return found


def region_by_code(code: str, on: date) -> Region:
    """The one place that has a code on a day.

    Takes: a code of any system; of a state code, the zeros at its end may be left out. Gives: the place.
    Refuses: ``stations-unknown-code``; ``stations-code-of-several`` when two places have it (东莞 as a city and as
    its only county), with their keys. Costs: 1 query.
    """
    text = code.strip().replace("\x00", "�")  # PostgreSQL takes no such letter, not even to look for it
    rows = RegionCode.objects.filter(holding(on), code__in={text, whole_code(text)}).select_related("region")
    found = {row.region.key: row.region for row in rows}
    if not found:
        raise Refused("stations-unknown-code", digits=text)
    if len(found) > 1:
        keys = "、".join(f"{key}（{found[key].name}，{found[key].get_kind_display()}）" for key in sorted(found))
        raise Refused("stations-code-of-several", digits=text, keys=keys)
    [region] = found.values()
    return region


def children(region: Region, view: str, on: date) -> QuerySet[Region]:
    """What lies right below a place in a view on a day, in key order. Costs: 1 query."""
    links = RegionLink.objects.filter(holding(on), view=view, parent=region)
    return Region.objects.filter(pk__in=links.values("child_id")).order_by("key")


def ancestors(region: Region, view: str, on: date) -> list[Region]:
    """What a place lies in, in a view on a day, nearest first. Costs: a query for each level."""
    found: list[Region] = []
    link = _link_up(region, view, holding(on))
    while link is not None:
        found.append(link.parent)
        link = _link_up(link.parent, view, holding(on))
    return found


def units_under(region: Region, view: str, on: date) -> QuerySet[Region]:
    """The villages and communities in a place (or the place itself), in a view on a day, in key order.

    Costs: 1 query.
    """
    return _under(region, view, on, on).filter(kind__in=LIVES_IN)


def covers_of(region: Region, on: date) -> QuerySet[RegionLink]:
    """Which villages and communities in a place lie in which coverage unit on a day, in key order. Costs: 1 query."""
    ties = RegionLink.objects.filter(
        holding(on), view=View.COVERAGE, child__in=units_under(region, View.STATUTORY, on).values("pk")
    )
    return ties.select_related("child", "parent").order_by("child__key", "parent__key")


def counties_under(region: Region, view: str, on: date) -> QuerySet[Region]:
    """The counties in a place (or the place itself), in a view on a day, in key order: those that keep a ledger.

    A management zone keeps none: what it runs stands in the ledger of the county the law puts it in; see
    ``units_under``. Costs: 1 query.
    """
    return _under(region, view, on, on).filter(kind=RegionKind.COUNTY)


def areas_under(region: Region, on: date) -> QuerySet[Region]:
    """The counties and management zones in a place (or the place itself) by who runs them, in key order.

    What a zone runs lies in no county here, as a city counts its 县（市、区）和开发区. Costs: 1 query.
    """
    return _under(region, View.MANAGED, on, on).filter(kind__in=(RegionKind.COUNTY, RegionKind.ZONE))


def places_under(region: Region, kind: str, on: date) -> QuerySet[Region]:
    """The places of a kind in a place (or the place itself) on a day, in key order; of a zone, what it runs.

    Costs: 1 query.
    """
    view = View.MANAGED if region.kind == RegionKind.ZONE else View.STATUTORY
    return _under(region, view, on, on).filter(kind=kind)


def units_during(region: Region, view: str, period: Period) -> QuerySet[Region]:
    """The villages and communities that lay in a place at any time in a period, and the areas these came from.

    An area that ended before may still hold services of the period: those written under its name before the merger
    was entered. Only with it is the sum over the units the total. Costs: 1 query.
    """
    return _under(region, view, period.start, period.last, UNDER_OR_EARLIER).filter(kind__in=LIVES_IN)


def county_of(region: Region, view: str = View.STATUTORY) -> Region:
    """The county a place lies in, or last lay in; a coverage unit by its own view.

    Refuses: ``stations-above-counties`` for a place that lies in none. Costs: a query for each level up to there.
    """
    walk: Region | None = region
    while walk is not None and walk.kind != RegionKind.COUNTY:
        link = _link_up(walk, View.COVERAGE if walk.kind == RegionKind.COVERAGE else view, Q())
        walk = link.parent if link else None
    if walk is None:
        raise Refused("stations-above-counties", name=region.name)
    return walk


def unit_ids_of(coverage_ids: set[int], on: date) -> QuerySet[Region, int]:
    """Ids of the villages and communities that coverage units cover on a day, and of the areas these came from.

    People who settled before a merger are written down under the old name: they are still served by whoever serves
    the new area. For use inside a query.
    """
    return served_by(coverage_ids, on, on).values_list("pk", flat=True)


def served_by(coverage_ids: set[int], first: date, last: date) -> QuerySet[Region]:
    """The villages and communities that coverage units cover at any time in some days, and the areas these came from.

    Costs: 1 query.
    """
    if not coverage_ids:
        return Region.objects.none()
    places = ", ".join(["%s"] * len(coverage_ids))
    days = [last.isoformat(), first.isoformat(), last.isoformat()]
    served = RawSQL(SERVED.format(places=places), [*coverage_ids, *days])  # noqa: S611 - only marks are put in
    return Region.objects.filter(pk__in=served)


def unit_on(unit: Region, on: date, among: set[int] | frozenset[int] = frozenset()) -> Region:
    """What a unit is on a day: itself, or what it had become by then.

    Takes: the unit as it was written down, the day, and the ids of the units in question (those a station serves):
    after a split, the one successor among them. Refuses: ``stations-unit-was-split`` when that leaves several.
    Costs: none for a unit that still is; otherwise a query for each merger or split.
    """
    while unit.ends_on is not None and unit.ends_on < on:
        became = RegionSuccessor.objects.filter(region=unit, day__lte=on).select_related("successor").order_by("pk")
        found = [row.successor for row in became]
        if len(found) > 1:
            found = [one for one in found if one.pk in among] or found
        if len(found) != 1:
            names = "、".join(one.short_name for one in found)
            raise Refused("stations-unit-was-split", unit=unit.name, day=unit.ends_on, names=names)
        [unit] = found
    return unit


def earlier_areas(region: Region) -> list[RegionSuccessor]:
    """The mergers and splits a place came out of, the latest first. Costs: 1 query."""
    rows = RegionSuccessor.objects.filter(successor=region).select_related("region")
    return list(rows.order_by("-day", "region__key"))


def later_areas(region: Region) -> list[RegionSuccessor]:
    """What became of a place, the latest first. Costs: 1 query."""
    rows = RegionSuccessor.objects.filter(region=region).select_related("successor")
    return list(rows.order_by("-day", "successor__key"))


def find_places(text: str) -> list[tuple[str, str, str, str]]:
    """Regions and stations whose name or key holds the text.

    Gives: rows (key, name, kind, parent key), regions first, in key order; the parent is that of the state's tree,
    of a coverage unit its county. Costs: 3 queries.
    """
    found = Region.objects.filter(Q(name__contains=text) | Q(key__contains=text) | Q(short_name__contains=text))
    links = RegionLink.objects.filter(child__in=found, ends_on=None).exclude(
        Q(view=View.COVERAGE) & ~Q(child__kind=RegionKind.COVERAGE)
    )
    above = dict(links.order_by("view").values_list("child_id", "parent__key"))  # statutory comes last and stays
    rows = [(r.key, r.name, r.kind, above.get(r.pk, "")) for r in found.order_by("key")]
    stations = Station.objects.filter(Q(name__contains=text) | Q(key__contains=text)).select_related("coverage")
    return rows + [(s.key, s.name, "station", s.coverage.key) for s in stations.order_by("key")]


def search_regions(text: str, on: date) -> QuerySet[Region]:
    """Places whose name holds the text, or whose key or code on that day it is, in key order. Costs: 1 query."""
    asked = text.strip().replace("\x00", "�")
    if not asked:
        return Region.objects.none()
    coded = RegionCode.objects.filter(holding(on), code__in={asked, whole_code(asked)})
    named = Q(name__contains=asked) | Q(short_name__contains=asked)
    return Region.objects.filter(named | Q(key=asked) | Q(pk__in=coded.values("region_id"))).order_by("key")


def paths_of(regions: Iterable[Region], on: date) -> dict[int, str]:
    """What each place lies in by the state's account on a day, in words: "江苏省 南京市". Costs: a query a level."""
    starts = [region.pk for region in regions]
    above: dict[int, tuple[int, str]] = {}
    wanted = set(starts)
    while wanted:
        links = RegionLink.objects.filter(holding(on), view=View.STATUTORY, child_id__in=wanted)
        found = {child: (up, name) for child, up, name in links.values_list("child_id", "parent_id", "parent__name")}
        wanted = {up for up, _name in found.values()} - above.keys() - found.keys()
        above |= found
    return {pk: " ".join(_names_above(pk, above)) for pk in starts}


def _names_above(pk: int, above: dict[int, tuple[int, str]]) -> list[str]:
    names: list[str] = []
    while pk in above and len(names) < len(above):
        pk, name = above[pk]
        names.insert(0, name)
    return names


def codes_of(region: Region) -> list[RegionCode]:
    """The codes a place has or had, the latest first. Costs: 1 query."""
    return list(region.codes.order_by("-starts_on", "pk"))


def ties_of(region: Region) -> list[RegionLink]:
    """What a place lies or lay in, view by view, the latest first. Costs: 1 query."""
    rows = RegionLink.objects.filter(child=region).select_related("parent")
    return sorted(rows, key=lambda row: (View.values.index(row.view), row.ends_on is not None, row.parent.key))


def holding(on: date) -> Q:
    """Rows with a first and a last day that hold on a day; a missing day is open."""
    return (Q(starts_on=None) | Q(starts_on__lte=on)) & (Q(ends_on=None) | Q(ends_on__gte=on))


def _link_up(region: Region, view: str, when: Q) -> RegionLink | None:
    """The tie to what lies above; of several, the one that still holds, or else ended last."""
    rows = RegionLink.objects.filter(when, view=view, child=region).select_related("parent")
    return min(rows, key=lambda row: (row.ends_on is not None, -(row.ends_on or date.min).toordinal()), default=None)


def _under(region: Region, view: str, first: date, last: date, sql: str = UNDER) -> QuerySet[Region]:
    """The place and all that lay in it, by ties that held at any time from the first to the last day."""
    inside = RawSQL(sql, [region.pk, view, last.isoformat(), first.isoformat()])  # noqa: S611 - values are bound
    return Region.objects.filter(pk__in=inside).order_by("key")
