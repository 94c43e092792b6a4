"""A PostgreSQL of our own that may be stopped without warning and started again: fsync on, as in earnest."""

import os
import pwd
import secrets
import shutil
import tempfile
from pathlib import Path

import psycopg

from benchmarks.serving import state_of
from script.throwaway_postgres import ACCOUNT, call, free_port, programs


class Cluster:
    """One cluster in a temporary folder, on a free port of this computer."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wushe-kill-pg-"))
        self.data, self.port, self.password = self.folder / "data", free_port(), secrets.token_hex(8)
        secret = self.folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(self.password, encoding="ascii")
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            for path in (self.folder, secret):
                os.chown(path, account.pw_uid, account.pw_gid)
        words = ["-U", "wushe", "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8", "--locale=C.UTF-8"]
        call(str(programs() / "initdb"), "-D", str(self.data), *words, "--data-checksums", "--no-sync")

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgres://wushe:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start, and come back when it has recovered."""
        self.forget_the_dead()
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self.pg_ctl("-l", str(self.folder / "log"), "-o", settings, "start")

    def stop(self, mode: str) -> None:
        """Stop: ``immediate`` is a crash, ``fast`` a clean end."""
        self.pg_ctl("-m", mode, "stop")

    def pg_ctl(self, *words: str) -> None:
        """Run pg_ctl and wait for it."""
        call(str(programs() / "pg_ctl"), "-D", str(self.data), "-w", "-t", "60", *words)

    def forget_the_dead(self) -> None:
        """Take away the locks of a server that is gone.

        Where nobody reaps orphans a dead server stays as a zombie; PostgreSQL takes it for alive and does not start.
        """
        sign = self.data / "postmaster.pid"
        if sign.is_file() and state_of(int(sign.read_text().split()[0])) in "ZX":
            sign.unlink()
        for lock in self.folder.glob(".s.PGSQL.*.lock"):
            if state_of(int(lock.read_text().split()[0])) in "ZX":
                lock.unlink()

    def copy(self, name: str) -> str:
        """Copy the database that was served. Gives: the address of the copy."""
        with psycopg.connect(self.url("template1"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE postgres")
        return self.url(name)

    def checksums(self) -> str:
        """Verify the checksum of every page; the cluster must be stopped. Gives: ``ok``, or ends with the words."""
        call(str(programs() / "pg_checksums"), "--check", "-D", str(self.data))
        return "ok"

    def remove(self) -> None:
        """Take it away."""
        if (self.data / "postmaster.pid").is_file():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
