"""Write the register of persons."""

from wushe.registers.beneficiaries.actions.changing import change_person, record_death, take_back_death
from wushe.registers.beneficiaries.actions.consents import ConsentDraft, give_consent, withdraw_consent
from wushe.registers.beneficiaries.actions.enrolment import (
    draft_household,
    draft_person,
    index_names,
    save_homes,
)
from wushe.registers.beneficiaries.actions.files import number_file, number_from, set_template
from wushe.registers.beneficiaries.actions.merging import point_back, point_to
from wushe.registers.beneficiaries.actions.moving import move_person
from wushe.registers.beneficiaries.actions.registering import register_person
from wushe.registers.beneficiaries.actions.standing import add_category, assign_responsible, end_category

__all__ = [
    "ConsentDraft",
    "add_category",
    "assign_responsible",
    "change_person",
    "draft_household",
    "draft_person",
    "end_category",
    "give_consent",
    "index_names",
    "move_person",
    "number_file",
    "number_from",
    "point_back",
    "point_to",
    "record_death",
    "register_person",
    "save_homes",
    "set_template",
    "take_back_death",
    "withdraw_consent",
]
