"""Browser assets: what set-up copied is what the list says, and the wheel carries it."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile

import pytest

from tests.source_tree import PACKAGE, ROOT, files

FOLDERS = (PACKAGE / "ground" / "ui" / "static" / "vendor", PACKAGE / "ground" / "ui" / "icons")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_copied_file_is_the_one_written_down(folder):
    written = json.loads((folder / "VENDOR.json").read_text(encoding="utf-8"))
    found = {path.name: hashlib.sha512(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    found.pop("VENDOR.json")
    assert {name: entry["sha512"] for name, entry in written.items()} == found
    assert all(entry["version"] and entry["licence"] for entry in written.values())


def test_every_icon_a_page_draws_is_on_the_list():
    listed = {name for line in (ROOT / "frontend/icons.txt").read_text().splitlines() for name in line.split()}
    drawn = {
        name
        for path in files(".html")
        for name in re.findall(r"{%\s*icon\s+[\"']([\w-]+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert drawn - listed == set()


def test_the_locks_name_no_address():
    texts = {path.name: path.read_text() for path in (ROOT / "requirements").iterdir()}
    texts["package-lock.json"] = (ROOT / "frontend" / "package-lock.json").read_text()
    assert [
        name for name, text in texts.items() if re.search(r"--index-url|--find-links|file:|\"resolved\"", text)
    ] == []
    assert re.findall(r"https?://(?!(?:github|opencollective)\.com)", "".join(texts.values())) == []


@pytest.mark.sqlite
def test_the_wheel_carries_the_browser_assets(tmp_path):
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {str(path.relative_to(ROOT)) for folder in FOLDERS for path in folder.iterdir()}
    assert wanted - inside == set()
    assert "wushe/statistics/measures.toml" in inside
    assert [name for name in inside if "node_modules" in name or name.startswith(("tests/", "var/"))] == []
