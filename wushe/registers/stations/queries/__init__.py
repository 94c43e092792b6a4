"""Through whose eyes: the viewer, and the places a viewer sees."""

from wushe.registers.stations.queries.regions import LIVES_IN, find_places, unit_ids_of
from wushe.registers.stations.queries.stations import home_station, overseen_counties, stations, units_of
from wushe.registers.stations.queries.viewers import NOWHERE, Reach, Viewer, operator, viewer_for

__all__ = [
    "LIVES_IN",
    "NOWHERE",
    "Reach",
    "Viewer",
    "find_places",
    "home_station",
    "operator",
    "overseen_counties",
    "stations",
    "unit_ids_of",
    "units_of",
    "viewer_for",
]
