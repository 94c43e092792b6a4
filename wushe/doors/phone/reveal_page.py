"""What is masked, asked for and shown: in the answer to a POST only, for a minute, and kept by nobody."""

from dataclasses import dataclass

from wushe.ground.kit import clock
from wushe.registers.beneficiaries.models import Masked, Person
from wushe.registers.beneficiaries.queries.sight import in_full
from wushe.registers.beneficiaries.rules import masked
from wushe.registers.beneficiaries.rules.reveals import REVEALED_SECONDS
from wushe.registers.stations.queries import Viewer


@dataclass(frozen=True)
class RevealPage:
    """One masked thing about a person: to be asked for, or shown."""

    name: str
    label: str
    person_url: str
    value: str = ""
    is_phone: bool = False
    seconds: int = REVEALED_SECONDS


def reveal_page(viewer: Viewer, person: Person, field: Masked, value: str = "") -> RevealPage:
    """The page of one masked thing. Costs: no query, or 1 for who sees some people masked."""
    is_full = person.pk in in_full(viewer, [person.pk], clock.today())
    name = person.name if is_full else masked(person.name)
    return RevealPage(name, str(field.label), person.get_absolute_url(), value, is_phone=field == Masked.PHONE)
