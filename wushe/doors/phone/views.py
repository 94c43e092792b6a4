"""Doors to the worker's pages."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wushe.doors.phone.pages import people_page, today_page
from wushe.doors.phone.person_page import person_page
from wushe.doors.phone.watched_pages import masked_page, watched_page
from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.registers.beneficiaries.queries import person as person_of
from wushe.registers.beneficiaries.queries import watched_person


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
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """服务对象."""
    number = request.GET.get("page", "1")[:9]
    at = int(number) if number.isdecimal() else 1
    if not request.viewer.may("people.read_full"):
        return render(request, "phone/watched.html", {"page": watched_page(request.viewer, at)})
    page = people_page(request.viewer, request.GET.get("q", "").replace("\x00", "").strip()[:40], at)
    return render(request, "phone/people.html", {"page": page})


@door
@require_safe
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One person, masked for those who watch over the station."""
    if not request.viewer.may("people.read_full"):
        hidden = watched_person(request.viewer, uuid, clock.today())
        return render(request, "phone/watched_person.html", {"page": masked_page(request.viewer, hidden)})
    found = person_of(request.viewer, uuid, clock.today())
    return render(request, "phone/person.html", {"page": person_page(request.viewer, found)})
