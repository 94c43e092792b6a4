"""How well the records behind a figure are proved 证据等级."""

from typing import NamedTuple
from urllib.parse import urlencode

from wushe.doors.reports.figure_parts import Taken
from wushe.ground.ui import charts
from wushe.ledger.models import Evidence
from wushe.statistics.queries import Records
from wushe.statistics.rules import Figure
from wushe.statistics.shares import by_evidence


class Level(NamedTuple):
    """How many records are proved so well, and where that lies on a bar of a thousand."""

    level: int
    label: str
    value: int
    share: str
    start: int
    width: int
    url: str
    is_asked: bool


def evidence_levels(taken: Taken, records: Records, query: str, asked: str, *, opens: bool) -> list[Level]:
    """How well the records behind the figure are proved, each level with its records. Costs: 2 queries."""
    if taken.veil.is_down:
        return []
    counted = by_evidence(records.named, records.events)
    told = [level for level in Evidence if counted[level]]
    whole = sum(counted.values())
    bar = charts.slices([(str(level.label), counted[level]) for level in told])
    return [
        Level(
            int(level),
            str(level.label),
            cut.value,
            per_cent(cut.value, whole),
            cut.start,
            cut.width,
            f"{Figure.url_of(query)}&{urlencode({'evidence': int(level)})}#records" if opens else "",
            str(int(level)) == asked,
        )
        for level, cut in zip(told, bar, strict=True)
    ]


def per_cent(value: int, whole: int) -> str:
    """A share of a whole in per cent with one decimal, half a tenth rounded up."""
    tenths = (value * 1000 + whole // 2) // whole
    return f"{tenths // 10}.{tenths % 10}%"
