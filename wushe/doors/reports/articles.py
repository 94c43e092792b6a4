"""What newspapers printed, sentence by sentence, and which of its words are figures 报道.

The sentences stand in ``articles/*.toml`` as quotations: only those that hold a figure, as printed, the line breaks of
the print removed.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wushe.doors.reports.places import may_read
from wushe.registers.stations.queries import Viewer

FOLDER = Path(__file__).parent / "articles"


@dataclass(frozen=True)
class Mark:
    """Words of a sentence that are a figure. ``printed`` is the number as printed, when it stands elsewhere."""

    id: str
    mark: str
    printed: str


@dataclass(frozen=True)
class Reading:
    """Words that the print may have damaged, and how they are read. They are never mended silently."""

    printed: str
    read: str


@dataclass(frozen=True)
class Sentence:
    """A sentence as printed; ``starts_inside`` and ``goes_on``: the print has more before it, after it."""

    text: str
    marks: tuple[Mark, ...]
    starts_inside: bool = False
    goes_on: bool = False
    reading: Reading | None = None


@dataclass(frozen=True)
class Article:
    """One newspaper report: the place it tells of, its source line, the day printed in it."""

    key: str
    name: str
    place: str
    place_name: str
    source: str
    printed_day: str
    sentences: tuple[Sentence, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the figures, in the order of the print."""
        return tuple(mark.id for sentence in self.sentences for mark in sentence.marks)


@cache
def articles() -> dict[str, Article]:
    """All reports by key. Refuses: a mark that does not stand exactly once in its sentence (ValueError)."""
    told = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return {row["key"]: _article(row) for row in told}


def _article(row: dict[str, Any]) -> Article:
    told = {name: value for name, value in row.items() if name != "sentence"}
    return Article(**told, sentences=tuple(_sentence(one) for one in row["sentence"]))


def _sentence(row: dict[str, Any]) -> Sentence:
    marks = tuple(Mark(one["id"], one["mark"], one.get("printed", one["mark"])) for one in row["figures"])
    if wrong := [mark.id for mark in marks if row["text"].count(mark.mark) != 1]:
        raise ValueError(f"articles: not once in its sentence: {wrong}")
    return Sentence(
        text=row["text"],
        marks=tuple(sorted(marks, key=lambda mark: row["text"].index(mark.mark))),
        starts_inside=row.get("starts_inside", False),
        goes_on=row.get("goes_on", False),
        reading=Reading(**row["reading"]) if "reading" in row else None,
    )


def articles_for(viewer: Viewer) -> list[Article]:
    """The reports of places whose figures the viewer may see, in the order of their keys. Costs: some queries each."""
    return [article for article in articles().values() if may_read(viewer, article.place)]
