"""Stock figures of stations: what stands where, what it is, who runs it 站点存量."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import (
    OperatingContract,
    Region,
    RegionKind,
    RegionLink,
    State,
    Station,
    StationState,
    Tier,
    View,
)
from wushe.registers.stations.queries import counties_under, holding, units_under
from wushe.registers.stations.rules.stations import Step, surely
from wushe.statistics.stocks_asked import Asked, Beside, Counted, day, named, place

#: What counts as a state that is asked for: a station that works has been opened too.
AT_LEAST = {State.OPENED: (State.OPENED, State.OPERATING)}


def stations_in(region: Region, on: date) -> QuerySet[Station]:
    """The stations of a place on a day, in key order.

    Of a county and above, by the county; of a zone, a town or a village, those that cover some unit there on the day;
    of a coverage unit, those that serve it.
    """
    if region.kind == RegionKind.COVERAGE:
        rows = Station.objects.filter(coverage=region)
    elif region.kind in (RegionKind.PROVINCE, RegionKind.CITY, RegionKind.COUNTY):
        rows = Station.objects.filter(county__in=counties_under(region, View.STATUTORY, on).values("pk"))
    else:
        view = View.MANAGED if region.kind == RegionKind.ZONE else View.STATUTORY
        units = units_under(region, view, on).values("pk")
        ties = RegionLink.objects.filter(holding(on), view=View.COVERAGE, child__in=units)
        rows = Station.objects.filter(coverage__in=ties.values("parent_id"))
    return rows.order_by("key")


def stations_standing(asked: Asked) -> Counted:
    """Stations of a tier that surely are in a state on a day. Costs: 3 queries."""
    region, on = place(asked), day(asked)
    tier, state = Tier(asked["tier"][0]), State(asked["state"][0])
    among = AT_LEAST.get(state, (state,))
    keys = dict(stations_in(region, on).filter(tier=tier).values_list("pk", "key"))
    steps: dict[int, list[Step]] = {pk: [] for pk in keys}
    rows = StationState.objects.filter(station__in=stations_in(region, on).filter(tier=tier).order_by().values("pk"))
    for pk, became, since in rows.order_by("pk").values_list("station_id", "state", "since_printed"):
        steps[pk].append(Step(became, since))
    found = [keys[pk] for pk, taken in steps.items() if surely(taken, on, set(among))]
    words = {
        "tier": str(tier.label),
        "state": str(state.label),
        "states": _("或").join(f"“{one.label}”" for one in among),
    }
    rest = Beside(_("同层级的站，当日不是这个状态"), len(keys) - len(found), _("个"), None)
    return Counted(region, len(found), found, words, (rest,))


def stations_run(asked: Asked) -> Counted:
    """Stations of a tier that an organization runs by a contract in force on a day. Costs: 2 queries."""
    region, on = place(asked), day(asked)
    tier = Tier(asked["tier"][0])
    stations = stations_in(region, on).filter(tier=tier).order_by()
    rows = OperatingContract.objects.filter(holding(on), station__in=stations.values("pk"))
    pairs = list(rows.order_by("station__key").values_list("station__key", "organization_id"))
    found = list(dict.fromkeys(key for key, _by in pairs))
    by = Beside(_("由几家机构承接"), len({by for _key, by in pairs}), _("家"), None)
    return Counted(region, len(found), found, {"tier": str(tier.label)}, (by,))


def units_covered(asked: Asked) -> Counted:
    """The units of some kinds that a coverage unit covers on a day, from its dated links. Costs: 3 queries."""
    region, on = place(asked), day(asked)
    links = RegionLink.objects.filter(view=View.COVERAGE, parent=region)
    if not links.exists():
        raise Refused("statistics-no-such-stock", key=region.key)
    links = links.filter(holding(on), child__kind__in=asked["kind"])
    keys = list(links.order_by("child__key").values_list("child__key", flat=True))
    kinds = _("、").join(named(RegionKind.choices, kind) for kind in asked["kind"])
    return Counted(region, len(keys), keys, {"kind": kinds})
