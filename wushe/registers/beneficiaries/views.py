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
    """edit."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """changes."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """move."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """death."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def category(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """category."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def category_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """category_end."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def charge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """charge."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def consent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """consent."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def consent_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """consent_withdraw."""
    return redirect(person_of(request.viewer, uuid, clock.today()))


@door
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """merge."""
    return redirect(person_of(request.viewer, uuid, clock.today()))
