"""What a slot of a service model can be held against: a closed list 佐证查询. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EVIDENCE = Path(__file__).parents[1] / "definitions" / "evidence.toml"


@dataclass(frozen=True)
class Evidence:
    """A question to the records. ``takes`` are the parameters that a slot must give with it."""

    key: str
    name: str
    asks: str
    takes: tuple[str, ...] = ()


@cache
def evidence() -> dict[str, Evidence]:
    """Every question by key, in the order of the file. Whether it can be answered yet, ``statistics.slots`` says."""
    rows = tomllib.loads(EVIDENCE.read_text(encoding="utf-8"))["evidence"]
    return {row["key"]: Evidence(row["key"], row["name"], row["asks"], tuple(row.get("takes", ()))) for row in rows}
