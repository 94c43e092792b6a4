"""Who keeps the register of places: whoever the access table lets edit regions."""

from collections.abc import Set

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.queries.viewers import Viewer


def is_keeper(viewer: Viewer, county_ids: Set[int] = frozenset()) -> bool:
    """True if the viewer keeps the register of places and stations of all these counties; of any, for none."""
    return viewer.may("regions.edit") and county_ids <= viewer.counties_for("regions.edit")


def check_keeper(viewer: Viewer, county_ids: Set[int] = frozenset()) -> None:
    """May the viewer change the register? Refuses: ``stations-not-keeper``."""
    if not is_keeper(viewer, county_ids):
        raise Refused("stations-not-keeper")
