"""我的, and the login library's pages as this house shows them."""

from allauth.account.adapter import get_adapter
from allauth.account.views import PasswordChangeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from wushe.ground.accounts import actions
from wushe.ground.accounts.middleware import HAS_SECOND_FACTOR
from wushe.ground.accounts.models import User
from wushe.ground.accounts.pages import me_page
from wushe.ground.accounts.presence import says_phone
from wushe.ground.kit.doors import door

THEN = "login_then"


def reader(request: HttpRequest) -> User:
    """Who has logged in; every path here asks for that first."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def here(request: HttpRequest) -> str:
    """The session of this device."""
    return request.session.session_key or ""


@door
def me(request):
    """Who I am here, how my login is protected, where I am logged in."""
    return render(request, "accounts/me.html", {"page": me_page(reader(request), here(request))})


@door
@require_POST
def end_login(request):
    """Log out one of my devices."""
    key = request.POST.get("login", "")
    actions.end_login(reader(request), int(key) if key.isdecimal() else 0)
    return redirect("me")


@door
@require_POST
def end_other_logins(request):
    """Log out all my other devices."""
    actions.end_other_logins(reader(request), here(request))
    return redirect("me")


class ChangePassword(PasswordChangeView):
    """A new password; all other devices must log in again."""

    def form_valid(self, form):
        """Write it down."""
        answer = super().form_valid(form)
        actions.change_password(reader(self.request), here(self.request))
        return answer


class SwitchOn(ActivateTOTPView):
    """Scan, type the first code, done. Remembers where one wanted to go."""

    def get(self, request, *args, **kwargs):
        """Show the picture."""
        where = request.GET.get("next", "")
        if where and get_adapter().is_safe_url(where):
            request.session[THEN] = where
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The secret in groups of four, for those who cannot scan."""
        shown = super().get_context_data(**kwargs)
        secret = shown["form"].secret
        groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        later = self.request.session.get(THEN) or reverse("me")
        return shown | {
            "secret": groups,
            "is_phone": says_phone(self.request),
            "is_required": settings.WUSHE_SECOND_FACTOR == "required",
            "later": later,
        }

    def get_success_url(self):
        """On to the recovery codes."""
        return reverse("mfa_view_recovery_codes")

    def form_valid(self, form):
        """Write it down; log out devices that never gave a code."""
        answer = super().form_valid(form)
        self.request.session[HAS_SECOND_FACTOR] = True
        actions.switch_on_second_factor(reader(self.request), here(self.request))
        return answer


class SwitchOff(DeactivateTOTPView):
    """No code any more, or a new phone."""

    success_url = reverse_lazy("me")

    def get_context_data(self, **kwargs):
        """Whether one must switch it on again at once."""
        return super().get_context_data(**kwargs) | {"is_required": settings.WUSHE_SECOND_FACTOR == "required"}

    def form_valid(self, form):
        """Write it down."""
        answer = super().form_valid(form)
        self.request.session.pop(HAS_SECOND_FACTOR, None)
        actions.switch_off_second_factor(reader(self.request), here(self.request))
        return answer


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes for the day the phone is lost."""

    def get_context_data(self, **kwargs):
        """And the way on to where one wanted to go."""
        return super().get_context_data(**kwargs) | {"then": self.request.session.get(THEN) or reverse("me")}


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """New codes in place of the old ones."""

    def form_valid(self, form):
        """Write it down."""
        answer = super().form_valid(form)
        actions.renew_recovery_codes(reader(self.request))
        return answer
