"""Doors to organizations: what they are and run, where they are registered, who nurses them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.forms import form_page
from wushe.ground.kit.paging import page_number
from wushe.registers.stations import queries
from wushe.registers.stations.actions.incubations import begin_incubation, end_incubation
from wushe.registers.stations.actions.organizations import register_organization
from wushe.registers.stations.actions.seats import end_organization, seat_organization
from wushe.registers.stations.forms.organizations import (
    EndForm,
    IncubationEndForm,
    IncubationForm,
    OrganizationForm,
    SeatForm,
)
from wushe.registers.stations.models import Organization
from wushe.registers.stations.pages.organizations import organization_page, organizations_page


@door
@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """The organizations of the register, with the stations they run."""
    page = organizations_page(request.viewer, request.GET, page_number(request.GET), clock.today())
    return render(request, "stations/organizations.html", {"page": page})


@door
@require_safe
def organization(request: HttpRequest, key: str) -> HttpResponse:
    """One organization."""
    page = organization_page(request.viewer, key, clock.today())
    return render(request, "stations/organization.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def new_organization(request: HttpRequest) -> HttpResponse:
    """An organization; what is strange about its code is said on its page, and blocks nothing."""
    queries.check_keeper(request.viewer)
    form = OrganizationForm(queries.kept_areas(request.viewer), request.POST or None)
    if made := form.carry_out(lambda told: register_organization(request.viewer, **told)):
        return redirect("stations:organization", key=made[0].key)
    return form_page(request, "stations/new_organization.html", form)


@door
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, key: str) -> HttpResponse:
    """Where an organization is registered, and since when."""
    row = kept(request, key)
    start = {"seat": row.seat.key if row.seat else None, "starts_on": row.starts_on}
    form = SeatForm(queries.kept_areas(request.viewer), request.POST or None, start)
    if form.carry_out(lambda told: seat_organization(request.viewer, row, **told)):
        return redirect("stations:organization", key=key)
    return form_page(request, "stations/seat.html", form, row=row)


@door
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key: str) -> HttpResponse:
    """The last day of an organization."""
    row = kept(request, key)
    form = EndForm(request.POST or None)
    if form.carry_out(lambda told: end_organization(request.viewer, row, told["ends_on"])):
        return redirect("stations:organization", key=key)
    return form_page(request, "stations/end_organization.html", form, row=row)


@door
@require_http_methods(["GET", "POST"])
def new_incubation(request: HttpRequest, key: str) -> HttpResponse:
    """A place nurses the organization."""
    row = kept(request, key)
    form = IncubationForm(queries.kept_areas(request.viewer, also_above=True), request.POST or None)
    if form.carry_out(lambda told: begin_incubation(request.viewer, row, **told)):
        return redirect("stations:organization", key=key)
    return form_page(request, "stations/new_incubation.html", form, row=row)


@door
@require_http_methods(["GET", "POST"])
def incubation_end(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The last day of an incubation, and what came of it."""
    row = kept(request, key)
    one = queries.incubation(request.viewer, row, pk)
    form = IncubationEndForm(request.POST or None)
    if form.carry_out(lambda told: end_incubation(request.viewer, row, pk, **told)):
        return redirect("stations:organization", key=key)
    return form_page(request, "stations/end_incubation.html", form, row=row, one=one)


def kept(request: HttpRequest, key: str) -> Organization:
    """An organization whose register the reader keeps. Refuses: ``stations-unknown-organization``."""
    row = queries.organization(request.viewer, key)
    queries.check_keeps(request.viewer, row)
    return row
