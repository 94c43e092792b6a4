"""Write the register of persons."""

from wushe.registers.beneficiaries.actions.enrolment import (
    draft_household,
    draft_person,
    index_names,
    save_homes,
)

__all__ = ["draft_household", "draft_person", "index_names", "save_homes"]
