"""A service model as a file: read, or refused with the line and the reason 服务模式. Pure.

A model is what a place printed, such as 1+1+5+X, with a named slot for each part. Nothing is made up: a slot of which
the source says nothing has no label.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.rules.evidence import evidence
from wushe.registers.catalog.rules.lines import Path, Unreadable, line_of, line_of_word, lines_of, told
from wushe.registers.catalog.rules.printed import Count, Part, is_count, parts, plain

#: What stands at the top of the file, and how long it may be.
TEXTS = {"key": 40, "printed": 40, "name": 60, "source": 200}
SLOT_KEYS = ("count", "unit", "label", "evidence", "fields", "items")
SLOT_TEXTS = {"unit": 4, "label": 30}
LISTS = {"fields": 40, "items": 30}
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_LINES = 300


@dataclass(frozen=True)
class Slot:
    """One part of a model 栏位: how many of what, and which question to the records fills it.

    ``count`` is a number or a variable; without a ``label`` the slot is undefined on purpose. ``items`` name what a
    number counts (three plans); ``fields`` are the parameters of the question.
    """

    count: Count
    label: str = ""
    unit: str = ""
    evidence: str = ""
    fields: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Slot":
        """A slot out of a row of a file or of the database."""
        lists = {name: tuple(row.get(name, ())) for name in LISTS}
        return cls(**row | lists)

    @property
    def row(self) -> dict[str, Any]:
        """The slot as the database keeps it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @property
    def is_defined(self) -> bool:
        """True if the source says what it is."""
        return bool(self.label)


