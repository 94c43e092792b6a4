"""One record of each printed figure taken away, the way it would be in life: ended, closed, broken off, reversed."""

from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

from django.db.models import F

from wushe.ledger.actions import reverse
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import reversed_ids
from wushe.registers.catalog.actions import DEFINITIONS, load_model
from wushe.registers.stations.actions.incubations import end_incubation
from wushe.registers.stations.actions.organizations import end_contract
from wushe.registers.stations.actions.seats import end_organization
from wushe.registers.stations.actions.stations import record_state
from wushe.registers.stations.models import (
    Incubation,
    OperatingContract,
    Organization,
    Outcome,
    Region,
    RegionLink,
    State,
    Station,
    Target,
    Tier,
    View,
)
from wushe.registers.stations.queries import operator
from wushe.registers.workforce.models import Certificate
from wushe.statistics.queries import records_of
from wushe.statistics.rules import read_query

ON = date(2021, 10, 1)
BEFORE = ON - timedelta(days=1)
LEAST = 3


def keeper(county):
    return operator(county, ON)


def county_of_seat(seat):
    return seat if seat.kind == "county" else Region.objects.get(key="530302")


def end_certificate(figure):
    """The only one of its holder."""
    held = Counter(Certificate.objects.values_list("worker", flat=True))
    rows = Certificate.objects.filter(registered_in__key__startswith={"DQ01": "330521", "QJ07": "5303"}[figure.id])
    one = next(row for row in rows if held[row.worker_id] == 1)
    one.valid_until = BEFORE
    one.save(update_fields=["valid_until"])


def end_contract_at(tier):
    def end(figure):
        row = OperatingContract.objects.filter(station__tier=tier, station__county__key="330521").first()
        end_contract(keeper(row.station.county), row.station, row.pk, BEFORE)

    return end


def wind_up(*organizations):
    for organization in organizations:
        county = county_of_seat(organization.seat)
        for row in organization.contracts.filter(ends_on=None).select_related("station__county"):
            end_contract(keeper(row.station.county), row.station, row.pk, BEFORE)
        end_organization(keeper(county), organization, BEFORE)


def wind_up_agency(figure):
    wind_up(Organization.objects.filter(seat__key="330521", kind="service").first())


def wind_up_all_of(*seats):
    def end(figure):
        wind_up(*Organization.objects.filter(seat__key__in=seats, kind="service"))

    return end


def break_off(figure):
    nursed = Incubation.objects.filter(ends_on=None, region=F("organization__seat"), region__kind="county")
    row = nursed.select_related("organization__seat").first()
    county = county_of_seat(row.organization.seat)
    end_incubation(keeper(county), row.organization, row.pk, ends_on=BEFORE, outcome=Outcome.BROKEN_OFF)


def close_station(county_key, tier, since):
    def close(figure):
        station = Station.objects.filter(county__key=county_key, tier=tier).select_related("county").first()
        record_state(keeper(station.county), station, State.CLOSED, since=since, source="测试", proofs={})

    return close


def end_tie(kind):
    def end(figure):
        tie = RegionLink.objects.filter(view=View.COVERAGE, parent__key="liudao", child__kind=kind).first()
        tie.ends_on = BEFORE
        tie.save(update_fields=["ends_on"])

    return end


def define_four_fields(figure):
    text = (DEFINITIONS / "models" / "1-1-5-x.toml").read_text(encoding="utf-8")
    text = text.replace('"1+1+5+X"', '"1+1+4+X"').replace("count = 5", "count = 4").replace(', "affairs"]', "]")
    load_model(text, "four.toml")


def end_target(figure):
    Target.objects.filter(region__key="5303").update(ends_on=BEFORE)


def reverse_services(figure):
    """So many of one person's that fewer than three are left; one that was the only one of somebody."""
    people = Counter(records_of(read_query(figure.query)).named.values_list("person", flat=True))
    person, times = min(people.items(), key=lambda pair: pair[1])
    too_many = max(1, times - LEAST + 1) if figure.id != "QJ12" else times
    events = ServiceEvent.objects.filter(attendances__person=person).exclude(pk__in=reversed_ids())
    for row in events.select_related("county").order_by("seq")[:too_many]:
        reverse(keeper(row.county), row, form_id=uuid4(), reason="测试：记错了")


TAKEN = {
    "DQ01": end_certificate,
    "DQ02": wind_up_agency,
    "DQ03": end_contract_at(Tier.NEIGHBOURHOOD),
    "DQ04": end_contract_at(Tier.TOWNSHIP),
    "DQ10": close_station("330521", Tier.TOWNSHIP, "2021年8月1日"),
    "SY01": end_tie("village"),
    "SY02": end_tie("community"),
    "SY03": end_tie("village"),
    "SY05": define_four_fields,
    "QJ01": close_station("530302", Tier.TOWNSHIP, "2021年5月30日"),
    "QJ02": end_target,
    "QJ04": break_off,
    "QJ05": wind_up_all_of("530323"),
    "QJ06": wind_up_all_of("qujing-jingkaiqu"),
    "QJ07": end_certificate,
    "QJ08": close_station("530302", Tier.VILLAGE, "2021年9月1日"),
    "QJ10": reverse_services,
    "QJ11": reverse_services,
    "QJ12": reverse_services,
}
