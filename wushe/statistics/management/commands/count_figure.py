"""Count one figure, or list what can be counted 数一个数字."""

import argparse
import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import through
from wushe.ground.kit.wording import sentence
from wushe.statistics.counting import count
from wushe.statistics.rules import Figure, filters_of, measures
from wushe.statistics.scopes import history_of, scope_for

SHOWN = ("key", "name", "unit", "version", "definition")


class Command(BaseCommand):
    """``wushe count MEASURE --scope KEY --from D --to D [--field F]… [--group G]… [--method M]… [--age A] …``."""

    help = "数一个数字；--list 列出所有指标"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Both days are included; a filter given several times means any of them."""
        parser.add_argument("measure", nargs="?", default="")
        parser.add_argument("--scope", default="")
        parser.add_argument("--from", default="", dest="first")
        parser.add_argument("--to", default="", dest="last")
        for name in ("field", "group", "method"):
            parser.add_argument(f"--{name}", action="append", default=[], dest=f"{name}s")
        parser.add_argument("--age", default="", help="70-、-17、60-69")
        parser.add_argument("--list", action="store_true", dest="listing")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, listing: bool, as_json: bool, **asked: object) -> None:
        """Print the measures, or the figure asked for."""
        if listing:
            self.print_measures(as_json)
            return
        figure = figure_of(asked)
        if as_json:
            self.stdout.write(json.dumps(as_printed(figure), ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{figure.scope.name} {figure.measure.name} {figure.value:,} {figure.unit}")
        for said in told_of(figure):
            self.stdout.write(said)
        self.stdout.write(figure.query)

    def print_measures(self, as_json: bool) -> None:
        """Print every measure with its definition."""
        rows = [{name: value for name, value in asdict(row).items() if name in SHOWN} for row in measures().values()]
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row['key']:<18} {row['name']} ({row['unit']}) @{row['version']}")
            self.stdout.write(f"{'':<18} {'；'.join(row['definition'])}")


def figure_of(asked: dict[str, object]) -> Figure:
    """The figure the words ask for. Refuses (CommandError): in one Chinese sentence."""
    for name, option in (("measure", _("指标")), ("scope", "--scope"), ("first", "--from"), ("last", "--to")):
        if not asked[name]:
            raise CommandError(_("缺少 %(option)s。看有哪些指标：wushe count --list") % {"option": option})
    words = {name: [str(word) for word in words_of(asked[f"{name}s"])] for name in ("field", "group", "method")}
    try:
        filters = filters_of(words | {"age": [str(asked["age"])]})
        period = through(day(str(asked["first"])), day(str(asked["last"])))
        return count(str(asked["measure"]), scope_for(str(asked["scope"])), period, filters)
    except Refused as refused:
        raise CommandError(sentence(refused)) from refused


def told_of(figure: Figure) -> list[str]:
    """What must be said with the figure: which earlier areas became its place, and which came after."""
    came, went = history_of(figure.scope)
    said = [
        _("自 %(day)s 起由 %(name)s（%(key)s）调整而来；以前的服务记在原名下，不在这个数里。")
        % {"day": row.day, "name": row.region.name, "key": row.region.key}
        for row in came
    ]
    return said + [
        _("自 %(day)s 起改属 %(name)s（%(key)s）；以后的服务记在新名下，不在这个数里。")
        % {"day": row.day, "name": row.successor.name, "key": row.successor.key}
        for row in went
    ]


def words_of(value: object) -> list[object]:
    """The values of a repeated option."""
    return value if isinstance(value, list) else []


def day(text: str) -> date:
    """Read a day as ``YYYY-MM-DD``. Refuses (CommandError): anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("“%(text)s”不是日期，应写成 2026-11-24。") % {"text": text}) from None


def as_printed(figure: Figure) -> dict[str, object]:
    """The figure as other programs read it; ``as_of`` is the last ledger number looked at.

    ``notes`` stand there only when the place came out of a merger or split, or ended in one.
    """
    notes = told_of(figure)
    return {
        "value": figure.value,
        "unit": figure.unit,
        "parts": figure.parts,
        "measure": figure.measure.key,
        "version": figure.measure.version,
        "scope": figure.scope.key,
        "period": {"from": figure.period.start.isoformat(), "to": figure.period.last.isoformat()},
        "as_of": figure.as_of,
        "records": figure.records,
        "query": figure.query,
    } | ({"notes": notes} if notes else {})
