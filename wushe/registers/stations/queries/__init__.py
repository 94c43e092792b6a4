"""Through whose eyes: the viewer, and the places a viewer sees."""

from wushe.registers.stations.queries.regions import LIVES_IN, find_places, unit_ids_of
from wushe.registers.stations.queries.stations import home_station, overseen_county, stations, units_of
from wushe.registers.stations.queries.viewers import Viewer, operator, viewer_for

__all__ = [
    "LIVES_IN",
    "Viewer",
    "find_places",
    "home_station",
    "operator",
    "overseen_county",
    "stations",
    "unit_ids_of",
    "units_of",
    "viewer_for",
]
