"""Through whose eyes: the viewer, and the places a viewer sees."""

from wushe.registers.stations.queries.keepers import check_keeper, is_keeper
from wushe.registers.stations.queries.regions import (
    LIVES_IN,
    ancestors,
    children,
    counties_under,
    county_of,
    earlier_areas,
    find_places,
    holding,
    later_areas,
    region_by_code,
    region_by_key,
    touching,
    unit_ids_of,
    unit_on,
    units_during,
    units_under,
)
from wushe.registers.stations.queries.spans import UnitSpan, unit_spans
from wushe.registers.stations.queries.stations import home_station, overseen_county, stations, units_of, units_served
from wushe.registers.stations.queries.viewers import Viewer, chain_of, operator, viewer_for

__all__ = [
    "LIVES_IN",
    "UnitSpan",
    "Viewer",
    "ancestors",
    "chain_of",
    "check_keeper",
    "children",
    "counties_under",
    "county_of",
    "earlier_areas",
    "find_places",
    "holding",
    "home_station",
    "is_keeper",
    "later_areas",
    "operator",
    "overseen_county",
    "region_by_code",
    "region_by_key",
    "stations",
    "touching",
    "unit_ids_of",
    "unit_on",
    "unit_spans",
    "units_during",
    "units_of",
    "units_served",
    "units_under",
    "viewer_for",
]
