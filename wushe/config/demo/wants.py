"""Needs found on visits, most of them answered since 需求."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from wushe.config.demo.rounds import Told
from wushe.config.demo.staff import Member
from wushe.work.needs.models import Need, NeedState
from wushe.work.visits.telling import source_of

LONGEST_WAIT = 28


def write_needs(told: list[Told], staff: dict[str, Member], last: date, rng: Random) -> None:
    """Write the needs of the visits; one found lately may still wait. Costs: 1 insert per batch of rows."""
    Need.objects.bulk_create(
        need
        for visit in sorted(told, key=lambda visit: (visit.draft.day, visit.draft.form_id))
        for need in _needs(visit, staff, last, rng)
    )


def _needs(visit: Told, staff: dict[str, Member], last: date, rng: Random) -> Iterator[Need]:
    member = staff[visit.username]
    assert member.places is not None  # noqa: S101 - who visits works at a station
    for kind in visit.draft.needs:
        settled = visit.draft.day + timedelta(days=1 + rng.randrange(LONGEST_WAIT))
        is_open = settled > last
        yield Need(
            uuid=UUID(int=rng.getrandbits(128), version=4),
            person_id=visit.draft.person_id,
            station=member.places.station,
            kind=kind,
            found_on=visit.draft.day,
            found_by=member.user,
            source=source_of(visit.draft.form_id),
            state=NeedState.OPEN if is_open else NeedState.ANSWERED,
            settled_on=None if is_open else settled,
        )
