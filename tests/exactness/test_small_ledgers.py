"""Small ledgers that Hypothesis makes up: the shortest story in which two calculators differ would be told."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import TODAY, Cast, field_id, worker_id
from tests.exactness.comparing import differences
from tests.exactness.second_calculator import Asked, SecondCalculator
from wushe.ground.kit.periods import month
from wushe.ledger.actions import amend, close_period, record, reverse
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import last_seq
from wushe.ledger.rules import EventDraft
from wushe.registers.stations.queries import operator

FIRST = date(2026, 8, 1)
PLACES = ("460203", "liudao-station", "liudao-coverage", "unit-1", "unit-2")

services = st.fixed_dictionaries(
    {
        "day": st.integers(0, 115).map(lambda n: FIRST + timedelta(days=n)),
        "unit": st.integers(0, 1),
        "method": st.sampled_from([1, 4]),
        "people": st.sets(st.integers(0, 4), max_size=3),
        "counted": st.integers(0, 2),
        "estimated": st.integers(0, 1),
        "minutes": st.integers(1, 3),
        "field": st.sampled_from(["elder-care", "affairs"]),
    }
)
stories = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.just(0), services),
        st.tuples(st.just("reverse"), st.integers(0, 3), st.none()),
        st.tuples(st.just("amend"), st.integers(0, 3), services),
        st.tuples(st.just("close"), st.integers(8, 10), st.none()),
    ),
    min_size=1,
    max_size=7,
)
slices = st.builds(
    Asked,
    scope=st.sampled_from(PLACES),
    first=st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n)),
    last=st.integers(41, 115).map(lambda n: FIRST + timedelta(days=n)),
    fields=st.sampled_from([frozenset(), frozenset({"affairs"})]),
    groups=st.sampled_from([frozenset(), frozenset({"living-alone-elder", "left-behind-child"})]),
    methods=st.sampled_from([frozenset(), frozenset({"activity"})]),
    ages=st.sampled_from([(), (), (None, 17), (70, None), (40, 69)]),
    as_of=st.one_of(st.none(), st.integers(0, 8)),
)


class Story:
    """A ledger written step by step by the operator of the county."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.viewer = operator(cast.county, TODAY)
        self.people = [cast.wang.pk, cast.chen.pk, *(one.pk for one in cast.li_family)]
        self.valid: list[ServiceEvent] = []

    def draft(self, told: dict[str, Any]) -> EventDraft:
        """A service, or an attempt when nobody was there."""
        met = bool(told["people"]) or told["counted"] + told["estimated"] > 0
        return EventDraft(
            form_id=uuid.uuid4(),
            station_id=self.cast.station.pk,
            unit_id=self.cast.units[told["unit"]].pk,
            occurred_on=told["day"],
            field_id=field_id(told["field"]),
            method=told["method"],
            mode=1,
            met=met,
            minutes=told["minutes"] if met else 0,
            workers=(worker_id(self.cast.xiaozhou), worker_id(self.cast.xiaolin))[: told["minutes"]],
            people=tuple(self.people[n] for n in sorted(told["people"])),
            source="test",
            heads_counted=told["counted"],
            heads_estimated=told["estimated"],
            reason="补记",
        )

    def tell(self, steps: list[tuple[str, int, Any]]) -> None:
        """Take the steps; one that names a row or a month that is not there is left out."""
        closed = set()
        for verb, which, told in steps:
            if verb == "record":
                self.valid.append(record(self.viewer, self.draft(told)))
            elif verb == "close" and which not in closed:
                closed.add(which)
                close_period(self.viewer, self.cast.county, month(2026, which))
            elif verb == "reverse" and which < len(self.valid):
                reverse(self.viewer, self.valid.pop(which), form_id=uuid.uuid4(), reason="错了")
            elif verb == "amend" and which < len(self.valid):
                draft = replace(self.draft(told), reason="更正")
                self.valid.append(amend(self.viewer, self.valid.pop(which), draft, reversal_id=uuid.uuid4()))


def differing(cast: Cast, steps: list[tuple[str, int, Any]], asked: list[Asked]) -> list[str]:
    """What the two calculators do not agree on; the ledger is left as it was."""
    with transaction.atomic():
        Story(cast).tell(steps)
        newest = last_seq(cast.county.pk)
        reached = [replace(one, as_of=one.as_of and min(one.as_of, newest)) for one in asked]
        _compared, found = differences(SecondCalculator(), reached)
        transaction.set_rollback(True)
    return found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=stories, asked=st.lists(slices, min_size=1, max_size=3))
def test_both_calculators_tell_the_same_of_any_story(
    cast: Cast, steps: list[tuple[str, int, Any]], asked: list[Asked]
) -> None:
    assert differing(cast, steps, asked) == []
