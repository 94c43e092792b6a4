"""A site of our own: ``wushe serve`` on a free port of this computer, with a given data folder; ended by pid only.

It can be stopped politely, killed whole (the server and all its children) or lose its worker process alone.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.client import Client, Unanswered
from script.throwaway_postgres import free_port

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 40


class Site:
    """One served data folder. ``environment`` is added to ours, in which no ``WUSHE_…`` variable is left."""

    def __init__(self, data: Path, environment: Mapping[str, str] | None = None, *, threads: int = 4) -> None:
        self.data = data
        self.environment = own_environment(data) | dict(environment or {})
        self.threads = threads
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and come back when the site answers."""
        command = [sys.executable, "-m", "wushe", "serve", "--port", str(self.port), "--threads", str(self.threads)]
        with (self.data / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait()

    def wait(self) -> None:
        """Come back when the site answers. Refuses (SystemExit): a server that ended, or says nothing for long."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self.has_ended:
                break
            client = Client(self.port, timeout_seconds=5)
            try:
                if client.get("/accounts/login/").status == 200:
                    return
            except Unanswered:
                time.sleep(0.05)
            finally:
                client.close()
        raise SystemExit(f"the site does not answer:\n{self.last_words()}")

    def last_words(self) -> str:
        """The end of what the server said."""
        return (self.data / "serve.log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process = None

    @property
    def has_ended(self) -> bool:
        """True if the server is gone."""
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """SIGKILL the server and all its children, the server first so that it starts no child again."""
        if self.process is None:
            return
        pids = [self.process.pid, *descendants(self.process.pid)]
        kill_all(pids)
        self.process.wait()
        wait_until_gone(pids)
        self.process = None

    def kill_worker(self) -> None:
        """SIGKILL the worker process alone; the server starts another."""
        if self.process is None:
            return
        pids = [pid for pid in descendants(self.process.pid) if "resource_tracker" not in command_of(pid)]
        kill_all(pids)
        wait_until_gone(pids)


def own_environment(data: Path) -> dict[str, str]:
    """The environment of a command that works on this data folder and on nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WUSHE_")}
    ours = {"WUSHE_LOG_LEVEL": "ERROR", "WUSHE_SECOND_FACTOR": "off", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | ours | {"WUSHE_DATA": str(data)}


def wushe(site: Site, *words: str) -> None:
    """Run one verb of ``wushe`` on the site's data. Refuses (SystemExit): a verb that fails, with its words."""
    run(site, "-m", "wushe", *words)


def run(site: Site, *words: str) -> None:
    """Run Python on the site's data. Refuses (SystemExit): when it fails, with its words."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def kill_all(pids: list[int]) -> None:
    """SIGKILL these processes, in order; one that is gone already does not matter."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def wait_until_gone(pids: list[int]) -> None:
    """Wait until none of them runs; a zombie (nobody reaps an orphan here) counts as gone."""
    until = time.monotonic() + PATIENCE_SECONDS
    while any(state_of(pid) not in "ZX" for pid in pids):
        if time.monotonic() > until:
            raise SystemExit(f"still running after SIGKILL: {pids}")
        time.sleep(0.005)


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs, parents first."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    below, row = [], [pid]
    while row:
        row = [child for parent in row for child in children.get(parent, [])]
        below += row
    return below


def state_of(pid: int) -> str:
    """R, S, D, T, Z as the kernel says; X when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def command_of(pid: int) -> str:
    """The words a process was started with; empty for one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
