"""What stands in place of a number."""

import pytest

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.rules.reveals import check_left, check_reason, masked_id, masked_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("10012341234", "100****1234"),
        ("0898-88271234", "089****1234"),
        ("8827123", "*******"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_telephone_number_shows_its_ends(number, shown):
    assert masked_phone(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("460203194005010028", "4602 **** **** **** 28"), ("H12345678", "H123 ***7 8"), ("E1234", "**** *"), ("", "")],
)
def test_the_number_of_a_paper_shows_its_ends(number, shown):
    assert masked_id(number) == shown


def test_another_reason_needs_words():
    assert check_reason(is_other=True, words=" 女儿找 ") == "女儿找"
    assert check_reason(is_other=False, words="") == ""
    with pytest.raises(Refused, match="beneficiaries-reveal-unexplained"):
        check_reason(is_other=True, words="  ")


def test_looks_are_counted_from_one_to_the_limit():
    assert [check_left(used, 2) for used in range(2)] == [1, 2]
    with pytest.raises(Refused, match="beneficiaries-reveals-used-up"):
        check_left(2, 2)
