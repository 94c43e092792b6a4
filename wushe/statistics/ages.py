"""Ages in whole years, as a filter asks for them 周岁. Pure."""

import re
from dataclasses import dataclass

from wushe.ground.kit.errors import Refused

#: ``70-``, ``-17``, ``60-69``: at most three digits a side, as nobody needs more.
BAND = re.compile(r"(\d{0,3})-(\d{0,3})", re.ASCII)


@dataclass(frozen=True)
class Ages:
    """From ``least`` to ``most`` whole years, both included; None: no bound on that side, which one of them has.

    An age is that of the day of the service, as the ledger's row has it. Who is not named, and who has no known day of
    birth, has none and is of no band.
    """

    least: int | None
    most: int | None

    @property
    def text(self) -> str:
        """``70-``, ``-17``, ``60-69``: as a query says it."""
        return "-".join("" if bound is None else str(bound) for bound in (self.least, self.most))

    def overlaps(self, other: "Ages") -> bool:
        """True if, and only if, some age lies in both bands."""
        return _begins(self) <= _ends(other) and _begins(other) <= _ends(self)


def _begins(ages: Ages) -> int:
    return 0 if ages.least is None else ages.least


def _ends(ages: Ages) -> int:
    return 1000 if ages.most is None else ages.most


def read_ages(text: str) -> Ages:
    """The band a text stands for. Refuses: ``statistics-wrong-ages`` for any other text, and for a band of no age."""
    found = BAND.fullmatch(text)
    least, most = (int(bound) if bound else None for bound in found.groups()) if found else (None, None)
    if least is None and most is None:
        raise Refused("statistics-wrong-ages", text=text)
    ages = Ages(least, most)
    if _begins(ages) > _ends(ages) or ages.text != text:
        raise Refused("statistics-wrong-ages", text=text)
    return ages
