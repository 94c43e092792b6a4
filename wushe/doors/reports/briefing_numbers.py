"""The figures of a briefing: of one ledger, or of a city out of the ledgers of its counties 简报的数."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from wushe.doors.reports.answers import Answer, answer_to
from wushe.doors.reports.places import Place
from wushe.doors.reports.telling import Number, number, of_figure
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period
from wushe.ledger.queries import closed_periods
from wushe.registers.stations.queries import Viewer
from wushe.statistics.counties import households_over, persons_over
from wushe.statistics.counting import Slice, count, count_all, slice_of
from wushe.statistics.rules import Figure, Filters, Query, Scope, measure, read_query, total
from wushe.statistics.shares import Axis, shares
from wushe.statistics.veil import Veil, veil_for

ONCE = {"persons": persons_over, "households": households_over}
#: What a table of the counties shows.
COLUMNS = ("persons", "person-times", "households", "sessions")


@dataclass
class Numbers:
    """The figures of a place in a period, as a viewer may read them. Every one is counted when it is asked for."""

    viewer: Viewer
    place: Place
    period: Period
    on: date
    as_of: dict[str, int] = field(default_factory=dict)

    @cached_property
    def parts(self) -> list[Slice]:
        """The slices, one a ledger, fixed to the newest row of this moment. Costs: 1 to 4 queries each."""
        parts = [slice_of(scope, self.period) for scope in self.place.scopes]
        self.as_of = {part.scope.key: part.as_of for part in parts}
        return parts

    @property
    def written(self) -> list[Slice]:
        """The slices of ledgers in which something was ever written; one, if none was."""
        return [part for part in self.parts if part.as_of] or self.parts[:1]

    def figures(self, keys: tuple[str, ...], scope: Scope, filters: Filters = Filters()) -> list[Figure]:  # noqa: B008 - frozen
        """The figures of one ledger. Costs: up to 5 queries."""
        _fixed = self.parts
        veil: Veil = veil_for(self.viewer, scope, filters)
        found = count_all(keys, scope, self.period, filters, self.as_of[scope.key])
        return [veil.one(figure) for figure in found]

    @cached_property
    def whole(self) -> dict[str, Figure]:
        """The main figures of a place in one ledger."""
        keys = ("persons", "person-times", "households", "sessions", "service-minutes", "long-term-persons")
        return dict(zip(keys, self.figures(keys, self.place.scopes[0]), strict=True))

    @cached_property
    def counties(self) -> list[list[Figure]]:
        """The figures of each county of a city: those of ``COLUMNS``, and the hours."""
        return [self.figures((*COLUMNS, "service-minutes"), scope) for scope in self.place.scopes]

    def of(self, key: str) -> Number:
        """One of the main figures: counted once over all counties of a city, or added where it adds up."""
        if not self.place.is_city:
            return of_figure(self.whole[key])
        column = [next(one for one in row if one.measure.key == key) for row in self.counties]
        value = ONCE[key](self.written) if key in ONCE else total(column)
        return number(value, measure(key).unit, self.counties_url())

    def parts_of_times(self) -> dict[str, int]:
        """What 人次 are made of: named, counted and estimated heads."""
        rows = [row[COLUMNS.index("person-times")] for row in self.counties] if self.place.is_city else []
        rows = rows or [self.whole["person-times"]]
        return {name: sum(row.parts[name] for row in rows) for name in ("named", "counted", "estimated")}

    def narrowed(self, key: str, words: str) -> Number | None:
        """A figure under filters written as in a query (``&age=70-``); None when they cannot be asked for, or when it
        is not added over counties.

        Costs: up to 10 queries a ledger.
        """
        try:
            filters = read_query(f"{key}@{measure(key).version}?scope=x&from=2021-01-01&to=2021-01-01{words}").filters
        except Refused:
            return None
        if not self.place.is_city:
            [figure] = self.figures((key,), self.place.scopes[0], filters)
            return of_figure(figure)
        parts = [slice_of(part.scope, self.period, filters, part.as_of) for part in self.written]
        url = self.counties_url(filters)
        if key in ONCE:
            return number(ONCE[key](parts), measure(key).unit, url)
        figures = [self.figures((key,), part.scope, filters)[0] for part in self.written]
        return number(total(figures), measure(key).unit, url) if measure(key).additive else None

    def times_by(self, axis: Axis, name: str, keys: dict[int, str]) -> dict[str, Number]:
        """人次 by field or method, by the key of the field or method. Costs: 2 queries a ledger."""
        row = measure("person-times")
        found: Counter[int] = Counter()
        for part in self.written:
            found.update({code: value for code, (value, _records, _parts) in shares(row, part, axis).items()})
        return {key: number(found[code], row.unit, self.url_of(name, key)) for code, key in keys.items() if found[code]}

    def url_of(self, name: str, key: str) -> str:
        """Where the 人次 of one field or method open; for a city, its counties."""
        filters = Filters(fields=frozenset({key})) if name == "fields" else Filters(methods=frozenset({key}))
        if self.place.is_city:
            return self.counties_url(filters)
        [part] = self.parts
        return Figure.url_of(Query("person-times", self.place.key, self.period, filters, part.as_of).text)

    def counties_url(self, filters: Filters = Filters()) -> str:  # noqa: B008 - frozen
        """Where a number of a city opens: all its counties side by side under the same filters.

        Who sees other counties too would find another sum there, and is led to the table of the paper.
        """
        if {scope.county_id for scope in self.place.scopes} != self.viewer.county_ids:
            return reverse("reports:briefing", args=[self.place.key]) + self.span + "#counties"
        kinds = (("field", filters.fields), ("group", filters.groups), ("method", filters.methods))
        words = [(name, key) for name, keys in kinds for key in sorted(keys)]
        words += [("age", filters.ages.text)] if filters.ages else []
        return reverse("reports:county") + self.span + ("&" + urlencode(words) if words else "")

    @property
    def span(self) -> str:
        """The period as a query string."""
        return f"?period=custom&from={self.period.start}&to={self.period.last}"

    def has_closed(self) -> bool:
        """True if some month was closed that lies whole in the period. Costs: 1 query."""
        [part] = self.parts
        closed = closed_periods(part.scope.county_id)
        return closed.filter(starts_on__gte=self.period.start, ends_on__lt=self.period.end).exists()

    def restated(self) -> list[tuple[date, Number, Number]]:
        """Closed months in the period whose 人次 have changed since: the month, as reported, as known now.

        Costs: 1 query, and 2 counts for each closed month.
        """
        [part] = self.parts
        rows = []
        for closed in closed_periods(part.scope.county_id):
            if self.period.start <= closed.starts_on and closed.ends_on < self.period.end:
                then, now = (
                    count("person-times", part.scope, closed.period, as_of=seq) for seq in (closed.last_seq, part.as_of)
                )
                rows += [(closed.starts_on, of_figure(then), of_figure(now))] if then.value != now.value else []
        return rows

    def standing(self, words: str) -> Answer | None:
        """A stock of the place on its day, such as ``certified?``; None when it cannot be answered."""
        return answer_to(words.format(key=self.place.key, on=self.on))
