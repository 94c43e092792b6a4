"""The whole country's divisions: how fast they load, and whether totals survive mergers and splits, on SQLite.

``python -m benchmarks.divisions [--changes 20]`` loads the country into a database of its own, gives the villages of
德清县 a year of services, merges and splits villages at random on random days, with services between, and after each
change asks for the county's 人次 and minutes and for the sums over the units that stood there at any time in the
period, in both views, over four periods that span the day. It also asks for every code that two places share.
"""

import argparse
import json
import random
import time
import uuid
from datetime import date, timedelta

from django.db.models import Count

from benchmarks import database  # noqa: F401 - sets Django up
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import Period, through
from wushe.ledger.actions import record_many
from wushe.ledger.rules import EventDraft
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import Method, Mode, ServiceField
from wushe.registers.stations.actions.areas import merge_areas, split_area
from wushe.registers.stations.actions.loading import load_divisions
from wushe.registers.stations.models import Region, RegionCode, RegionLink, Station, View
from wushe.registers.stations.queries import Viewer, operator, region_by_code, units_during, units_under
from wushe.registers.stations.rules.areas import NewArea
from wushe.registers.workforce.models import Posting, Worker
from wushe.statistics.counting import count_all
from wushe.statistics.rules import total
from wushe.statistics.scopes import scope_for

COUNTY = "330521"
MEASURES = ["person-times", "service-minutes"]
SOURCE = "benchmark"


class County:
    """德清县 with one station that serves all its villages, and a worker who writes for them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.region = Region.objects.get(key=COUNTY)
        self.today = clock.today()
        coverage = Region.objects.create(key="deqing", name="德清", short_name="德清", kind="coverage", source=SOURCE)
        ties = [RegionLink(view=View.COVERAGE, parent=self.region, child=coverage, source=SOURCE)]
        units = units_under(self.region, View.STATUTORY, self.today)
        ties += [RegionLink(view=View.COVERAGE, parent=coverage, child=unit, source=SOURCE) for unit in units]
        RegionLink.objects.bulk_create(ties)
        self.station = Station.objects.create(
            key="deqing-station", name="德清站", county=self.region, coverage=coverage, opening_printed="2015年"
        )
        self.worker = Worker.objects.create(name="某人", called="某人")
        Posting.objects.create(worker=self.worker, station=self.station, starts_on=date(2015, 1, 1))
        self.field = ServiceField.objects.order_by("pk")[0]

    @property
    def viewer(self) -> Viewer:
        """Whoever runs the command line."""
        return operator(self.region, self.today)

    def write(self, first: date, last: date, services: int) -> None:
        """Activities with heads, each in a unit that stands on its day."""
        drafts = []
        for _number in range(services):
            day = first + timedelta(days=self.dice.randrange((last - first).days + 1))
            standing = list(units_under(self.region, View.STATUTORY, day))
            drafts.append(self.draft(day, self.dice.choice(standing)))
        record_many(self.viewer, drafts)

    def draft(self, day: date, unit: Region) -> EventDraft:
        """One activity."""
        return EventDraft(
            form_id=uuid.UUID(int=self.dice.getrandbits(128), version=4),
            station_id=self.station.pk,
            unit_id=unit.pk,
            occurred_on=day,
            field_id=self.field.pk,
            method=Method.ACTIVITY,
            mode=Mode.VENUE,
            met=True,
            minutes=self.dice.randrange(30, 180),
            workers=(self.worker.pk,),
            people=(),
            source=SOURCE,
            heads_counted=self.dice.randrange(1, 60),
        )

    def conserves(self, day: date) -> int:
        """In how many of eight questions the sum over the units is not the county's total."""
        spans = [
            through(day - timedelta(days=1), day),
            through(day - timedelta(days=30), min(self.today, day + timedelta(days=30))),
            through(day, self.today),
            through(self.today - timedelta(days=365), self.today),
        ]
        return sum(self.differs(view, period) for view in (View.STATUTORY, View.MANAGED) for period in spans)

    def differs(self, view: View, period: Period) -> bool:
        """True if the sum over the units that stood there in the period is not the county's total."""
        key = COUNTY + ("~managed" if view == View.MANAGED else "")
        whole = count_all(MEASURES, scope_for(key), period)
        units = [count_all(MEASURES, scope_for(u.key), period) for u in units_during(self.region, view, period)]
        return [one.value for one in whole] != [total(column) for column in zip(*units, strict=True)]


def change(county: County, number: int, *, is_merger: bool) -> int:
    """One merger or split on a day of the last month, services after it; how many questions went wrong."""
    day = county.today - timedelta(days=30 - number % 28)
    county.write(county.today - timedelta(days=200), day - timedelta(days=1), 20)
    towns = Region.objects.filter(key__startswith=COUNTY, kind="township").order_by("key")
    able = [(town, units) for town in towns if len(units := list(units_under(town, View.STATUTORY, county.today))) > 2]
    _town, units = county.dice.choice([(t, [u for u in us if u.starts_on is None]) for t, us in able])
    if is_merger:
        new = NewArea(name=f"合村{number}", kind="village", key=f"merged-{number}")
        merge_areas(county.viewer, county.dice.sample(units, 2), new, day=day, source=SOURCE)
    else:
        halves = [NewArea(name=f"分村{number}{half}", kind="village", key=f"split-{number}-{half}") for half in "ab"]
        split_area(county.viewer, county.dice.choice(units), halves, day=day, source=SOURCE)
    county.write(day, county.today, 20)
    return county.conserves(day)


def refused_codes() -> tuple[int, int]:
    """Codes that several places have, and how many of them are refused with all their keys."""
    shared = RegionCode.objects.values("code").annotate(times=Count("pk")).filter(times__gt=1)
    refused = 0
    for code in [row["code"] for row in shared]:
        keys = set(Region.objects.filter(codes__code=code).values_list("key", flat=True))
        try:
            region_by_code(code, clock.today())
        except Refused as refusal:
            refused += all(key in str(refusal.facts["keys"]) for key in keys)
    return len(shared), refused


def main() -> None:
    """Load, change, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.divisions")
    parser.add_argument("--changes", type=int, default=10, help="mergers, and as many splits")
    changes = parser.parse_args().changes
    began = time.perf_counter()
    loaded = load_divisions()
    seconds = round(time.perf_counter() - began, 2)
    print(f"{loaded.regions:,} places, {loaded.codes:,} codes, {loaded.links:,} ties in {seconds} s", flush=True)
    load_catalog()
    county = County(7)
    county.write(county.today - timedelta(days=360), county.today, 300)
    wrong = {True: 0, False: 0}
    for number in range(2 * changes):
        is_merger = number % 2 == 0
        wrong[is_merger] += change(county, number, is_merger=is_merger)
        print(f"{'merger' if is_merger else 'split'} {number + 1}: {wrong[is_merger]} sums wrong so far", flush=True)
    shared, refused = refused_codes()
    print(f"{shared} codes shared by two places, {refused} refused with both keys")
    result = {
        "rows": loaded.regions,
        "seconds": seconds,
        "merge_conserved": wrong[True] == 0,
        "split_conserved": wrong[False] == 0,
        "double_code_refused": shared == refused == 4,
    }
    print("RESULT", json.dumps(result))


if __name__ == "__main__":
    main()
