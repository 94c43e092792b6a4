"""Doors to the worker's pages."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wushe.doors.phone.forms import reveal_form
from wushe.doors.phone.pages import today_page
from wushe.doors.phone.people_page import people_page
from wushe.doors.phone.people_roll import asked_of
from wushe.doors.phone.person_page import person_page
from wushe.doors.phone.reveal_page import reveal_page
from wushe.doors.phone.sought import folded, tidied, unfolded
from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.paging import page_number
from wushe.registers.beneficiaries.actions.reveals import call_person
from wushe.registers.beneficiaries.actions.reveals import reveal as look
from wushe.registers.beneficiaries.models import Masked, Person, Why
from wushe.registers.beneficiaries.queries.sight import seen_person
from wushe.registers.beneficiaries.rules.reveals import REVEALED_SECONDS


@door
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody who has logged in belongs."""
    return redirect(request.viewer.home)


@door
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """今日."""
    return render(request, "phone/today.html", {"page": today_page(request.viewer)})


@door
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """服务对象. What is typed to find somebody comes by POST and goes back sealed: no address holds a name."""
    viewer, asked = request.viewer, asked_of(request.GET)
    text: str | None = tidied(request.POST.get("q", ""))
    if request.method != "POST":
        text = unfolded(viewer, request.GET.get("find", ""))
    elif "live" not in request.POST:
        return redirect(asked.address(find=folded(viewer, text or "")))
    page = people_page(viewer, asked, text, page_number(request.GET))
    shown = {"page": page, "is_for_visit": request.GET.get("for") == "visit"}
    return render(request, "phone/people.html", shown)


@door
@require_safe
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One person."""
    found = seen_person(request.viewer, uuid, clock.today())
    return render(request, "phone/person.html", {"page": person_page(request.viewer, found, request.GET)})


@door
@require_POST
def reveal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one masked thing after a reason."""
    viewer, asked = request.viewer, request.POST.get("field", "")
    person, field = seen_person(viewer, uuid, clock.today()), Masked(asked) if asked in Masked.values else Masked.PHONE
    form = reveal_form(field, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            return shown(request, person, field, look(viewer, person, field, Why(told["reason"]), told["words"]))
        except Refused as refused:
            form.refuse(refused)
    page = {"page": reveal_page(viewer, person, field), "form": form}
    return render(request, "phone/reveal.html", page, status=422)


@door
@require_POST
def call(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Call a person: the number for the dialler of the phone, written down like any look at it."""
    viewer = request.viewer
    person = seen_person(viewer, uuid, clock.today())
    number = call_person(viewer, person)
    return (
        shown(request, person, Masked.PHONE, number) if request.accepts("text/html") else JsonResponse({"tel": number})
    )


def shown(request: HttpRequest, person: Person, field: Masked, value: str) -> HttpResponse:
    """The value, on a page that the browser leaves by itself."""
    answer = render(request, "phone/revealed.html", {"page": reveal_page(request.viewer, person, field, value)})
    answer["Refresh"] = f"{REVEALED_SECONDS}; url={person.get_absolute_url()}"
    return answer
