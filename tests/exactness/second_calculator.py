"""The second calculator: every measure once more, in plain Python over rows read from the tables.

Written from the definitions, not from ``wushe.statistics``, of which it imports nothing. It does not trust what the
ledger stamped on a row either: categories, ages and households are looked up in the registers, workers are counted one
by one, and who was there is read from the names. The tables are read once; what follows from a row is remembered.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from tests.exactness.second_places import Row, SecondPlaces, day_of, read

METHODS = {"visit": 1, "casework": 2, "group": 3, "activity": 4, "publicity": 5, "consultation": 6}
SESSION_METHODS = {METHODS["group"], METHODS["activity"], METHODS["publicity"]}
LEAST_SERVICES = 3
LEAST_MONTHS = 3
EVENT = ("id", "county_id", "seq", "station_id", "unit_id", "reverses_id", "occurred_on", "field_id", "method", "met")
HEADS = ("minutes", "heads_counted", "heads_estimated")

Pairs = list[tuple[Row, Row]]


@dataclass(frozen=True)
class Asked:
    """A slice in words: both days included; within a kind of filter any of the keys, between kinds all.

    ``ages`` are the least and the most whole years, None for no bound; an empty pair asks for no age.
    """

    scope: str
    first: date
    last: date
    fields: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    as_of: int | None = None
    ages: tuple[()] | tuple[int | None, int | None] = ()

    @property
    def of_persons(self) -> bool:
        """True if it matters what somebody was."""
        return bool(self.groups or self.ages)


@dataclass(frozen=True)
class Answer:
    """What the second calculator found; ``records`` are the ids of the records behind it."""

    value: int
    parts: dict[str, int]
    records: tuple[str, ...]


class SecondCalculator:
    """The whole ledger in memory, as it stands when this is made."""

    def __init__(self) -> None:
        self.places = SecondPlaces()
        self._read_ledger()
        self.fields = {row["key"]: row["id"] for row in read("catalog_servicefield", "id", "key")}
        self.categories = {row["key"]: row["id"] for row in read("catalog_category", "id", "key")}
        births = read("beneficiaries_person", "id", "birth_on")
        self.births = {row["id"]: row["birth_on"] and day_of(row["birth_on"]) for row in births}
        self.belongings = by(
            "person_id", read("beneficiaries_personcategory", "id", "person_id", "category_id", "starts_on", "ends_on")
        )
        self.memberships = by(
            "person_id", read("beneficiaries_membership", "id", "person_id", "household_id", "starts_on", "ends_on")
        )
        self.identities = by("county_id", read("ledger_identityentry"))
        self.kinds: dict[tuple[int, int], frozenset[int]] = {}
        self.homes: dict[tuple[int, date], int] = {}
        self.selected: tuple[Asked, list[Row], Pairs] | None = None
        self._one_person = cache(self._read_identities)

    def _read_ledger(self) -> None:
        rows = read("ledger_serviceevent", *EVENT, *HEADS)
        for row in rows:
            row["day"] = day_of(row["occurred_on"])
        self.taken_back = {row["reverses_id"]: row["seq"] for row in rows if row["reverses_id"] is not None}
        services = sorted((row for row in rows if row["reverses_id"] is None), key=lambda row: row["day"])
        self.events = by("county_id", services)
        self.days = {county: [row["day"] for row in some] for county, some in self.events.items()}
        self.lines = by("event_id", read("ledger_attendance", "id", "event_id", "person_id", "line"))
        self.workers = Counter(row["event_id"] for row in read("ledger_eventworker", "id", "event_id"))

    def answer(self, measure: str, asked: Asked) -> Answer:
        """Count one measure, by its definition."""
        rows, there = self._select(asked)
        if measure == "attempts":
            tried = [] if asked.of_persons else [row for row in rows if not row["met"]]
            return Answer(len(tried), {}, self._ids(tried))
        services = [row for row in rows if row["met"]]
        if measure in {"persons", "households", "long-term-persons"}:
            return self._distinct(measure, there, self._files(self.places.county(asked.scope), asked.as_of))
        if measure == "person-times":
            return self._person_times(services, there, asked)
        if asked.of_persons:
            with_them = {event["id"] for event, _line in there}
            services = [row for row in services if row["id"] in with_them]
        return self._of_services(measure, services)

    def _select(self, asked: Asked) -> tuple[list[Row], Pairs]:
        """The rows of a slice and who was there; kept until the next slice is asked for."""
        if self.selected is None or self.selected[0] != asked:
            rows = self._rows(asked)
            there = [(row, line) for row in rows if row["met"] for line in self.lines.get(row["id"], ())]
            there = [(row, line) for row, line in there if self._is_wanted(row, line["person_id"], asked)]
            self.selected = (asked, rows, there)
        return self.selected[1:]

    def _rows(self, asked: Asked) -> list[Row]:
        """Rows that say a service was given or tried, that nobody took back, at the place and in the days asked."""
        county, newest = self.places.county(asked.scope), asked.as_of
        days, is_there = self.days.get(county, []), self.places.test_of(asked.scope)
        fields = {self.fields[key] for key in asked.fields} or set(self.fields.values())
        methods = {METHODS[key] for key in asked.methods} or set(METHODS.values())
        found = []
        for row in self.events.get(county, [])[bisect_left(days, asked.first) : bisect_right(days, asked.last)]:
            undone = self.taken_back.get(row["id"])
            is_known = newest is None or row["seq"] <= newest
            is_undone = undone is not None and (newest is None or undone <= newest)
            if is_known and not is_undone and row["field_id"] in fields and row["method"] in methods and is_there(row):
                found.append(row)
        return found

    def _is_wanted(self, event: Row, person: int, asked: Asked) -> bool:
        if asked.groups and self._kinds(event, person).isdisjoint(self.categories[key] for key in asked.groups):
            return False
        if not asked.ages:
            return True
        least, most = asked.ages
        years = years_lived(self.births[person], event["day"])
        return years is not None and (least is None or years >= least) and (most is None or years <= most)

    def _kinds(self, event: Row, person: int) -> frozenset[int]:
        """Somebody is of what any file says that was known, when the row was written, to be theirs."""
        if (event["id"], person) not in self.kinds:
            one = self._files(event["county_id"], event["seq"])
            files = [person, *(file for file in one if last_of(file, one) == person)]
            rows = [row for file in files for row in self.belongings.get(file, ())]
            told = frozenset(row["category_id"] for row in rows if holds(row, event["day"]))
            self.kinds[event["id"], person] = told
        return self.kinds[event["id"], person]

    def _files(self, county: int, as_of: int | None) -> dict[int, int]:
        """Which file each merged file is, by what the ledger said up to a number."""
        numbers = [row["seq"] for row in self.identities.get(county, ())]
        return self._one_person(county, len([seq for seq in numbers if as_of is None or seq <= as_of]))

    def _read_identities(self, county: int, known: int) -> dict[int, int]:
        told = sorted(self.identities.get(county, ()), key=lambda row: row["seq"])[:known]
        undone = {row["undoes_id"] for row in told}
        return {
            row["person_id"]: row["into_id"] for row in told if row["undoes_id"] is None and row["id"] not in undone
        }

    def _distinct(self, measure: str, there: Pairs, one: dict[int, int]) -> Answer:
        if measure == "households":
            homes = {self._household(line["person_id"], event["day"]) for event, line in there}
            return Answer(len(homes), {"named": len(homes)}, self._line_ids(there))
        days: dict[int, list[date]] = {}
        for event, line in there:
            days.setdefault(last_of(line["person_id"], one), []).append(event["day"])
        wanted = set(days) if measure == "persons" else {who for who, when in days.items() if is_long_term(when)}
        kept = [(event, line) for event, line in there if last_of(line["person_id"], one) in wanted]
        return Answer(len(wanted), {"named": len(wanted)}, self._line_ids(kept))

    def _person_times(self, services: list[Row], there: Pairs, asked: Asked) -> Answer:
        crowds = [] if asked.of_persons else [row for row in services if row["heads_counted"] or row["heads_estimated"]]
        parts = {
            "named": len(there),
            "counted": sum(row["heads_counted"] for row in crowds),
            "estimated": sum(row["heads_estimated"] for row in crowds),
        }
        return Answer(sum(parts.values()), parts, self._line_ids(there) + self._ids(crowds))

    def _of_services(self, measure: str, services: list[Row]) -> Answer:
        if measure == "sessions":
            sessions = [row for row in services if row["method"] in SESSION_METHODS]
            return Answer(len(sessions), {}, self._ids(sessions))
        times = dict.fromkeys(self.workers, 1) if measure == "service-minutes" else self.workers
        return Answer(sum(row["minutes"] * times[row["id"]] for row in services), {}, self._ids(services))

    def _household(self, person: int, day: date) -> int:
        if (person, day) not in self.homes:
            lived = [row for row in self.memberships[person] if holds(row, day)]
            last = max(lived, key=lambda row: (str(row["starts_on"]), row["id"]))
            self.homes[person, day] = int(last["household_id"])
        return self.homes[person, day]

    def _ids(self, rows: list[Row]) -> tuple[str, ...]:
        county = self.places.key(rows[0]["county_id"]) if rows else ""
        return tuple(f"{county}-{row['seq']}" for row in rows)

    def _line_ids(self, pairs: Pairs) -> tuple[str, ...]:
        county = self.places.key(pairs[0][0]["county_id"]) if pairs else ""
        return tuple(f"{county}-{event['seq']}.{line['line']}" for event, line in pairs)


def by(column: str, rows: list[Row]) -> dict[int, list[Row]]:
    """Rows by what stands in a column, in their order."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def last_of(file: int, one: dict[int, int]) -> int:
    """The file at the end of a chain of merged files."""
    return last_of(one[file], one) if file in one else file


def holds(row: Row, day: date) -> bool:
    """True from ``starts_on`` through ``ends_on``."""
    return day_of(row["starts_on"]) <= day and (row["ends_on"] is None or day <= day_of(row["ends_on"]))


def years_lived(birth: date | None, day: date) -> int | None:
    """Whole years, from whole months; None for who is not born yet, or nobody knows when."""
    if birth is None or day < birth:
        return None
    return ((day.year - birth.year) * 12 + day.month - birth.month - (day.day < birth.day)) // 12


def is_long_term(days: list[date]) -> bool:
    """At least three services, the last no earlier than the day three months after the first."""
    first, last = min(days), max(days)
    months = first.month + LEAST_MONTHS
    year, month = first.year + (months - 1) // 12, (months - 1) % 12 + 1
    reached = (year, month, min(first.day, monthrange(year, month)[1]))
    return len(days) >= LEAST_SERVICES and (last.year, last.month, last.day) >= reached
