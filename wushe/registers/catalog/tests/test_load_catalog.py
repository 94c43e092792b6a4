"""The catalog comes from its TOML files and can be loaded again."""

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import (
    Category,
    FunctionDomain,
    Method,
    Mode,
    PolicyReference,
    ServiceContent,
    ServiceField,
    ServiceModel,
    StrategicTag,
)
from wushe.registers.catalog.queries import policies

TABLES = (ServiceField, Category, FunctionDomain, ServiceContent, StrategicTag, PolicyReference, ServiceModel)


@pytest.fixture
def catalog(cast: Cast) -> list[dict[str, object]]:
    return everything()


def everything() -> list[dict[str, object]]:
    return [model_to_dict(row) for model in TABLES for row in model.objects.order_by("pk")]


def test_the_five_fields_stand_in_the_order_printed(catalog: list[dict[str, object]]) -> None:
    names = ["社会救助", "养老服务", "儿童关爱保护", "社区治理", "社会事务"]
    assert [field.name for field in ServiceField.objects.order_by("pk")] == names


def test_the_models_of_the_three_articles_are_there(cast: Cast) -> None:
    printed = ServiceModel.objects.order_by("key").values_list("key", "printed", "version")
    assert list(printed) == [
        ("1-1-5-x", "1+1+5+X", 1),
        ("1-3-3x-n", "1+3+3X+N", 1),
        ("one-platform-three-plans", "一平台三计划", 1),
        ("one-two-three-years", "一年覆盖、两年规范、三年提升", 1),
    ]


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


def test_a_field_belongs_to_a_function_only_where_the_words_say_so(cast: Cast) -> None:
    assert [str(one) for one in FunctionDomain.objects.order_by("pk")] == [
        "基本民生保障",
        "基层社会治理",
        "基本社会服务",
    ]
    mapped = ServiceField.objects.exclude(function=None).values_list("key", "function__key")
    assert list(mapped) == [("governance", "local-governance")]


def test_the_contents_of_the_report_are_there_each_with_a_field(cast: Cast) -> None:
    names = [row.name for row in ServiceContent.objects.order_by("pk")]
    assert names[:4] == ["心理疏导", "社会融入", "乡村振兴", "抗击疫情"]
    assert not ServiceContent.objects.filter(source="").exists()


def test_what_nobody_held_against_its_text_says_so(cast: Cast) -> None:
    unread = [row for row in PolicyReference.objects.all() if not row.is_compared]
    assert unread
    assert all("待核对原文" in row.source for row in unread)


def test_the_words_of_the_report_are_quoted_as_printed_without_a_date(cast: Cast) -> None:
    [first, *_others] = policies(["330521"])
    assert (first.quote, first.dated_printed) == ("要发挥社会工作专业优势，为社会提供专业服务。", "")
    assert first.source.startswith("据浙江省民政厅")


def test_a_policy_of_a_place_is_cited_there_and_nowhere_else(cast: Cast) -> None:
    everywhere = policies([])
    own = PolicyReference.objects.create(
        key="own", title="本县办法", issuer="县政府", source="test", region=cast.county
    )
    assert policies([cast.county.key]) == [*everywhere, own]
    assert policies(["530302"]) == everywhere


def test_a_changed_source_is_brought_up_and_costs_one_query_a_row(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    StrategicTag.objects.filter(key="common-prosperity").update(name="旧名")
    with django_assert_max_num_queries(25):
        load_catalog()
    assert StrategicTag.objects.get(key="common-prosperity").name == "共同富裕"
