"""Close a month of a county 关账."""

import argparse
import re

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, month
from wushe.ground.kit.wording import sentence
from wushe.ledger import actions
from wushe.registers.stations.models import Region, RegionKind
from wushe.registers.stations.queries import operator

MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")


class Command(BaseCommand):
    """``wushe close COUNTY 2026-10``."""

    help = "关账：记住一个区县一个月最后的台账号，以后的更正另列"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The county's key and the month."""
        parser.add_argument("county")
        parser.add_argument("month")

    def handle(self, *args: object, county: str, month: str, **options: object) -> None:
        """Close it, and say up to which ledger number."""
        region = Region.objects.filter(key=county, kind=RegionKind.COUNTY).first()
        if region is None:
            raise CommandError(_("没有区县“%(key)s”。用 wushe regions --find 名称 查键。") % {"key": county})
        try:
            closed = actions.close_period(operator(region, clock.today()), region, period_of(month))
        except Refused as refused:
            raise CommandError(sentence(refused)) from refused
        self.stdout.write(
            _("%(county)s %(month)s 已关账，上报到台账号 %(number)s。")
            % {"county": region.name, "month": month, "number": f"{region.key}-{closed.last_seq}"}
        )


def period_of(text: str) -> Period:
    """The month a text like ``2026-10`` names. Refuses (CommandError): anything else."""
    found = MONTH.match(text)
    if found is None:
        raise CommandError(_("“%(text)s”不是月份，应写成 2026-10。") % {"text": text})
    return month(int(found[1]), int(found[2]))
