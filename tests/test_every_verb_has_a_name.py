"""Every verb an audit line may hold is told in Chinese on the audit page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from wushe.doors.reports.verbs import FACTS, VERBS

HOUSE = Path(__file__).resolve().parents[1] / "wushe"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TELLERS = {"tell", "_tell", "_answer"}
OWN_FACTS = {"verb", "target", "actor", "county_key"}
#: Written by no action of a room: the refusal at a door, and the demo.
OUTSIDE = {"refused", "demo.load"}


def rooms() -> Iterator[tuple[str, list[ast.Module]]]:
    """The name of each room that acts, with what its actions are written in."""
    for home in {path.parent if path.name != "__init__.py" else path.parents[1] for path in HOUSE.rglob("actions*")}:
        files = [*home.glob("actions.py"), *home.glob("actions/*.py"), *home.glob("bulk.py"), *home.glob("queries.py")]
        if files:
            yield home.name, [ast.parse(path.read_text(encoding="utf-8")) for path in files]


def verbs_of(room: str, trees: list[ast.Module]) -> set[str]:
    """The texts ``room.action``, and the names of actions that are handed to what writes the line."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    acts = {node.name for node in nodes if isinstance(node, ast.FunctionDef)} | {"reveal", "check_chain"}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    whole = {text for text in texts if text.partition(".")[0] == room and text.partition(".")[2] in acts}
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    told = [arg for call in calls if call.func.id in TELLERS for arg in call.args]  # type: ignore[attr-defined]
    return whole | {f"{room}.{arg.value}" for arg in told if isinstance(arg, ast.Constant) and arg.value in acts}


def test_every_verb_that_is_written_is_told_in_words() -> None:
    written = OUTSIDE.union(*(verbs_of(room, trees) for room, trees in rooms()))
    assert len(written) > 50
    assert written - VERBS.keys() == set()
    assert VERBS.keys() - written == set()
    assert not [verb for verb, words in {**VERBS, **FACTS}.items() if not CHINESE.search(str(words))]
