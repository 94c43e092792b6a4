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
from wushe.statistics.ages import Ages
from wushe.statistics.rules import Filters, filters_of
from wushe.statistics.scopes import method_keys

HISTORY_BEGINS = date(2021, 1, 1)

#: The bands of the list: minors, grown people, and the two the work with old people is planned by.
BANDS = (Ages(None, 17), Ages(18, 59), Ages(60, 69), Ages(70, None))


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
    Refuses: ``period-empty``, ``statistics-wrong-ages``; ``ValueError`` for a date that is none.
    """
    span = query.get("period", "month")
    period = period_of(span, query, today)
    return Asked(span, period, query.get("scope") or default_scope, filters_of(dict(query.lists())))


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


def span_of(period: Period, today: date) -> str:
    """The span that means these days on a day; ``custom`` for any others."""
    spans = {span: period_of(span, QueryDict(), today) for span in ("month", "quarter", "year", "all")}
    return next((span for span, days in spans.items() if days == period), "custom")


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
    """Options of ``fields``, ``groups``, ``methods`` and ``ages``, each with "all" first. Costs: 2 queries."""
    fields = [(row.key, row.name) for row in ServiceField.objects.order_by("pk")]
    groups = [(row.key, row.name) for row in categories().values()]
    methods = [(key, str(method.label)) for key, method in method_keys().items()]
    return {
        "fields": _with_all(fields, filters.fields),
        "groups": _with_all(groups, filters.groups),
        "methods": _with_all(methods, filters.methods),
        "ages": _with_all(age_bands(filters.ages), frozenset({filters.ages.text} if filters.ages else ())),
    }


def age_bands(asked: Ages | None) -> list[tuple[str, str]]:
    """The bands one can choose, and the one asked for by address when it is another."""
    bands = [(ages.text, age_words(ages)) for ages in BANDS]
    return bands if asked is None or asked in BANDS else [*bands, (asked.text, age_words(asked))]


def age_words(ages: Ages) -> str:
    """A band in words: 70 岁以上, 未满 18 岁, 60–69 岁, 8 岁."""
    if ages.most is None:
        return _("%(n)s 岁以上") % {"n": ages.least}
    if ages.least is None:
        return _("未满 %(n)s 岁") % {"n": ages.most + 1}
    if ages.least == ages.most:
        return _("%(n)s 岁") % {"n": ages.least}
    return _("%(least)s–%(most)s 岁") % {"least": ages.least, "most": ages.most}


def _with_all(rows: list[tuple[str, str]], chosen: frozenset[str]) -> list[Choice]:
    return [Choice("", _("全部"), not chosen)] + [Choice(key, label, key in chosen) for key, label in rows]


def filter_labels(filters: Filters) -> list[str]:
    """The filters in words."""
    kinds = filter_choices(filters).values()
    return [choice.label for some in kinds for choice in some if choice.selected and choice.value]
