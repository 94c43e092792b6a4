"""The ground tests stand on, loaded by the conftest of the house: settings, both databases, clearing away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction


def pytest_configure() -> None:
    """Static files without a manifest, and quick password hashes: a test needs neither collecting nor stretching."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WUSHE_TODAY = ""
    settings.WUSHE_KEYS = Path(tempfile.mkdtemp(prefix="wushe-test-keys-"))  # never the keys of somebody's data
    settings.WUSHE_SECOND_FACTOR = "off"  # the tests that speak of it switch it on
    let_tests_empty_the_tables()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that say something about the other database: they are not skipped, they do not apply."""
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def let_tests_empty_the_tables() -> None:
    """Lift the append-only triggers while a test with real transactions is cleared away, and only then."""
    ops = type(connection.ops)
    flush = ops.execute_sql_flush

    def execute_sql_flush(self: object, statements: list[str]) -> None:
        with transaction.atomic(), lifted_triggers():
            flush(self, statements)

    ops.execute_sql_flush = execute_sql_flush


@contextmanager
def lifted_triggers() -> Iterator[None]:
    """No trigger fires inside."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            return
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
