"""Doors to the grants: for administrators."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.forms import form_page
from wushe.registers.stations import queries
from wushe.registers.stations.actions.grants import end_grant, give_grant, withdraw_grant
from wushe.registers.stations.forms.grants import EndForm, GrantForm
from wushe.registers.stations.models import Grant
from wushe.registers.stations.queries.grants import account, grant, grants, newcomers, places


@dataclass(frozen=True)
class GrantLine:
    """One grant in words."""

    name: str
    username: str
    role: str
    place: str
    days: str
    state: str
    end_url: str
    reset_url: str


@door
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """授权: what is held, and what was."""
    on = clock.today()
    rows = list(grants(request.viewer))
    now = [row for row in rows if is_open(row, on)]
    page = {
        "newcomers": newcomers(request.viewer),
        "now": [line_of(row, on, request.viewer) for row in now],
        "over": [line_of(row, on, request.viewer) for row in rows if row not in now],
    }
    return render(request, "stations/grants.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """A new grant."""
    viewer = request.viewer
    start = {"starts_on": clock.today(), "username": request.GET.get("username", "")}
    form = GrantForm(request.POST or None, initial=start, places=places(viewer))
    if form.carry_out(
        lambda told: give_grant(
            viewer,
            account(viewer, told["username"]),
            told["role"],
            told["place"],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
        )
    ):
        return redirect("stations:grants")
    return form_page(request, "stations/give_grant.html", form)


@door
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant on a day, or take it back at once."""
    viewer = request.viewer
    row = grant(viewer, pk)
    at_once = "at_once" in request.POST
    form = EndForm(None if at_once else request.POST or None, initial={"ends_on": clock.today()})
    try:
        if at_once:
            withdraw_grant(viewer, row.pk)
            return redirect("stations:grants")
        if form.is_valid():
            end_grant(viewer, row.pk, form.cleaned_data["ends_on"])
            return redirect("stations:grants")
    except Refused as refused:
        if not form.is_bound:
            raise
        form.refuse(refused)
    return form_page(request, "stations/end_grant.html", form, line=line_of(row, clock.today(), viewer))


def is_open(row: Grant, on: date) -> bool:
    """True if the grant holds on the day or will."""
    return row.withdrawn_at is None and (row.ends_on is None or row.ends_on >= on)


def line_of(row: Grant, on: date, viewer: queries.Viewer) -> GrantLine:
    """A grant in words; one's own has no way to end it."""
    until = _("%(day)s 止") % {"day": row.ends_on} if row.ends_on else _("没有写止日")
    state = ""
    if row.withdrawn_at is not None:
        state = _("%(day)s 收回") % {"day": timezone.localdate(row.withdrawn_at)}
    elif row.starts_on > on:
        state = _("还没开始")
    may_end = is_open(row, on) and row.user != viewer.user
    return GrantLine(
        name=str(row.user),
        username=row.user.username,
        role=str(row.get_role_display()),
        place=row.place.name,
        days=_("%(day)s 起，") % {"day": row.starts_on} + until,
        state=state,
        end_url=reverse("stations:end_grant", args=[row.pk]) if may_end else "",
        reset_url=reverse("stations:reset_login", args=[row.user_id]) if may_end else "",
    )
