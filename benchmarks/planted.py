"""Identities that stand out: made, written out in every way they may be written, and looked for in files."""

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

RARE = range(0x7000, 0x9000)  # characters that no page and no program has three of in a row


@dataclass(frozen=True)
class Identity:
    """All that is written of one person, each text unlike any other."""

    name: str
    id_number: str
    phone: str
    address: str
    know: str
    line: str
    reason: str
    facts: str


def identities(number: int) -> list[Identity]:
    """So many identities, the same ones each time."""
    dice = random.Random(11)
    return [Identity(*texts(dice)) for _ in range(number)]


def texts(dice: random.Random) -> Iterator[str]:
    """The eight texts of one identity."""
    yield rare(dice, 3)
    yield f"99{dice.randrange(10**15, 10**16)}"
    yield f"100{dice.randrange(10**7, 10**8)}"
    for letters in (9, 9, 12, 12, 12):
        yield rare(dice, letters)


def rare(dice: random.Random, letters: int) -> str:
    """Rare characters in a row."""
    return "".join(chr(dice.choice(RARE)) for _ in range(letters))


def patterns(planted: list[Identity]) -> dict[bytes, int]:
    """Every text of every identity in the ways it may be written, and whose it is."""
    ways: dict[bytes, int] = {}
    for place, identity in enumerate(planted):
        for text in asdict(identity).values():
            for written in (text.encode(), text.encode().hex().encode(), json.dumps(text)[1:-1].encode()):
                ways[written] = place
    return ways


def found_in(folders: list[Path], planted: list[Identity], scratch: Path) -> dict[str, set[int]]:
    """Which identities stand readable in which files, by grep.

    Takes: the folders, the identities, and a folder that is not among them for the list of patterns.
    """
    ways = patterns(planted)
    wanted = scratch / "patterns"
    wanted.write_bytes(b"\n".join(ways) + b"\n")
    hits: dict[str, set[int]] = {}
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            command = ["grep", "-aoFf", str(wanted), str(path)]
            lines = subprocess.run(command, env={"LC_ALL": "C"}, capture_output=True, check=False).stdout.split(b"\n")
            if seen := {ways[line] for line in lines if line in ways}:
                hits[str(path.relative_to(folder))] = seen
    return hits
