"""Where a row lies, once more: climbed tie by tie from the village upwards, from the tables and without the house."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

Row = dict[str, Any]


def read(table: str, *columns: str) -> list[Row]:
    """All rows of a table, or those columns of them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns) or '*'} FROM {table} ORDER BY id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def day_of(value: object) -> date:
    """A date, however the driver gives it."""
    return date.fromisoformat(str(value))


class SecondPlaces:
    """Counties, towns, zones, coverage units, villages and stations by their keys."""

    def __init__(self) -> None:
        regions = read("stations_region", "id", "key", "kind", "ends_on")
        self.regions = {row["key"]: row for row in regions}
        self.by_id = {row["id"]: row for row in regions}
        self.stations = {row["key"]: row for row in read("stations_station", "id", "key", "county_id")}
        self.ties: dict[tuple[int, str], list[tuple[int, date, date]]] = {}
        self.below: dict[int, list[int]] = {}
        for link in read("stations_regionlink"):
            child, ended = link["child_id"], self.by_id[link["child_id"]]["ends_on"]
            first = date.min if link["starts_on"] is None else day_of(link["starts_on"])
            is_last = link["ends_on"] is None or link["ends_on"] == ended
            last = date.max if is_last else day_of(link["ends_on"])
            self.ties.setdefault((child, link["view"]), []).append((link["parent_id"], first, last))
            self.below.setdefault(link["parent_id"], []).append(child)

    def key(self, county: int) -> str:
        """The key of a county."""
        return str(self.by_id[county]["key"])

    def county(self, scope: str) -> int:
        """The county in whose ledger a place is looked for."""
        whole = scope.partition(".")[0].removesuffix("~managed")
        if whole in self.stations:
            return int(self.stations[whole]["county_id"])
        region = self.regions[whole]
        start = self.below[region["id"]][0] if region["kind"] == "zone" else region["id"]
        return self._county_above(start)

    def _county_above(self, region: int) -> int:
        while self.by_id[region]["kind"] != "county":
            ties = self.ties.get((region, "statutory")) or self.ties[region, "coverage"]
            region = max(ties, key=lambda tie: tie[2])[0]
        return region

    def test_of(self, scope: str) -> Callable[[Row], bool]:
        """Whether a row lies in a place."""
        whole, _dot, village = scope.partition(".")
        if village:
            at_whole, at_village = self.test_of(whole), self.test_of(village)
            return lambda row: at_whole(row) and at_village(row)
        if whole in self.stations:
            station = self.stations[whole]["id"]
            return lambda row: bool(row["station_id"] == station)
        region = self.regions[whole.removesuffix("~managed")]
        here, kind = region["id"], region["kind"]
        if kind == "county" and not whole.endswith("~managed"):
            return lambda row: bool(row["county_id"] == here)
        if kind in {"village", "community"}:
            return lambda row: bool(row["unit_id"] == here)
        view = {"coverage": "coverage", "zone": "managed", "county": "managed"}.get(kind, "statutory")
        return lambda row: self.lies_under(row["unit_id"], here, view, row["day"])

    def lies_under(self, child: int, place: int, view: str, day: date) -> bool:
        """True if ties that all hold on the day lead from one up to the other."""
        return any(
            first <= day <= last and (parent == place or self.lies_under(parent, place, view, day))
            for parent, first, last in self.ties.get((child, view), ())
        )
