"""Which database is the current one: a small file ``current.toml`` in the data folder.

A reload of the demo never deletes rows: it fills a new SQLite file or a new PostgreSQL schema, and then this file
is replaced in one step to name it. Without the file the plain names hold. No Django here: settings read it.
"""

import os
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

FILE = "current.toml"


@dataclass(frozen=True)
class Database:
    """One database by name. ``recipe`` says what its demo was loaded from; empty: it is no demo.

    ``today`` is the day the demo was asked for; empty: it lives in the real day.
    """

    name: str
    recipe: str = ""
    today: str = ""

    @property
    def is_demo(self) -> bool:
        """True if the people in it are invented."""
        return bool(self.recipe)


@dataclass(frozen=True)
class Current:
    """The SQLite file and the PostgreSQL schema in use."""

    sqlite: Database = field(default_factory=lambda: Database("wushe.sqlite3"))
    postgresql: Database = field(default_factory=lambda: Database("public"))

    def of(self, vendor: str) -> Database:
        """Give the database of ``sqlite`` or ``postgresql``."""
        return self.sqlite if vendor == "sqlite" else self.postgresql


def read(data: Path) -> Current:
    """Give the current databases of this data folder."""
    path = data / FILE
    if not path.is_file():
        return Current()
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Current(**{vendor: Database(**table) for vendor, table in tables.items()})


def switch(data: Path, vendor: str, database: Database) -> None:
    """Name a new current database, all at once: a reader sees the old names or the new, never half."""
    now = replace(read(data), **{vendor: database})
    lines = ["# Written by wushe demo: the database in use.\n"]
    for each in fields(Current):
        table = now.of(each.name)
        lines.append(f"[{each.name}]\n")
        lines += [f'{part.name} = "{getattr(table, part.name)}"\n' for part in fields(Database)]
    draft = data / f"{FILE}.new"
    with draft.open("w", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(data / FILE)
