#!/usr/bin/env python3
"""Copy the few browser files that pages need out of ``node_modules`` into the ui room.

    npm ci --ignore-scripts && python3 frontend/vendor.py

Only files named here and icons named in ``icons.txt`` are copied, so nothing comes along unseen. Each is written
down in ``VENDOR.json`` with version, sha512 and licence. The copies are git-ignored and put into the wheel.
Knows nothing of 吾社 itself: it runs before anything is installed.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
UI = HERE.parent / "wushe" / "ground" / "ui"
STATIC = UI / "static" / "vendor"
ICONS = UI / "icons"

# npm package -> {file inside it: name in static/vendor}. Licences must travel with the files.
FILES = {
    "bootstrap": {"dist/css/bootstrap.min.css": "bootstrap.min.css", "LICENSE": "bootstrap.LICENSE"},
}
ICON_PACKAGE = "@tabler/icons"
SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/\s*")


def stop(sentence: str) -> None:
    """End with what is wrong and the way out."""
    sys.exit(f"vendor.py: {sentence}")


def read(package: str, file: str) -> bytes:
    """Give a file of an npm package without its source-map line (a manifest build would look for the map)."""
    path = MODULES / package / file
    if not path.is_file():
        stop(f"{package}/{file} is not there. Run 'npm ci --ignore-scripts' in frontend/ first.")
    content = path.read_bytes()
    if found := re.search(rb"(?:url\(|@import\s*)['\"]?https?://", content):
        stop(f"{package}/{file} loads from another host ({found.group().decode()}): it may not be used.")
    return SOURCE_MAP.sub(b"\n", content) if file.endswith((".css", ".js")) else content


def wanted_icons() -> list[str]:
    """Give the names in icons.txt, one a word; what follows a # is a remark."""
    lines = (HERE / "icons.txt").read_text(encoding="utf-8").splitlines()
    return sorted({name for line in lines for name in line.split("#")[0].split()})


def icon(name: str) -> bytes:
    """Give one outline icon."""
    if not (MODULES / ICON_PACKAGE / "icons" / "outline" / f"{name}.svg").is_file():
        stop(
            f"there is no outline icon '{name}' in {ICON_PACKAGE} {version(ICON_PACKAGE)}. Correct the name in"
            " frontend/icons.txt; all names are in frontend/node_modules/@tabler/icons/icons/outline/."
        )
    return read(ICON_PACKAGE, f"icons/outline/{name}.svg")


def version(package: str) -> str:
    """Give the version of an installed npm package."""
    return str(json.loads(read(package, "package.json"))["version"])


def licence(package: str) -> str:
    """Give the licence an npm package names."""
    return str(json.loads(read(package, "package.json"))["license"])


def entry(package: str, content: bytes) -> dict[str, str]:
    """Give the line of VENDOR.json for one copied file."""
    return {
        "package": package,
        "version": version(package),
        "licence": licence(package),
        "sha512": hashlib.sha512(content).hexdigest(),
    }


def copy(folder: Path, files: dict[str, tuple[str, bytes]]) -> None:
    """Fill a folder anew with these files ``{name: (package, content)}`` and their VENDOR.json."""
    draft = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, (_package, content) in files.items():
        (draft / name).write_bytes(content)
    ledger = {name: entry(package, content) for name, (package, content) in sorted(files.items())}
    (draft / "VENDOR.json").write_text(json.dumps(ledger, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)


def main() -> None:
    """Copy everything, or nothing when something is missing."""
    static = {name: (package, read(package, file)) for package in FILES for file, name in FILES[package].items()}
    icons = {f"{name}.svg": (ICON_PACKAGE, icon(name)) for name in wanted_icons()}
    icons["tabler.LICENSE"] = (ICON_PACKAGE, read(ICON_PACKAGE, "LICENSE"))
    copy(STATIC, static)
    copy(ICONS, icons)
    print(f"{len(static)} files and {len(icons) - 1} icons copied into the ui room")


if __name__ == "__main__":
    main()
