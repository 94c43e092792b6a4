"""Doors to accounts: open one, and let somebody in again; for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wushe.ground.accounts.models import User
from wushe.ground.accounts.passwords import mark_of
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.accounts import admit, let_in_again, resettable
from wushe.registers.stations.forms.grants import AccountForm, ResetForm


@door
@require_http_methods(["GET", "POST"])
def admit_somebody(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown once."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            user, password = admit(request.viewer, form.cleaned_data["username"], form.cleaned_data["name"])
            return told_once(request, user, password, is_new=True)
        except Refused as refused:
            form.refuse(refused)
    return render(request, "stations/open_account.html", {"form": form}, status=422 if form.errors else 200)


@door
@require_http_methods(["GET", "POST"])
def let_somebody_in_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then reset; the new password is shown once."""
    user = resettable(request.viewer, pk)
    form = ResetForm(request.POST or None, initial={"seen": mark_of(user)})
    if form.is_valid():
        try:
            user, password = let_in_again(request.viewer, pk, form.cleaned_data["seen"])
            return told_once(request, user, password, is_new=False)
        except Refused as refused:
            form.refuse(refused)
    shown = {"form": form, "account": user}
    return render(request, "stations/reset_login.html", shown, status=422 if form.errors else 200)


def told_once(request: HttpRequest, user: User, password: str, *, is_new: bool) -> HttpResponse:
    """The page with the password. It is not found again."""
    return render(request, "stations/password_once.html", {"user": user, "password": password, "is_new": is_new})
