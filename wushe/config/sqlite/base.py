"""Django's SQLite backend, made durable, with one writer at a time.

Every ``transaction.atomic()`` is a write transaction: ``BEGIN IMMEDIATE`` under the writer lock. Reads run outside
transactions, so they never wait. A single write outside ``atomic()`` waits on SQLite's own busy timeout.
"""

from sqlite3 import dbapi2
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from wushe.config.sqlite.creation import DatabaseCreation
from wushe.config.sqlite.driver import refusal
from wushe.config.sqlite.writer import WriterLock

PATIENCE_SECONDS = 10

# synchronous=FULL keeps every acknowledged commit through a power cut; NORMAL lost them by the thousand.
# mmap_size=0: a read error must be an error, not a crash. secure_delete: what is erased is gone from the file.
# cache_size: 32 MB a connection, so that a month of a county is read from memory.
PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA wal_autocheckpoint = 500",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -32768",
)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to the SQLite file of this data folder."""

    creation_class = DatabaseCreation
    writer: WriterLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Give Django's parameters with our patience and IMMEDIATE transactions."""
        options = self.settings_dict["OPTIONS"]
        self.settings_dict["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE_SECONDS, **options}
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> dbapi2.Connection:
        """Open the file, or refuse a SQLite that could corrupt it."""
        if sentence := refusal(self.Database.sqlite_version_info):
            raise ImproperlyConfigured(sentence)
        connection: dbapi2.Connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if self.is_in_memory_db():
            return connection
        self._forget_writer()
        self.writer = WriterLock(str(conn_params["database"]), conn_params["timeout"])
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self._switch_to_wal(connection)
        return connection

    def _switch_to_wal(self, connection: dbapi2.Connection) -> None:
        """Write the log mode into a new file. Under the lock: two at once would get "database is locked"."""
        self._take_turn()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            self._give_turn_back()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            # A commit that failed leaves the transaction open: Django rolls back next, and the turn stays ours.
            if self.connection is None or not self.connection.in_transaction:
                self._give_turn_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_turn_back()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._forget_writer()

    def _take_turn(self) -> None:
        if self.writer is not None:
            self.writer.take(OperationalError)

    def _give_turn_back(self) -> None:
        if self.writer is not None:
            self.writer.give_back()

    def _forget_writer(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None
