"""Regions, stations and who may see them 区划、社工站、授权."""

from wushe.registers.stations.models.grants import Grant, Role, kind_of
from wushe.registers.stations.models.organizations import (
    Incubation,
    OperatingContract,
    Organization,
    OrganizationKind,
    Outcome,
)
from wushe.registers.stations.models.regions import (
    TREES,
    CodeSystem,
    DeclaredFigure,
    Region,
    RegionCode,
    RegionKind,
    RegionLink,
    RegionSuccessor,
    Target,
    View,
)
from wushe.registers.stations.models.stations import State, Station, StationState, Tier

__all__ = [
    "TREES",
    "CodeSystem",
    "DeclaredFigure",
    "Grant",
    "Incubation",
    "OperatingContract",
    "Organization",
    "OrganizationKind",
    "Outcome",
    "Region",
    "RegionCode",
    "RegionKind",
    "RegionLink",
    "RegionSuccessor",
    "Role",
    "State",
    "Station",
    "StationState",
    "Target",
    "Tier",
    "View",
    "kind_of",
]
