"""How well the records behind a figure are proved 证据."""

from django.db.models import Count

from wushe.ledger.models import Evidence
from wushe.statistics.queries import records_of
from wushe.statistics.rules import Query


def by_evidence(query: Query) -> list[tuple[str, int]]:
    """The named records behind the figure of a query, by how well each is proved.

    Gives: every level with its number of records, the weakest first; the numbers add up to the named records.
    Costs: 3 to 6 queries.
    """
    rows = records_of(query).named.order_by().values_list("event__evidence").annotate(Count("pk"))
    found = dict(rows)
    return [(str(level.label), found.get(level.value, 0)) for level in Evidence]
