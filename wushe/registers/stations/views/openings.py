"""Doors to new stations and contracts: for whoever keeps the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.forms import form_page
from wushe.registers.stations import queries
from wushe.registers.stations.actions.openings import open_station
from wushe.registers.stations.actions.organizations import end_contract, open_contract
from wushe.registers.stations.forms.stations import ContractEndForm, ContractForm, NewStationForm


@door
@require_http_methods(["GET", "POST"])
def new_station(request: HttpRequest, key: str) -> HttpResponse:
    """A station in a town or village; ``?above=`` names the town's station under which one of a village stands."""
    queries.check_keeper(request.viewer)
    place, key_above = queries.region_by_key(key), request.GET.get("above", "")
    above = queries.station_by_key(request.viewer, key_above) if key_above else None
    offer = queries.on_offer(request.viewer, place, above, clock.today())
    form = NewStationForm(place, offer.allowed, request.POST or None, above=above)
    if made := form.carry_out(lambda told: open_station(request.viewer, place, form.told())):
        return redirect("stations:station", key=made.key)
    covered = [] if above else list(offer.covered.values())
    return form_page(request, "stations/new_station.html", form, region=place, above=above, covered=covered)


@door
@require_http_methods(["GET", "POST"])
def new_contract(request: HttpRequest, key: str) -> HttpResponse:
    """An organization runs a station."""
    station = queries.station_by_key(request.viewer, key)
    queries.check_keeper(request.viewer, {station.county_id})
    form = ContractForm(queries.organizations(request.viewer).filter(ends_on=None), request.POST or None)
    if form.carry_out(lambda told: open_contract(request.viewer, station=station, **told)):
        return redirect("stations:station", key=station.key)
    return form_page(request, "stations/new_contract.html", form, station=station)


@door
@require_http_methods(["GET", "POST"])
def contract_end(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The last day of a contract."""
    station = queries.station_by_key(request.viewer, key)
    queries.check_keeper(request.viewer, {station.county_id})
    row = queries.contract(request.viewer, station, pk)
    form = ContractEndForm(request.POST or None)
    if form.carry_out(lambda told: end_contract(request.viewer, station, pk, told["ends_on"])):
        return redirect("stations:station", key=station.key)
    return form_page(request, "stations/end_contract.html", form, station=station, row=row)
