"""Whether a server is running on a data folder: servers share a lock, a demo load looks whether it is free."""

import fcntl
from pathlib import Path
from typing import IO

FILE = "serve.lock"


def announce(data: Path) -> IO[bytes]:
    """Say that a server runs here. The sign lasts as long as the file that is given stays open."""
    sign = (data / FILE).open("ab")
    fcntl.flock(sign, fcntl.LOCK_SH)
    return sign


def is_served(data: Path) -> bool:
    """True if a server runs on this data folder."""
    with (data / FILE).open("ab") as sign:
        try:
            fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
