"""The key that signs sessions: made once, kept in the data folder, readable by its owner only."""

import secrets
from pathlib import Path

from wushe.ground.kit.secret_files import keep_once


def secret_key(path: Path) -> str:
    """Give the key in this file; make it first when there is none."""
    if not path.is_file():
        keep_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()
