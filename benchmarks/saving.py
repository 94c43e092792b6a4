"""Visits saved through the form of a served site, timed from press to answer."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from django.db import connection

from benchmarks.client import Client
from benchmarks.serving import Site
from wushe.registers.beneficiaries.models import Responsibility


def save_many(folder: Path, password: str, *, clients: int, each: int) -> list[float]:
    """Serve the folder and let clients save visits at once, each to people of its own.

    Takes: the data folder, the workers' password, how many clients, how many visits each.
    Gives: milliseconds of every save (the POST, on a connection kept open), in no order.
    """
    workers = [f"w{number}" for number in range(clients)]
    caseloads = [people_of(name, each) for name in workers]
    connection.close()
    site = Site(folder)
    site.start()
    try:
        with ThreadPoolExecutor(clients) as pool:
            done = pool.map(save_each, repeat(site.port), workers, repeat(password), caseloads)
            return [value for values in done for value in values]
    finally:
        site.stop()


def people_of(username: str, each: int) -> list[str]:
    """The people a worker looks after, the last ones first, so that two runs meet nobody twice in a day."""
    rows = Responsibility.objects.filter(user__username=username).order_by("-pk")
    found = [str(uuid) for uuid in rows.values_list("person__uuid", flat=True)]
    return [found[number % len(found)] for number in range(each)]


def save_each(port: int, username: str, password: str, people: Sequence[str]) -> list[float]:
    """Log in and save a visit to each person. Gives: milliseconds of each save."""
    client = Client(port)
    client.log_in(username, password)
    values = []
    for person in people:
        form = client.visit_form(person, {"another_visit": "on", "line": "一句话"})
        began = time.perf_counter()
        client.send(form)
        values.append((time.perf_counter() - began) * 1000)
    client.close()
    return values
