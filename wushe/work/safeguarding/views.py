"""Doors to mandatory reports."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.paging import page_number
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import home_of, people, station_serving
from wushe.registers.stations.models import Station
from wushe.registers.stations.queries import Viewer, home_station
from wushe.work.safeguarding import actions, queries
from wushe.work.safeguarding.forms import Addition, ChildForm, MistakeForm, ReportEntryForm, ReportForm, TakenForm
from wushe.work.safeguarding.models import MandatoryReport
from wushe.work.safeguarding.pages import report_page, reports_page

#: The forms on the page of a report, by the name the template knows each by.
FORMS: dict[str, type[Addition]] = {
    "form": ReportEntryForm,
    "child_form": ChildForm,
    "mistake_form": MistakeForm,
    "taken_form": TakenForm,
}


@door
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """All reports the reader may read: none is lost from sight when it is dealt with."""
    page = reports_page(request.viewer, page_number(request.GET))
    return render(request, "safeguarding/reports.html", {"page": page})


@door
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """One tap: the report is made before anything else happens."""
    viewer: Viewer = request.viewer
    form = ReportForm(request.POST)
    form.is_valid()
    told = form.cleaned_data
    home = told.get("person")
    person = people(viewer, clock.today()).filter(uuid=home).first() if home else None
    form_id = told.get("form_id") or uuid4()
    made = actions.report_child_in_danger(viewer, station_of(viewer, person), form_id, person)
    return back_to(made, told.get("back", ""))


def station_of(viewer: Viewer, person: Person | None) -> Station:
    """Where a report is made: the viewer's station that serves the home; without one, where the viewer works."""
    home = home_of(viewer, person, clock.today()) if person else None
    return home_station(viewer) if home is None else station_serving(viewer, home.household.unit_id, clock.today())


@door
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A report; facts can be added, nothing can be taken away."""
    if request.method == "POST":
        return added(request, uuid, "form", lambda made, told: actions.add_entry(request.viewer, made, **told))
    return show(request, queries.report(request.viewer, uuid))


@door
@require_POST
def child(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say whom the report is about; or look for somebody: the words come by POST, no address holds a name."""
    viewer: Viewer = request.viewer
    if "q" in request.POST:
        return show(request, queries.report(viewer, uuid))

    def name(made: MandatoryReport, told: dict[str, Any]) -> None:
        asked = told.pop("person")
        person = people(viewer, clock.today()).filter(uuid=asked).first() if asked else None
        actions.name_child(viewer, made, person=person, **told)

    return added(request, uuid, "child_form", name)


@door
@require_POST
def mistake(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The button was pressed by mistake."""
    return added(request, uuid, "mistake_form", lambda made, told: actions.mark_mistake(request.viewer, made, **told))


@door
@require_POST
def taken(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The county has the report in hand."""
    return added(request, uuid, "taken_form", lambda made, told: actions.take_report(request.viewer, made, **told))


def added(
    request: HttpRequest, uuid: UUID, name: str, act: Callable[[MandatoryReport, dict[str, Any]], object]
) -> HttpResponse:
    """Add something to a report; when it is refused, the page again with what was typed."""
    made = queries.report(request.viewer, uuid)
    form = FORMS[name](request.POST, auto_id=f"id_{name}_%s")
    if form.is_valid():
        try:
            act(made, form.cleaned_data)
            return back_to(made, request.GET.get("back", ""))
        except Refused as refused:
            form.refuse(refused)
    return show(request, made, name, form)


def back_to(made: MandatoryReport, back: str) -> HttpResponse:
    """The page of the report, which remembers where its reader came from."""
    return redirect(made.get_absolute_url() + (f"?{urlencode({'back': back})}" if back else ""))


def show(request: HttpRequest, made: MandatoryReport, name: str = "", form: Addition | None = None) -> HttpResponse:
    """The page of a report: to write on for the station, to read and take in hand for the county."""
    viewer: Viewer = request.viewer
    words = request.POST.get("q", "").replace("\x00", "").strip()[:40]
    page = report_page(viewer, made, back=request.GET.get("back", ""), q=words)
    forms = {key: kind(initial={"form_id": uuid4()}, auto_id=f"id_{key}_%s") for key, kind in FORMS.items()}
    shown = {"page": page, "wrong": form, **forms} | ({name: form} if form else {})
    template = "report_read" if viewer.is_county else "report"
    return render(request, f"safeguarding/{template}.html", shown, status=422 if form else 200)
