"""One writer at a time, over threads and processes.

SQLite lets writers in by luck: with ``BEGIN IMMEDIATE`` alone one of four starved for six seconds. A lock taken
before the transaction makes them queue. Threads of this process queue on a plain lock (no polling, so no delay);
processes exclude each other by ``flock`` on a file beside the database, which the kernel frees when one is killed.
"""

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path

NANOSECONDS = 10**9
POLLS_PER_SECOND = 1000
_turns: dict[str, threading.Lock] = {}


class WriterLock:
    """The right to write to one SQLite file, held by one connection at a time 写锁."""

    def __init__(self, database: str, patience_seconds: int) -> None:
        """Takes: the database file and how long to wait for a turn."""
        self.path = Path(f"{database}.lock")
        self.patience_seconds = patience_seconds
        self.is_held = False
        self._turn = _turns.setdefault(str(self.path), threading.Lock())
        self._file = self.path.open("ab")

    def take(self, too_late: Callable[[str], Exception]) -> None:
        """Wait for the turn and keep it until ``give_back``.

        Takes: how to make the error for a wait that was too long. Refuses: with that error, holding nothing.
        """
        if self.is_held:
            return
        until = time.monotonic_ns() + self.patience_seconds * NANOSECONDS
        if not self._turn.acquire(timeout=self.patience_seconds):
            raise too_late(self._complaint())
        try:
            self._wait_for_other_processes(until, too_late)
        except BaseException:
            self._turn.release()
            raise
        self.is_held = True

    def give_back(self) -> None:
        """Let the next one write. Does nothing when the turn is not ours."""
        if not self.is_held:
            return
        self.is_held = False
        try:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._turn.release()

    def close(self) -> None:
        """Give back and forget the file. The lock cannot be taken again."""
        self.give_back()
        self._file.close()

    def _wait_for_other_processes(self, until: int, too_late: Callable[[str], Exception]) -> None:
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic_ns() >= until:
                    raise too_late(self._complaint()) from None
                time.sleep(1 / POLLS_PER_SECOND)
            else:
                return

    def _complaint(self) -> str:
        return f"database is locked: another writer has held {self.path.name} for {self.patience_seconds} s"
