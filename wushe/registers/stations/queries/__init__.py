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
from wushe.registers.stations.queries.stations import home_station, overseen_counties, stations, units_of, units_served
from wushe.registers.stations.queries.viewers import NOWHERE, Reach, Viewer, operator, viewer_for

__all__ = [
    "LIVES_IN",
    "NOWHERE",
    "Reach",
    "UnitSpan",
    "Viewer",
    "ancestors",
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
    "overseen_counties",
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
