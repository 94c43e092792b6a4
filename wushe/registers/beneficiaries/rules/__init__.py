"""What can be said of a person, and what may be written of one. Pure."""

from wushe.registers.beneficiaries.rules.names import (
    EVERYBODY,
    answers,
    asked_parts,
    initials,
    masked,
    name_parts,
    readings,
    tidy,
)
from wushe.registers.beneficiaries.rules.standing import Facts, Histories, Span, age_on

__all__ = [
    "EVERYBODY",
    "Facts",
    "Histories",
    "Span",
    "age_on",
    "answers",
    "asked_parts",
    "initials",
    "masked",
    "name_parts",
    "readings",
    "tidy",
]
