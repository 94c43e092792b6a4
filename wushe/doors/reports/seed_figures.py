"""The figures three newspaper articles print, and what this house counts 报道里的数字.

A row is *counted* when the house has records for it, *declared* when somebody else counted it and the house only
keeps who said so, *pending* while the room that would hold its records is not built.
"""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wushe.doors.reports.answers import Answer, answer_to
from wushe.statistics.stocks_asked import Beside

PRINTED = Path(__file__).parent / "seed-figures.csv"

YUEZHOU = "scope=530302102&from=2021-01-01&to={on}"
#: The five kinds of people in social assistance 社会救助对象.
ASSISTED = "".join(
    f"&group={key}"
    for key in ("minimum-living", "extreme-poverty", "low-income-margin", "rigid-expenditure", "poverty-return-watch")
)
OLD, MINOR = "&age=70-", "&age=-17"

#: How a printed figure is asked for, by its id; the others wait for their rooms. ``{on}`` is the day of looking; a
#: figure printed with its day is asked for on that day.
QUERIES = {
    "DQ01": "certified?scope=330521&on={on}",
    "DQ02": "organizations?scope=330521&kind=service&on={on}",
    "DQ03": "stations-run?scope=330521&tier=neighbourhood&on={on}",
    "DQ04": "stations-run?scope=330521&tier=township&on={on}",
    "DQ10": "stations?scope=330521&tier=township&state=opened&on=2021-08-31",
    "SY01": "units-covered?scope=liudao&kind=village&on={on}",
    "SY02": "units-covered?scope=liudao&kind=community&on={on}",
    "SY03": "units-covered?scope=liudao&kind=village&kind=community&on={on}",
    "SY04": "declared?scope=liudao&key=served-population",
    "SY05": "service-model?key=1-1-5-x&slot=服务领域",
    "QJ01": "stations?scope=5303&tier=township&state=operating&on=2021-05-31",
    "QJ02": "target?scope=5303&key=professional-per-community&on={on}",
    "QJ04": "incubated?scope=5303&on={on}",
    "QJ05": "areas-with-organization?scope=5303&kind=county&on={on}",
    "QJ06": "areas-with-organization?scope=5303&kind=zone&on={on}",
    "QJ07": "certified?scope=5303&on={on}",
    "QJ08": "stations?scope=530302102&tier=village&state=opened&on={on}",
    "QJ10": f"long-term-persons@1?{YUEZHOU}{OLD}",
    "QJ11": f"long-term-persons@1?{YUEZHOU}{ASSISTED}",
    "QJ12": f"persons@1?{YUEZHOU}{MINOR}",
}
#: What is counted beside a figure, with its words: they may not be added, or may be meant instead.
BESIDE = {
    "QJ11": (gettext_lazy("其中 70 岁以上"), f"long-term-persons@1?{YUEZHOU}{ASSISTED}{OLD}"),
    "QJ12": (gettext_lazy("人次"), f"person-times@1?{YUEZHOU}{MINOR}"),
}
#: Printed as 人（次）: it may mean either.
EITHER = "QJ12"


@dataclass(frozen=True)
class SeedFigure:
    """One printed figure beside the one computed; ``holds`` is None while it is pending.

    ``records`` is how many records open behind it: ``wushe explain QUERY`` lists them. ``beside`` are numbers that
    belong next to it, ``note`` what they say of the print.
    """

    id: str
    place: str
    measure: str
    comparator: str
    printed: int
    computed: int | None
    unit: str
    kind: str
    holds: bool | None
    records: int
    query: str | None
    as_of: str
    source: str
    beside: tuple[Beside, ...] = ()
    note: str = ""
    answer: Answer | None = None


def seed_figures(on: date, ids: Collection[str] | None = None) -> list[SeedFigure]:
    """The printed figures as of a day, in the order of the file; with ``ids`` only those.

    Costs: 1 to 3 queries for each counted from a register, about 10 for each counted from the ledger.
    """
    with PRINTED.open(encoding="utf-8", newline="") as file:
        return [_beside(row, on) for row in _dated(file) if ids is None or row["id"] in ids]


def _dated(file: Iterable[str]) -> Iterator[dict[str, str]]:
    """The rows of the file, 同上 said in full."""
    as_of = ""
    for row in csv.DictReader(file):
        as_of = as_of if row["as_of"] == "同上" else row["as_of"]
        yield row | {"as_of": as_of}


def _asked(text: str, on: date) -> Answer | None:
    return answer_to(text.format(on=on))


def _beside(row: dict[str, str], on: date) -> SeedFigure:
    key, printed = row["id"], int(row["value"])
    answer = _asked(QUERIES[key], on) if key in QUERIES else None
    beside = answer.beside if answer else ()
    if answer and key in BESIDE:
        label, text = BESIDE[key]
        other = _asked(text, on)
        beside += (Beside(str(label), other.value, other.unit, other.query),) if other else ()
    return SeedFigure(
        id=key,
        place=row["place"],
        measure=row["measure"],
        comparator=row["comparator"],
        printed=printed,
        computed=answer.value if answer else None,
        unit=row["unit"],
        kind=answer.kind if answer else "pending",
        holds=holds(row["comparator"], printed, answer.value) if answer else None,
        records=answer.records if answer else 0,
        query=answer.query if answer else None,
        as_of=row["as_of"],
        source=row["source"],
        beside=beside,
        note=what_is_meant(printed, answer.value, beside[-1].value) if answer and key == EITHER and beside else "",
        answer=answer,
    )


def as_printed(figure: SeedFigure) -> dict[str, object]:
    """The row as other programs read it; ``beside`` and ``note`` only where there are any."""
    told = asdict(figure)
    del told["answer"]
    told["beside"] = [asdict(one) for one in figure.beside if one.query]
    return {name: value for name, value in told.items() if value or name not in ("beside", "note")}


def what_is_meant(printed: int, persons: int, times: int) -> str:
    """Which of the two a printed 余人（次） can mean, by what was counted."""
    steps = {"most": f"{printed + step(printed) - 1:,}", "next": f"{printed + step(printed):,}"}
    facts = {"printed": printed, "persons": f"{persons:,}", "times": f"{times:,}"} | steps
    match holds(">", printed, persons), holds(">", printed, times):
        case True, True:
            said = _("两种读法都成立。")
        case True, False:
            said = _("只能读作“人”：%(printed)s 余最多是 %(most)s，人次不在里面。")
        case False, True:
            said = _("只能读作“人次”：%(printed)s 余最多是 %(most)s，人数不在里面。")
        case _other:
            said = _("两种读法都不成立：%(printed)s 余是超过 %(printed)s、不到 %(next)s。")
    told = _("原文写“人（次）”，没有分清。数得 %(persons)s 人，%(times)s 人次。") + said
    return told % facts


def holds(comparator: str, printed: int, computed: int) -> bool:
    """Does a count bear out what was printed?

    ``=``: it is the same. ``>=``: at least as many. ``>`` is 多 or 余 in print: more than printed, and less than
    the next step of the last digit that is not 0 (1800多 is 1801 to 1899, 430余 is 431 to 439).
    Refuses: another comparator (ValueError).
    """
    match comparator:
        case "=":
            return computed == printed
        case ">=":
            return computed >= printed
        case ">":
            return printed < computed < printed + step(printed)
    raise ValueError(comparator)


def step(printed: int) -> int:
    """The worth of the last digit that is not 0: 100 for 1800, 10 for 430, 1 for 405 (and for 0)."""
    worth = 1
    while printed and printed % (worth * 10) == 0:
        worth *= 10
    return worth
