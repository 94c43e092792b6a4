"""What a reader from outside sees of a record: its shape, and of the person that there is one 记录的样子.

Number, day, method, field, evidence; no name, no sex and age, no village, no worker, and nothing that opens.
"""

from typing import Any

from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ledger.models import Attendance, ServiceEvent
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer, unit_ids_of
from wushe.statistics.rules import Scope
from wushe.statistics.veil import comes_from_outside


def sees_shapes(viewer: Viewer, scope: Scope) -> bool:
    """True if the viewer may see of the records of a scope no more than their shape."""
    return comes_from_outside(viewer, scope)


def opens_shapes(viewer: Viewer, scope: Scope) -> bool:
    """True if the shapes of a scope open: not those of one village or community, for it would say where they live.

    Costs: 2 queries for a station, which may cover one alone.
    """
    return sees_shapes(viewer, scope) and not is_of_one_village(scope)


def is_of_one_village(scope: Scope) -> bool:
    """True if all that a scope holds was done in one village or community."""
    if scope.station_id is None or scope.unit_ids:
        return len(scope.unit_ids) == 1
    coverage = Station.objects.get(pk=scope.station_id).coverage_id
    return unit_ids_of({coverage}, clock.today()).count() <= 1


def shape_of(record: Attendance | ServiceEvent) -> dict[str, Any]:
    """What is put in the place of the words of a record's row. Unnamed heads stay as they are: they are nobody."""
    who = {"who": _("实名 1 人")} if isinstance(record, Attendance) else {}
    return {**who, "sex_age": "", "unit_name": "", "worker_name": "", "recorded_on": None, "url": ""}


def shapes_note(scope: Scope) -> str:
    """What a reader of shapes is told above the records."""
    if is_of_one_village(scope):
        return _("一个村（社区）的记录在这里不打开，免得认出是谁。请看乡镇或区县的数字。")
    return _("这里看记录的样子：编号、日期、方式、领域、证据。不看是谁，也不打开。")
