"""A PostgreSQL for one run of the tests: made in a temporary folder, on a free port of this computer, gone after."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this account


def programs() -> Path:
    """The folder with initdb and pg_ctl of the newest PostgreSQL that Debian installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("PostgreSQL is missing. Install it: sudo apt-get install postgresql")
    return found[-1].parent


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def call(*words: str) -> None:
    """Run one program of PostgreSQL, as its own account when we are root; show its words only when it fails."""
    as_account = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_account, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/", check=False
    )
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stdout}")


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of a fresh PostgreSQL, as ``WUSHE_DATABASE_URL`` takes it; stop and remove it at the end."""
    folder, password, port = Path(tempfile.mkdtemp(prefix="wushe-pg-")), secrets.token_hex(8), free_port()
    secret, data, tools = folder / "password", folder / "data", programs()
    secret.touch(mode=0o600)
    secret.write_text(password, encoding="ascii")
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        for path in (folder, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
    try:
        make = [str(tools / "initdb"), "-D", str(data), "-U", "wushe", "-A", "scram-sha-256", "--pwfile", str(secret)]
        call(*make, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        # fsync off: nothing in this database outlives the run.
        settings = f"-F -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        server = [str(tools / "pg_ctl"), "-D", str(data), "-w"]
        call(*server, "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgres://wushe:{password}@127.0.0.1:{port}/postgres?schema=public"
        finally:
            call(*server, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
