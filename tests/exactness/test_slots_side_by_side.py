"""What fills the slots of a service model at many stations at once is what each figure counts alone."""

import pytest

from tests.cast import TODAY, Cast, station_named
from tests.exactness.random_ledger import RandomLedger
from wushe.ground.kit.periods import Period, month, year_of
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import Station
from wushe.statistics.counting import count
from wushe.statistics.queries import records_of
from wushe.statistics.rules import Filters, read_query
from wushe.statistics.scopes import scope_for
from wushe.statistics.slots import answers

PERIODS = [year_of(TODAY), month(2026, 5), Period(month(2026, 2).start, month(2026, 9).start)]


@pytest.mark.parametrize("seed", [3, 17])
def test_each_slot_holds_what_its_figure_counts(cast: Cast, seed: int) -> None:
    ledger = RandomLedger(seed)
    ledger.grow(times=4, each=20)
    stations = [*ledger.stations, station_named("idle", "闲站", ledger.county, ())]
    for period in PERIODS:
        compare(ledger, stations, period)


def compare(ledger: RandomLedger, stations: list[Station], period: Period) -> None:
    """Each answer is the figure counted alone, and opens to as many records as it says."""
    found = answers(ledger.viewer, ledger.county, stations, {"fields-of-service", "activities"}, period, TODAY)
    for station in stations:
        scope = scope_for(station.key)
        asked = {("activities", ""): count("sessions", scope, period)}
        for key in ServiceField.objects.values_list("key", flat=True):
            asked["fields-of-service", key] = count("person-times", scope, period, Filters(frozenset({key})))
        for (question, part), figure in asked.items():
            answer = found[question][station.pk, part]
            assert (answer.figure, answer.is_found) == (figure, figure.value > 0)
            assert len(list(records_of(read_query(figure.query)).ids(ledger.county.key))) == figure.records
