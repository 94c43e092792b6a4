"""Needs that wait."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wushe.ground.kit.open_items import OpenItem
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import own_files
from wushe.registers.beneficiaries.queries.kept import kept_persons
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import Need, NeedState


def open_needs(viewer: Viewer) -> QuerySet[Need]:
    """Open needs of the viewer's stations, oldest first. Costs: 1 query."""
    rows = Need.objects.filter(station_id__in=viewer.station_ids, state=NeedState.OPEN)
    return rows.select_related("person__key").order_by("found_on", "pk")


def needs_of(viewer: Viewer, person: Person) -> QuerySet[Need]:
    """All needs of one person, under any of their files, at the viewer's stations, newest first. Costs: 1 query."""
    rows = Need.objects.filter(station_id__in=viewer.station_ids, person_id__in=own_files(viewer, person.pk))
    return rows.exclude(state=NeedState.WITHDRAWN).order_by("-found_on", "-pk")


def found_in(viewer: Viewer, source: str) -> QuerySet[Need]:
    """Open needs that were found in one record, in order of entry. Costs: 1 query."""
    return open_needs(viewer).filter(source=source)


def open_items(viewer: Viewer) -> list[OpenItem]:
    """Open needs of the living as lines on the desk; those of the dead stand in the file.

    Costs: 1 query; more when files were merged.
    """
    rows = list(open_needs(viewer))
    kept = kept_persons(viewer, [need.person for need in rows])
    living = [(need, kept[need.person_id]) for need in rows if kept[need.person_id].died_on is None]
    return [
        OpenItem(
            kind="need",
            title=_("%(name)s的需求：%(kind)s") % {"name": person.name, "kind": need.get_kind_display()},
            detail=_("还没有办结"),
            since=need.found_on,
            level="amber",
            url=person.get_absolute_url(),
        )
        for need, person in living
    ]
