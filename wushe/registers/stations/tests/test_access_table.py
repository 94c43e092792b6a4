"""The access table says one thing to the code, the menu and the documentation."""

from typing import Any

import pytest
from django.urls import reverse

from tests.routes import addresses
from tests.source_tree import ROOT
from wushe.ground.kit.errors import Refused
from wushe.ground.ui.context import SIDE, TABS
from wushe.registers.stations.access_page import page
from wushe.registers.stations.models import Role
from wushe.registers.stations.rules.access import Door, read, role_rights, route, table

PERSONAL = {"people.read_full", "people.read_masked", "people.reveal", "people.edit", "visit.write", "records.read"}


def told(**changes: Any) -> dict[str, Any]:
    """A small table."""
    small: dict[str, Any] = {
        "abilities": {"a": "甲"},
        "role": [{"key": "r", "name": "某", "stands_on": ["station"], "home": "x", "abilities": ["a"]}],
        "routes": {"open": {"x": {"what": "门"}}, "thing": {"y": {"what": "物", "needs": ["a"]}}},
    }
    return small | changes


def test_the_page_of_documentation_is_the_table() -> None:
    assert (ROOT / "docs/reference/access.md").read_text(encoding="utf-8") == page(table())


def test_every_address_is_declared_and_every_declared_one_is_there() -> None:
    assert {address.name for address in addresses()} == set(table().routes)


def test_the_roles_of_a_grant_are_the_roles_of_the_table() -> None:
    assert {str(role): str(role.label) for role in Role} == {row.key: row.name for row in table().roles.values()}


@pytest.mark.parametrize("role", Role)
def test_a_role_begins_where_it_may_be(role: Role) -> None:
    rights = role_rights(role)
    home = route(rights.home)
    assert home is not None
    assert home.lets_in(rights.abilities)
    assert reverse(rights.home)


@pytest.mark.parametrize("link", [*SIDE, *TABS], ids=lambda link: link.route)
def test_the_menu_leads_to_declared_places(link: Any) -> None:
    assert route(link.route) is not None


@pytest.mark.parametrize("role", ["city", "province", "privacy", "admin"])
def test_who_needs_no_client_sees_none(role: str) -> None:
    assert role_rights(role).abilities.isdisjoint(PERSONAL)


def test_who_keeps_accounts_or_reads_the_audit_stands_alone() -> None:
    assert {row.key for row in table().roles.values() if row.alone} == {"privacy", "admin"}


def test_an_address_nobody_declared_stays_shut() -> None:
    assert route("nowhere:at_all") is None


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(Refused, match="stations-unknown-role"):
        role_rights("king")


@pytest.mark.parametrize(
    "routes",
    [
        {"thing": {"y": {"what": "物", "needs": ["b"]}}},
        {"thing": {"y": {"what": "物"}}},
        {"section": {"y": {"what": "处", "needs": []}}},
        {"open": {"y": {"what": "门", "needs": ["a"]}}},
        {"gate": {"y": {"what": "门"}}},
    ],
)
def test_a_table_that_says_nonsense_is_refused(routes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"access\.toml|Door"):
        read(told(routes=routes))


def test_one_ability_of_several_is_enough() -> None:
    assert read(told()).routes["y"].lets_in({"a", "b"})
    assert not read(told()).routes["y"].lets_in({"b"})
    assert read(told()).routes["x"].door is Door.OPEN
