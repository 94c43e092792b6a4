"""Everything that happened with one person, on one line 服务经过.

Rows are read first and told afterwards: only what is shown is opened.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wushe.ledger.models import Attendance, ServiceEvent
from wushe.ledger.queries import services_of
from wushe.registers.beneficiaries.models import Person, PersonCategory, RiskLevel
from wushe.registers.beneficiaries.queries.sight import reader
from wushe.registers.stations.queries import Viewer
from wushe.work.groupwork.models import Activity
from wushe.work.groupwork.queries import held_with
from wushe.work.needs.models import Need, NeedState
from wushe.work.needs.queries import needs_of
from wushe.work.safeguarding.models import MandatoryReport
from wushe.work.safeguarding.queries import reports_about
from wushe.work.visits import queries as visits
from wushe.work.visits.models import ContactAttempt, Visit

PAGE = 20


@dataclass(frozen=True)
class TimelineLine:
    """One thing that happened. ``line`` is what was written then: empty for those who do not read it."""

    day: date
    title: str
    line: str
    by: str
    kind: str
    url: str = ""


class Entry(NamedTuple):
    """One thing that happened, not told yet: its day, the group it is shown with, and how to tell it."""

    day: date
    group: str
    tell: Callable[[], TimelineLine]


@dataclass(frozen=True)
class Group:
    """Things of one kind, how many there are, and the address that shows only these."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Timeline:
    """What is shown, what else there is."""

    lines: list[TimelineLine]
    groups: list[Group]
    earlier: int
    earlier_url: str


def timeline(person: Person, happened: Iterable[Entry], only: str, shown: int) -> Timeline:
    """The last things that happened with a person, of all groups or of one.

    Takes: all that happened, the group asked for (any other word is all), how many lines.
    """
    entries = sorted(happened, key=lambda entry: entry.day, reverse=True)
    counts = Counter(entry.group for entry in entries)
    names = {
        "visits": _("探访"),
        "services": _("其他服务"),
        "needs": _("需求"),
        "changes": _("变动"),
        "reports": _("强制报告"),
    }
    only = only if counts[only] else ""
    wanted = [entry for entry in entries if only in ("", entry.group)]
    here = person.get_absolute_url()
    groups = [Group(_("全部"), len(entries), f"{here}#timeline", not only)]
    groups += [
        Group(name, counts[key], f"{here}?only={key}#timeline", key == only)
        for key, name in names.items()
        if counts[key]
    ]
    chosen = f"only={only}&" if only else ""
    return Timeline(
        [entry.tell() for entry in wanted[:shown]],
        groups if len(groups) > 2 else [],
        len(wanted) - len(wanted[:shown]),
        f"{here}?{chosen}shown={shown + PAGE}#timeline",
    )


def entries_of(
    viewer: Viewer, person: Person, kinds: Iterable[PersonCategory], levels: Iterable[RiskLevel], *, is_full: bool
) -> Iterator[Entry]:
    """Everything that happened, room by room. Costs: 6 queries."""
    whole = reader(viewer)
    yield from visited(whole, person, is_full=is_full)
    yield from served(whole, person, is_full=is_full)
    yield from needed(whole, person)
    yield from changed(kinds, levels, is_full=is_full)
    for report in reports_about(viewer, person):
        day = timezone.localdate(report.reported_at)
        yield Entry(day, "reports", partial(report_line, report, day))


def visited(viewer: Viewer, person: Person, *, is_full: bool) -> Iterator[Entry]:
    """Visits, and attempts that met nobody. Costs: 2 queries."""
    for visit in visits.visits_of(viewer, person):
        yield Entry(visit.day, "visits", partial(told_line, visit, is_full=is_full))
    for attempt in visits.attempts_of(viewer, person):
        yield Entry(attempt.day, "visits", partial(told_line, attempt, is_full=is_full))


def served(viewer: Viewer, person: Person, *, is_full: bool) -> Iterator[Entry]:
    """Groups, activities and other services: of what was held, the title. Costs: 2 queries."""
    held = held_with(viewer, person.pk) if is_full else {}
    for row in services_of(viewer, person.pk):
        yield Entry(row.day, "services", partial(service_line, row, held.get(row.event_id)))


