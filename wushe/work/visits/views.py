"""Doors to the visit pages: parse, act, show."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ledger.queries import workers_of
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import person as person_of
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.queries import colleagues, worker_of
from wushe.work.needs.queries import found_in
from wushe.work.visits import actions, queries
from wushe.work.visits.forms import CancelForm, VisitForm, fresh, told_before
from wushe.work.visits.models import ContactAttempt, Visit
from wushe.work.visits.pages import visit_page
from wushe.work.visits.saved_page import saved_page
from wushe.work.visits.telling import source_of


@door
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record a visit to one person."""
    viewer = request.viewer
    person = person_of(viewer, uuid, clock.today())
    others = colleagues(viewer, clock.today()).exclude(pk=worker_of(viewer).pk)
    form = VisitForm(request.POST or None, initial=fresh(), colleagues=others)
    if form.is_valid():
        try:
            draft = form.draft(person.pk)
            told = actions.record_visit(viewer, queries.station_for(viewer, person, draft.day), person, draft)
            return redirect("visits:saved", uuid=told.uuid)
        except Refused as refused:
            form.refuse(refused)
    return show(request, form, viewer, person)


@door
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a recorded visit right."""
    viewer = request.viewer
    told = queries.record(viewer, uuid)
    main, *along = workers_of(viewer, told.event)
    others = colleagues(viewer, told.day).exclude(pk=main.pk)
    waiting = found_in(viewer, source_of(told.uuid))
    initial = told_before(told, along, [need.kind for need in waiting])
    form = VisitForm(request.POST or None, initial=initial, colleagues=others, is_correction=True)
    if form.is_valid():
        try:
            new = actions.correct_visit(viewer, told, told.person, form.draft(told.person_id))
            return redirect("visits:saved", uuid=new.uuid)
        except Refused as refused:
            form.refuse(refused)
    return show(request, form, viewer, told.person, told)


def show(
    request: HttpRequest,
    form: VisitForm,
    viewer: Viewer,
    person: Person,
    told: Visit | ContactAttempt | None = None,
) -> HttpResponse:
    """The page, with whatever was typed; 422 when something is wrong with it."""
    page = visit_page(viewer, person, told)
    status = 422 if form.errors else 200
    return render(request, "visits/visit_form.html", {"form": form, "page": page}, status=status)


@door
@require_safe
def saved(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was written."""
    page = saved_page(request.viewer, queries.record(request.viewer, uuid))
    return render(request, "visits/visit_saved.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a record back."""
    viewer = request.viewer
    told = queries.record(viewer, uuid)
    form = CancelForm(request.POST or None, initial={"form_id": uuid4()})
    if form.is_valid():
        try:
            actions.cancel_visit(viewer, told, **form.cleaned_data)
            return redirect("visits:saved", uuid=told.uuid)
        except Refused as refused:
            form.refuse(refused)
    page = saved_page(viewer, told)
    shown = {"page": page, "form": form, "person": page.person}
    return render(request, "visits/visit_cancel.html", shown, status=422 if form.errors else 200)
