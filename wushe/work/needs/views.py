"""Doors to needs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wushe.ground.kit.doors import door
from wushe.registers.beneficiaries.queries.kept import kept_person
from wushe.work.needs.actions import answer_need


@door
@require_POST
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A need has been met."""
    need = answer_need(request.viewer, uuid)
    return redirect(kept_person(request.viewer, need.person))
