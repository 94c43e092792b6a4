"""Doors to accounts: open one, and let somebody in again; for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wushe.ground.accounts.models import User
from wushe.ground.accounts.passwords import mark_of
from wushe.ground.kit.doors import door
from wushe.ground.kit.forms import form_page
from wushe.registers.stations.actions.accounts import admit, let_in_again, resettable
from wushe.registers.stations.forms.accounts import AccountForm, ResetForm


@door
@require_http_methods(["GET", "POST"])
def admit_somebody(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown once."""
    form = AccountForm(request.POST or None)
    if made := form.carry_out(lambda told: admit(request.viewer, told["username"], told["name"])):
        return told_once(request, *made, is_new=True)
    return form_page(request, "stations/open_account.html", form)


@door
@require_http_methods(["GET", "POST"])
def let_somebody_in_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then reset; the new password is shown once."""
    user = resettable(request.viewer, pk)
    form = ResetForm(request.POST or None, initial={"seen": mark_of(user)})
    if made := form.carry_out(lambda told: let_in_again(request.viewer, pk, told["seen"])):
        return told_once(request, *made, is_new=False)
    return form_page(request, "stations/reset_login.html", form, account=user)


def told_once(request: HttpRequest, user: User, password: str, *, is_new: bool) -> HttpResponse:
    """The page with the password. It is not found again."""
    return render(request, "stations/password_once.html", {"user": user, "password": password, "is_new": is_new})
