"""Find the key of a place 查地方的键, or bring the state's divisions in 装载区划."""

import argparse
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wushe.registers.stations.actions.loading import load_divisions
from wushe.registers.stations.queries import find_places


class Command(BaseCommand):
    """``wushe regions --find TEXT [--json]`` and ``wushe regions --load``."""

    help = "按名称或键的一部分查地方：省、市、区县、乡镇、村（居）、大社区、社工站；--load 装载全国区划"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The text may stand alone or after ``--find``."""
        parser.add_argument("text", nargs="?", default="")
        parser.add_argument("--find", default="")
        parser.add_argument("--load", action="store_true")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, text: str, find: str, load: bool, as_json: bool, **options: object) -> None:
        """Load, or print ``[{key, name, kind, parent}]`` or a line for each place."""
        if load:
            self.load()
            return
        wanted = (find or text).strip()
        if not wanted:
            raise CommandError(_("请写要找的名称，例如：wushe regions --find 田独"))
        places = [dict(zip(("key", "name", "kind", "parent"), row, strict=True)) for row in find_places(wanted)]
        if as_json:
            self.stdout.write(json.dumps(places, ensure_ascii=False, indent=1))
            return
        for place in places:
            self.stdout.write(f"{place['key']:<16} {place['name']} ({place['kind']})")

    def load(self) -> None:
        """Bring in what is missing and say how much it was and how long it took."""
        added = load_divisions()
        seconds = f"{added.milliseconds // 1000}.{added.milliseconds % 1000 // 100}"
        self.stdout.write(
            _("装载区划：新增 %(regions)s 个地方、%(codes)s 个代码、%(links)s 条隶属关系，用时 %(seconds)s 秒。")
            % {
                "regions": f"{added.regions:,}",
                "codes": f"{added.codes:,}",
                "links": f"{added.links:,}",
                "seconds": seconds,
            }
        )
