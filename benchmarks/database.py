"""A throw-away database of the house's own kind. Importing this sets Django up on it.

SQLite in a folder of its own, or what ``BENCHMARK_DATABASE_URL`` names. Import it before any model: the data folder
must be named before the settings are read. The folder goes when the process ends.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

FOLDER = Path(tempfile.mkdtemp(prefix="wushe-benchmark-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ |= {
    "WUSHE_DATA": str(FOLDER),
    "WUSHE_DATABASE_URL": os.environ.get("BENCHMARK_DATABASE_URL", ""),
    "WUSHE_TODAY": "",
    "DJANGO_SETTINGS_MODULE": "wushe.config.settings",
}

django.setup()
call_command("migrate", verbosity=0)
