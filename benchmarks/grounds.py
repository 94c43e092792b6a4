"""The two grounds a server is killed on: a SQLite file, or a PostgreSQL cluster that can crash too."""

import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.cluster import Cluster
from benchmarks.serving import Site, run, wushe
from benchmarks.wholeness import Rows

importlib.import_module("wushe.config.sqlite.driver")  # the SQLite that the site uses, never an older one
sqlite3 = sys.modules["sqlite3"]

TODAY = "2026-11-24"
FILL = f"""
from datetime import date
from wushe.config.demo import load
load(today=date.fromisoformat("{TODAY}"), persons=30, places=("liudao",))
"""
Execute = Callable[[str], Any]


@dataclass(frozen=True)
class Ground:
    """A data folder and the database that belongs to it."""

    name: str
    data: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    cluster: Cluster | None = None

    def fill(self) -> None:
        """Make the tables and load a small demo."""
        site = Site(self.data, self.environment)
        wushe(site, "migrate")
        run(site, "manage.py", "shell", "-v0", "-c", FILL)

    @contextmanager
    def ask(self, database: str = "") -> Iterator[Rows]:
        """Give a way to ask the database, or a copy of it."""
        if self.cluster is None:
            connection = sqlite3.connect(database or self.data / "wushe.sqlite3")
        else:
            connection = psycopg.connect(database or self.cluster.url(), autocommit=True)
        try:
            yield lambda sql: fetched(connection.execute(sql))
        finally:
            connection.close()

    def integrity(self) -> str:
        """What the database says of itself: SQLite's integrity check, PostgreSQL's page checksums."""
        if self.cluster is not None:
            self.cluster.stop("fast")
            return self.cluster.checksums()
        with self.ask() as rows:
            [[word]] = rows("PRAGMA integrity_check")
            return str(word) if not rows("PRAGMA foreign_key_check") else "a foreign key leads nowhere"

    @contextmanager
    def copy(self, name: str) -> Iterator[Execute]:
        """Give a way to do anything at all to a copy: no trigger and no foreign key is in force there."""
        if self.cluster is None:
            path = self.data / f"{name}.sqlite3"
            shutil.copy(self.data / "wushe.sqlite3", path)
            connection = sqlite3.connect(path, isolation_level=None)
            for [trigger] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{trigger}"')
        else:
            connection = psycopg.connect(self.cluster.copy(name), autocommit=True)
            connection.execute("SET session_replication_role = replica")
        try:
            yield lambda sql: fetched(connection.execute(sql))
        finally:
            connection.close()


def fetched(cursor: Any) -> Sequence[Sequence[Any]]:
    """All rows; none for a statement that gives no rows."""
    return cursor.fetchall() if cursor.description else []


@contextmanager
def sqlite_ground() -> Iterator[Ground]:
    """A fresh data folder with SQLite."""
    with tempfile.TemporaryDirectory(prefix="wushe-kill-") as folder:
        yield Ground("sqlite", Path(folder), {"WUSHE_TODAY": TODAY})


@contextmanager
def postgresql_ground() -> Iterator[Ground]:
    """A fresh data folder and a PostgreSQL of our own."""
    cluster = Cluster()
    try:
        cluster.start()
        environment = {"WUSHE_TODAY": TODAY, "WUSHE_DATABASE_URL": cluster.url() + "?schema=public"}
        with tempfile.TemporaryDirectory(prefix="wushe-kill-") as folder:
            yield Ground("postgresql", Path(folder), environment, cluster)
    finally:
        cluster.remove()
