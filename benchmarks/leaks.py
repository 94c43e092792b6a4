"""Does anything that the house writes give an identity away?

``python -m benchmarks.secrets [--planted 2000] [--visited 300]``: on SQLite and on PostgreSQL a site is filled with
identities that stand out (see ``planting``), served, and used: a worker logs in, looks for people by name and number,
opens their pages, sends forms that are refused, asks for what is not there. Then every file is searched by grep, as
text and as hexadecimal: the database, its write-ahead log, the logs, a backup, a dump, temporary files. The same is
done with a build in which sealing does nothing: there the same search must find them.
"""

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.client import Client
from benchmarks.grounds import Ground, postgresql_ground, sqlite_ground
from benchmarks.planted import Identity, found_in, identities
from benchmarks.serving import Site, run
from script.throwaway_postgres import programs

ASKED = 25

#: Loaded by Python itself before the site starts: what is sealed stays as it is.
PLAIN = """
import wushe.ground.kit.crypto as crypto

crypto.seal = lambda key, content, place: content
crypto.unseal = lambda key, sealed, place: sealed
"""


def main() -> None:
    """Plant, use, search; sealed on both databases, plain on one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--planted", type=int, default=2000)
    parser.add_argument("--visited", type=int, default=300)
    asked = parser.parse_args()
    planted = identities(asked.planted)
    found: set[int] = set()
    for ground in (sqlite_ground, postgresql_ground):
        found |= search(ground, planted, asked.visited, plain=False)
    in_plain = search(sqlite_ground, planted, asked.visited, plain=True)
    print("RESULT " + json.dumps({"planted": len(planted), "found": len(found), "found_plain": len(in_plain)}))


def search(make_ground, planted: list[Identity], visited: int, *, plain: bool) -> set[int]:
    """Which of the identities can be read anywhere."""
    with make_ground() as ground, tempfile.TemporaryDirectory() as scratch, build(plain) as environment:
        temporary = Path(scratch) / "tmp"
        temporary.mkdir()
        ground = Ground(ground.name, ground.data, {**ground.environment, **environment, "TMPDIR": str(temporary)})
        ground.fill()
        site = Site(ground.data, {**ground.environment, "WUSHE_LOG_LEVEL": "DEBUG"})
        words = f"from benchmarks.planting import plant; plant({len(planted)}, {visited})"
        run(site, "manage.py", "shell", "-v0", "-c", words)
        site.start()
        try:
            use(site, planted)
        finally:
            site.stop()
        folders = [ground.data, temporary, *copies(ground, Path(scratch))]
        hits = found_in(folders, planted, Path(scratch))
    what = f"{ground.name}{', plain' if plain else ''}"
    for path, seen in hits.items():
        print(f"{what}: {len(seen)} readable in {path}", flush=True)
    print(f"{what}: {len(set().union(*hits.values()))} of {len(planted)} readable", flush=True)
    return set().union(*hits.values())


@contextmanager
def build(plain: bool) -> Iterator[dict[str, str]]:
    """The house as it is, or one in which sealing does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        if plain:
            (Path(folder) / "sitecustomize.py").write_text(PLAIN)
        yield {"PYTHONPATH": folder} if plain else {}


def use(site: Site, planted: list[Identity]) -> None:
    """A worker at work, and mistakes."""
    client = Client(site.port)
    client.log_in("zhou", "wushe-demo")
    for each in planted[:ASKED]:
        for text in (each.name, each.name[:2], each.id_number, each.phone):
            client.look_for(text)
    for person in client.people()[:ASKED]:
        client.get(f"/people/{person}/")
        form = client.visit_form(person, {"line": planted[0].line * 60, "minutes": "0"})
        client.post(form.path, form.fields)
    client.get(f"/people/{planted[0].id_number}/")
    client.close()


def copies(ground: Ground, scratch: Path) -> list[Path]:
    """A backup of the database, or a dump and the cluster's own files, in folders of their own."""
    folder = scratch / "copies"
    folder.mkdir()
    url = ground.environment.get("WUSHE_DATABASE_URL", "").partition("?")[0]
    if not url:
        with ground.ask() as rows:
            rows(f"VACUUM INTO '{folder / 'backup.sqlite3'}'")
        return [folder]
    dump = subprocess.run([str(programs() / "pg_dump"), url], capture_output=True, env=os.environ, check=True)
    (folder / "dump.sql").write_bytes(dump.stdout)
    [data] = subprocess.run(
        [str(programs() / "psql"), url, "-Atc", "SHOW data_directory"], capture_output=True, text=True, check=True
    ).stdout.split()
    return [folder, Path(data)]
