"""Which category a word from somewhere else means 类别别名. Pure.

Lists of other offices call one kind by many words, and two kinds by one. A word is taken for a kind only when the table
says so; otherwise it is unknown or ambiguous and a person decides.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

ALIASES = Path(__file__).parents[1] / "definitions" / "aliases.toml"


@dataclass(frozen=True)
class Meaning:
    """What a word means: one key, several that it may mean, or none that is known."""

    word: str
    keys: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """True if, and only if, it means one kind."""
        return len(self.keys) == 1

    @property
    def is_ambiguous(self) -> bool:
        """True if it may mean several."""
        return len(self.keys) > 1

    @property
    def key(self) -> str:
        """The one kind it means; empty otherwise."""
        return self.keys[0] if self.is_known else ""


def plain(word: str) -> str:
    """A word as it is compared: full-width made narrow, without blanks, brackets and quotation marks."""
    return "".join(
        letter for letter in normalize("NFKC", word) if not letter.isspace() and letter not in "()[]【】“”\"'"
    )


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """The kinds each known word may mean. Refuses: a word that stands in the table twice (ValueError)."""
    told = tomllib.loads(ALIASES.read_text(encoding="utf-8"))
    pairs = [(word, (row["category"],)) for row in told["alias"] for word in row["words"]]
    pairs += [(row["word"], tuple(row["categories"])) for row in told["ambiguous"]]
    found: dict[str, tuple[str, ...]] = {}
    for word, keys in pairs:
        if plain(word) in found:
            raise ValueError(f"aliases.toml: {word} stands there twice")
        found[plain(word)] = keys
    return found


def meaning(word: str) -> Meaning:
    """What a word means 归一. Gives: one kind, several, or none; it never guesses."""
    return Meaning(word, aliases().get(plain(word), ()))
