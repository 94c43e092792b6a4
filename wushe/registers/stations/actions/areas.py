"""Merge and split areas 撤并与拆分. No row of the past is touched: what was counted stays where it was."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.counties import lock_counties
from wushe.registers.stations.models import TREES, CodeSystem, Region, RegionCode, RegionLink, RegionSuccessor, View
from wushe.registers.stations.queries import Viewer, check_keeper, county_of, holding
from wushe.registers.stations.rules.areas import Area, NewArea, check_change
from wushe.registers.stations.rules.divisions import whole_code

ONE_DAY = timedelta(days=1)


@transaction.atomic
def merge_areas(viewer: Viewer, parts: Sequence[Region], into: NewArea | Region, *, day: date, source: str) -> Region:
    """Merge areas into a new one, or into one there is 合并, from a day on.

    Takes: the areas; what they become (a new area, or one that takes in the others); the first day on which it
    holds; the decision that says so. Gives: the area. The old ones end on the eve, their codes with them; what lay
    in them and whoever served them goes over; every row written before stays under the old name.
    Refuses: ``stations-too-few-areas``, ``stations-areas-apart``, ``stations-no-tie-then``, ``stations-later-ties``,
    ``stations-key-taken``, ``stations-code-taken``, ``stations-not-keeper``, and all of ``rules.check_change``.
    Costs: about 25 queries; holds the county's writer lock until commit. One audit line.
    """
    ending = [part for part in parts if part != into]
    if len({part.pk for part in parts} | ({into.pk} if isinstance(into, Region) else set())) < 2:
        raise Refused("stations-too-few-areas")
    old = [*ending, into] if isinstance(into, Region) else ending
    change = Change(viewer, old, [into] if isinstance(into, NewArea) else [], day, source)
    area = into if isinstance(into, Region) else change.make(into)
    change.hand_over(ending, [area])
    for view in TREES:
        for part in ending:
            change.move(change.ties(part, view, down=True), area)
    change.end(ending)
    _tell("stations.merge_areas", viewer, area, day, parts=[part.key for part in ending])
    return area


@transaction.atomic
def split_area(
    viewer: Viewer, whole: Region, into: Sequence[NewArea], *, day: date, source: str, stays: bool = False
) -> list[Region]:
    """Split an area 拆分, from a day on.

    Takes: the area; the new ones, each with the keys of what shall lie in it; the day; the decision; whether the
    area itself goes on, smaller. Gives: the new areas. Whoever served the whole serves all of them.
    Refuses: as ``merge_areas``, and ``stations-child-not-placed`` when something in the area would lie nowhere.
    Costs: about 12 queries for each new area; one audit line.
    """
    if len(into) + stays < 2:
        raise Refused("stations-too-few-areas")
    change = Change(viewer, [whole], into, day, source)
    made = [change.make(area) for area in into]
    change.hand_over([whole], made, stays=stays)
    for view in TREES:
        below = {link.child.key: link for link in change.ties(whole, view, down=True)}
        placed = [key for area in into for key in area.holds]
        lost = [key for key in placed if key not in below] + ([] if stays else [k for k in below if k not in placed])
        if view == View.STATUTORY and (lost or len(placed) != len(set(placed))):
            raise Refused("stations-child-not-placed", name=whole.name, keys="、".join(lost or placed))
        for area, new in zip(made, into, strict=True):
            change.move([below[key] for key in new.holds if key in below], area)
    change.end([] if stays else [whole])
    _tell("stations.split_area", viewer, whole, day, parts=[area.key for area in made])
    return made


class Change:
    """One merger or split under way: checked when made; every step is of the same day and decision."""

    def __init__(self, viewer: Viewer, old: Sequence[Region], new: Sequence[NewArea], day: date, source: str) -> None:
        check_keeper(viewer)
        areas = [Area(one.key, one.name, one.kind, str(one.get_kind_display()), one.ends_on) for one in old]
        check_change(areas, [area.kind for area in new], day, source, clock.today())
        self.day, self.eve, self.source = day, day - ONE_DAY, source.strip()
        counties = {county_of(one).pk for one in old}
        lock_counties(counties)  # nobody writes into the old areas meanwhile
        self.parents = {view: self._parents(old, view) for view in View}
        check_keeper(viewer, counties)

    def make(self, told: NewArea) -> Region:
        """A new area, tied to what the old ones lay in and served by whoever served them."""
        new = told.tidied()
        if Region.objects.filter(key=new.key).exists():
            raise Refused("stations-key-taken", key=new.key)
        area = Region.objects.create(
            key=new.key,
            name=new.name,
            short_name=new.short_name,
            kind=new.kind,
            source=self.source[:120],
            starts_on=self.day,
        )
        if new.code:
            self._give_code(area, whole_code(new.code))
        return area

    def hand_over(self, old: Iterable[Region], new: Sequence[Region], *, stays: bool = False) -> None:
        """Say who succeeds whom, and tie the new areas in every view to what the old ones were tied to."""
        for one in old:
            RegionSuccessor.objects.bulk_create(
                RegionSuccessor(region=one, successor=area, day=self.day, source=self.source) for area in new
            )
        for view, parents in self.parents.items():
            for parent in parents:
                for area in new:
                    self._tie(view, parent, area)

    def move(self, links: Iterable[RegionLink], area: Region) -> None:
        """Let what lay elsewhere lie in the area from the day on."""
        for link in links:
            link.ends_on = self.eve
            link.save(update_fields=["ends_on"])
            self._tie(link.view, area.pk, link.child)

    def end(self, old: Iterable[Region]) -> None:
        """Let areas end on the eve: their ties, their codes, themselves."""
        for area in old:
            RegionLink.objects.filter(child=area, ends_on=None).update(ends_on=self.eve)
            RegionCode.objects.filter(region=area, ends_on=None).update(ends_on=self.eve)
            area.ends_on = self.eve
            area.save(update_fields=["ends_on"])

    def ties(self, area: Region, view: View, *, down: bool = False) -> list[RegionLink]:
        """The ties of an area that hold on the day, upward or downward."""
        rows = RegionLink.objects.filter(holding(self.day), view=view, **{"parent" if down else "child": area})
        return list(rows.select_related("child").order_by("child__key"))

    def _parents(self, old: Sequence[Region], view: View) -> set[int]:
        """What the old areas lie in; in the two trees it must be one place for all of them."""
        found: set[int] = set()
        for area in old:
            ties = self.ties(area, view)
            if view == View.STATUTORY and not any(link.holds(self.eve) for link in ties):
                raise Refused("stations-no-tie-then", name=area.name, day=self.day)
            found |= {link.parent_id for link in ties}
        if view in TREES and len(found) > 1:
            names = "、".join(Region.objects.filter(pk__in=found).order_by("key").values_list("name", flat=True))
            raise Refused("stations-areas-apart", view=view.label, names=names)
        if self._later(old, view).exists():
            raise Refused("stations-later-ties", day=self.day)
        return found

    def _later(self, old: Sequence[Region], view: View) -> QuerySet[RegionLink]:
        up = RegionLink.objects.filter(view=view, child__in=old, starts_on__gt=self.day)
        return up | RegionLink.objects.filter(view=view, parent__in=old, starts_on__gt=self.day)

    def _tie(self, view: str, parent_id: int, child: Region) -> None:
        same = RegionLink.objects.filter(holding(self.day), view=view, parent_id=parent_id, child=child)
        if parent_id != child.pk and not same.exists():
            RegionLink.objects.create(
                view=view, parent_id=parent_id, child=child, starts_on=self.day, source=self.source
            )

    def _give_code(self, area: Region, code: str) -> None:
        """A code that anybody ever had is never given again (行政区划代码管理办法, 2025-09-01)."""
        before = RegionCode.objects.filter(code=code).select_related("region").first()
        if before is not None:
            raise Refused("stations-code-taken", digits=code, name=before.region.name)
        RegionCode.objects.create(region=area, system=CodeSystem.STATE, code=code, starts_on=self.day)


def _tell(verb: str, viewer: Viewer, area: Region, day: date, **facts: object) -> None:
    county_key = county_of(area).key
    audit.record(verb, f"stations.region:{area.key}", actor=viewer.user, county_key=county_key, day=f"{day}", **facts)
