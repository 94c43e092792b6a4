"""Places: found by name, and what covers them."""

from datetime import date

from django.db.models import Q, QuerySet

from wushe.registers.stations.models import Region, RegionKind, RegionLink, Station

LIVES_IN = (RegionKind.VILLAGE, RegionKind.COMMUNITY)


def unit_ids_of(coverage_ids: set[int], on: date) -> QuerySet[RegionLink, int]:
    """Ids of the villages and communities that coverage units cover on a day. For use inside a query."""
    return _in_force(on).filter(parent_id__in=coverage_ids).values_list("child_id", flat=True)


def _in_force(on: date) -> QuerySet[RegionLink]:
    return RegionLink.objects.filter(Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on))


def find_places(text: str) -> list[tuple[str, str, str, str]]:
    """Regions and stations whose name or key holds the text.

    Gives: rows (key, name, kind, parent key), regions first, in key order. Costs: 2 queries.
    """
    regions = Region.objects.filter(Q(name__contains=text) | Q(key__contains=text) | Q(short_name__contains=text))
    rows = [
        (r.key, r.name, r.kind, r.parent.key if r.parent else "")
        for r in regions.select_related("parent").order_by("key")
    ]
    found = Station.objects.filter(Q(name__contains=text) | Q(key__contains=text)).select_related("coverage")
    return rows + [(s.key, s.name, "station", s.coverage.key) for s in found.order_by("key")]
