"""List the records behind a figure 看记录."""

import argparse
import json

from django.core.management.base import BaseCommand, CommandError

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence
from wushe.statistics.queries import records_of
from wushe.statistics.rules import read_query
from wushe.statistics.scopes import scope_for
from wushe.statistics.stocks import is_stock, stock


class Command(BaseCommand):
    """``wushe explain QUERY [--json]``."""

    help = "列出一个数字的记录；QUERY 是 wushe count 或 figures 给出的 query"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The query as ``count_figure`` prints it."""
        parser.add_argument("query")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, query: str, as_json: bool, **options: object) -> None:
        """Print the record ids: ``460203-17.1`` a participant, ``460203-17`` a row; nobody's name."""
        try:
            ids = stock(query).records if is_stock(query) else self.ledger_ids(query)
        except Refused as refused:
            raise CommandError(sentence(refused)) from refused
        if as_json:
            self.stdout.write(json.dumps(ids, indent=1))
            return
        for number in ids:
            self.stdout.write(number)

    def ledger_ids(self, query: str) -> list[str]:
        """The ids of ledger records behind a figure counted over a period."""
        asked = read_query(query)
        return list(records_of(asked).ids(scope_for(asked.scope).county_key))
