"""Rules of the house that no other tool can see. Each test names what breaks it, as an editor understands it."""

import ast
import re

import pytest
from django.apps import apps
from django.db.models import Field, FloatField, UniqueConstraint

from tests.source_tree import (
    PACKAGE,
    ROOT,
    called,
    code,
    files,
    functions,
    imports,
    named,
    nodes,
    room_of,
    rooms,
    steps,
)
from wushe.ground.kit.wording import sentences
from wushe.statistics.rules import measures

LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 40
LINES_IN_A_TEMPLATE = 120

UNNAMEABLE = {"utils", "helpers", "common", "manager", "service", "handler", "data", "info", "process", "misc"}
KIT = "wushe.ground.kit"
PRIVATE = {"views", "forms", "urls", "api", "admin"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
OLD_BROWSERS = (":has(", "color-mix(", "oklch(", "@layer", "@container")

# Reads that show no person: places, rules, the viewer itself, or rows that only `statistics` turns into counts.
# Everything else in a queries.py takes the viewer first.
NOT_PERSONAL = {
    "wushe.registers.stations": {
        *("viewer_for", "operator", "find_places", "unit_ids_of", "region_by_key", "region_by_code", "children"),
        *(
            "ancestors",
            "units_under",
            "units_during",
            "counties_under",
            "areas_under",
            "places_under",
            "seat_counties",
            "county_of",
            "covers_of",
            "unit_on",
            "unit_spans",
        ),
        *("earlier_areas", "later_areas", "holding", "search_regions", "codes_of", "ties_of", "paths_of", "served_by"),
    },
    "wushe.registers.catalog": {"service_model", "newest_models", "field_names", "adopted_models", "policies"},
    "wushe.registers.beneficiaries": {
        "in_force",
        "categories",
        "is_number",
        "last_file_seq",
        "template_of",
        "told_kinds",
    },
    "wushe.ledger": {
        "last_seq",
        "last_numbers",
        "same_people",
        "reversed_ids",
        "valid_events",
        "valid_attempts",
        "valid_attendances",
        "event_of_form",
        "closed_periods",
        "are_known",
    },
    "wushe.work.visits": {"duty_of", "promised_day"},
    "wushe.statistics": {"records_of", "records_in"},
}


def our_models():
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("wushe.")]


def our_fields():
    return [(model, field) for model in our_models() for field in model._meta.get_fields() if isinstance(field, Field)]


def test_foreign_keys_point_down_the_staircase():
    room = {config.label: config.name for config in apps.get_app_configs()}
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model, field in our_fields()
        if field.related_model is not None
        and (target := room[field.related_model._meta.app_label]) in steps()
        and (here := room[model._meta.app_label]) != target
        and steps()[here] <= steps()[target]
    ]
    assert upward == []


def test_a_foreign_key_across_rooms_is_written_as_a_class():
    texts = [
        f"{named(path, node)} {node.args[0].value}"
        for path, node in nodes(ast.Call)
        if called(node) in RELATIONS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and "." in str(node.args[0].value)
    ]
    assert texts == []


def test_every_room_stands_on_the_staircase():
    assert set(rooms()) - set(steps()) == set()


def beside_the_package():
    return [path for folder in ("tests", "benchmarks", "script") for path in (ROOT / folder).rglob("*.py")]


def test_no_file_is_long():
    long = {
        str(path.relative_to(ROOT)): count
        for path in (*files(".py", ".css", ".js", ".html", ".toml"), *beside_the_package())
        if "migrations" not in path.parts and (count := path.read_text(encoding="utf-8").count("\n")) > LINES_IN_A_FILE
    }
    assert long == {}


def test_no_function_is_long():
    long = {
        named(path, node): length
        for path, node in functions()
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_IN_A_FUNCTION
    }
    assert long == {}


def test_no_template_is_long():
    long = {
        str(path.relative_to(ROOT)): count
        for path in files(".html")
        if (count := path.read_text(encoding="utf-8").count("\n")) > LINES_IN_A_TEMPLATE
    }
    assert long == {}


def test_every_module_has_a_name_that_says_something():
    assert [str(path.relative_to(ROOT)) for path in code() if path.stem in UNNAMEABLE] == []


def test_every_room_says_in_chinese_what_it_is():
    silent = [
        name
        for name in rooms()
        if not re.search(r"[\u4e00-\u9fff]", (ast.get_docstring(code()[package_file(name)]) or "").split("\n")[0])
    ]
    assert silent == []


def package_file(name):
    return ROOT.joinpath(*name.split("."), "__init__.py")


def test_every_room_has_a_page_of_documentation():
    assert [label for label in rooms().values() if not (ROOT / "docs" / "rooms" / f"{label}.md").is_file()] == []


def test_a_query_takes_the_viewer_first():
    bad = [
        f"{named(path, node)} {node.name}"
        for path, tree in code().items()
        if "queries" in path.relative_to(PACKAGE).with_suffix("").parts
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.name not in NOT_PERSONAL.get(room_of(path), set())
        and [argument.arg for argument in node.args.args][:1] != ["viewer"]
    ]
    assert bad == []


def test_every_exception_to_viewer_first_still_exists():
    existing = {(room_of(path), node.name) for path, node in functions() if "queries" in str(path)}
    assert [(room, name) for room in NOT_PERSONAL for name in NOT_PERSONAL[room] if (room, name) not in existing] == []


def test_no_number_is_a_float():
    written = [
        named(path, node)
        for path, node in nodes(ast.Constant, ast.Name)
        if isinstance(getattr(node, "value", None), float) or getattr(node, "id", "") == "float"
    ]
    assert written == []


def test_no_column_is_a_float():
    assert [f"{model.__name__}.{field.name}" for model, field in our_fields() if isinstance(field, FloatField)] == []


