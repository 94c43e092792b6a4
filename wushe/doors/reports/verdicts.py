"""What can be said of a printed figure by what was counted 判断."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wushe.doors.reports.seed_figures import BESIDE, EITHER, SeedFigure, holds, step
from wushe.statistics.stocks_asked import Beside

#: A figure that says what shall be reached: it neither holds nor fails, only the gap is told.
TARGET = "QJ02"
#: Of what stands beside a target, what says who has not reached it yet, and who has.
GAP, MET = "state=gap", "state=met"
#: What the house has no records of yet, by figure.
NO_ROOM = {
    "DQ05": gettext_lazy("培养计划"),
    "DQ06": gettext_lazy("培训"),
    "DQ07": gettext_lazy("讲师团"),
    "DQ08": gettext_lazy("人才荣誉"),
    "DQ09": gettext_lazy("人才荣誉"),
    "QJ03": gettext_lazy("报考"),
    "QJ09": gettext_lazy("报考"),
}


class Verdict(NamedTuple):
    """A word, its colour (which also says the picture), and why."""

    word: str
    level: str
    note: str


def verdict_of(figure: SeedFigure) -> Verdict:
    """Whether the print holds: 成立, 不成立, 目标, 申报 or 未接入."""
    if figure.computed is None:
        return _pending(figure)
    if figure.kind == "declared":
        return Verdict(_("申报"), "blue", _("来自台账以外，只记谁说的，不判成立"))
    if figure.id == TARGET:
        return _target(figure.beside)
    if figure.id == EITHER and figure.beside:
        return _either(figure, figure.beside[-1].value)
    if figure.holds:
        overlaps = figure.id in BESIDE and figure.beside
        return Verdict(_("成立"), "green", _overlap(figure.beside[-1]) if overlaps else "")
    return Verdict(_("不成立"), "red", _why_not(figure))


def _pending(figure: SeedFigure) -> Verdict:
    what = NO_ROOM.get(figure.id)
    why = _("%(what)s的记录还没有接入") % {"what": what} if what else _("这里还没有这些记录")
    return Verdict(_("未接入"), "plain", why)


def _target(beside: Sequence[Beside]) -> Verdict:
    missing = sum(one.value for one in beside if one.query and GAP in one.query)
    word = _("目标，差 %(n)s") % {"n": f"{missing:,}"} if missing else _("目标，已达到")
    return Verdict(word, "amber", _("目标不判成立，只列差距"))


def _either(figure: SeedFigure, times: int) -> Verdict:
    match bool(figure.holds), holds(figure.comparator, figure.printed, times):
        case True, True:
            return Verdict(_("两种都成立"), "green", _("原文人、次不分"))
        case True, False:
            return Verdict(_("按“人”成立"), "green", _("原文人、次不分；按人次不成立"))
        case False, True:
            return Verdict(_("按“人次”成立"), "green", _("原文人、次不分；按人不成立"))
    return Verdict(_("不成立"), "red", _("按人、按人次都不成立"))


def _overlap(other: Beside) -> str:
    told = {"label": other.label, "value": f"{other.value:,}", "unit": other.unit}
    return _("%(label)s %(value)s %(unit)s：和上一行有重叠，两行不能相加") % told


def _why_not(figure: SeedFigure) -> str:
    difference = (figure.computed or 0) - figure.printed
    if figure.comparator == ">" and difference >= step(figure.printed):
        return _("比印出的多得多：按“余”最多到 %(most)s") % {"most": f"{figure.printed + step(figure.printed) - 1:,}"}
    if difference > 0:
        return _("比印出的多 %(n)s") % {"n": f"{difference:,}"}
    return _("比印出的少 %(n)s") % {"n": f"{-difference:,}"} if difference else _("没有超过印出的数")


def reading_of(figure: SeedFigure) -> str:
    """How the printed number is read."""
    facts = {"n": f"{figure.printed:,}", "next": f"{figure.printed + step(figure.printed):,}", "unit": figure.unit}
    match figure.comparator:
        case ">":
            return _("读作多于 %(n)s、不到 %(next)s %(unit)s") % facts
        case ">=":
            return _("读作至少 %(n)s %(unit)s") % facts
    return _("读作正好 %(n)s %(unit)s") % facts
