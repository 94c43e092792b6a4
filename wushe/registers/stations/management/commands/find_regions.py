"""Find the key of a place 查地方的键."""

import argparse
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wushe.registers.stations.queries import find_places


class Command(BaseCommand):
    """``wushe regions --find TEXT [--json]``."""

    help = "按名称或键的一部分查地方：区县、村（居）、大社区、社工站"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The text may stand alone or after ``--find``."""
        parser.add_argument("text", nargs="?", default="")
        parser.add_argument("--find", default="")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, text: str, find: str, as_json: bool, **options: object) -> None:
        """Print ``[{key, name, kind, parent}]``, or a line for each place."""
        wanted = (find or text).strip()
        if not wanted:
            raise CommandError(_("请写要找的名称，例如：wushe regions --find 田独"))
        places = [dict(zip(("key", "name", "kind", "parent"), row, strict=True)) for row in find_places(wanted)]
        if as_json:
            self.stdout.write(json.dumps(places, ensure_ascii=False, indent=1))
            return
        for place in places:
            self.stdout.write(f"{place['key']:<16} {place['name']} ({place['kind']})")