def needed(viewer: Viewer, person: Person) -> Iterator[Entry]:
    """Needs that were found, and those that were met. Costs: 1 query."""
    for need in needs_of(viewer, person).select_related("found_by"):
        yield Entry(need.found_on, "needs", partial(need_line, need))
        if need.state == NeedState.ANSWERED and need.settled_on:
            yield Entry(need.settled_on, "needs", partial(answered_line, need))


def changed(kinds: Iterable[PersonCategory], levels: Iterable[RiskLevel], *, is_full: bool) -> Iterator[Entry]:
    """Categories that began or ended, levels of risk that were decided."""
    for change in kinds:
        yield Entry(change.starts_on, "changes", partial(category_line, change, is_full=is_full))
        if change.ends_on:
            yield Entry(change.ends_on, "changes", partial(category_end_line, change))
    for level in levels:
        yield Entry(level.starts_on, "changes", partial(risk_line, level, is_full=is_full))


def told_line(told: Visit | ContactAttempt, *, is_full: bool) -> TimelineLine:
    """A visit or an attempt."""
    event: ServiceEvent = told.event
    met = isinstance(told, Visit)
    title = str(event.get_mode_display()) + (_("，见到了") if met else _("，没见到（联系尝试）"))
    words = told.line if is_full else ""
    if isinstance(told, ContactAttempt) and is_full:
        words = " ".join((told.get_reason_display(), words)).strip()
    by = str(event.recorded_by or "")
    if met:
        by = _("%(by)s %(minutes)s 分钟") % {"by": by, "minutes": event.minutes}
    url = reverse("visits:saved", args=[told.uuid]) if is_full else ""
    return TimelineLine(told.day, title, words, by, "visit" if met else "attempt", url)


def service_line(row: Attendance, held: Activity | None = None) -> TimelineLine:
    """A group, an activity, a campaign the person took part in; by its title for those who read what was written."""
    by = str(row.event.recorded_by or "")
    if held is not None:
        url = reverse("groupwork:saved", args=[held.uuid])
        what = _("%(method)s：%(title)s") % {"method": row.get_method_display(), "title": held.title}
        return TimelineLine(row.day, what, "", by, "other", url)
    url = reverse("reports:record", args=[row.event.number])
    return TimelineLine(row.day, str(row.get_method_display()), str(row.field), by, "other", url)


def need_line(need: Need) -> TimelineLine:
    """A need that was found."""
    by = str(need.found_by or "")
    return TimelineLine(need.found_on, _("发现需求：%(kind)s") % {"kind": need.get_kind_display()}, "", by, "need")


def answered_line(need: Need) -> TimelineLine:
    """A need that was met."""
    day = need.settled_on or need.found_on
    return TimelineLine(day, _("需求办结：%(kind)s") % {"kind": need.get_kind_display()}, "", "", "answered")


def category_line(change: PersonCategory, *, is_full: bool) -> TimelineLine:
    """Somebody became of a category; on what ground is told to those who read the file."""
    title = _("列为%(kind)s") % {"kind": change.category.name}
    return TimelineLine(change.starts_on, title, change.basis if is_full else "", "", "change")


def category_end_line(change: PersonCategory) -> TimelineLine:
    """Somebody is no longer of a category."""
    day = change.ends_on or change.starts_on
    return TimelineLine(day, _("不再列为%(kind)s") % {"kind": change.category.name}, "", "", "change")


def risk_line(level: RiskLevel, *, is_full: bool) -> TimelineLine:
    """A level of risk was decided."""
    title = _("风险定为%(level)s") % {"level": level.get_level_display()}
    return TimelineLine(level.starts_on, title, level.reason if is_full else "", str(level.decided_by), "change")


def report_line(report: MandatoryReport, day: date) -> TimelineLine:
    """That a report was made, for those who may read it."""
    title = _("强制报告 %(number)s") % {"number": report.number}
    return TimelineLine(day, title, "", str(report.reported_by or ""), "report", report.get_absolute_url())
