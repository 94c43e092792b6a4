"""Load the demo 演示数据: into a new SQLite file or a new PostgreSQL schema, then name it the current one.

Nothing is ever deleted row by row. A load that fails leaves what was there; an older demo goes only after the
new one is in use, and only when no server still reads it.
"""

import argparse
import os
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from wushe.config import current
from wushe.config.assets import collect_when_changed
from wushe.config.demo import PASSWORD, POSTS_BY_PLACE, SEED, load
from wushe.config.environment import search_path
from wushe.config.recipe import recipe
from wushe.config.running import is_served

PREFIX = "demo_"


class Command(BaseCommand):
    """``wushe demo [--today D] [--seed N] [--keep]``."""

    help = "装入演示数据（虚构的人）"
    shown = 0

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The day and the seed decide every row."""
        parser.add_argument("--today", type=day)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--keep", action="store_true")

    def handle(self, *args: object, today: date | None, seed: int, keep: bool, **options: object) -> None:
        """Make, fill, switch, tidy."""
        on = today or timezone.localdate()
        made_from = recipe(str(on), seed)
        if keep and settings.CURRENT.recipe == made_from and is_there(settings.CURRENT.name):
            self.stdout.write("演示数据已经是最新的。")
            self.welcome(on)
            return
        refuse_real_data()
        name = new_name()
        make(name)
        try:
            call_command("migrate", verbosity=0)
            loaded = load(today=on, seed=seed, progress=self.progress)
        except BaseException:
            connection.close()
            remove(name)
            raise
        connection.close()
        current.switch(settings.DATA, connection.vendor, current.Database(name, made_from, str(today or "")))
        self.tidy(name)
        if not settings.DEBUG:
            collect_when_changed()  # so that the first `wushe serve` answers at once
        self.stdout.write(
            f"装好了：{loaded.persons} 人，{loaded.services} 次服务，到 {loaded.today} 为止。人都是虚构的。"
        )
        self.welcome(on)

    def progress(self, done: int, total: int) -> None:
        """Show how far the load is, in tenths."""
        tenth = 10 * done // max(1, total)
        if tenth > self.shown:
            self.shown = tenth
            self.stdout.write(f"装入演示数据 {'█' * tenth}{'░' * (10 - tenth)} {done:,} / {total:,}")
            self.stdout.flush()

    def welcome(self, on: date) -> None:
        """Say with which accounts one may look around on that day."""
        self.stdout.write(f"登录账号（密码都是 {PASSWORD}）：")
        for place, posts in POSTS_BY_PLACE:
            self.stdout.write(f"  {place}")
            for post in posts:
                if post.starts_on <= on and (post.ends_on is None or on <= post.ends_on):
                    self.stdout.write(f"    {post.username:<6} {post.name}（{post.role.label}）")

    def tidy(self, name: str) -> None:
        """Remove older demos, or say why they stay."""
        if is_served(settings.DATA):
            self.stdout.write("网站还开着，用的是旧数据：重新打开网站就用新的。")
            return
        for old in demos():
            if old != name:
                remove(old)


def day(text: str) -> date:
    """Read a day as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2026-11-24") from None


def refuse_real_data() -> None:
    """Refuse to put a demo in front of people's real records."""
    if settings.CURRENT.is_demo or not is_there(settings.CURRENT.name):
        return
    user = get_user_model()
    if user._meta.db_table in connection.introspection.table_names() and user.objects.exists():
        raise CommandError(
            "这个数据文件夹里有真实数据，不能装演示数据。请换一个文件夹：wushe --data 另一个文件夹 demo\n"
            "Real data is in use here. Load the demo elsewhere: wushe --data ANOTHER_FOLDER demo"
        )


def new_name() -> str:
    """A name no demo had before."""
    name = f"{PREFIX}{timezone.now():%Y%m%d_%H%M%S}_{os.getpid()}"
    return f"{name}.sqlite3" if connection.vendor == "sqlite" else name


def make(name: str) -> None:
    """Make an empty database of this name and work in it from now on."""
    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict["NAME"] = str(settings.DATA / name)
        return
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{name}"')
    connection.close()
    connection.settings_dict["OPTIONS"] = {**connection.settings_dict["OPTIONS"], "options": search_path(name)}


def is_there(name: str) -> bool:
    """True if the database of this name exists."""
    return connection.vendor != "sqlite" or (settings.DATA / name).is_file()


def demos() -> list[str]:
    """The names of all demo databases of this data folder."""
    if connection.vendor == "sqlite":
        return [path.name for path in settings.DATA.glob(f"{PREFIX}*.sqlite3")]
    return [settings.CURRENT.name] if settings.CURRENT.is_demo else []


def remove(name: str) -> None:
    """Take a demo database away whole."""
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal", "-shm", ".lock"):
            Path(settings.DATA / f"{name}{suffix}").unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')
