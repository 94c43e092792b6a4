"""Stock figures of workers: who is certified, and which villages and communities have one of them 社工存量."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.models import Region, RegionKind, Target, View
from wushe.registers.stations.queries import ancestors, holding, places_under
from wushe.registers.workforce.models import Assignment, Certificate, CertificateKind
from wushe.statistics.stocks_asked import Asked, Beside, Counted, day, named, place
from wushe.statistics.stocks_organizations import registering

MET, SHARED, GAP = "met", "shared", "gap"
#: What a unit may be against a target, in words, and what that means. ``shared`` are among those that meet it.
STATES = {
    MET: (
        gettext_lazy("达到目标"),
        gettext_lazy("当日联系它的社工里，有效持证（社会工作者职业资格）的不少于 {value} {unit}"),
    ),
    SHARED: (
        gettext_lazy("靠兼顾达到目标"),
        gettext_lazy("达到了，但只联系这一个{per}的持证社工不够 {value} {unit}：要和别的{per}共用一个人"),
    ),
    GAP: (
        gettext_lazy("没有达到目标"),
        gettext_lazy("当日联系它的社工里，有效持证的不够 {value} {unit}；没有人联系的也在这里"),
    ),
}


def valid_certificates(on: date) -> QuerySet[Certificate]:
    """The certificates of social work that are valid on a day, wherever they are registered."""
    valid = Q(valid_until=None) | Q(valid_until__gte=on)
    return Certificate.objects.filter(valid, kind=CertificateKind.SOCIAL_WORK, issued_on__lte=on)


def certified(asked: Asked) -> Counted:
    """Distinct holders of a certificate of social work, valid on a day and registered in a place. Costs: 2 queries."""
    region, on = place(asked), day(asked)
    rows = valid_certificates(on).filter(registered_in__in=registering(region, on).values("pk"))
    pairs = list(rows.order_by("registered_in__key", "issued_on", "pk").values_list("worker_id", "uuid"))
    return Counted(region, len({worker for worker, _uuid in pairs}), [str(uuid) for _worker, uuid in pairs])


@dataclass(frozen=True)
class UnitStanding:
    """How a unit stands against a target: who looks after it on the day, and which of them are certified.

    ``own`` are the certified who look after no other unit.
    """

    unit: Region
    workers: tuple[int, ...]
    certified: frozenset[int]
    own: frozenset[int]

    def states(self, value: int) -> set[str]:
        """What it is against a value: met, met by sharing, or a gap."""
        if len(self.certified) < value:
            return {GAP}
        return {MET} if len(self.own) >= value else {MET, SHARED}


def target_of(region: Region, key: str, on: date) -> Target:
    """The target in force for a place on a day: its own, or that of what it lies in, the nearest.

    Refuses: ``statistics-no-such-stock``. Costs: 1 query, and 1 for each level above.
    """
    places = [region, *ancestors(region, View.MANAGED, on)]
    rows = Target.objects.filter(holding(on), region__in=places, key=key).order_by("-starts_on", "pk")
    found = {row.region_id: row for row in reversed(rows)}
    for one in places:
        if one.pk in found:
            return found[one.pk]
    raise Refused("statistics-no-such-stock", key=f"{region.key}/{key}")


def standings(region: Region, target: Target, on: date) -> list[UnitStanding]:
    """How each unit of the target's kind in a place stands on a day, in key order. Costs: 3 queries."""
    units = list(places_under(region, target.per, on))
    holders = set(valid_certificates(on).values_list("worker_id", flat=True))
    after: dict[int, list[int]] = {}
    looked_after: dict[int, set[int]] = {}
    rows = Assignment.objects.filter(holding(on)).order_by("pk")
    for worker, unit in rows.values_list("worker_id", "unit_id"):
        after.setdefault(unit, []).append(worker)
        looked_after.setdefault(worker, set()).add(unit)
    return [_standing(unit, after.get(unit.pk, []), holders, looked_after) for unit in units]


def _standing(
    unit: Region, workers: list[int], holders: set[int], looked_after: Mapping[int, set[int]]
) -> UnitStanding:
    able = frozenset(workers) & holders
    own = frozenset(worker for worker in able if looked_after[worker] == {unit.pk})
    return UnitStanding(unit, tuple(dict.fromkeys(workers)), able, own)


def target(asked: Asked) -> Counted:
    """The recorded target; beside it, how many units meet it on the day. Costs: about 8 queries."""
    region, on, key = place(asked), day(asked), asked["key"][0]
    aim = target_of(region, key, on)
    found = [one.states(aim.value) for one in standings(region, aim, on)]
    beside = tuple(
        Beside(
            str(STATES[state][0]),
            sum(state in states for states in found),
            _("个"),
            "target-units?" + urlencode({"scope": region.key, "key": key, "state": state, "on": on.isoformat()}),
        )
        for state in (GAP, MET, SHARED)
    )
    return Counted(region, aim.value, [f"target:{aim.region.key}/{key}"], _words(aim), beside)


def target_units(asked: Asked) -> Counted:
    """The units that meet a target on a day, or do not, or do by sharing a worker. Costs: about 8 queries."""
    region, on, state = place(asked), day(asked), asked["state"][0]
    aim, words = target_of(region, asked["key"][0], on), STATES[state]
    keys = [one.unit.key for one in standings(region, aim, on) if state in one.states(aim.value)]
    told = _words(aim)
    return Counted(region, len(keys), keys, told | {"state": str(words[0]), "meaning": str(words[1]).format(**told)})


def _words(aim: Target) -> dict[str, str]:
    per = named(RegionKind.choices, aim.per)
    return {"name": aim.name, "unit": aim.unit, "value": str(aim.value), "per": per, "source": aim.source}
