"""Who keeps the register of places: the one spot to change when roles change."""

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Role
from wushe.registers.stations.queries.viewers import Viewer

#: Roles that may merge and split areas and write down what a station is.
KEEPERS = frozenset({str(Role.COUNTY), "operator"})


def is_keeper(viewer: Viewer) -> bool:
    """True if the viewer keeps the register of places and stations."""
    return viewer.role in KEEPERS


def check_keeper(viewer: Viewer) -> None:
    """May the viewer change the register? Refuses: ``stations-not-keeper``."""
    if not is_keeper(viewer):
        raise Refused("stations-not-keeper")
