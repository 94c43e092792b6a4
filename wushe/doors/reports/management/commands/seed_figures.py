"""Print the figures of the three articles beside what the house counts 报道里的数字."""

import argparse
import json

from django.core.management.base import BaseCommand

from wushe.doors.reports.seed_figures import as_printed, seed_figures
from wushe.ground.kit import clock

HOLDS = {True: "✓", False: "✗", None: "…"}


class Command(BaseCommand):
    """``wushe figures [--json]``."""

    help = "三篇报道印出的数字，与系统数出的数字"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """``--json`` for other programs."""
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, as_json: bool, **options: object) -> None:
        """Print a row for each figure."""
        rows = seed_figures(clock.today())
        if as_json:
            self.stdout.write(json.dumps([as_printed(row) for row in rows], ensure_ascii=False, indent=1))
            return
        for row in rows:
            computed = "—" if row.computed is None else f"{row.computed:,}"
            printed = f"{row.comparator} {row.printed:,} {row.unit}"
            self.stdout.write(f"{HOLDS[row.holds]} {row.id} {row.place} {row.measure}：{printed}；{computed}")
