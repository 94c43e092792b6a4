"""The rows behind a stock figure that are about workers, their names masked: certificates, and who looks after what.

A city and a province read no name: the level, the place, the year.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wushe.doors.reports.stock_cells import Cell, Row, Table, joined
from wushe.ground.kit import clock
from wushe.registers.beneficiaries.rules import masked
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import Viewer, paths_of
from wushe.registers.workforce.models import Certificate, Worker
from wushe.statistics.stocks import Stock, sees_workers
from wushe.statistics.stocks_asked import read
from wushe.statistics.stocks_workers import GAP, MET, SHARED, STATES, UnitStanding, standings, target_of

#: Gaps first: what is missing is what somebody has to do something about.
ORDER = (GAP, SHARED, MET)
TONES = {GAP: "red", SHARED: "amber", MET: "green"}


def certificates_table(viewer: Viewer, found: Stock) -> Table:
    """Certificates: whose, which, where registered, since when. Costs: 2 queries, 1 more for its rows."""
    named = sees_workers(viewer, found.scope_key)

    def rows(keys: Sequence[str]) -> list[Row]:
        """Costs: 1 query."""
        some = Certificate.objects.filter(uuid__in=keys).select_related("worker", "registered_in")
        by_id = {str(row.uuid): row for row in some}
        return [_certificate(by_id[key], named=named) for key in keys]

    heads = (_("持证人"), _("等级"), _("证书编号"), _("登记地"), _("发证日"))
    if named:
        return Table(heads, found.records, rows, _("姓名和编号已遮住"))
    return Table(
        (heads[1], heads[3], _("发证年")), found.records, rows, _("市级、省级看等级、登记地和年份，不看是谁的证")
    )


def _certificate(row: Certificate, *, named: bool) -> Row:
    level, place = Cell(str(row.get_level_display())), Cell(row.registered_in.name if row.registered_in else "")
    if not named:
        return [level, place, Cell(str(row.issued_on.year))]
    return [Cell(masked(row.worker.name)), level, Cell(row.shown_number), place, Cell(str(row.issued_on))]


def units_table(viewer: Viewer, found: Stock) -> Table:
    """Units against a target, gaps first: who looks after each. Costs: about 10 queries."""
    _name, asked = read(found.query)
    region, on = Region.objects.get(key=found.scope_key), found.on or clock.today()
    aim = target_of(region, asked["key"][0], on)
    by_key = {one.unit.key: one for one in standings(region, aim, on)}
    state = {key: next(word for word in ORDER if word in one.states(aim.value)) for key, one in by_key.items()}
    shown = set(found.records) if found.key == "target-units" else set(by_key)
    ids = sorted(shown, key=lambda key: (ORDER.index(state[key]), key))
    named = sees_workers(viewer, found.scope_key)

    def rows(keys: Sequence[str]) -> list[Row]:
        """Costs: 1 query, and one for each level of places."""
        paths = paths_of([by_key[key].unit for key in keys], on)
        workers = {pk for key in keys for pk in by_key[key].workers}
        names = dict(Worker.objects.filter(pk__in=workers).values_list("pk", "name")) if named else {}
        return [
            [
                Cell(by_key[key].unit.name, note=" ".join(paths[by_key[key].unit.pk].split()[-2:])),
                Cell(str(STATES[state[key]][0]), tone=TONES[state[key]]),
                _carers(by_key[key], names, named=named),
            ]
            for key in keys
        ]

    note = _("姓名已遮住") if named else _("市级、省级看人数，不看是谁")
    return Table((_("村（社区）"), _("和目标比"), _("谁联系")), ids, rows, note)


def _carers(one: UnitStanding, names: dict[int, str], *, named: bool) -> Cell:
    """Who looks after a unit: masked, or how many; and whether their certificates are valid."""
    if not one.workers:
        return Cell(_("没有人联系"))
    if not named:
        facts = {"n": len(one.workers), "certified": len(one.certified)}
        return Cell(_("%(n)s 人，其中有效持证 %(certified)s 人") % facts)
    return Cell(joined([_carer(masked(names[pk]), pk, one) for pk in one.workers]))


def _carer(name: str, pk: int, one: UnitStanding) -> str:
    if pk not in one.certified:
        return _("%(name)s（没有有效证书）") % {"name": name}
    return name if pk in one.own else _("%(name)s（还联系别处）") % {"name": name}
