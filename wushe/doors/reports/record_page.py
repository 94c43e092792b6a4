"""What the page of one ledger row shows."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wushe.doors.reports.figure_records import people_of
from wushe.ledger.models import Kind, ServiceEvent
from wushe.ledger.queries import reversal_of
from wushe.ledger.rules import OPENING_UNDECIDED
from wushe.registers.stations.queries import Viewer
from wushe.work.groupwork.telling import SOURCE as ACTIVITY
from wushe.work.visits.telling import SOURCE as VISIT

#: The page of what was written, by the beginning of the source a row names.
WRITTEN = {VISIT: "visits:saved", ACTIVITY: "groupwork:saved"}


class PersonLine(NamedTuple):
    """A named participant."""

    who: str
    sex_age: str
    unit_name: str
    url: str


class HistoryLine(NamedTuple):
    """A row that this one changes, or that changes it."""

    number: str
    label: str
    day: date
    reason: str
    url: str


@dataclass(frozen=True)
class RecordPage:
    """One row of the ledger."""

    number: str
    title: str
    state: str
    state_label: str
    facts: list[tuple[str, str]]
    people: list[PersonLine]
    unnamed: list[tuple[str, str]]
    history: list[HistoryLine]
    source_url: str
    back_url: str


def record_page(viewer: Viewer, row: ServiceEvent) -> RecordPage:
    """The page of one row. Costs: 6 queries."""
    state, label = state_of(viewer, row)
    unnamed = [(_("点数"), row.heads_counted), (_("估计"), row.heads_estimated)]
    return RecordPage(
        number=row.number,
        title=title_of(row),
        state=state,
        state_label=label,
        facts=facts_of(viewer, row),
        people=people_lines(viewer, row),
        unnamed=[(name, str(heads)) for name, heads in unnamed if heads],
        history=history_of(viewer, row),
        source_url=source_url(viewer, row),
        back_url="/desk/" if viewer.opens("reports:desk") else "/county/",
    )


def title_of(row: ServiceEvent) -> str:
    """What the row is, in words. A reversal that belongs to a correction was nobody's wish to take something back."""
    if row.reverses is not None:
        return _("冲销（更正时系统自动记的）") if row.reverses.amendments.exists() else _("撤销")
    method = str(row.get_method_display())
    return method if row.met else _("%(method)s，没见到") % {"method": method}


def state_of(viewer: Viewer, row: ServiceEvent) -> tuple[str, str]:
    """Whether the row counts, in a word and in a sentence."""
    if row.kind == Kind.REVERSAL:
        return "reversal", _("本身不计数")
    if reversal_of(viewer, row) is None:
        return "valid", _("有效，计入数字") if row.met else _("联系尝试，不计探访")
    newer = row.amendments.select_related("county").first()
    if newer is not None:
        return "amended", _("已被更正为 %(number)s，原条不再计入") % {"number": newer.number}
    return "reversed", _("已撤销，不计数")


def facts_of(viewer: Viewer, row: ServiceEvent) -> list[tuple[str, str]]:
    """What the row says, as label and value."""
    workers = row.event_workers.select_related("worker").order_by("pk")
    facts = [
        (_("服务日"), str(row.occurred_on)),
        (_("社工站"), row.station.name),
        (_("服务地"), row.unit.name),
        (_("领域"), row.field.name),
        (_("方式"), str(row.get_method_display())),
        (_("途径"), str(row.get_mode_display())),
        (_("时长"), _("%(n)s 分钟") % {"n": row.minutes}),
        (_("社工"), "、".join(entry.worker.name for entry in workers)),
        (_("任务来源"), str(row.get_origin_display())),
        (_("证据等级"), str(row.get_evidence_display())),
        (_("入账"), f"{timezone.localtime(row.recorded_at):%Y-%m-%d %H:%M} {row.recorded_by or ''}"),
    ]
    if row.marks == OPENING_UNDECIDED:
        facts.append(
            (
                _("标记"),
                _("开站日期年份待定（原文“%(printed)s”）") % {"printed": row.station.opening_printed},
            )
        )
    if row.reason:
        facts.append((_("理由"), reason_for(viewer, row)))
    return [(label, value) for label, value in facts if value]


def reason_for(viewer: Viewer, row: ServiceEvent) -> str:
    """Why a row was written late or taken back, for those who work there: such a sentence may hold a name."""
    if not row.reason or viewer.sees_station(row.station_id):
        return row.reason
    return _("已写明理由，留在站里")


def people_lines(viewer: Viewer, row: ServiceEvent) -> list[PersonLine]:
    """The named participants, masked for those who may not read them."""
    lines = []
    for entry in row.attendances.select_related("person__key", "unit").order_by("line"):
        url = entry.person.get_absolute_url() if viewer.sees_station(entry.station_id) else ""
        lines.append(PersonLine(*people_of(viewer, entry), entry.unit.short_name, url))
    return lines


def history_of(viewer: Viewer, row: ServiceEvent) -> list[HistoryLine]:
    """Rows this one changes, and rows that change it."""
    newer = list((row.reverses or row).amendments.select_related("county"))
    others = [(_("更正自"), row.amends), (_("冲销了") if newer else _("撤销了"), row.reverses)]
    others += [(_("已被更正为"), right) for right in newer]
    others.append((_("冲销行") if newer else _("被撤销"), reversal_of(viewer, row)))
    return [
        HistoryLine(
            other.number,
            label,
            timezone.localdate(other.recorded_at),
            reason_for(viewer, other if other.reason else row),
            reverse("reports:record", args=[other.number]),
        )
        for label, other in others
        if other is not None
    ]


def source_url(viewer: Viewer, row: ServiceEvent) -> str:
    """Where the record was written, for those who work at its station."""
    beginning, _colon, form_id = row.source.partition(":")
    page = WRITTEN.get(f"{beginning}:")
    return reverse(page, args=[form_id]) if page and viewer.sees_station(row.station_id) else ""
