"""What every template and style sheet of the house keeps to."""

import re
from pathlib import Path

import pytest

import wushe

PACKAGE = Path(wushe.__file__).parent
UI = PACKAGE / "ground" / "ui"
TEMPLATES = sorted(path for path in PACKAGE.rglob("*.html") if "node_modules" not in path.parts)
SHEETS = sorted((UI / "static" / "ui").glob("*.css"))
SCRIPTS = sorted((UI / "static" / "ui" / "js").glob("*.js"))
ICON_LIST = PACKAGE.parent / "frontend" / "icons.txt"

INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org/)""")
TOO_NEW = re.compile(r":has\(|color-mix\(|oklch\(|@layer|@container|\binset:|^\s*&", re.MULTILINE)
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
ICON = re.compile(r"""\{% icon ["']([a-z0-9-]+)|icon_name=["']([a-z0-9-]+)|"/[\w/#-]*", "([a-z][a-z0-9-]+)\"""")


def name(path: Path) -> str:
    """A path as tests print it."""
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_has_no_inline_style_script_or_foreign_address(template: Path) -> None:
    assert INLINE.findall(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_is_short(template: Path) -> None:
    assert len(template.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_style_sheet_runs_on_the_oldest_browser_and_is_short(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert TOO_NEW.findall(text) == []
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_every_class_is_ours_by_name(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [found for found in CLASS.findall(rules) if not found.startswith("ws-")] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_script_is_small_and_evaluates_nothing(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert re.findall(r"\beval\(|new Function|innerHTML|\.style\b|https?://", text) == []


def test_every_icon_drawn_is_on_the_list_that_set_up_copies() -> None:
    sources = [*TEMPLATES, UI / "context.py"]
    drawn = {"".join(found) for path in sources for found in ICON.findall(path.read_text(encoding="utf-8"))}
    lines = ICON_LIST.read_text(encoding="utf-8").splitlines()
    listed = {word for line in lines for word in line.split("#")[0].split()}
    assert drawn - listed == set()


def test_no_icon_is_listed_for_nothing() -> None:
    sources = [*TEMPLATES, UI / "context.py"]
    drawn = {"".join(found) for path in sources for found in ICON.findall(path.read_text(encoding="utf-8"))}
    lines = ICON_LIST.read_text(encoding="utf-8").splitlines()
    assert {word for line in lines for word in line.split("#")[0].split()} - drawn == set()
