"""Doors to what was found out about who is who."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ledger import actions, queries
from wushe.ledger.forms import MergeForm, UnmergeForm
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import home_of, leads
from wushe.registers.beneficiaries.queries import person as person_of

both = require_http_methods(["GET", "POST"])


@door
@both
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A file is one with another."""
    viewer, kept = request.viewer, led(request, uuid)
    file = person_of(viewer, other_asked(request), clock.today())
    form = MergeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.merge_people(viewer, file, kept, **form.cleaned_data)
            return done(kept, "merge", form)
        except Refused as refused:
            form.refuse(refused)
    sides = [(one, home_of(viewer, one, clock.today()), queries.services_count(viewer, one)) for one in (kept, file)]
    page = {"form": form, "kept": kept, "file": file, "sides": sides, "action_url": request.get_full_path()}
    return render(request, "ledger/merge.html", page, status=422 if form.errors else 200)


@door
@both
def unmerge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Two files are not one after all."""
    viewer, kept = request.viewer, led(request, uuid)
    entries = list(queries.merges_of(viewer, kept))
    form = UnmergeForm(request.POST or None, entries=entries)
    if form.is_valid():
        told = form.cleaned_data
        entry = next(entry for entry in entries if entry.pk == told["entry"])
        try:
            actions.unmerge_people(viewer, entry, form_id=told["form_id"], reason=told["reason"])
            return done(kept, "unmerge", form)
        except Refused as refused:
            form.refuse(refused)
    page = {"form": form, "kept": kept, "entries": entries, "action_url": request.get_full_path()}
    return render(request, "ledger/unmerge.html", page, status=422 if form.errors else 200)


def led(request: HttpRequest, uuid: UUID) -> Person:
    """A person of a station the viewer leads. Refuses: ``beneficiaries-lead-only``."""
    person = person_of(request.viewer, uuid, clock.today())
    if not leads(request.viewer, person, clock.today()):
        raise Refused("beneficiaries-lead-only")
    return person


def other_asked(request: HttpRequest) -> UUID:
    """The file the address names."""
    try:
        return UUID(request.GET.get("file", ""))
    except ValueError as error:
        raise Refused("beneficiaries-unknown-person") from error


def done(kept: Person, did: str, form: MergeForm) -> HttpResponse:
    """To the page that says what was done."""
    said = urlencode({"did": did, "form": form.cleaned_data["form_id"]})
    return redirect(f"{reverse('beneficiaries:done', args=[kept.uuid])}?{said}")
