"""An open item 待办: something a room wants somebody to see. No table: each room tells its own."""

from dataclasses import dataclass
from datetime import date
from itertools import chain


@dataclass(frozen=True)
class OpenItem:
    """One line on a desk.

    ``kind`` says which room tells it, ``url`` leads to what it is about; ``level`` is red, amber or blue;
    ``since`` is the day it began; an alarm (a child may be in danger) comes before all else.
    """

    kind: str
    title: str
    detail: str
    since: date
    level: str
    url: str
    is_alarm: bool = False


ORDER = {"red": 0, "amber": 1, "blue": 2}


def by_urgency(*rooms: list[OpenItem], on: date | None = None) -> list[OpenItem]:
    """What several rooms tell, as one list: alarms, then red, amber, blue; the oldest first.

    With a day, what began on it comes right after the red: who has just promised something sees it stand there.
    """

    def rank(item: OpenItem) -> tuple[bool, int, bool, int, date, str]:
        is_red = item.level == "red"
        return not item.is_alarm, not is_red, not is_red and item.since != on, ORDER[item.level], item.since, item.title

    return sorted(chain(*rooms), key=rank)
