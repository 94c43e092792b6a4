"""Every address of the site by name, read from the URLconf, with values in it."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<word>\w+)>")
#: Values for the words of an address that name nothing.
MADE_UP: dict[str, str] = {"uuid": str(uuid.UUID(int=0)), "int": "999999", "str": "460203-999999", "slug": "nobody"}


@dataclass(frozen=True)
class Address:
    """One address: its name as the access table knows it, the pattern, and what answers."""

    name: str
    pattern: str
    view: Any

    @property
    def words(self) -> tuple[str, ...]:
        """The words in the address, as ``uuid`` in ``people/<uuid:uuid>/``."""
        return tuple(found["word"] for found in PLACE.finditer(self.pattern))

    def path(self, values: Mapping[str, object]) -> str:
        """The address with these values; what is not given is made up."""
        return "/" + PLACE.sub(
            lambda found: str(values.get(found["word"], MADE_UP[found["kind"] or "str"])), self.pattern
        )


def addresses(resolver: URLResolver | None = None, before: str = "", space: str = "") -> Iterator[Address]:
    """Every address of the site, in the order of the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name}", pattern, entry.callback)
        else:
            yield from addresses(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)
