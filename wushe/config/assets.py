"""Collect the static files when they changed, so that starting again is quick."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_when_changed() -> bool:
    """Bring ``STATIC_ROOT`` up to date. Gives: whether anything had to be done. Costs: one stat per file."""
    stamp_file = Path(settings.STATIC_ROOT).with_name("static.stamp")
    stamp = fingerprint()
    if stamp_file.is_file() and stamp_file.read_text(encoding="ascii") == stamp:
        return False
    stamp_file.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp_file.write_text(stamp, encoding="ascii")
    return True


def fingerprint() -> str:
    """One digest over name, size and time of every static file and how it is stored."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