REAL_TIME = ("timezone.now", "timezone.localtime()", "timezone.localdate()")


def test_moments_come_from_the_clock_of_the_house():
    # Where a person reads or makes a moment, a demo's fixed day must hold; the audit and the commands keep real time.
    # Defaults of columns too: ``default=timezone.now`` is no call, and ``auto_now_add`` is no name of the clock.
    past = [
        named(path, node)
        for path, node in nodes(ast.Attribute, ast.keyword, ast.Call)
        if room_of(path).startswith(
            ("wushe.ledger", "wushe.work", "wushe.statistics", "wushe.doors", "wushe.registers")
        )
        and (getattr(node, "arg", "") in ("auto_now", "auto_now_add") or ast.unparse(node) in REAL_TIME)
    ]
    assert past == []


def test_no_signals():
    assert [named(path, tree) for path, tree in code().items() for name in imports(tree) if name in SIGNALS] == []


def test_no_model_overrides_save_or_delete():
    overriding = [
        f"{named(path, node)} {node.name}"
        for path, node in nodes(ast.ClassDef)
        if {"save", "delete"} & {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        and path.stem == "models"
    ]
    assert overriding == []


def test_no_generic_foreign_keys():
    bad = [
        named(path, tree)
        for path, tree in code().items()
        for name in imports(tree)
        if name.startswith("django.contrib.contenttypes")
    ]
    assert bad == []


def test_no_project_import_hides_inside_a_function():
    hidden = [
        f"{named(path, node)} {name}"
        for path, node in functions()
        for name in imports(node)
        if name.split(".")[0] == "wushe"
    ]
    assert hidden == []


def test_rooms_import_only_the_public_half_of_other_rooms():
    nosy = [
        f"{named(path, tree)} {name}"
        for path, tree in code().items()
        for name in imports(tree)
        for room in rooms()
        if name.startswith(f"{room}.") and name.removeprefix(f"{room}.").split(".")[0] in PRIVATE
        if room != room_of(path) and room != KIT  # the kit has no doors: its forms are for every room
    ]
    assert nosy == []


def test_only_actions_write():
    # `bulk` is the actions of a room for thousands of rows; the demo fills registers that nobody edits yet; a paper of
    # `briefing_word` is saved into memory.
    allowed = {"actions", "audit", "bulk", "demo", "briefing_word"}
    elsewhere = [
        f"{named(path, node)} {called(node)}"
        for path, node in nodes(ast.Call)
        if called(node) in WRITES
        and isinstance(node.func, ast.Attribute)
        and not allowed & set(path.relative_to(PACKAGE).with_suffix("").parts)
    ]
    assert elsewhere == []


def test_only_actions_write_many_rows_at_once():
    allowed = {"actions", "bulk"}
    elsewhere = [
        named(path, tree)
        for path, tree in code().items()
        if "wushe.ground.kit.inserting" in imports(tree)
        and not allowed & set(path.relative_to(PACKAGE).with_suffix("").parts)
    ]
    assert elsewhere == []


def test_nothing_is_ever_deleted_row_by_row():
    deleting = [named(path, node) for path, node in nodes(ast.Call) if called(node) == "delete"]
    sql = [
        named(path, node)
        for path, node in nodes(ast.Constant)
        if re.match(r"\s*(DELETE FROM|TRUNCATE )", str(getattr(node, "value", "")))
    ]
    assert deleting + sql == []


def refusals():
    return {
        str(node.args[0].value): named(path, node)
        for path, node in nodes(ast.Call)
        if called(node) == "Refused" and node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_refusal_has_a_sentence():
    assert {code: place for code, place in refusals().items() if code not in sentences()} == {}


def test_every_sentence_belongs_to_a_refusal():
    texts = "\n".join(path.read_text(encoding="utf-8") for path in code() if path.stem != "wording")
    assert [code for code in sentences() if f'"{code}"' not in texts] == []


@pytest.mark.parametrize("key", sorted(measures()))
def test_every_measure_names_its_source(key):
    assert measures()[key].source.strip()
    assert measures()[key].unit.strip()


def test_every_variable_of_the_environment_is_documented():
    variables = {
        word
        for path, node in nodes(ast.Constant)
        if path.is_relative_to(PACKAGE / "config")
        for word in re.findall(r"^WUSHE_[A-Z_]+$", str(getattr(node, "value", "")))
    }
    page = ROOT / "docs" / "reference" / "settings.md"
    assert variables
    assert [name for name in sorted(variables) if f"`{name}`" not in page.read_text(encoding="utf-8")] == []


def test_no_unique_constraint_lets_null_through():
    leaky = [
        f"{model.__name__}: {constraint.name}"
        for model in our_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        and constraint.condition is None
        and constraint.nulls_distinct is not False
        and any(model._meta.get_field(name).null for name in constraint.fields)
    ]
    assert leaky == []


def test_pages_hold_no_inline_script_or_style():
    pattern = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=[\"']")
    inline = {
        str(path.relative_to(ROOT)): found
        for path in files(".html")
        if (found := pattern.findall(path.read_text(encoding="utf-8")))
    }
    assert inline == {}


def test_pages_load_nothing_from_elsewhere():
    pattern = re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//[^\"']+|url\(['\"]?https?:[^)]+|@import[^;]+http")
    foreign = {
        str(path.relative_to(ROOT)): found
        for path in files(".html", ".css", ".js")
        if (found := pattern.findall(path.read_text(encoding="utf-8")))
    }
    assert foreign == {}


@pytest.mark.parametrize("word", OLD_BROWSERS)
def test_style_sheets_work_in_the_oldest_browser_promised(word):
    assert [str(path.relative_to(ROOT)) for path in files(".css") if word in path.read_text(encoding="utf-8")] == []
