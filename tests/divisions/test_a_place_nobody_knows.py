"""Codes and keys that nobody has are refused."""

import pytest

from tests.cast import TODAY
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.queries import region_by_code, region_by_key


@pytest.mark.parametrize("code", ["999999", "", "吉阳", "46\x00"])
def test_a_code_nobody_has_is_refused(db: None, code: str) -> None:
    with pytest.raises(Refused, match="stations-unknown-code"):
        region_by_code(code, TODAY)


@pytest.mark.parametrize("key", ["999999", "", "46\x00"])
def test_a_key_nobody_has_is_refused(db: None, key: str) -> None:
    with pytest.raises(Refused, match="stations-unknown-region"):
        region_by_key(key)
