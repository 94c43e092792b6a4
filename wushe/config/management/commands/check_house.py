"""Check the whole house 全面检查: Django's own checks, the audit chains, the database file, the keys."""

import argparse
import json
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from wushe.config.sqlite.driver import OLDEST_SAFE
from wushe.ground.accounts.checking import Verdict, chain_keys, check_chain
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence

FULL = 2  # what SQLite answers for synchronous = FULL


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what, how it is, and whether that is right."""

    what: str
    said: str
    is_right: bool


class Command(BaseCommand):
    """``wushe check [--json] [--deploy]``. Ends with 1 when anything is wrong."""

    help = "检查设置、数据库、密钥和审计链"
    requires_system_checks = ()  # called below, with the database

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """For programs, and for a machine that others reach."""
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--deploy", action="store_true")

    def handle(self, *args: object, json: bool, deploy: bool, **options: object) -> None:
        """Look at everything, tell everything, and only then refuse."""
        call_command("check", database=["default"], deploy=deploy, stdout=self.stderr if json else self.stdout)
        findings = [*database_findings(), *key_findings(Path(settings.WUSHE_KEYS))]
        began = time.monotonic_ns()
        chains = [told(key) for key in chain_keys()]
        took = max(1, time.monotonic_ns() - began)
        lines = sum(verdict.lines for verdict, _why in chains)
        per_second = lines * 10**9 // took
        faults = [finding.said for finding in findings if not finding.is_right]
        faults += [why for _verdict, why in chains if why]
        if json:
            self.stdout.write(as_json(findings, chains, per_second))
        else:
            self.tell(findings, chains, lines, per_second)
        if faults:
            raise CommandError(_("检查发现 %(n)s 处不对：%(faults)s") % {"n": len(faults), "faults": " ".join(faults)})

    def tell(self, findings: list[Finding], chains: list[tuple[Verdict, str]], lines: int, per_second: int) -> None:
        """For people."""
        for finding in findings:
            self.stdout.write(f"{'✓' if finding.is_right else '✗'} {finding.what}：{finding.said}")
        for verdict, why in chains:
            whole = _("%(chain)s：%(lines)s 条，完整") % {"chain": named(verdict), "lines": f"{verdict.lines:,}"}
            self.stdout.write(f"✗ {why}" if why else f"✓ {whole}")
        self.stdout.write(
            _("审计共 %(lines)s 条，每秒核对 %(rate)s 条。") % {"lines": f"{lines:,}", "rate": f"{per_second:,}"}
        )


def told(county_key: str) -> tuple[Verdict, str]:
    """One chain, and in words what is wrong with it; "" when it is whole."""
    try:
        verdict = check_chain(county_key)
    except Refused as refused:
        return Verdict(county_key, 0), sentence(refused)
    if verdict.wrong is None:
        return verdict, ""
    facts = {"chain": named(verdict), "seq": verdict.seq, "wrong": verdict.wrong.label, "lines": verdict.lines}
    return verdict, _("%(chain)s第 %(seq)s 条：%(wrong)s。它前面的 %(lines)s 条完整。") % facts


def named(verdict: Verdict) -> str:
    """The chain in words."""
    return _("审计链 %(key)s") % {"key": verdict.county_key} if verdict.county_key else _("审计链（不属于区县的）")


def as_json(findings: list[Finding], chains: list[tuple[Verdict, str]], per_second: int) -> str:
    """For programs."""
    told = {
        "ok": all(finding.is_right for finding in findings) and not any(why for _verdict, why in chains),
        "lines": sum(verdict.lines for verdict, _why in chains),
        "lines_per_second": per_second,
        "chains": [
            {
                "county": verdict.county_key,
                "lines": verdict.lines,
                "ok": not why,
                "wrong": verdict.wrong.value if verdict.wrong else None,
                "seq": verdict.seq,
                "why": why,
            }
            for verdict, why in chains
        ],
        "checks": [{"what": f.what, "said": f.said, "ok": f.is_right} for f in findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def database_findings() -> list[Finding]:
    """How the database is opened. Costs: 3 queries."""
    if connection.vendor != "sqlite":
        synchronous = asked("SHOW synchronous_commit")
        said = f"synchronous_commit={synchronous}"
        return [Finding(f"PostgreSQL {asked('SHOW server_version')}", said, synchronous != "off")]
    version = str(asked("SELECT sqlite_version()"))
    journal, synchronous = asked("PRAGMA journal_mode"), asked("PRAGMA synchronous")
    is_safe = tuple(map(int, version.split("."))) >= OLDEST_SAFE
    oldest = ".".join(map(str, OLDEST_SAFE))
    return [
        Finding("SQLite", version + _("（至少 %(oldest)s）") % {"oldest": oldest}, is_safe),
        Finding(_("预写日志"), f"journal_mode={journal}", journal == "wal"),
        Finding(_("落盘"), f"synchronous={synchronous}", synchronous == FULL),
    ]


def asked(statement: str) -> object:
    """The one value a statement gives. Costs: 1 query."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def key_findings(folder: Path) -> list[Finding]:
    """Who may read the keys: the owner and nobody else."""
    if not folder.is_dir():
        return [Finding(_("密钥"), _("还没有密钥文件夹 %(path)s") % {"path": folder}, is_right=True)]
    return [mode_of(folder, 0o700), *(mode_of(path, 0o600) for path in sorted(folder.glob("*.key")))]


def mode_of(path: Path, most: int) -> Finding:
    """Whether a file gives no more rights than it may."""
    mode = stat.S_IMODE(path.stat().st_mode)
    is_right = mode & ~most == 0
    said = f"{path.name} {mode:04o}"
    if not is_right:
        said += _("，别人也能读。请运行 chmod %(mode)o %(path)s") % {"mode": most, "path": path}
    return Finding(_("密钥"), said, is_right)
