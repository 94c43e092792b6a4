"""The access table 权限表: roles, abilities, routes, read from ``definitions/access.toml``. Pure."""

import tomllib
from collections.abc import Set
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from wushe.ground.kit.errors import Refused

TABLE = Path(__file__).resolve().parents[1] / "definitions" / "access.toml"


class Door(Enum):
    """How an address answers who may not come in."""

    OPEN = "open"
    OWN = "own"
    SECTION = "section"
    THING = "thing"


@dataclass(frozen=True)
class RoleRights:
    """What one role may do, and where a grant of it may stand 角色.

    ``alone``: nobody holds another role beside it.
    """

    key: str
    name: str
    stands_on: tuple[str, ...]
    abilities: frozenset[str]
    home: str
    alone: bool = False


@dataclass(frozen=True)
class Route:
    """One address by name, what it is in words, and the abilities of which one is enough (none: no ability)."""

    name: str
    title: str
    door: Door
    abilities: frozenset[str]

    def lets_in(self, abilities: Set[str]) -> bool:
        """True if somebody who has logged in and has these abilities may come in."""
        return not self.abilities or not self.abilities.isdisjoint(abilities)


@dataclass(frozen=True)
class AccessTable:
    """Everything the file says. Roles are in order, the strongest first."""

    abilities: dict[str, str]
    roles: dict[str, RoleRights]
    routes: dict[str, Route]


@cache
def table() -> AccessTable:
    """The access table. Refuses: an ability or a door that is not declared (ValueError)."""
    return read(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def read(told: dict[str, Any]) -> AccessTable:
    """The table out of what a TOML file says. Refuses: as ``table`` does."""
    roles = {row["key"]: _role(row) for row in told["role"]}
    routes = {
        name: Route(name, row["what"], Door(kind), frozenset(row.get("needs", ())))
        for kind, rows in told["routes"].items()
        for name, row in rows.items()
    }
    used = frozenset().union(*(row.abilities for row in roles.values()), *(row.abilities for row in routes.values()))
    if unknown := used - told["abilities"].keys():
        raise ValueError(f"access.toml: no such ability {sorted(unknown)}")
    needing = (Door.SECTION, Door.THING)
    if wrong := [row.name for row in routes.values() if (row.door in needing) != bool(row.abilities)]:
        raise ValueError(f"access.toml: needs an ability, or must have none: {wrong}")
    return AccessTable(told["abilities"], roles, routes)


def _role(row: dict[str, Any]) -> RoleRights:
    lists = {"stands_on": tuple(row["stands_on"]), "abilities": frozenset(row["abilities"])}
    return RoleRights(**row | lists)


def role_rights(role: str) -> RoleRights:
    """What a role may do. Refuses: ``stations-unknown-role``."""
    if role not in table().roles:
        raise Refused("stations-unknown-role", role=role)
    return table().roles[role]


def route(name: str) -> Route | None:
    """The route of a name; None for one that nobody declared: it stays shut."""
    return table().routes.get(name)
