"""When areas may be merged or split 区划调整. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.rules.divisions import CODE_LENGTH

#: Kinds that may become one another; whoever is not here keeps a ledger or is no area.
LEVELS = (frozenset({"township", "pseudo"}), frozenset({"village", "community"}), frozenset({"custom"}))
FIRST_DAY = date(2000, 1, 1)
FARTHEST = timedelta(days=366)
SOURCE_LENGTH = 200
KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9-]{1,19}$")


@dataclass(frozen=True)
class Area:
    """An area there is: as much of it as a rule needs."""

    key: str
    name: str
    kind: str
    kind_label: str
    ends_on: date | None


@dataclass(frozen=True)
class NewArea:
    """An area to be made. Without a key, its state code is its key; ``holds`` are keys of what lies in it."""

    name: str
    kind: str
    key: str = ""
    short_name: str = ""
    code: str = ""
    holds: tuple[str, ...] = ()

    def tidied(self) -> "NewArea":
        """The area with nothing left open. Refuses: ``stations-name-missing``, ``stations-bad-key``."""
        name, code = self.name.strip(), self.code.strip()
        key = self.key.strip() or code
        if not name:
            raise Refused("stations-name-missing")
        if code and not (code.isascii() and code.isdigit() and len(code) in {6, 9, CODE_LENGTH}):
            raise Refused("stations-bad-code", digits=code)
        if not KEY.match(key):
            raise Refused("stations-bad-key", key=key)
        return replace(self, name=name, code=code, key=key, short_name=self.short_name.strip() or name)


def check_change(areas: Sequence[Area], kinds: Sequence[str], day: date, source: str, today: date) -> None:
    """May these areas end on the eve of the day and others of those kinds take their place?

    Refuses: ``stations-kind-stays``, ``stations-mixed-levels``, ``stations-area-ended``, ``stations-day-out-of-range``,
    ``stations-source-missing``, ``stations-source-too-long``.
    """
    for area in areas:
        if not any(area.kind in level for level in LEVELS):
            raise Refused("stations-kind-stays", name=area.name, kind=area.kind_label)
        if area.ends_on is not None:
            raise Refused("stations-area-ended", name=area.name, day=area.ends_on)
    if not any(level >= {*kinds, *(area.kind for area in areas)} for level in LEVELS):
        raise Refused("stations-mixed-levels")
    if not FIRST_DAY <= day <= today + FARTHEST:
        raise Refused("stations-day-out-of-range", day=day, last=today + FARTHEST)
    if not source.strip():
        raise Refused("stations-source-missing")
    if len(source.strip()) > SOURCE_LENGTH:
        raise Refused("stations-source-too-long", length=len(source.strip()), most=SOURCE_LENGTH)
