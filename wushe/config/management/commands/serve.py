"""Open the site 打开网站: granian, one process, some threads, this computer only unless told otherwise."""

import argparse
import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian.constants import Interfaces
from granian.server.mp import MPServer

from wushe.config.assets import collect_when_changed
from wushe.config.running import announce


class Command(BaseCommand):
    """One worker process: SQLite has one writer, and a second process would only queue."""

    help = "打开网站"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where to listen and how many requests at once."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: object, host: str, port: int, threads: int, **options: object) -> None:
        """Check, collect, listen until stopped."""
        port = port or free_port(host)
        refuse_a_busy_port(host, port)
        refuse_an_old_database()
        call_command("clearsessions")  # logins that ended while nobody served
        if not settings.DEBUG:
            collect_when_changed()
        connection.close()
        with announce(settings.DATA):
            self.stdout.write(f"吾社 http://{host}:{port}/ （按 Ctrl+C 停止）")
            self.stdout.flush()
            server(host, port, threads).serve()


def server(host: str, port: int, threads: int) -> MPServer:
    """A granian that starts its worker again when it dies (alone it would end with it)."""
    return MPServer(
        "wushe.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        blocking_threads_idle_timeout=600,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )


def refuse_a_busy_port(host: str, port: int) -> None:
    """Refuse a port on which somebody answers: granian would share it silently, and half the requests be lost."""
    try:
        socket.create_connection(("127.0.0.1" if host == "0.0.0.0" else host, port), timeout=1).close()  # noqa: S104
    except OSError:
        return
    raise CommandError(
        f"端口 {port} 已经有程序在用。请换一个：--port {port + 1}，或先停掉那个程序。\n"
        f"Port {port} is in use. Choose another with --port {port + 1}, or stop what runs there."
    )


def free_port(host: str) -> int:
    """Give a port on which nobody listens."""
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])


def refuse_an_old_database() -> None:
    """Refuse tables that do not fit the code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "数据库还没有建好或不是最新的。请先运行 wushe migrate（真实使用）或 wushe demo（演示）。\n"
            "The database is not ready. Run wushe migrate, or wushe demo to try it."
        )
