"""A file number is printed by a template that says year and number."""

import pytest

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.rules import USUAL_TEMPLATE, check_template, file_number


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        (USUAL_TEMPLATE, "LIUDAO-2026-0007"),
        ("六道{year}{seq:05d}", "六道202600007"),
        ("{county}-{station}-{year}-{seq}", "460203-LIUDAO-2026-7"),
    ],
)
def test_a_template_prints_the_number(template: str, printed: str) -> None:
    assert file_number(template, station="liudao", county="460203", year=2026, seq=7) == printed


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{year}",
        "{seq}",
        "{year}-{seq}-{seq}",
        "{year} {seq}",
        "{name}{year}{seq}",
        "{year.real}{seq}",
        "{seq!r}{year}",
    ],
)
def test_a_template_without_year_or_number_or_with_more_is_refused(template: str) -> None:
    with pytest.raises(Refused, match="template-wrong"):
        check_template(template)


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Refused, match="template-wrong"):
        file_number("很长的站名" * 6 + "{year}-{seq}", station="a", county="b", year=2026, seq=1)
