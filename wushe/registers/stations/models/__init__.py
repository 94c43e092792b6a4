"""Regions, stations and who may see them 区划、社工站、授权."""

from wushe.registers.stations.models.grants import Grant, Role
from wushe.registers.stations.models.regions import DeclaredFigure, Region, RegionKind, RegionLink
from wushe.registers.stations.models.stations import Station

__all__ = ["DeclaredFigure", "Grant", "Region", "RegionKind", "RegionLink", "Role", "Station"]
