"""One file stands for another 合并档案, as the ledger says it does (``ledger.actions.merge_people``)."""

from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.files import only_lead
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.queries import Viewer


def point_to(viewer: Viewer, person: Person, into: Person) -> None:
    """The file of a person is one with another's from now on; both stay as they are.

    Refuses: ``beneficiaries-lead-only``, ``beneficiaries-already-merged``, ``beneficiaries-merge-into-itself``,
    ``beneficiaries-two-counties``. Costs: 1 query.
    """
    only_lead(viewer, into)
    if person.pk == into.pk:
        raise Refused("beneficiaries-merge-into-itself")
    if person.merged_into_id is not None or into.merged_into_id is not None:
        raise Refused("beneficiaries-already-merged")
    if person.county_id != into.county_id:
        raise Refused("beneficiaries-two-counties")
    person.merged_into = into
    person.save(update_fields=["merged_into"])


def point_back(viewer: Viewer, person: Person, into: Person) -> None:
    """The file stands for itself again. Refuses: ``beneficiaries-lead-only``, ``beneficiaries-not-merged``."""
    only_lead(viewer, into)
    if person.merged_into_id != into.pk:
        raise Refused("beneficiaries-not-merged")
    person.merged_into = None
    person.save(update_fields=["merged_into"])
