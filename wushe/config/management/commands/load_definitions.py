"""Bring the catalog and the visit rules up to their TOML files 装载服务目录和走访规则."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wushe.registers.catalog.actions import load_catalog
from wushe.work.visits.actions import load_visit_rules


class Command(BaseCommand):
    """``wushe migrate`` runs it after the tables are made. Safe to run as often as one likes."""

    help = "装载服务目录和走访规则；可以重复运行"

    def handle(self, *args: object, **options: object) -> None:
        """Load both."""
        load_catalog()
        load_visit_rules()
        self.stdout.write(_("服务目录和走访规则已装载。"))
