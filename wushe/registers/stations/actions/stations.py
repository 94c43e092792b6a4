"""Write down what stations are."""

from collections.abc import Mapping

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.registers.stations.models import Station, StationState
from wushe.registers.stations.queries import Viewer, check_keeper
from wushe.registers.stations.rules.stations import Step, check_step


@transaction.atomic
def record_state(
    viewer: Viewer, station: Station, state: str, *, since: str, source: str, proofs: Mapping[str, str]
) -> StationState:
    """Write down that a station became something 登记状态.

    Takes: the state, since when as printed, who says so, and what shows it by kind.
    Refuses: ``stations-not-keeper`` and all of ``rules.check_step``. Costs: 2 queries. One audit line.
    """
    check_keeper(viewer, {station.county_id})
    check_step(Step(state, since), proofs, source)
    row = StationState.objects.create(
        station=station,
        state=state,
        since_printed=since.strip(),
        source=source.strip(),
        proofs={kind: text.strip() for kind, text in proofs.items() if text.strip()},
        recorded_by=viewer.user,
    )
    target = f"stations.station:{station.key}"
    county_key = station.county.key
    audit.record("stations.record_state", target, actor=viewer.user, county_key=county_key, state=state)
    return row
