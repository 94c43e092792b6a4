"""A service model from a file is loaded; a changed definition is a new version, and a published one stays as it was."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from tests.cast import Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.actions import DEFINITIONS, load_catalog, load_model
from wushe.registers.catalog.models import ModelAdoption, ServiceModel
from wushe.registers.catalog.queries import newest_models, service_model
from wushe.registers.catalog.tests.test_reading_a_service_model import GOOD


def said(*words: object) -> str:
    out = StringIO()
    call_command("service_models", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(cast: Cast, tmp_path: Path) -> Path:
    path = tmp_path / "1-2-5-n.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_model_nobody_coded_for_loads_from_its_file(file: Path) -> None:
    assert said("load", file) == "1+2+5+N：已装载，第 1 版。\n"
    model = service_model("1-2-5-n")
    assert [(slot.count, slot.label) for slot in model.parts] == [
        (1, "社工总站"),
        (2, "服务阵地"),
        (5, "服务领域"),
        ("N", ""),
    ]
    assert AuditEntry.objects.filter(verb="catalog.load_model").get().facts == {"version": 1}


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    said("load", file)
    before = rows_by_table()
    assert said("load", file) == "1+2+5+N：和已有的第 1 版一样，没有改动。\n"
    assert rows_by_table() == before


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(file: Path) -> None:
    said("load", file)
    file.write_text(
        GOOD.replace('"governance", "affairs"', '"governance"')
        .replace("count = 5", "count = 4")
        .replace("1+2+5+N", "1+2+4+N"),
        encoding="utf-8",
    )
    assert said("load", file) == "1+2+4+N：已装载，第 2 版。\n"
    first, second = ServiceModel.objects.filter(key="1-2-5-n").order_by("version")
    assert (len(first.parts[2].fields), len(second.parts[2].fields)) == (5, 4)
    assert service_model("1-2-5-n") == second
    assert [row.version for row in newest_models() if row.key == "1-2-5-n"] == [2]


@pytest.mark.parametrize("change", [{"printed": "x"}, {"slots": []}])
def test_the_database_lets_nobody_edit_a_published_version(cast: Cast, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceModel.objects.filter(key="1-1-5-x").update(**change)


def test_a_broken_file_is_refused_at_its_line_and_leaves_nothing(file: Path) -> None:
    before = rows_by_table()
    file.write_text(GOOD.replace('"operating"', '"horoscopes"'), encoding="utf-8")
    with pytest.raises(CommandError, match=r"^1-2-5-n\.toml 第 10 行：第 1 栏的 evidence 没有“horoscopes”这一种。"):
        said("load", file)
    assert rows_by_table() == before


def test_checking_tells_every_fault_and_loads_nothing(file: Path) -> None:
    before = rows_by_table()
    file.write_text(GOOD.replace('"operating"', '"horoscopes"').replace('"N"', '"n"'), encoding="utf-8")
    with pytest.raises(CommandError) as told:
        said("check", file)
    assert [line.split("：")[0] for line in str(told.value).split("\n")] == [
        "1-2-5-n.toml 第 10 行",
        "1-2-5-n.toml 第 25 行",
    ]
    assert rows_by_table() == before


def test_checking_a_good_file_says_how_it_is_read(file: Path) -> None:
    assert said("check", file).split("\n")[:2] == ["1+2+5+N：4 栏，可以装载。", "  1 社工总站  实体化运营"]
    assert "N  未定义" in said("check", file)


def test_a_file_that_is_not_there_is_a_sentence(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"打不开文件 none\.toml"):
        said("check", tmp_path / "none.toml")


def test_loading_the_catalog_leaves_a_model_from_a_file(file: Path) -> None:
    said("load", file)
    load_catalog()
    assert service_model("1-2-5-n").version == 1
    assert "1-2-5-n" in said("list")


def test_slots_that_a_county_has_defined_since_are_not_taken_back_by_an_upgrade(cast: Cast) -> None:
    shipped = (DEFINITIONS / "models" / "1-3-3x-n.toml").read_text(encoding="utf-8")
    defined = shipped.replace("count = 1\n", 'count = 1\nlabel = "总站"\nevidence = "operating"\n')
    assert load_model(defined, "1-3-3x-n.toml")[0].version == 2
    load_catalog()
    assert (service_model("1-3-3x-n").version, service_model("1-3-3x-n").parts[0].label) == (2, "总站")
    assert load_model(shipped, "1-3-3x-n.toml")[0].version == 3


def test_a_key_that_nobody_loaded_is_refused_with_those_there_are(cast: Cast) -> None:
    with pytest.raises(Refused, match="catalog-unknown-model") as refused:
        service_model("9-9")
    assert "1-1-5-x" in str(refused.value.facts["known"])


def test_a_place_adopts_a_model_from_the_command_line(file: Path, cast: Cast) -> None:
    said("load", file)
    assert "采用 1+2+5+N" in said("adopt", "1-2-5-n", "--place", cast.county.key, "--source", "县里的文件")
    assert ModelAdoption.objects.get().region == cast.county


def test_a_day_that_is_none_is_said_in_words(file: Path, cast: Cast) -> None:
    said("load", file)
    words = ("adopt", "1-2-5-n", "--place", cast.coverage.key, "--source", "县里的文件")
    with pytest.raises(CommandError, match="“2026-13-01”不是日期，应写成 2026-11-24。"):
        said(*words, "--from", "2026-13-01")
    said(*words, "--from", "2026-01-01")
    assert ModelAdoption.objects.get().starts_on == date(2026, 1, 1)


def test_the_text_of_a_model_may_begin_with_a_byte_order_mark(file: Path) -> None:
    file.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert "已装载" in said("load", file)
    assert load_model(GOOD, "m.toml")[1] is False
