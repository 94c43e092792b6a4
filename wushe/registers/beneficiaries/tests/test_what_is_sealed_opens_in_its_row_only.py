"""What is written of a person is sealed for one row: put in the place of another it opens nowhere."""

import uuid
from typing import Any

import pytest

from tests.cast import LONG_AGO, TODAY, Cast
from wushe.ground.kit.crypto import Unreadable
from wushe.registers.beneficiaries.actions import add_category, change_person
from wushe.registers.beneficiaries.actions.reveals import reveal
from wushe.registers.beneficiaries.forms import facts_of
from wushe.registers.beneficiaries.models import (
    Masked,
    Person,
    PersonCategory,
    PersonChange,
    Reveal,
    Risk,
    RiskLevel,
    Why,
)

TEXTS = [
    (PersonCategory, "basis"),
    (PersonCategory, "source"),
    (PersonCategory, "document"),
    (PersonChange, "before"),
    (RiskLevel, "reason"),
    (Reveal, "words"),
]


@pytest.fixture
def _two_of_each(cast: Cast) -> None:
    PersonCategory.objects.filter(person=cast.wang).update(ends_on=LONG_AGO)
    for key in ("oldest-old", "handicapped"):
        told = {"basis": f"依据 {key}", "source": f"来源 {key}", "document": f"证号 {key}"}
        add_category(cast.laochen, cast.wang, key, TODAY, **told)
        RiskLevel.objects.create(
            person=cast.wang, level=Risk.KEY, starts_on=TODAY, decided_by=cast.laochen.user, reason=key
        )
        person = Person.objects.select_related("key", "county").get(pk=cast.wang.pk)
        change_person(cast.laochen, person, facts_of(person).__class__(name=f"王{key}", know=f"狗{uuid.uuid4()}"))
        reveal(cast.laochen, cast.wang, Masked.NAME, Why.OTHER, f"因为 {key}")


@pytest.mark.usefixtures("_two_of_each")
@pytest.mark.parametrize(("model", "text"), TEXTS)
def test_a_text_moved_to_another_row_of_the_same_person_does_not_open(cast: Cast, model: Any, text: str) -> None:
    one, other = model.objects.filter(person=cast.wang).order_by("-pk")[:2]
    assert getattr(one, text) != getattr(other, text)
    setattr(other, f"{text}_sealed", getattr(one, f"{text}_sealed"))
    with pytest.raises(Unreadable):
        getattr(other, text)


@pytest.mark.usefixtures("_two_of_each")
def test_the_database_does_not_know_on_what_ground(cast: Cast) -> None:
    stored = str([*PersonCategory.objects.values()])
    assert "oldest-old" not in stored
    assert "依据" not in stored
