"""How often something happened lately 计次, as this process remembers it. Nothing is stored."""

import threading
import time
from collections.abc import Callable, Hashable

#: How many things are remembered at once; beyond that the memory begins anew, and counts begin at one.
MOST = 10_000
NANOSECONDS = 10**9


class Tally:
    """Counts each thing from its first time on, and begins again when some seconds have passed since then."""

    def __init__(self, *, seconds: int, now: Callable[[], int] = time.monotonic_ns) -> None:
        """Takes: how long a thing is remembered, and a clock in nanoseconds."""
        self.span, self.now = seconds * NANOSECONDS, now
        self._lock = threading.Lock()
        self._counts: dict[Hashable, tuple[int, int]] = {}

    def count(self, thing: Hashable) -> int:
        """It happened once more. Gives: how often by now."""
        with self._lock:
            if len(self._counts) >= MOST:
                self._counts.clear()
            since, times = self._counts.get(thing, (self.now(), 0))
            if self.now() - since >= self.span:
                since, times = self.now(), 0
            self._counts[thing] = since, times + 1
            return times + 1

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts.clear()
