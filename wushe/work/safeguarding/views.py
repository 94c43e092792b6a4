"""Doors to mandatory reports."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Person
from wushe.registers.beneficiaries.queries import people
from wushe.registers.stations.queries import Viewer, home_station
from wushe.work.safeguarding import actions, queries
from wushe.work.safeguarding.forms import ReportEntryForm, ReportForm
from wushe.work.safeguarding.models import Called, MandatoryReport, ReportEntry, Situation


@dataclass(frozen=True)
class EntryLine:
    """One entry of a report, in words."""

    form_id: UUID
    at: datetime
    by: str
    situation_labels: list[str]
    facts: str
    called_label: str
    receipt: str


@dataclass(frozen=True)
class ReportPage:
    """A report and what was added to it."""

    number: str
    at: datetime
    person: Person | None
    situations: list[tuple[str, str]]
    entries: list[EntryLine]
    action_url: str
    back_url: str
    is_new: bool


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
    made = actions.report_child_in_danger(viewer, home_station(viewer), form_id, person)
    return redirect("safeguarding:one", uuid=made.uuid)


@door
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A report; facts can be added, nothing can be taken away."""
    made = queries.report(request.viewer, uuid)
    form = ReportEntryForm(request.POST or None, initial={"form_id": uuid4()})
    if form.is_valid():
        try:
            actions.add_entry(request.viewer, made, **form.cleaned_data)
            return redirect("safeguarding:one", uuid=made.uuid)
        except Refused as refused:
            form.refuse(refused)
    shown = {"page": report_page(request.viewer, made), "form": form}
    return render(request, "safeguarding/report.html", shown, status=422 if form.errors else 200)


def report_page(viewer: Viewer, made: MandatoryReport) -> ReportPage:
    """The page of a report. Costs: 1 query."""
    entries = [entry_line(entry) for entry in made.entries.select_related("by").order_by("at", "pk")]
    return ReportPage(
        number=made.number,
        at=made.reported_at,
        person=made.person,
        situations=[(value, str(label)) for value, label in Situation.choices],
        entries=entries,
        action_url=reverse("safeguarding:one", args=[made.uuid]),
        back_url="/today/" if viewer.opens("phone:today") else "/county/",
        is_new=not entries,
    )


def entry_line(entry: ReportEntry) -> EntryLine:
    """An entry in words."""
    return EntryLine(
        entry.form_id,
        entry.at,
        str(entry.by or ""),
        [str(Situation(key).label) for key in entry.situations],
        entry.facts,
        str(Called(entry.called).label),
        entry.receipt,
    )
