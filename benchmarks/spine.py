"""The spine at a county's scale: saving a visit, the due list, and a county's figures, on SQLite.

``python -m benchmarks.spine [--rows 1000000] [--saves 200]`` fills a database of its own in a temporary folder
(see ``filling``), saves visits through the form of a served site with 1 and with 8 clients at synchronous FULL,
times the due list of workers' caseloads and the figures of the county for a month and for a year, all measures at
once, without cache, counter or summary table. Baseline: the same figures by plain Django aggregates over
normalised tables with Django's own indexes, in the same run (``plain``); both must give the same numbers.
"""

import argparse
import json
import statistics as stats
import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from benchmarks.database import FOLDER
from benchmarks.filling import PASSWORD, build_county, fill
from benchmarks.plain.counting import copy_ledger, plain_figures
from benchmarks.saving import save_many
from wushe.ground.accounts.models import User
from wushe.ground.kit.periods import Period, month_of
from wushe.registers.stations.queries import viewer_for
from wushe.statistics.counting import count_all
from wushe.statistics.rules import measures
from wushe.statistics.scopes import scope_for
from wushe.work.visits.queries import charges, due_list, lines

REPEATS = 15
CASELOADS = 40
SHOWN = 30
SHARED = ("persons", "person-times", "households", "sessions", "service-minutes", "worker-minutes")


def percentile(values: list[float], share: int) -> float:
    """The value below which ``share`` per cent lie, in the unit given."""
    return round(stats.quantiles(values, n=100, method="inclusive")[share - 1], 1)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds a piece of work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def line(what: str, values: list[float]) -> None:
    """Print one measured thing."""
    print(f"{what:<42} p50 {percentile(values, 50):>8} ms   p95 {percentile(values, 95):>8} ms", flush=True)


def figures() -> dict[str, float]:
    """The county's figures: a whole month, and 365 days; and the plain baseline."""
    scope = scope_for("990101")
    today = timezone.localdate()
    spans = {
        "month": month_of(today.replace(day=1) - timedelta(days=1)),
        "year": Period(today - timedelta(days=365), today),
    }
    found: dict[str, float] = {}
    ratios = []
    for name, period in spans.items():
        ours = [timed(lambda p=period: count_all(list(measures()), scope, p)) for _ in range(REPEATS)]
        same = [timed(lambda p=period: count_all(SHARED, scope, p)) for _ in range(REPEATS)]
        plain = [timed(lambda p=period: plain_figures(scope.county_id, p)) for _ in range(max(3, REPEATS // 5))]
        if [figure.value for figure in count_all(SHARED, scope, period)] != plain_figures(scope.county_id, period):
            raise SystemExit(f"{name}: the plain tables give other numbers")
        line(f"{name}: all {len(measures())} measures", ours)
        line(f"{name}: the 6 measures of the baseline", same)
        line(f"{name}: plain Django aggregates", plain)
        ratio = stats.median(plain) / stats.median(same)
        print(f"{name}: plain / ours = {ratio:.1f}")
        ratios.append(ratio)
        found[f"{name}_p95_ms"] = percentile(ours, 95)
    return found | {"plain_ratio": round(min(ratios), 1)}


def due_lists() -> dict[str, float]:
    """Who is due, for one worker's caseload after another, with the lines a page shows."""
    today = timezone.localdate()
    viewers = [viewer_for(user, today) for user in User.objects.filter(username__startswith="w")[:CASELOADS]]

    def show(number: int) -> None:
        viewer = viewers[number]
        lines(viewer, due_list(viewer, charges(viewer, today), today)[:SHOWN], today)

    show(0)
    values = [timed(lambda n=number: show(n)) for number in range(len(viewers))]
    line(f"due list, caseload of {charges(viewers[0], today).count()}", values)
    return {"due_p95_ms": percentile(values, 95)}


def saves(each: int) -> dict[str, float]:
    """Visits saved through the form, by 1 client and by 8 at once."""
    alone = save_many(FOLDER, PASSWORD, clients=1, each=each)
    together = save_many(FOLDER, PASSWORD, clients=8, each=max(20, each // 4))
    line("visit saved through the form, 1 client", alone)
    line("visit saved through the form, 8 clients", together)
    return {
        "save_p50_ms": percentile(alone, 50),
        "save_p99_ms": percentile(alone, 99),
        "save_p99_ms_8": percentile(together, 99),
    }


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--saves", type=int, default=200)
    asked = parser.parse_args()
    began = time.perf_counter()
    fill(build_county(), asked.rows)
    copy_ledger()
    print(f"filled {asked.rows:,} events, twice, in {time.perf_counter() - began:.0f} s", flush=True)
    result = saves(asked.saves) | due_lists() | figures()
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main()
