"""What is looked at before any page is made: is the login still good, and was the second factor given."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from wushe.ground.accounts import presence
from wushe.ground.accounts.models import User
from wushe.ground.accounts.queries import has_second_factor

HAS_SECOND_FACTOR = "login_has_second_factor"
#: All that somebody may open who must switch on the second factor and has not yet.
WITHOUT = {
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_logout",
    "account_login",
}


#: All that somebody may open whose password was made by somebody else.
UNTIL_CHANGED = {"account_change_password", "account_logout", "account_login", "mfa_authenticate"}


class PresenceMiddleware:
    """Keeps a login alive while it is used; shows nothing before a temporary password is changed, nor, where the
    second factor is required, before it is on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request. Costs: what ``presence.keep`` costs."""
        if request.user.is_authenticated:
            presence.keep(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Lead whoever must change the password there, and to the second factor whoever must have it and has not.

        Costs: 1 query once a login.
        """
        user = request.user
        name = request.resolver_match.url_name if request.resolver_match is not None else None
        if isinstance(user, User) and user.has_temporary_password:
            return None if name in UNTIL_CHANGED else redirect("account_change_password")
        if settings.WUSHE_SECOND_FACTOR != "required" or not isinstance(user, User):
            return None
        if request.session.get(HAS_SECOND_FACTOR):
            return None
        if name in WITHOUT:
            return None
        if has_second_factor(user):
            request.session[HAS_SECOND_FACTOR] = True
            return None
        return redirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': request.get_full_path()})}")
