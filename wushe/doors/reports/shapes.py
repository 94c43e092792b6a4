"""What a reader from outside sees of a record: its shape, and of the person that there is one 记录的样子.

Number, day, method, field, evidence; no name, no sex and age, no village, no worker, and nothing that opens.
"""

from typing import Any

from django.utils.translation import gettext as _

from wushe.ledger.models import Attendance, ServiceEvent
from wushe.registers.stations.queries import Viewer
from wushe.statistics.rules import Scope
from wushe.statistics.scopes import opens_records


def sees_shapes(viewer: Viewer, scope: Scope) -> bool:
    """True if the viewer may see of the records of a scope no more than their shape."""
    return scope.county_id in viewer.counties_for("records.shape") and not opens_records(viewer, scope)


def opens_shapes(viewer: Viewer, scope: Scope) -> bool:
    """True if the shapes of a scope open: not those of one village or community, for it would say where they live."""
    return sees_shapes(viewer, scope) and len(scope.unit_ids) != 1


def shape_of(record: Attendance | ServiceEvent) -> dict[str, Any]:
    """What is put in the place of the words of a record's row. Unnamed heads stay as they are: they are nobody."""
    who = {"who": _("实名 1 人")} if isinstance(record, Attendance) else {}
    return {**who, "sex_age": "", "unit_name": "", "worker_name": "", "recorded_on": None, "url": ""}


def shapes_note(scope: Scope) -> str:
    """What a reader of shapes is told above the records."""
    if len(scope.unit_ids) == 1:
        return _("一个村（社区）的记录在这里不打开，免得认出是谁。请看乡镇或区县的数字。")
    return _("这里看记录的样子：编号、日期、方式、领域、证据。不看是谁，也不打开。")
