"""What a stock figure was asked, and what one says of itself 存量数字的问法和定义."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Region

#: What stands behind the ``?`` of a query, by name.
Asked = dict[str, list[str]]

STOCKS = Path(__file__).parent / "stocks.toml"


@dataclass(frozen=True)
class StockKind:
    """One kind of stock figure: its name, unit and "if, and only if" list, as ``stocks.toml`` has them.

    ``rows`` says what a record id of it names: stations, organizations, certificates, areas, units, fields or none.
    """

    key: str
    name: str
    unit: str
    rows: str
    definition: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Beside:
    """A number that stands beside a stock figure; ``query`` opens it, where there is a query for it."""

    label: str
    value: int
    unit: str
    query: str | None


@dataclass(frozen=True)
class Counted:
    """What a counter found: where, the number, the ids behind it, the words that its definition has in braces."""

    place: Region | None
    value: int
    records: list[str]
    words: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    kind: str = "counted"


@cache
def kinds() -> dict[str, StockKind]:
    """All kinds of stock figures by key, in the order of the file."""
    rows = tomllib.loads(STOCKS.read_text(encoding="utf-8"))["stock"]
    return {row["key"]: StockKind(**row | {"definition": tuple(row["definition"])}) for row in rows}


def read(text: str) -> tuple[str, Asked]:
    """The key of a stock figure and what is asked of it. Refuses: ``statistics-unreadable-query``."""
    name, _mark, tail = text.partition("?")
    try:
        asked = parse_qs(tail, strict_parsing=True)
    except ValueError as error:
        raise Refused("statistics-unreadable-query", query=text) from error
    if name not in kinds() or any("\x00" in word for words in asked.values() for word in words):
        raise Refused("statistics-unreadable-query", query=text.replace("\x00", ""))
    return name, asked


def day(asked: Asked) -> date:
    """The day of the question."""
    return date.fromisoformat(asked["on"][0])


def place(asked: Asked) -> Region:
    """The place of the question. Refuses: ``statistics-unknown-scope``. Costs: 1 query."""
    found = Region.objects.filter(key=asked["scope"][0]).first()
    if found is None:
        raise Refused("statistics-unknown-scope", key=asked["scope"][0])
    return found


def named(choices: Iterable[tuple[str, object]], key: str) -> str:
    """One of some choices in words; the key itself when it is none of them: nothing is counted then."""
    return str(dict(choices).get(key, key))
