"""Every role at every address by every method, at the own place and at others: what the access table says, no more."""

import pytest
from django.contrib.auth.hashers import make_password

from tests.cast import Cast
from tests.matrix import PLAYED_BY, REACHED_BY, VISITOR, Matrix, Where
from tests.routes import addresses
from tests.worlds import World, worlds_of
from wushe.ground.accounts.models import User
from wushe.registers.stations.rules.access import Door, table


@pytest.fixture
def worlds(cast: Cast) -> dict[Where, World]:
    """What stands in each column of the matrix."""
    User.objects.update(password=make_password("long-and-odd-7"))  # who has none is sent to a page we do not have
    filled = worlds_of(cast)
    return {
        Where.OWN: filled["own"],
        Where.OTHER_STATION: filled["next"],
        Where.OTHER_COUNTY: filled["far"],
        Where.ENDED: filled["own"],
    }


def test_every_address_is_declared() -> None:
    assert {address.name for address in addresses()} - table().routes.keys() == set()


def test_every_thing_can_be_reached() -> None:
    things = {route.name for route in table().routes.values() if route.door is Door.THING}
    assert things - REACHED_BY.keys() == set(), "tell tests/matrix.py REACHED_BY how to reach these"


def test_every_role_is_played() -> None:
    assert set(PLAYED_BY) - {""} == set(table().roles)


@pytest.mark.parametrize("role", [VISITOR, *PLAYED_BY])
def test_a_role_gets_what_the_table_says_and_reads_nothing_else(
    cast: Cast, worlds: dict[Where, World], role: str, record_property
) -> None:
    outcome = Matrix(cast, worlds, role).run()
    record_property("cells", outcome.cells)
    record_property("wrong", len(outcome.wrong) + len(outcome.leaks))
    assert outcome.cells > 0
    assert "\n".join(outcome.wrong + outcome.leaks) == ""
