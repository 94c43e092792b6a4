"""What a fixture once wrote, put back row by row: a quarter of a second of work done once instead of in every test.

The first test of a run that asks for it builds it through the house's own actions; what came into the tables is kept
as it stands there. Every test after that gets the same rows, inserted table by table in its own transaction, and its
own copy of the objects. So each test still starts in a house of its own, and nothing of it outlives the test.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

Rows = list[tuple[Any, ...]]
Kept = TypeVar("Kept")


@dataclass
class Keepsake(Generic[Kept]):
    """Builds once, then puts back. ``under`` says what else the rows depend on, such as the key folder."""

    build: Callable[[], Kept]
    under: Callable[[], tuple[str, ...]] = tuple
    kept: dict[tuple[str, ...], tuple[dict[str, Rows], bytes]] = field(default_factory=dict)

    def bring(self) -> Kept:
        """Give what ``build`` gives, with its rows in the tables of an otherwise empty house."""
        place = self.under()
        if place not in self.kept:
            before = contents()
            built = self.build()
            new = {table: [row for row in rows if row not in before[table]] for table, rows in contents().items()}
            self.kept[place] = new, pickle.dumps(built)
            return built
        rows_of, built_then = self.kept[place]
        with transaction.atomic(), connection.cursor() as cursor:  # rows name rows of tables that come later
            for table, rows in rows_of.items():
                insert(cursor, table, rows)
        return pickle.loads(built_then)


def models_of_the_house() -> list[type[Model]]:
    """The models of every room, those between two others too."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("wushe.")]
    return [model for room in rooms for model in room.get_models(include_auto_created=True)]


def contents() -> dict[str, Rows]:
    """Every row there is, as the database has it."""
    found = {}
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models_of_the_house()):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = cursor.fetchall()
    return found


def insert(cursor: Any, table: str, rows: Rows) -> None:
    """Put the rows of one table back, all at once."""
    if rows:
        one = f"({', '.join(['%s'] * len(rows[0]))})"
        values = [value for row in rows for value in row]
        cursor.execute(f'INSERT INTO "{table}" VALUES {", ".join([one] * len(rows))}', values)
