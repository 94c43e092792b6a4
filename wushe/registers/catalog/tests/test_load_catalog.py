"""The catalog comes from its TOML files and can be loaded again."""

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from tests.cast import Cast
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import Category, Method, Mode, ServiceField, ServiceModel


@pytest.fixture
def catalog(cast: Cast) -> list[dict[str, object]]:
    return everything()


def everything() -> list[dict[str, object]]:
    return [
        model_to_dict(row) for model in (ServiceField, Category, ServiceModel) for row in model.objects.order_by("pk")
    ]


def test_the_five_fields_stand_in_the_order_printed(catalog: list[dict[str, object]]) -> None:
    names = ["社会救助", "养老服务", "儿童关爱保护", "社区治理", "社会事务"]
    assert [field.name for field in ServiceField.objects.order_by("pk")] == names
    assert ServiceModel.objects.get().printed == "1+1+5+X"


def test_loading_again_changes_nothing(catalog: list[dict[str, object]]) -> None:
    load_catalog()
    assert everything() == catalog


def test_loading_brings_back_a_renamed_field_and_keeps_its_id(cast: Cast) -> None:
    field = ServiceField.objects.get(key="elder-care")
    ServiceField.objects.filter(pk=field.pk).update(name="旧名")
    load_catalog()
    assert ServiceField.objects.get(key="elder-care") == field
    assert ServiceField.objects.get(pk=field.pk).name == "养老服务"


def test_every_category_has_a_source_and_its_own_bit(cast: Cast) -> None:
    bits = list(Category.objects.values_list("bit", flat=True))
    assert sorted(bits) == sorted(set(bits))
    assert not Category.objects.filter(source="").exists()


def test_a_bit_that_does_not_fit_the_mask_is_refused(cast: Cast) -> None:
    field = ServiceField.objects.get(key="affairs")
    with pytest.raises(IntegrityError, match="category_bit_fits"), transaction.atomic():
        Category.objects.create(key="too-far", name="太远", bit=62, field=field, source="test")


def test_codes_in_the_ledger_never_move() -> None:
    assert {m.name: m.value for m in Method} == {
        "VISIT": 1,
        "CASEWORK": 2,
        "GROUP": 3,
        "ACTIVITY": 4,
        "PUBLICITY": 5,
        "CONSULTATION": 6,
    }
    assert {m.name: m.value for m in Mode} == {"DOOR": 1, "PHONE": 2, "VIDEO": 3, "PROXY": 4, "VENUE": 5}
