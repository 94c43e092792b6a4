"""Asks a filled register what a county officer asks. Importing this sets Django up on the database it is given."""

import os
import random
import shutil
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

FOLDER = Path(tempfile.mkdtemp(prefix="wushe-search-"))
os.environ |= {"WUSHE_DATA": str(FOLDER), "DJANGO_SETTINGS_MODULE": "wushe.config.settings"}
os.environ.pop("WUSHE_TODAY", None)
django.setup()
call_command("migrate", verbosity=0)

from benchmarks.register import GIVEN, SURNAMES, Filled, fill  # noqa: E402
from wushe.ground.kit import clock  # noqa: E402
from wushe.registers.beneficiaries.queries import found  # noqa: E402
from wushe.registers.beneficiaries.rules import initials  # noqa: E402
from wushe.registers.stations.queries import Viewer  # noqa: E402

PAGE = 30
LIKE = "SELECT id, name FROM benchmark_plain WHERE county_id = %s AND name LIKE %s ORDER BY unit_id, id LIMIT 30"
Ask = Callable[[random.Random], object]


class Asker:
    """A register and the questions asked of it, each of a county chosen by chance."""

    def __init__(self, people: int, counties: int) -> None:
        self.filled = fill(people, counties)
        self.on = clock.today()

    def __del__(self) -> None:
        shutil.rmtree(FOLDER, ignore_errors=True)

    def questions(self) -> dict[str, Ask]:
        """What is asked, by name."""
        return {
            "list": lambda dice: self.ask(dice, ""),
            "two": lambda dice: self.ask(dice, self.two(dice)),
            "one": lambda dice: self.ask(dice, dice.choice(SURNAMES)),
            "initials": lambda dice: self.ask(dice, min(initials(dice.choice(SURNAMES) + dice.choice(GIVEN)))),
            "id": self.ask_number,
            "like": self.like,
        }

    def two(self, dice: random.Random) -> str:
        """Two characters that stand side by side in some names."""
        return dice.choice((SURNAMES[int(len(SURNAMES) * dice.random() ** 2)], dice.choice(GIVEN))) + dice.choice(GIVEN)

    def ask(self, dice: random.Random, text: str) -> list[str]:
        """The names on the first page."""
        of = dice.choice(self.filled)
        return [person.name for person in islice(found(self.viewer(of), text, self.on), PAGE)]

    def ask_number(self, dice: random.Random) -> list[str]:
        """The name that belongs to an ID number."""
        of = dice.choice(self.filled)
        names = [person.name for person in found(self.viewer(of), of.id_number, self.on)]
        if names != [of.asked]:
            raise SystemExit(f"the number of {of.asked} found {names}")
        return names

    def like(self, dice: random.Random) -> list[object]:
        """The same by LIKE."""
        with connection.cursor() as cursor:
            cursor.execute(LIKE, [dice.choice(self.filled).county_id, f"%{self.two(dice)}%"])
            return cursor.fetchall()

    def viewer(self, of: Filled) -> Viewer:
        """Whoever sees a whole county."""
        return Viewer(None, "operator", of.county_key, frozenset(), frozenset({of.county_id}), frozenset(of.unit_ids))
