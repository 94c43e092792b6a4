"""Regions, stations and who may see them 区划、社工站、授权."""

from wushe.registers.stations.models.grants import Grant, Role
from wushe.registers.stations.models.regions import (
    CodeSystem,
    DeclaredFigure,
    Region,
    RegionCode,
    RegionKind,
    RegionLink,
    RegionSuccessor,
    View,
)
from wushe.registers.stations.models.stations import Station

__all__ = [
    "CodeSystem",
    "DeclaredFigure",
    "Grant",
    "Region",
    "RegionCode",
    "RegionKind",
    "RegionLink",
    "RegionSuccessor",
    "Role",
    "Station",
    "View",
]
