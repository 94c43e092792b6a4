"""Each county has a key of its own, in a file that only its owner reads."""

import stat

import pytest

from wushe.ground.kit import keyring
from wushe.ground.kit.errors import Refused


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.WUSHE_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def begun(county):
    keyring.begin_key(county)
    return keyring.county_key(county)


def test_a_key_is_made_when_a_county_begins_and_then_stays(folder):
    made = begun("460203")
    assert begun("460203") == made
    assert [path.name for path in folder.iterdir()] == ["460203.key"]


def test_only_the_owner_reads_it(folder):
    begun("460203")
    assert stat.S_IMODE((folder / "460203.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_counties_have_two_keys():
    assert begun("460203") != begun("330521")
    assert keyring.purpose_key("460203", "index") != keyring.purpose_key("330521", "index")


def test_a_lost_key_is_said_and_never_made_again_by_reading(folder):
    for read in (keyring.county_key, keyring.audit_key, lambda county: keyring.purpose_key(county, "notes")):
        with pytest.raises(Refused, match="keyring-key-missing"):
            read("460203")
    assert not folder.exists()


@pytest.mark.parametrize("content", ["", "sm", "sm 00", "des 0123456789abcdef0123456789abcdef"])
def test_a_damaged_key_file_is_said(folder, content):
    folder.mkdir()
    (folder / "460203.key").write_text(content, encoding="ascii")
    with pytest.raises(Refused, match="keyring-key-unreadable"):
        keyring.county_key("460203")


def test_the_suite_of_new_keys_is_a_setting(settings):
    settings.WUSHE_CRYPTO = "aes"
    assert begun("460203").suite.name == "aes"
    settings.WUSHE_CRYPTO = "sm"
    assert keyring.county_key("460203").suite.name == "aes"
    assert begun("330521").suite.name == "sm"
