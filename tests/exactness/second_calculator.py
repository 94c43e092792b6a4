"""The second calculator: every measure once more, in plain Python over rows read from the tables.

Written from the definitions, not from ``wushe.statistics``, of which it imports nothing. It does not trust what the
ledger stamped on a row either: categories and households are looked up in the registers, workers are counted one by
one, and who was there is read from the names.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

METHODS = {"visit": 1, "casework": 2, "group": 3, "activity": 4, "publicity": 5, "consultation": 6}
SESSION_METHODS = {METHODS["group"], METHODS["activity"], METHODS["publicity"]}
LEAST_SERVICES = 3
LEAST_MONTHS = 3

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A slice in words: both days included; within a kind of filter any of the keys, between kinds all."""

    scope: str
    first: date
    last: date
    fields: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    as_of: int | None = None


@dataclass(frozen=True)
class Answer:
    """What the second calculator found; ``records`` are the ids of the records behind it."""

    value: int
    parts: dict[str, int]
    records: tuple[str, ...]


def read(table: str) -> list[Row]:
    """All rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def day_of(value: object) -> date:
    """A date, however the driver gives it."""
    return date.fromisoformat(str(value))


class SecondCalculator:
    """The whole ledger in memory, as it stands when this is made."""

    def __init__(self) -> None:
        self.events = read("ledger_serviceevent")
        self.names = read("ledger_attendance")
        self.worker_lines = read("ledger_eventworker")
        self.regions = {row["key"]: row for row in read("stations_region")}
        self.links = read("stations_regionlink")
        self.stations = {row["key"]: row for row in read("stations_station")}
        self.fields = {row["key"]: row["id"] for row in read("catalog_servicefield")}
        self.categories = {row["key"]: row["id"] for row in read("catalog_category")}
        self.person_categories = read("beneficiaries_personcategory")
        self.memberships = read("beneficiaries_membership")
        self.identities = read("ledger_identityentry")

    def answer(self, measure: str, asked: Asked) -> Answer:
        """Count one measure, by its definition."""
        if measure == "attempts":
            return self._attempts(asked)
        services = [row for row in self._rows(asked) if row["met"]]
        there = list(self._people_there(services, asked))
        if measure in {"persons", "households", "long-term-persons"}:
            return self._distinct(measure, there, self._one_person(self._county(asked.scope), asked.as_of))
        if measure == "person-times":
            return self._person_times(services, there, asked)
        if asked.groups:
            with_them = {event["id"] for event, _line in there}
            services = [row for row in services if row["id"] in with_them]
        return self._of_services(measure, services)

    def _attempts(self, asked: Asked) -> Answer:
        tried = [] if asked.groups else [row for row in self._rows(asked) if not row["met"]]
        return Answer(len(tried), {}, self._ids(tried))

    def _one_person(self, county: int, as_of: int | None) -> dict[int, int]:
        """Which file each merged file is, by what the ledger said up to a number."""
        told = [row for row in self.identities if row["county_id"] == county]
        told = [row for row in told if as_of is None or row["seq"] <= as_of]
        undone = {row["undoes_id"] for row in told}
        return {
            row["person_id"]: row["into_id"] for row in told if row["undoes_id"] is None and row["id"] not in undone
        }

    def _distinct(self, measure: str, there: list[tuple[Row, Row]], one: dict[int, int]) -> Answer:
        days: dict[int, list[date]] = {}
        homes = set()
        for event, line in there:
            days.setdefault(last_of(line["person_id"], one), []).append(day_of(event["occurred_on"]))
            homes.add(self._household(line["person_id"], day_of(event["occurred_on"])))
        if measure == "households":
            return Answer(len(homes), {"named": len(homes)}, self._line_ids(there))
        wanted = set(days) if measure == "persons" else {who for who, when in days.items() if is_long_term(when)}
        kept = [(event, line) for event, line in there if last_of(line["person_id"], one) in wanted]
        return Answer(len(wanted), {"named": len(wanted)}, self._line_ids(kept))

    def _person_times(self, services: list[Row], there: list[tuple[Row, Row]], asked: Asked) -> Answer:
        crowds = [] if asked.groups else [row for row in services if row["heads_counted"] or row["heads_estimated"]]
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
        workers = {row["id"]: 0 for row in services}
        for line in self.worker_lines:
            if line["event_id"] in workers:
                workers[line["event_id"]] += 1
        times = {"service-minutes": dict.fromkeys(workers, 1), "worker-minutes": workers}[measure]
        return Answer(sum(row["minutes"] * times[row["id"]] for row in services), {}, self._ids(services))

    def _rows(self, asked: Asked) -> Iterator[Row]:
        """Rows that say a service was given or tried, that nobody took back, at the place and in the days asked."""
        known = [row for row in self.events if asked.as_of is None or row["seq"] <= asked.as_of]
        county = self._county(asked.scope)
        known = [row for row in known if row["county_id"] == county]
        taken_back = {row["reverses_id"] for row in known}
        fields = {self.fields[key] for key in asked.fields} or set(self.fields.values())
        methods = {METHODS[key] for key in asked.methods} or set(METHODS.values())
        for row in known:
            is_asked = row["field_id"] in fields and row["method"] in methods and self._is_at(row, asked.scope)
            in_time = asked.first <= day_of(row["occurred_on"]) <= asked.last
            if row["reverses_id"] is None and row["id"] not in taken_back and is_asked and in_time:
                yield row

    def _people_there(self, services: list[Row], asked: Asked) -> Iterator[tuple[Row, Row]]:
        by_id = {row["id"]: row for row in services}
        for line in self.names:
            event = by_id.get(line["event_id"])
            if event is not None and (not asked.groups or self._is_of(event, line["person_id"], asked.groups)):
                yield event, line

    def _is_of(self, event: Row, person: int, groups: frozenset[str]) -> bool:
        """Somebody is of what any file says that was known, when the row was written, to be theirs."""
        one = self._one_person(event["county_id"], event["seq"])
        files = {person, *(file for file in one if last_of(file, one) == person)}
        wanted, day = {self.categories[key] for key in groups}, day_of(event["occurred_on"])
        return any(
            row["person_id"] in files and row["category_id"] in wanted and holds(row, day)
            for row in self.person_categories
        )

    def _household(self, person: int, day: date) -> int:
        lived = [row for row in self.memberships if row["person_id"] == person and holds(row, day)]
        return int(max(lived, key=lambda row: (str(row["starts_on"]), row["id"]))["household_id"])

    def _is_at(self, row: Row, scope: str) -> bool:
        whole, _dot, village = scope.partition(".")
        if village:
            return self._is_at(row, whole) and self._is_at(row, village)
        if scope in self.stations:
            return bool(row["station_id"] == self.stations[scope]["id"])
        region = self.regions[scope]
        if region["kind"] == "county":
            return bool(row["county_id"] == region["id"])
        if region["kind"] != "coverage":
            return bool(row["unit_id"] == region["id"])
        day = day_of(row["occurred_on"])
        covered = [
            link for link in self.links if link["parent_id"] == region["id"] and link["child_id"] == row["unit_id"]
        ]
        return any(lies(link, day) for link in covered)

    def _county(self, scope: str) -> int:
        scope = scope.partition(".")[0]
        if scope in self.stations:
            return int(self.stations[scope]["county_id"])
        region = self.regions[scope]
        if region["kind"] == "county":
            return int(region["id"])
        view = "coverage" if region["kind"] == "coverage" else "statutory"
        above = [link for link in self.links if link["child_id"] == region["id"] and link["view"] == view]
        return int(above[-1]["parent_id"])

    def _ids(self, rows: list[Row]) -> tuple[str, ...]:
        keys = {region["id"]: key for key, region in self.regions.items()}
        return tuple(sorted(f"{keys[row['county_id']]}-{row['seq']}" for row in rows))

    def _line_ids(self, pairs: list[tuple[Row, Row]]) -> tuple[str, ...]:
        events = self._ids([event for event, _line in pairs])
        lines = {(event["seq"], line["line"]) for event, line in pairs}
        county = events[0].rsplit("-", 1)[0] if events else ""
        return tuple(sorted(f"{county}-{seq}.{line}" for seq, line in lines))


def last_of(file: int, one: dict[int, int]) -> int:
    """The file at the end of a chain of merged files."""
    return last_of(one[file], one) if file in one else file


def holds(row: Row, day: date) -> bool:
    """True from ``starts_on`` through ``ends_on``."""
    return day_of(row["starts_on"]) <= day and (row["ends_on"] is None or day <= day_of(row["ends_on"]))


def lies(link: Row, day: date) -> bool:
    """True if a tie between places holds on the day; a missing day is open."""
    first, last = (None if link[name] is None else day_of(link[name]) for name in ("starts_on", "ends_on"))
    return (first is None or first <= day) and (last is None or day <= last)


def is_long_term(days: list[date]) -> bool:
    """At least three services, the last no earlier than the day three months after the first."""
    first, last = min(days), max(days)
    months = first.month + LEAST_MONTHS
    year, month = first.year + (months - 1) // 12, (months - 1) % 12 + 1
    reached = (year, month, min(first.day, monthrange(year, month)[1]))
    return len(days) >= LEAST_SERVICES and (last.year, last.month, last.day) >= reached
