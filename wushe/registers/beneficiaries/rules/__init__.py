"""What can be said of a person, and what may be written of one. Pure."""

from wushe.registers.beneficiaries.rules.drafts import (
    CONSENTS_FROM,
    NAME_LENGTH,
    REASON_LENGTH,
    HomeDraft,
    PersonDraft,
    PersonFacts,
    check_day,
    check_facts,
    check_reason,
    overlap,
)
from wushe.registers.beneficiaries.rules.files import USUAL_TEMPLATE, check_template, file_number
from wushe.registers.beneficiaries.rules.identity import Identity, long_form, read_identity, tidy_number
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
    "CONSENTS_FROM",
    "EVERYBODY",
    "NAME_LENGTH",
    "REASON_LENGTH",
    "USUAL_TEMPLATE",
    "Facts",
    "Histories",
    "HomeDraft",
    "Identity",
    "PersonDraft",
    "PersonFacts",
    "Span",
    "age_on",
    "answers",
    "asked_parts",
    "check_day",
    "check_facts",
    "check_reason",
    "check_template",
    "file_number",
    "initials",
    "long_form",
    "masked",
    "name_parts",
    "overlap",
    "read_identity",
    "readings",
    "tidy",
    "tidy_number",
]
