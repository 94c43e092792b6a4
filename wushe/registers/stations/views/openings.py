"""Doors to new stations, organizations and contracts: for whoever keeps the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.forms import form_page
from wushe.registers.stations import queries
from wushe.registers.stations.actions.openings import open_station
from wushe.registers.stations.actions.organizations import end_contract, open_contract, register_organization
from wushe.registers.stations.forms.stations import ContractEndForm, ContractForm, NewStationForm, OrganizationForm
from wushe.registers.stations.models import View


@door
@require_http_methods(["GET", "POST"])
def new_station(request: HttpRequest, key: str) -> HttpResponse:
    """A station in a town or village."""
    queries.check_keeper(request.viewer)
    place = queries.region_by_key(key)
    today = clock.today()
    covered = list(queries.covers_of(place, today))
    free = queries.units_under(place, View.STATUTORY, today).exclude(pk__in=[tie.child_id for tie in covered])
    form = NewStationForm(place, list(free), request.POST or None)
    if made := form.carry_out(lambda told: open_station(request.viewer, place, form.told())):
        return redirect("stations:station", key=made.key)
    return form_page(request, "stations/new_station.html", form, region=place, covered=covered)


@door
@require_http_methods(["GET", "POST"])
def new_organization(request: HttpRequest) -> HttpResponse:
    """An organization; what is strange about its code is said in the list, and blocks nothing."""
    queries.check_keeper(request.viewer)
    form = OrganizationForm(request.POST or None)
    if made := form.carry_out(lambda told: register_organization(request.viewer, **told)):
        return redirect(f"/organizations/#{made[0].key}")
    return form_page(request, "stations/new_organization.html", form)


@door
@require_http_methods(["GET", "POST"])
def new_contract(request: HttpRequest, key: str) -> HttpResponse:
    """An organization runs a station."""
    station = queries.station_by_key(request.viewer, key)
    queries.check_keeper(request.viewer, {station.county_id})
    form = ContractForm(queries.organizations(request.viewer), request.POST or None)
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
