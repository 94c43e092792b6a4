"""Append-only tables 只增不改, enforced by the database itself.

Django cannot forbid ``QuerySet.update`` or a raw ``REPLACE``; a trigger can. Each table gets, in its migration,
triggers that abort UPDATE, DELETE, TRUNCATE and, on SQLite, an INSERT that would replace a row (``INSERT OR
REPLACE`` deletes the old row without firing a DELETE trigger).

Danger: on SQLite, Django alters a table by copying it to a new one, which drops its triggers. A migration that
alters an append-only table must run ``append_only`` again; ``tests/test_append_only.py`` looks for the triggers.
"""

from collections.abc import Callable, Sequence

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

Work = Callable[[Apps, BaseDatabaseSchemaEditor], None]
MESSAGE = "append-only: {table} rows are never changed or removed; write a new row"

SQLITE_TRIGGER = """
CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION wushe_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % rows are never changed or removed; write a new row', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$
"""

POSTGRES_TRIGGERS = (
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION wushe_append_only()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION wushe_append_only()",
)


def append_only(table: str, *unique: Sequence[str]) -> RunPython:
    """A migration operation that makes a table append-only.

    Takes: the table and every set of columns that is unique in it besides ``id``.
    Gives: an operation for both databases, reversible.
    """
    return RunPython(_build(table, unique), _remove(table))


def lifted(table: str, *unique: Sequence[str]) -> RunPython:
    """A migration operation that takes the triggers away, so that the table can be altered.

    ``append_only`` must follow. Takes: the table and the sets of columns that were unique in it, for the way back.
    """
    return RunPython(_remove(table), _build(table, unique))


def _build(table: str, unique: Sequence[Sequence[str]]) -> Work:
    def build(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for statement in sqlite_triggers(table, unique):
                schema_editor.execute(statement)
            return
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
        for statement in POSTGRES_TRIGGERS:
            schema_editor.execute(statement.format(table=table))

    return build


def _remove(table: str) -> Work:
    def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        names = ("no_update", "no_delete", "no_replace") if not on_table else ("no_change", "no_truncate")
        for name in names:
            schema_editor.execute(f"DROP TRIGGER {table}_{name}{on_table}")

    return remove


def sqlite_triggers(table: str, unique: Sequence[Sequence[str]]) -> list[str]:
    """The three statements for SQLite: no update, no delete, no replacing insert."""
    same = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{c} = NEW.{c}' for c in columns)})"
        for columns in (("id",), *unique)
    )
    events = (("no_update", "UPDATE", ""), ("no_delete", "DELETE", ""), ("no_replace", "INSERT", f"WHEN {same}"))
    message = MESSAGE.format(table=table)
    return [
        SQLITE_TRIGGER.format(table=table, name=name, event=event, when=when, message=message)
        for name, event, when in events
    ]
