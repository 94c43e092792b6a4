"""What a reader asks for on the county page: period, place, filters; read from the address."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from wushe.ground.kit.periods import Period, month_of, quarter_of, through, year_of
from wushe.registers.beneficiaries.queries import categories
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Region, Station
from wushe.statistics.rules import Filters
from wushe.statistics.scopes import method_keys

HISTORY_BEGINS = date(2021, 1, 1)


class Choice(NamedTuple):
    """One option of a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Asked:
    """The slice asked for, as the page's controls show it."""

    span: str
    period: Period
    scope_key: str
    filters: Filters


def asked(query: QueryDict, today: date, default_scope: str) -> Asked:
    """Read the address.

    Takes: the query string's values. Gives: what is asked; this month and the whole county by default.
    Refuses: ``period-empty``; ``ValueError`` for a date that is none.
    """
    span = query.get("period", "month")
    filters = Filters(*(frozenset(filter(None, query.getlist(name))) for name in ("field", "group", "method")))
    return Asked(span, period_of(span, query, today), query.get("scope") or default_scope, filters)


def period_of(span: str, query: QueryDict, today: date) -> Period:
    """The days a span means on a day."""
    match span:
        case "quarter":
            return quarter_of(today)
        case "year":
            return year_of(today)
        case "all":
            return through(HISTORY_BEGINS, today)
        case "custom":
            first, last = query.get("from") or "", query.get("to") or ""
            return through(date.fromisoformat(first), date.fromisoformat(last))
    return month_of(today)


def period_choices(span: str) -> list[Choice]:
    """The spans one can ask for."""
    spans = (
        ("month", _("本月")),
        ("quarter", _("本季")),
        ("year", _("本年")),
        ("all", _("累计")),
        ("custom", _("自选")),
    )
    return [Choice(value, label, value == span) for value, label in spans]


def scope_choices(counties: list[Region], units: list[Region], stations: list[Station], key: str) -> list[Choice]:
    """The places one can ask for: the counties (all of them first, when there are several), stations, units."""
    rows = [("", _("全部区县"))] if len(counties) > 1 else []
    rows += [(county.key, county.name) for county in counties]
    rows += [(station.key, station.name) for station in stations]
    rows += [(unit.key, unit.short_name) for unit in units]
    return [Choice(value, label, value == key) for value, label in rows]


def filter_choices(filters: Filters) -> dict[str, list[Choice]]:
    """Options of ``fields``, ``groups`` and ``methods``, each with "all" first. Costs: 2 queries."""
    fields = [(row.key, row.name) for row in ServiceField.objects.order_by("pk")]
    groups = [(row.key, row.name) for row in categories().values()]
    methods = [(key, str(method.label)) for key, method in method_keys().items()]
    return {
        "fields": _with_all(fields, filters.fields),
        "groups": _with_all(groups, filters.groups),
        "methods": _with_all(methods, filters.methods),
    }


def _with_all(rows: list[tuple[str, str]], chosen: frozenset[str]) -> list[Choice]:
    return [Choice("", _("全部"), not chosen)] + [Choice(key, label, key in chosen) for key, label in rows]


def filter_labels(filters: Filters) -> list[str]:
    """The filters in words."""
    kinds = filter_choices(filters).values()
    return [choice.label for some in kinds for choice in some if choice.selected and choice.value]
