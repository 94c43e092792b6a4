"""Find, answer and withdraw needs."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import Need, NeedKind, NeedState


@transaction.atomic
def find_needs(
    viewer: Viewer, person: Person, station: Station, kinds: Collection[str], *, on: date, source: str
) -> list[Need]:
    """Put down what a person was found to need 登记需求.

    Takes: kinds of need and the record they were found in. Gives: the needs, in the order of the kinds.
    Refuses: ``needs-unknown-kind``. Costs: one insert and one audit line; nothing for no kinds.
    """
    for kind in kinds:
        if kind not in NeedKind.values:
            raise Refused("needs-unknown-kind", kind=kind)
    if not kinds:
        return []
    needs = Need.objects.bulk_create(
        Need(person=person, station=station, kind=kind, found_on=on, found_by=viewer.user, source=source)
        for kind in kinds
    )
    audit.record("needs.find_needs", source, actor=viewer.user, county_key=station.county.key, needs=len(needs))
    return needs


@transaction.atomic
def answer_need(viewer: Viewer, uuid: UUID) -> Need:
    """A need has been met 办结.

    Refuses: ``needs-unknown-need`` (not open, or of another station). Costs: 7 queries.
    """
    mine = Need.objects.filter(uuid=uuid, station_id__in=viewer.station_ids, state=NeedState.OPEN)
    county_key = mine.values_list("station__county__key", flat=True).first()
    if county_key is not None:
        # The chain first, then the need: who takes a visit back holds the chain already when its needs are withdrawn.
        audit.lock_chain(county_key)
    need = mine.select_for_update().first()
    if need is None or county_key is None:
        raise Refused("needs-unknown-need")
    need.state, need.settled_on = NeedState.ANSWERED, clock.today()
    need.save(update_fields=["state", "settled_on"])
    audit.record("needs.answer_need", f"needs.need:{need.uuid}", actor=viewer.user, county_key=county_key)
    return need


@transaction.atomic
def withdraw_needs(viewer: Viewer, source: str) -> int:
    """The record in which needs were found was taken back: its open needs go with it 撤回.

    Gives: how many. Costs: 1 query; 5 more when there are any.
    """
    rows = Need.objects.filter(source=source, station_id__in=viewer.station_ids, state=NeedState.OPEN)
    county_key = rows.values_list("station__county__key", flat=True).first()
    if county_key is None:
        return 0
    audit.lock_chain(county_key)
    withdrawn = rows.update(state=NeedState.WITHDRAWN, settled_on=clock.today())
    if withdrawn:
        audit.record("needs.withdraw_needs", source, actor=viewer.user, county_key=county_key, needs=withdrawn)
    return withdrawn