@dataclass(frozen=True)
class ModelDraft:
    """A service model as a file tells it."""

    key: str
    printed: str
    name: str
    source: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and under which path of the file; ``word`` is the text in a list that is."""

    code: str
    path: Path
    facts: dict[str, object]
    word: str = ""


def read_model(text: str, file: str, fields: Collection[str]) -> ModelDraft:
    """The model a file tells.

    Takes: the TOML text, the file's name (for the sentence), the keys of the fields there are.
    Refuses: the first fault of ``faults_in``.
    """
    found = faults_in(text, file, fields)
    if found:
        raise found[0]
    model = told(text)
    return ModelDraft(**{key: model[key] for key in TEXTS}, slots=tuple(map(Slot.of, model["slot"])))


def faults_in(text: str, file: str, fields: Collection[str]) -> list[Refused]:
    """All that is wrong with a file, by line; empty for a model that can be loaded.

    Gives: refusals ``catalog-model-…`` with the facts ``file`` and ``line``; a text that is no TOML has one.
    """
    if len(lines_of(text)) > MOST_LINES:
        return [Refused("catalog-model-too-many-lines", file=file, line=MOST_LINES + 1, most=MOST_LINES)]
    try:
        model = told(text)
    except Unreadable as wrong:
        return [Refused("catalog-model-unreadable", file=file, line=wrong.line, why=wrong.why)]
    found = [*_top(model), *_slots(model, fields)]
    refusals = [Refused(one.code, file=file, line=_line(text, one), **one.facts) for one in found]
    return sorted(refusals, key=lambda one: int(str(one.facts["line"])))


def _line(text: str, fault: Fault) -> int:
    return line_of_word(text, fault.path, fault.word) if fault.word else line_of(text, fault.path)


def _top(model: dict[str, Any]) -> Iterator[Fault]:
    """What stands above the slots."""
    known = (*TEXTS, "slot")
    for key in model:
        if key not in known:
            yield Fault("catalog-model-unknown-key", (key,), {"key": key, "known": "、".join(known)})
    for key, most in TEXTS.items():
        if key not in model:
            yield Fault("catalog-model-key-missing", (), {"key": key})
        else:
            yield from _text(model[key], most, (key,), key)
    if isinstance(model.get("key"), str) and KEY.fullmatch(model["key"]) is None:
        yield Fault("catalog-model-bad-key", ("key",), {"key": model["key"]})


def _text(value: object, most: int, path: Path, key: str) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        yield Fault("catalog-model-no-text", path, {"key": key})
    elif len(value) > most:
        yield Fault("catalog-model-text-too-long", path, {"key": key, "length": len(value), "most": most})


def _slots(model: dict[str, Any], fields: Collection[str]) -> Iterator[Fault]:
    """The slots one by one, and what they are together."""
    rows = model.get("slot")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        yield Fault("catalog-model-no-slots", ("slot",) if "slot" in model else (), {})
        return
    for place, row in enumerate(rows):
        for check in (_known, _counted, _named, _asked, _listed, _fields(fields)):
            yield from check(place, row)
    yield from _labels(rows)
    if isinstance(model.get("printed"), str):
        yield from _as_printed(parts(model["printed"]), rows, model["printed"])


def _known(place: int, row: dict[str, Any]) -> Iterator[Fault]:
    for key in row:
        if key not in SLOT_KEYS:
            facts = {"place": place + 1, "key": key, "known": "、".join(SLOT_KEYS)}
            yield Fault("catalog-model-slot-unknown-key", ("slot", place, key), facts)


def _counted(place: int, row: dict[str, Any]) -> Iterator[Fault]:
    if "count" not in row:
        yield Fault("catalog-model-slot-no-count", ("slot", place), {"place": place + 1})
    elif not is_count(row["count"]):
        facts = {"place": place + 1, "count": _shown(row["count"])}
        yield Fault("catalog-model-count-neither", ("slot", place, "count"), facts)


def _named(place: int, row: dict[str, Any]) -> Iterator[Fault]:
    for key, most in SLOT_TEXTS.items():
        if key in row:
            yield from _text(row[key], most, ("slot", place, key), key)
    if "label" not in row:
        for key in ("evidence", "unit", "fields", "items"):
            if key in row:
                facts = {"place": place + 1, "key": key}
                yield Fault("catalog-model-slot-undefined", ("slot", place, key), facts)


def _asked(place: int, row: dict[str, Any]) -> Iterator[Fault]:
    """Which question fills the slot, and whether it has what it takes."""
    key, known = row.get("evidence"), evidence()
    where: Path = ("slot", place, "evidence") if "evidence" in row else ("slot", place)
    if key is None:
        if "label" in row:
            facts = {"place": place + 1, "known": "、".join(known)}
            yield Fault("catalog-model-no-evidence", where, facts)
        return
    if not isinstance(key, str) or key not in known:
        facts = {"place": place + 1, "key": _shown(key), "known": "、".join(known)}
        yield Fault("catalog-model-unknown-evidence", where, facts)
    elif "fields" in known[key].takes and "fields" not in row:
        yield Fault("catalog-model-fields-missing", where, {"place": place + 1, "key": key})
    elif "fields" in row and "fields" not in known[key].takes:
        facts = {"place": place + 1, "key": key}
        yield Fault("catalog-model-fields-not-taken", ("slot", place, "fields"), facts)


def _listed(place: int, row: dict[str, Any]) -> Iterator[Fault]:
    """Lists of texts, none of them twice, as many as the number says."""
    for key, most in LISTS.items():
        path: Path = ("slot", place, key)
        value = row.get(key, [])
        if not isinstance(value, list) or (key in row and not value):
            yield Fault("catalog-model-no-list", path, {"place": place + 1, "key": key})
            continue
        bad = [one for one in value if not _is_word(one, most)]
        twice = [one for one in value if isinstance(one, str) and value.count(one) > 1]
        if bad or twice:
            facts = {"place": place + 1, "key": key, "word": _shown([*bad, *twice][0])}
            yield Fault("catalog-model-bad-list", path, facts, word=str([*bad, *twice][0]))
        elif value and _is_number(row.get("count")) and row["count"] != len(value):
            facts = {"place": place + 1, "key": key, "count": row["count"], "length": len(value)}
            yield Fault("catalog-model-list-not-count", path, facts)


def _is_word(value: object, most: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\x00" not in value and len(value) <= most


def _is_number(count: object) -> bool:
    return isinstance(count, int) and is_count(count)


def _fields(known: Collection[str]) -> Callable[[int, dict[str, Any]], Iterator[Fault]]:
    def check(place: int, row: dict[str, Any]) -> Iterator[Fault]:
        asked = row.get("fields")
        for key in asked if isinstance(asked, list) else []:
            if isinstance(key, str) and key not in known:
                facts = {"place": place + 1, "key": key, "known": "、".join(known)}
                yield Fault("catalog-model-unknown-field", ("slot", place, "fields"), facts, word=key)

    return check


def _labels(rows: list[dict[str, Any]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        label = row.get("label")
        if not isinstance(label, str):
            continue
        if label in first:
            facts = {"place": place + 1, "label": label, "first": first[label] + 1}
            yield Fault("catalog-model-label-twice", ("slot", place, "label"), facts)
        first.setdefault(label, place)


def _as_printed(printed: list[Part], rows: list[dict[str, Any]], text: str) -> Iterator[Fault]:
    """Each part of what was printed has its slot, with the same count and the same words."""
    if not printed:
        return
    if len(printed) != len(rows):
        facts = {"printed": text, "parts": len(printed), "slots": len(rows)}
        where: Path = ("printed",) if len(rows) < len(printed) else ("slot", len(printed))
        yield Fault("catalog-model-parts-not-slots", where, facts)
    for place, (part, row) in enumerate(zip(printed, rows, strict=False)):
        count = row.get("count")
        if part.count is not None and is_count(count) and count != part.count:
            facts = {"place": place + 1, "part": part.text, "count": count, "right": _as_toml(part.count)}
            yield Fault("catalog-model-count-not-printed", ("slot", place, "count"), facts)
        said = "".join(str(row.get(key, "")) for key in ("unit", "label"))
        if part.rest and plain(said) != part.rest:
            path: Path = ("slot", place, "label") if "label" in row else ("slot", place)
            facts = {"place": place + 1, "part": part.text, "rest": part.rest}
            yield Fault("catalog-model-label-not-printed", path, facts)


def _as_toml(count: Count) -> str:
    return str(count) if isinstance(count, int) else f'"{count}"'


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 30 else f"{text[:30]}…"
