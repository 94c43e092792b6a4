"""The house read as text: files, syntax trees, rooms and steps, for the tests of house rules."""

import ast
import configparser
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "wushe"
NOT_OURS = {"vendor", "icons", "__pycache__", "node_modules"}
NOT_RUNNING = {"migrations", "tests"}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Our own files in the package with one of these endings, without what set-up copied in."""
    return tuple(
        path
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in suffixes and NOT_OURS.isdisjoint(path.relative_to(PACKAGE).parts)
    )


@cache
def code() -> dict[Path, ast.Module]:
    """The syntax tree of every module that runs: no migrations, no tests."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in files(".py")
        if NOT_RUNNING.isdisjoint(path.relative_to(PACKAGE).parts)
    }


def named(path: Path, node: ast.AST) -> str:
    """``wushe/ledger/models.py:12``, as an editor understands it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def nodes(*kinds: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of these kinds in running code."""
    for path, tree in code().items():
        for node in ast.walk(tree):
            if isinstance(node, kinds):
                yield path, node


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Every function and method of running code."""
    for path, node in nodes(ast.FunctionDef):
        assert isinstance(node, ast.FunctionDef)
        yield path, node


def imports(node: ast.AST) -> Iterator[str]:
    """The modules that the import statements under a node name, each as ``package.module``."""
    for part in ast.walk(node):
        if isinstance(part, ast.ImportFrom) and part.module:
            yield part.module
            yield from (f"{part.module}.{alias.name}" for alias in part.names)
        elif isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)


def called(node: ast.AST) -> str:
    """The last name of what a call calls: ``create`` for ``User.objects.create(…)``."""
    function = node.func if isinstance(node, ast.Call) else node
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def rooms() -> dict[str, str]:
    """Our rooms: dotted name to label. The kit has no tables and is no Django app, but it is a room."""
    ours = {config.name: config.label for config in apps.get_app_configs() if config.name.startswith("wushe.")}
    return {"wushe.ground.kit": "kit", **ours}


def room_of(path: Path) -> str:
    """The dotted name of the room a file stands in, or "" for none."""
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return max((name for name in rooms() if f"{dotted}.".startswith(f"{name}.")), key=len, default="")


@cache
def steps() -> dict[str, int]:
    """The step of each room on the staircase, from the contract; higher may import lower."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    lines = [line for line in contract["importlinter:contract:floors"]["layers"].splitlines() if line.strip()]
    return {name: len(lines) - number for number, line in enumerate(lines) for name in re.findall(r"wushe[\w.]+", line)}
