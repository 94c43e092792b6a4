"""Doors to the registers of places and stations: for whoever keeps them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.forms import form_page
from wushe.ground.kit.paging import page_number
from wushe.registers.stations import queries
from wushe.registers.stations.actions.areas import merge_areas, split_area
from wushe.registers.stations.actions.stations import record_state
from wushe.registers.stations.forms.places import MergeForm, SplitForm, StateForm
from wushe.registers.stations.pages import places as pages
from wushe.registers.stations.pages.stations import station_page, stations_page


@door
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """Look a place up by name, code or key."""
    number = request.GET.get("page", "1")[:9]
    asked = request.GET.get("q", "")[:60]
    page = pages.regions_page(asked, int(number) if number.isdecimal() else 1, clock.today())
    return render(request, "stations/regions.html", {"page": page})


@door
@require_safe
def region(request: HttpRequest, key: str) -> HttpResponse:
    """One place, in one of the views."""
    page = pages.region_page(request.viewer, key, request.GET.get("view", ""), clock.today())
    return render(request, "stations/region.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, key: str) -> HttpResponse:
    """Merge a place with its neighbours."""
    queries.check_keeper(request.viewer)
    area = queries.region_by_key(key)
    form = MergeForm(area, pages.neighbours_of(area, clock.today()), request.POST or None)
    if made := form.carry_out(
        lambda told: merge_areas(
            request.viewer, form.parts_told(), form.into_told(), day=told["day"], source=told["source"]
        )
    ):
        return redirect("stations:region", key=made.key)
    return form_page(request, "stations/merge.html", form, region=area)


@door
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, key: str) -> HttpResponse:
    """Split a place."""
    queries.check_keeper(request.viewer)
    area = queries.region_by_key(key)
    form = SplitForm(area, request.POST or None)
    if form.carry_out(
        lambda told: split_area(
            request.viewer, area, form.into_told(), day=told["day"], source=told["source"], stays=told["stays"]
        )
    ):
        return redirect("stations:region", key=area.key)
    return form_page(request, "stations/split.html", form, region=area)


@door
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    """The stations of the register, with what they are and who runs them."""
    page = stations_page(request.viewer, request.GET, page_number(request.GET), clock.today())
    return render(request, "stations/stations.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def station(request: HttpRequest, key: str) -> HttpResponse:
    """One station; its state can be written down."""
    if request.method == "POST":
        queries.check_keeper(request.viewer)
    row = queries.station_by_key(request.viewer, key)
    form = StateForm(request.POST or None)
    if form.carry_out(
        lambda told: record_state(
            request.viewer, row, told["state"], since=told["since"], source=told["source"], proofs=form.proofs_told()
        )
    ):
        return redirect("stations:station", key=row.key)
    page = station_page(request.viewer, key, clock.today())
    return form_page(request, "stations/station.html", form, page=page)
