"""The records behind a figure, as its page lists them; names are masked for those who may not read them."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from wushe.doors.reports.shapes import sees_shapes, shape_of, shapes_note
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.registers.beneficiaries.models import Sex
from wushe.registers.beneficiaries.rules import masked
from wushe.registers.stations.queries import Viewer
from wushe.statistics.queries import Records
from wushe.statistics.rules import Figure, Scope
from wushe.statistics.veil import Veil

PAGE = 20


class RecordRow(NamedTuple):
    """One record behind a figure."""

    number: str
    day: date
    method_label: str
    field_label: str
    who: str
    sex_age: str
    unit_name: str
    evidence: str
    worker_name: str
    recorded_on: date | None
    url: str


def rights_note(viewer: Viewer, figure: Figure, veil: Veil, opens: bool) -> str:
    """What the viewer may not read of the records, in words."""
    if veil.shuts:
        return _("受限类别的记录在这里不打开，1 到 4 只显示“＜5”。")
    if sees_shapes(viewer, figure.scope):
        return shapes_note(figure.scope)
    if not opens:
        return _("市级、省级看数字，不看记录。")
    masks = figure.scope.station_id not in viewer.station_ids and not (
        figure.scope.unit_ids and figure.scope.unit_ids <= viewer.unit_ids
    )
    return _("姓名已遮住：这里看数字和记录，不看是谁。只有强制报告写明孩子。") if masks else ""


def bridge_of(figure: Figure) -> str:
    """How many records stand behind a number that is not their number, and why; empty where it is."""
    parts = figure.parts
    if "counted" in parts and figure.records != figure.value:
        facts = {
            "records": f"{figure.records:,}",
            "named": f"{parts['named']:,}",
            "sessions": f"{figure.records - parts['named']:,}",
            "heads": f"{parts['counted'] + parts['estimated']:,}",
        }
        return (
            _("记录 %(records)s 条：实名 %(named)s 条，每条 1 人次；未实名 %(sessions)s 场，共 %(heads)s 人次。")
            % facts
        )
    if not figure.measure.additive and figure.records != figure.value:
        facts = {"records": f"{figure.records:,}", "value": f"{figure.value:,}", "unit": figure.unit}
        return _("记录 %(records)s 条，去重后 %(value)s %(unit)s。") % facts
    return ""


def narrowed(records: Records, level: int) -> Records:
    """The records that are proved so well."""
    return Records(records.named.filter(event__evidence=level), records.events.filter(evidence=level))


def page_of(records: Records, first: int, total: int) -> Iterator[Attendance | ServiceEvent]:
    """Some of the records, the latest day first; events with unnamed heads come after the named. Costs: 2 queries."""
    named = records.named.select_related(
        "event__county", "event__recorded_by", "person__key", "unit", "field"
    ).order_by("-day", "-seq", "line")
    events = records.events.select_related("county", "recorded_by", "unit", "field").order_by("-occurred_on", "-seq")
    shown = list(named[first : first + PAGE])
    if len(shown) == PAGE or first >= total:
        return iter(shown)
    before = max(0, first - named.count())
    return islice(chain(shown, events[before : before + PAGE - len(shown)]), PAGE)


def shown(viewer: Viewer, scope: Scope, record: Attendance | ServiceEvent) -> RecordRow:
    """A record as the viewer may see it: in words, or its shape."""
    row = row_of(viewer, record)
    return row._replace(**shape_of(record)) if sees_shapes(viewer, scope) else row


def row_of(viewer: Viewer, record: Attendance | ServiceEvent) -> RecordRow:
    """A record in words, the name masked for those who may not read it."""
    event = record.event if isinstance(record, Attendance) else record
    who, sex_age = people_of(viewer, record)
    number = event.number + (f".{record.line}" if isinstance(record, Attendance) else "")
    return RecordRow(
        number=number,
        day=event.occurred_on,
        method_label=str(event.get_method_display()),
        field_label=record.field.name,
        who=who,
        sex_age=sex_age,
        unit_name=record.unit.short_name,
        evidence=str(event.get_evidence_display()),
        worker_name=str(event.recorded_by or ""),
        recorded_on=timezone.localdate(event.recorded_at),
        url=f"/records/{event.number}/",
    )


def people_of(viewer: Viewer, record: Attendance | ServiceEvent) -> tuple[str, str]:
    """Who a record is about, and their sex and age that day."""
    if isinstance(record, Attendance):
        name = record.person.name
        shown = name if viewer.sees_station(record.station_id) else masked(name)
        age = _("%(n)s 岁") % {"n": record.age} if record.age is not None else ""
        return shown, f"{Sex(record.sex).label} {age}".strip()
    heads = record.heads_counted + record.heads_estimated
    return (_("未实名 %(n)s 人") % {"n": heads} if heads else "—"), ""
