"""A sealed value opens for its key and in its place only."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.kit.crypto import AES, SM, Key, Unreadable, key_id_of, mac, new_key, seal, unseal, unwrap, wrap

EACH_SUITE = pytest.mark.parametrize("suite", [SM, AES], ids=lambda suite: suite.name)
PLACE = "beneficiaries_person|name_sealed|1"


@EACH_SUITE
@given(text=st.text(max_size=80))
def test_what_was_sealed_comes_back(suite, text):
    key = new_key(suite)
    assert unseal(key, seal(key, text.encode(), PLACE), PLACE).decode() == text


@EACH_SUITE
def test_the_same_text_is_never_sealed_the_same_twice(suite):
    key = new_key(suite)
    assert seal(key, b"same", PLACE) != seal(key, b"same", PLACE)


@EACH_SUITE
def test_a_change_of_any_byte_is_noticed(suite):
    key = new_key(suite)
    sealed = seal(key, "王阿婆".encode(), PLACE)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes((sealed[place] ^ 1,)) + sealed[place + 1 :]
        with pytest.raises(Unreadable):
            unseal(key, changed, PLACE)


@EACH_SUITE
@pytest.mark.parametrize("length", range(40))
def test_a_value_cut_short_is_noticed(suite, length):
    key = new_key(suite)
    with pytest.raises(Unreadable):
        unseal(key, seal(key, b"0123456789", PLACE)[:length], PLACE)


@EACH_SUITE
def test_a_value_moved_to_another_row_does_not_open(suite):
    key = new_key(suite)
    with pytest.raises(Unreadable):
        unseal(key, seal(key, b"name", PLACE), "beneficiaries_person|name_sealed|2")


@EACH_SUITE
def test_another_key_does_not_open_it(suite):
    with pytest.raises(Unreadable):
        unseal(new_key(suite), seal(new_key(suite), b"name", PLACE), PLACE)


@EACH_SUITE
def test_a_wrapped_key_comes_back_whole(suite):
    outer, inner = new_key(suite), new_key(AES)
    assert unwrap(outer, wrap(outer, inner, "data-key|460203"), "data-key|460203") == inner


def test_a_sealed_value_says_its_version_suite_and_key():
    key = new_key(SM)
    sealed = seal(key, b"123456789012345678", PLACE)
    assert (sealed[0], sealed[1], key_id_of(sealed), len(sealed)) == (1, 1, key.key_id, 18 + 34)


def test_keys_for_two_purposes_are_two_keys():
    key = new_key(SM)
    assert len({key.secret, key.derive("index").secret, key.derive("audit").secret}) == 3


def test_a_key_does_not_show_its_secret():
    key = Key(SM, b"0123456789abcdef")
    assert "0123456789abcdef" not in repr(key)


# Source: RFC 4231, test case 2.
def test_the_code_of_a_message_is_the_published_one():
    key = Key(AES, b"Jefe")
    told = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert mac(key, b"what do ya want for nothing?").hex() == told


# Source: GB/T 32905-2016, A.1, through the definition of HMAC in RFC 2104.
def test_the_code_under_the_chinese_suite_is_hmac_over_sm3():
    key = Key(SM, bytes(16))
    inner = sm3(bytes([0x36] * 64) + b"abc")
    assert sm3(b"abc").hex().startswith("66c7f0f462eeedd9d1f2d46bdc10e4e2")
    assert mac(key, b"abc") == sm3(bytes([0x5C] * 64) + inner)


def sm3(message):
    digest = hashes.Hash(hashes.SM3())
    digest.update(message)
    return digest.finalize()


# Source: GB/T 32907-2016, A.1.
def test_the_cipher_of_the_chinese_suite_is_sm4():
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    work = Cipher(SM.cipher(key), modes.ECB()).encryptor()
    assert work.update(key).hex() == "681edf34d206965e86b3e94f536e4246"
