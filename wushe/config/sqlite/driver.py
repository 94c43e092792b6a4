"""Swap the SQLite that Python was built with for a safe one. The only file that does so.

Debian 12 ships SQLite 3.40, whose write-ahead log can be corrupted when two connections reset it at once
(fixed in 3.51.3). The ``pysqlite3`` wheel carries a newer build. Django asks for ``sqlite3`` by name, so the
name is pointed at the wheel before Django is imported. Where there is no wheel, Python's own stays, and
``refusal`` decides whether it is good enough.
"""

import contextlib
import sys

OLDEST_SAFE = (3, 51, 3)

with contextlib.suppress(ImportError):
    import pysqlite3
    from pysqlite3 import dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2


def refusal(version: tuple[int, ...]) -> str | None:
    """Say why this SQLite may not open a write-ahead log, or None when it may.

    Takes: the version as numbers, ``(3, 40, 1)``.
    Gives: one sentence in Chinese and one in English, each with the way out.
    Source: https://sqlite.org/wal.html, "The WAL-Reset Bug".
    """
    if version >= OLDEST_SAFE:
        return None
    found, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SAFE))
    return (
        f"SQLite {found} 的预写日志可能损坏数据，不能启动。请安装新驱动：pip install 'pysqlite3>=0.6'"
        f"（需要 SQLite {wanted} 或更新），或用 WUSHE_DATABASE_URL 改用 PostgreSQL。\n"
        f"SQLite {found} can corrupt its write-ahead log, so 吾社 does not start on it. Install a newer driver:"
        f" pip install 'pysqlite3>=0.6' (SQLite {wanted} or newer), or set WUSHE_DATABASE_URL to use PostgreSQL."
    )
