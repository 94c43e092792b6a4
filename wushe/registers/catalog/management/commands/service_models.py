"""Check and load service models from files, and write down who works by them 服务模式."""

import argparse
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence
from wushe.registers.catalog.actions import adopt_model, load_model
from wushe.registers.catalog.queries import field_names, newest_models
from wushe.registers.catalog.rules import Slot, evidence, faults_in, read_model
from wushe.registers.stations.models import RegionKind, View
from wushe.registers.stations.queries import counties_under, county_of, operator, region_by_key


class Command(BaseCommand):
    """``wushe models check FILE``, ``load FILE``, ``list``, ``adopt KEY --place P --source S [--from DAY]``."""

    help = "检查、装载服务模式文件，登记某地采用"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """A verb, and what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb in ("check", "load"):
            verbs.add_parser(verb).add_argument("file", type=Path)
        verbs.add_parser("list")
        adopt = verbs.add_parser("adopt")
        adopt.add_argument("key")
        adopt.add_argument("--place", required=True)
        adopt.add_argument("--source", required=True)
        adopt.add_argument("--from", dest="first", default="")

    def handle(self, *args: object, verb: str, **options: object) -> None:
        """Do what the verb says; what is refused is one sentence for each fault."""
        try:
            getattr(self, f"{verb}_model")(**{name: options[name] for name in ASKED[verb]})
        except Refused as refused:
            raise CommandError(sentence(refused)) from refused

    def check_model(self, file: Path) -> None:
        """Say all that is wrong with a file, or how it will be read."""
        text, fields = read(file), field_names()
        found = faults_in(text, file.name, list(fields))
        if found:
            raise CommandError("\n".join(sentence(one) for one in found))
        draft = read_model(text, file.name, list(fields))
        self.stdout.write(_("%(printed)s：%(n)s 栏，可以装载。") % {"printed": draft.printed, "n": len(draft.slots)})
        for slot in draft.slots:
            self.stdout.write(f"  {described(slot, fields)}")

    def load_model(self, file: Path) -> None:
        """Load a file and say which version it is."""
        model, is_new = load_model(read(file), file.name)
        said = (
            _("%(printed)s：已装载，第 %(n)s 版。") if is_new else _("%(printed)s：和已有的第 %(n)s 版一样，没有改动。")
        )
        self.stdout.write(said % {"printed": model.printed, "n": model.version})

    def list_model(self) -> None:
        """Each model in its newest version."""
        for model in newest_models():
            self.stdout.write(f"{model.key:<26} {model.printed}  " + _("第 %(n)s 版") % {"n": model.version})

    def adopt_model(self, key: str, place: str, source: str, first: str) -> None:
        """Write down that a place works by a model."""
        region, today = region_by_key(place), clock.today()
        home = county_of(region) if region.kind == RegionKind.COVERAGE else region
        county = counties_under(home, View.STATUTORY, today).first() or home
        row = adopt_model(operator(county, today), key, region, starts_on=day_of(first), source=source)
        self.stdout.write(_("%(place)s：采用 %(printed)s。") % {"place": region.name, "printed": row.model.printed})


#: What each verb asks for.
ASKED = {"check": ("file",), "load": ("file",), "list": (), "adopt": ("key", "place", "source", "first")}


def read(file: Path) -> str:
    """The text of a file. Refuses: ``catalog-model-no-file``."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise Refused("catalog-model-no-file", file=file.name) from error


def day_of(text: str) -> date | None:
    """A day as ``YYYY-MM-DD``; None for no text. Refuses (CommandError): anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(_("“%(text)s”不是日期，应写成 2026-11-24。") % {"text": text}) from None


def described(slot: Slot, fields: dict[str, str]) -> str:
    """A slot in words."""
    if not slot.is_defined:
        return f"{slot.count}  " + _("未定义")
    named = "、".join([*slot.items, *(fields[key] for key in slot.fields)])
    return f"{slot.count} {slot.unit}{slot.label}  {evidence()[slot.evidence].name}" + (f"：{named}" if named else "")
