"""One answer to one query text, whether it asks for a flow or for a stock 问与答.

A flow figure counts what was done in a period, a stock what there is on a day, a declared one what somebody else
printed. Whoever puts them side by side reads all of them here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wushe.doors.reports.choices import filter_labels
from wushe.ground.kit.errors import Refused
from wushe.statistics.counting import answer
from wushe.statistics.rules import Figure, Query, read_query
from wushe.statistics.stocks import Stock, is_stock, stock
from wushe.statistics.stocks_asked import Beside


@dataclass(frozen=True)
class Answer:
    """What a query text is answered. ``ids`` are the records of a stock; ``asked`` is the query of a flow."""

    kind: str
    value: int
    unit: str
    records: int
    query: str
    name: str = ""
    scope_name: str = ""
    on: date | None = None
    definition: Sequence[str] = ()
    source: str = ""
    beside: tuple[Beside, ...] = ()
    ids: tuple[str, ...] = ()
    asked: Query | None = None

    @property
    def url(self) -> str:
        """Where the figure opens to its records."""
        return Figure.url_of(self.query)


def answer_to(text: str) -> Answer | None:
    """The answer to a query text; None when the house cannot answer it: the place, the room or the records are not
    there.

    Costs: 1 to 3 queries for a stock, about 10 for a flow.
    """
    try:
        return _of_stock(stock(text)) if is_stock(text) else _of_flow(read_query(text))
    except Refused:
        return None


def _of_stock(found: Stock) -> Answer:
    return Answer(
        kind=found.kind,
        value=found.value,
        unit=found.unit,
        records=len(found.records),
        query=found.query,
        name=found.name,
        scope_name=found.scope_name,
        on=found.on,
        definition=found.definition,
        source=found.source,
        beside=found.beside,
        ids=tuple(found.records),
    )


def _of_flow(query: Query) -> Answer | None:
    figure = answer(query)
    if not figure.as_of:
        return None  # nothing was ever written in this county: 0 would say that nothing was done
    return Answer(
        kind=figure.kind,
        value=figure.value,
        unit=figure.unit,
        records=figure.records,
        query=figure.query,
        name=figure.measure.name,
        scope_name=figure.scope.name,
        on=figure.period.last,
        definition=(*figure.measure.definition, *slice_in_words(figure)),
        source=figure.measure.source,
        asked=read_query(figure.query),
    )


def slice_in_words(figure: Figure) -> list[str]:
    """Where, when and of whom a figure was counted, as lines that go on with its definition."""
    lines = [
        _("服务日在 %(first)s 到 %(last)s 之间") % {"first": figure.period.start, "last": figure.period.last},
        _("服务在%(place)s") % {"place": figure.scope.name},
    ]
    labels = filter_labels(figure.filters)
    return [*lines, *([_("服务当日属于：%(groups)s") % {"groups": "、".join(labels)}] if labels else [])]
