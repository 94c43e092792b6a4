"""Measures, slices, figures; and when figures may be added. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, through
from wushe.statistics.ages import Ages, read_ages

#: Kinds of a figure whose value is not told: 1 to 4 of a restricted category, and what would give it by subtraction.
FEW, VEILED = "few", "veiled"

MEASURES = Path(__file__).parent / "measures.toml"


@dataclass(frozen=True)
class Measure:
    """What is counted 指标. ``definition`` is an "if, and only if" list; ``source`` says who defined it so."""

    key: str
    version: int
    name: str
    note: str
    unit: str
    counts: str
    additive: bool
    definition: tuple[str, ...]
    source: str
    least_events: int = 0
    least_months: int = 0
    methods: tuple[str, ...] = ()
    by_group: bool = True

    @property
    def is_of_people(self) -> bool:
        """True if its rows are persons who took part, rather than services or attempts."""
        return self.counts.startswith("attendances")


@cache
def measures() -> dict[str, Measure]:
    """All measures by key, in the order of the file."""
    rows = tomllib.loads(MEASURES.read_text(encoding="utf-8"))["measure"]
    return {row["key"]: _measure(row) for row in rows}


def _measure(row: dict[str, Any]) -> Measure:
    lists = {name: tuple(row.get(name, ())) for name in ("definition", "methods")}
    return Measure(**row | lists)


def measure(key: str) -> Measure:
    """One measure. Refuses: ``statistics-unknown-measure``."""
    if key not in measures():
        raise Refused("statistics-unknown-measure", key=key, known="、".join(measures()))
    return measures()[key]


@dataclass(frozen=True)
class Filters:
    """Keys of fields, groups and methods, and a band of ages.

    Within one kind any of them, between kinds all; empty: no filter.
    """

    fields: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    ages: Ages | None = None

    @property
    def are_personal(self) -> bool:
        """True if they ask what somebody who took part was on that day, which is known of named persons only."""
        return bool(self.groups) or self.ages is not None


def check_filters(row: Measure, filters: Filters) -> None:
    """May the measure be counted under the filters? Refuses: ``statistics-not-by-group``, ``statistics-not-by-age``."""
    if row.by_group:
        return
    if filters.groups:
        raise Refused("statistics-not-by-group", measure=row.name)
    if filters.ages is not None:
        raise Refused("statistics-not-by-age", measure=row.name)


def countable(filters: Filters) -> list[str]:
    """Keys of the measures that can be counted under some filters.

    Only people who took part carry their groups and their age of the day, so what met nobody cannot be asked by
    them: 0 would be a lie.
    """
    return [key for key, row in measures().items() if row.by_group or not filters.are_personal]


@dataclass(frozen=True)
class Scope:
    """The place a figure is about, resolved to ids.

    ``station_id`` is set for a station; ``unit_ids`` for everything else but a whole county. ``spans`` are the days on
    which units lay in the place, of those units that did not always: rows (unit id, first day, last day).
    """

    key: str
    name: str
    kind: str
    county_key: str
    county_id: int
    station_id: int | None = None
    unit_ids: frozenset[int] = frozenset()
    spans: tuple[tuple[int, date, date], ...] = ()

    def days_of(self, unit_id: int) -> list[tuple[date, date]]:
        """The days on which a unit lay in the place."""
        return [(first, last) for unit, first, last in self.spans if unit == unit_id] or [(date.min, date.max)]

    def shares_rows(self, other: "Scope") -> bool:
        """True if some unit lay in both places on one day, or one of them is no matter of units."""
        if not self.unit_ids or not other.unit_ids:
            return True
        return any(
            mine[0] <= theirs[1] and theirs[0] <= mine[1]
            for unit in self.unit_ids & other.unit_ids
            for mine in self.days_of(unit)
            for theirs in other.days_of(unit)
        )


@dataclass(frozen=True)
class Figure:
    """One number, and all that is needed to make it again.

    ``parts`` are named, counted and estimated for 人次, named for 人 and 户, and empty otherwise; ``as_of`` is
    the last ledger number looked at; ``records`` is how many records open behind it.
    """

    measure: Measure
    value: int
    scope: Scope
    period: Period
    filters: Filters
    as_of: int
    records: int
    parts: dict[str, int] = field(default_factory=dict)
    kind: str = "counted"

    def with_value(self, value: int) -> "Figure":
        """The same question with another answer."""
        return replace(self, value=value, records=0, parts={})

    @property
    def unit(self) -> str:
        """人, 人次, 户, 场, 分钟 or 次."""
        return self.measure.unit

    @property
    def query(self) -> str:
        """The text that repeats this figure exactly."""
        return Query(self.measure.key, self.scope.key, self.period, self.filters, self.as_of).text

    @property
    def url(self) -> str:
        """Where the figure opens to its records; empty for one whose value is not told."""
        return self.url_of(self.query) if self.is_told else ""

    @property
    def is_told(self) -> bool:
        """True if the value may be read (see ``statistics.veil``)."""
        return self.kind not in (FEW, VEILED)

    @staticmethod
    def url_of(query: str) -> str:
        """Where the figure of a query text opens."""
        return "/figures/?" + urlencode({"q": query})


@dataclass(frozen=True)
class Query:
    """A figure asked for. ``as_of`` None: all that is known by now."""

    measure: str
    scope: str
    period: Period
    filters: Filters = Filters()
    as_of: int | None = None

    @property
    def text(self) -> str:
        """``persons@1?scope=460203&from=2026-11-01&to=2026-11-30&field=elder-care&as_of=17``."""
        parts: list[tuple[str, str]] = [
            ("scope", self.scope),
            ("from", self.period.start.isoformat()),
            ("to", self.period.last.isoformat()),
        ]
        parts += [("field", key) for key in sorted(self.filters.fields)]
        parts += [("group", key) for key in sorted(self.filters.groups)]
        parts += [("method", key) for key in sorted(self.filters.methods)]
        if self.filters.ages is not None:
            parts.append(("age", self.filters.ages.text))
        if self.as_of is not None:
            parts.append(("as_of", str(self.as_of)))
        return f"{self.measure}@{measure(self.measure).version}?{urlencode(parts)}"


#: Words of a query that stand once, and words that may be repeated (any of them).
ONCE = {"scope", "from", "to", "age", "as_of"}
MANY = {"field", "group", "method"}


def read_query(text: str) -> Query:
    """The query a text stands for.

    Refuses: ``statistics-unreadable-query``, ``statistics-unknown-measure``, ``statistics-old-version`` (the
    text names a version of the measure that is no longer the one in force), ``statistics-wrong-ages``,
    ``period-empty``.
    """
    head, _, tail = text.partition("?")
    key, _, version = head.partition("@")
    asked = measure(key)
    if version != str(asked.version):
        raise Refused("statistics-old-version", key=key, version=version, now=asked.version)
    try:
        values = parse_qs(tail, strict_parsing=True)
        if values.keys() - ONCE - MANY:
            raise ValueError(tail)
        once = {name: _only(values[name]) for name in ONCE & values.keys()}
        period = through(date.fromisoformat(once["from"]), date.fromisoformat(once["to"]))
        as_of = _number(once["as_of"]) if "as_of" in once else None
        scope = once["scope"]
    except (KeyError, ValueError) as error:
        raise Refused("statistics-unreadable-query", query=text) from error
    return Query(key, scope, period, filters_of(values), as_of)


def filters_of(values: Mapping[str, Sequence[str]]) -> Filters:
    """The filters in the words of a query or an address; a word without a value is none.

    Refuses: ``statistics-wrong-ages``.
    """
    fields, groups, methods = (frozenset(filter(None, values.get(name, ()))) for name in ("field", "group", "method"))
    ages = "".join(values.get("age", ()))
    return Filters(fields, groups, methods, read_ages(ages) if ages else None)


def _only(values: list[str]) -> str:
    [value] = values  # ValueError for a word said twice: which of the two was meant?
    return value


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def total(figures: Sequence[Figure]) -> int:
    """Add figures of one measure 相加.

    Takes: figures, at least one. Gives: the sum of their values.
    Refuses: ``statistics-mixed-measures`` (人 and 人次 are never added), ``statistics-not-additive`` (人 and 户
    of two slices may be the same people), ``statistics-overlap`` (a record may lie in two of the slices).
    """
    first, *rest = figures
    for other in rest:
        if other.measure != first.measure:
            raise Refused("statistics-mixed-measures", one=first.measure.name, other=other.measure.name)
    if rest and not first.measure.additive:
        raise Refused("statistics-not-additive", measure=first.measure.name, unit=first.unit)
    for one, other in combinations(figures, 2):
        if not disjoint(one, other):
            raise Refused("statistics-overlap", one=label(one), other=label(other))
    return sum(figure.value for figure in figures)


def disjoint(one: Figure, other: Figure) -> bool:
    """True if, and only if, no ledger row can lie in both slices.

    That is so when their periods do not overlap, or they are of two counties, two stations, or units of which
    none is shared on any day, or fields or methods of which none is shared. Groups never make slices disjoint: a person
    may be of two. Bands of ages do where the rows are of persons, for on one day one has one age; a service may have
    people of many ages.
    """
    if not one.period.overlaps(other.period):
        return True
    a, b = one.scope, other.scope
    if a.county_id != b.county_id:
        return True
    if a.station_id and b.station_id and a.station_id != b.station_id:
        return True
    if not a.shares_rows(b):
        return True
    apart = [(one.filters.fields, other.filters.fields), (one.filters.methods, other.filters.methods)]
    return any(left and right and not left & right for left, right in apart) or _of_other_ages(one, other)


def _of_other_ages(one: Figure, other: Figure) -> bool:
    mine, theirs = one.filters.ages, other.filters.ages
    if mine is None or theirs is None or mine.overlaps(theirs):
        return False
    return one.measure.is_of_people and other.measure.is_of_people


def label(figure: Figure) -> str:
    """A figure's slice in words, for refusals."""
    return f"{figure.scope.name} {figure.period.start}—{figure.period.last}"
