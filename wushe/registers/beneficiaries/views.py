"""Doors to the register of persons: parse, act, show."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.registers.beneficiaries.queries import person as person_of


@door
def new(request: HttpRequest) -> HttpResponse:
    """A person comes into the register."""
    return redirect("/people/")


@door
def alike(request: HttpRequest) -> HttpResponse:
    """Who may be the same person."""
    return redirect("/people/")


@door
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Edit."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Changes."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Death."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def category(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Category."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def category_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """category_end."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def charge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Charge."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def consent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Consent."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def consent_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """consent_withdraw."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Merge."""
    return redirect(person_of(request.viewer, uuid, clock.today()))
