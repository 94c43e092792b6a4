"""Gather every sentence a person reads, and keep the English of each in ``wushe/locale/en/LC_MESSAGES/django.po``.

    .venv/bin/python script/messages.py           add what is new, drop what is gone, say what has no English yet
    .venv/bin/python script/messages.py --check   change nothing; end with 1 unless the English is complete

Sentences stand in Python (``_("…")``), in templates (``{% translate "…" %}``) and, for the words of the field, as names
and definitions in the TOML files that the product ships. Chinese is the source: a sentence
without English shows in Chinese.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "wushe"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
NOT_READ = {"tests", "vendor", "icons", "migrations", "node_modules", "__pycache__"}
CALLS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
WORDS_OF_THE_FIELD = {"name", "note", "label", "asks", "definition"}
AS_PRINTED = {"articles", "data", "aliases.toml", "policies.toml"}  # quotations, and names of places
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
KEPT_IN_CHINESE = re.compile(r"吾社|中文|(\d+[年月日]底?前?)+")  # the name, the language, a date as it is printed


class Sentence(NamedTuple):
    """One thing that is said: its text, the context where one word means two things, the plural where there is one."""

    text: str
    context: str | None = None
    plural: str = ""


def main() -> None:
    """Read the words, then update or check."""
    parser = argparse.ArgumentParser(prog="script/messages.py")
    parser.add_argument("--check", action="store_true", help="end with 1 unless the English is complete")
    checking = parser.parse_args().check
    settings.configure(USE_I18N=True)
    said = sentences()
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0) if CATALOGUE.is_file() else polib.POFile(wrapwidth=0)
    if not checking:
        update(catalogue, said)
        catalogue.save(str(CATALOGUE))
    wrong = list(faults(catalogue, said))
    print(*wrong, f"{len(said)} sentences, {len(wrong)} to mend", sep="\n")
    sys.exit(1 if checking and wrong else 0)


def sentences() -> dict[Sentence, list[str]]:
    """Every sentence of the product with the files it stands in, in the order of the files.

    Said once with a plural and once without, it stands there once, with the plural: so does gettext look it up.
    """
    found: dict[tuple[str, str | None], tuple[str, list[str]]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if not NOT_READ.isdisjoint(path.relative_to(PACKAGE).parts):
            continue
        for sentence in READERS.get(path.suffix, nothing)(path):
            plural, places = found.get(sentence[:2], ("", []))
            found[sentence[:2]] = sentence.plural or plural, sorted({*places, str(path.relative_to(ROOT))})
    return {Sentence(*key, plural): places for key, (plural, places) in found.items()}


def nothing(_path: Path) -> Iterator[Sentence]:
    """A file in which nobody speaks."""
    yield from ()


def in_python(path: Path) -> Iterator[Sentence]:
    """What a module says through gettext."""
    yield from spoken(path.read_text(encoding="utf-8"))


def in_template(path: Path) -> Iterator[Sentence]:
    """What a template says through its tags; Django itself turns them into calls."""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    yield from spoken("\n".join(line.lstrip() for line in calls.splitlines()))


def spoken(code: str) -> Iterator[Sentence]:
    """The arguments of every gettext call in a text of Python."""
    for _line, told, _comments, context in extract(
        "python", BytesIO(code.encode()), CALLS, options={"encoding": "utf-8"}
    ):
        text, plural = (told[0], told[1]) if isinstance(told, tuple) else (told, "")
        if text:
            yield Sentence(text, context, plural)


def in_toml(path: Path) -> Iterator[Sentence]:
    """The words of the field that a shipped definition brings."""
    if AS_PRINTED.isdisjoint(path.relative_to(PACKAGE).parts):
        yield from named(tomllib.loads(path.read_text(encoding="utf-8")))


def named(told: object) -> Iterator[Sentence]:
    """Names and definitions anywhere in a tree of TOML."""
    if isinstance(told, list):
        for part in told:
            yield from named(part)
    if isinstance(told, dict):
        for key, value in told.items():
            texts = value if isinstance(value, list) else [value]
            if key in WORDS_OF_THE_FIELD:
                yield from (Sentence(text) for text in texts if isinstance(text, str) and CHINESE.search(text))
            yield from named(value)


READERS = {".py": in_python, ".html": in_template, ".txt": in_template, ".toml": in_toml}


def update(catalogue: polib.POFile, said: dict[Sentence, list[str]]) -> None:
    """Give the catalogue exactly the sentences there are, each with the English it had."""
    had = {(entry.msgid, entry.msgctxt): entry for entry in catalogue}
    catalogue.clear()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for sentence, places in said.items():
        entry = had.get((sentence.text, sentence.context)) or polib.POEntry(
            msgid=sentence.text, msgctxt=sentence.context
        )
        entry.occurrences = [(place, "") for place in places]
        if sentence.plural and not entry.msgid_plural:
            entry.msgid_plural, entry.msgstr_plural = sentence.plural, {0: entry.msgstr, 1: entry.msgstr}
        if any("%(" in text for text in (sentence.text, sentence.plural)) and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        catalogue.append(entry)


def faults(catalogue: polib.POFile, said: dict[Sentence, list[str]]) -> Iterator[str]:
    """Each sentence whose English is missing, loses a place for a value, or speaks Chinese; and English of nothing."""
    english = {(entry.msgid, entry.msgctxt): entry for entry in catalogue}
    for sentence, places in said.items():
        entry = english.pop((sentence.text, sentence.context), None)
        texts = [] if entry is None else (list(entry.msgstr_plural.values()) or [entry.msgstr])
        if not texts or not all(texts):
            yield f"{places[0]}: no English: {sentence.text}"
        elif any(sorted(PLACE.findall(text)) != sorted(PLACE.findall(sentence.text)) for text in texts):
            yield f"{places[0]}: other values than in Chinese: {sentence.text} / {texts[-1]}"
        elif any(CHINESE.search(KEPT_IN_CHINESE.sub("", text)) for text in texts):
            yield f"{places[0]}: Chinese in the English: {texts[-1]}"
    yield from (f"English of a sentence nobody says: {text}" for text, _context in english)


if __name__ == "__main__":
    main()
