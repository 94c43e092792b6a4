"""Write down a new station, and which villages and communities it covers 建站."""

from itertools import count

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.counties import lock_county
from wushe.registers.stations.models import Region, RegionKind, RegionLink, State, Station, StationState, View
from wushe.registers.stations.queries import Viewer, check_keeper, county_of, on_offer, station_by_key
from wushe.registers.stations.rules.stations import NewStation, check_new_station, check_station_below


@transaction.atomic
def open_station(viewer: Viewer, place: Region, new: NewStation) -> Station:
    """Write down a station that stands in a town or village, and what it covers.

    Takes: the place it stands in, and what is told of it. Gives: the station, opened since the printed day. What it
    covers is a coverage unit of its own, without a first day: what is printed need not be a day.
    A village station under that of its town covers what lies in the area of both.
    Refuses: ``stations-not-keeper``, ``stations-above-counties``, ``stations-unknown-station`` (the one above), and all
    of ``rules.check_new_station`` or ``rules.check_station_below``.
    Costs: about 15 queries; holds the county's writer lock until commit. One audit line.
    """
    check_keeper(viewer)
    county = county_of(place)
    check_keeper(viewer, {county.pk})
    lock_county(county.pk)
    above = _above(viewer, county, new.above)
    offer = on_offer(viewer, place, above, clock.today())
    if above is None:
        check_new_station(new, offer.units.keys(), offer.covered)
    else:
        names = {key: unit.name for key, unit in offer.units.items()}
        check_station_below(new, above.name, above.tier, names, {unit.key for unit in offer.allowed})
    station = _write(viewer, county, new, [offer.units[key] for key in dict.fromkeys(new.covers)], above)
    target, told = f"stations.station:{station.key}", sorted(new.covers)
    audit.record("stations.open_station", target, actor=viewer.user, county_key=county.key, tier=new.tier, units=told)
    return station


def _above(viewer: Viewer, county: Region, key: str) -> Station | None:
    """The station above, of the same county; none when none is named."""
    if not key:
        return None
    above = station_by_key(viewer, key)
    if above.county_id != county.pk:
        raise Refused("stations-unknown-station")
    return above


def _write(viewer: Viewer, county: Region, new: NewStation, units: list[Region], above: Station | None) -> Station:
    """The station, its coverage unit with all ties, and its first state."""
    name, source = new.name.strip(), new.source.strip()
    number = _next_number(county)
    coverage = Region.objects.create(
        key=f"{county.key}-coverage-{number}",
        name=f"{name}片",
        short_name=name,
        kind=RegionKind.COVERAGE,
        source=source,
    )
    ends = [(county, coverage), *((coverage, unit) for unit in units)]
    RegionLink.objects.bulk_create(
        RegionLink(view=View.COVERAGE, parent=parent, child=child, source=source) for parent, child in ends
    )
    station = Station.objects.create(
        key=f"{county.key}-station-{number}",
        name=name,
        tier=new.tier,
        above=above,
        county=county,
        coverage=coverage,
        phone=new.phone.strip(),
        opening_printed=new.opening_printed.strip(),
        opening_source=source,
    )
    StationState.objects.create(
        station=station,
        state=State.OPENED,
        since_printed=station.opening_printed,
        source=source,
        recorded_by=viewer.user,
    )
    return station


def _next_number(county: Region) -> int:
    """The next number no station and no coverage unit of the county has; the county is locked."""
    for number in count(Station.objects.filter(county=county).count() + 1):
        is_taken = Station.objects.filter(key=f"{county.key}-station-{number}").exists()
        if not is_taken and not Region.objects.filter(key=f"{county.key}-coverage-{number}").exists():
            break
    return number
