"""Print the access table as the page docs/reference/access.md."""

from django.core.management.base import BaseCommand

from wushe.registers.stations.access_page import page
from wushe.registers.stations.rules.access import table


class Command(BaseCommand):
    """``python manage.py access_page > docs/reference/access.md``."""

    help = "打印权限表（docs/reference/access.md）"

    def handle(self, *args: object, **options: object) -> None:
        """Print it."""
        self.stdout.write(page(table()), ending="")
