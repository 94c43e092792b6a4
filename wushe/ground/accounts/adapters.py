"""How the login library behaves in this house 登录: nobody signs up, every login and refusal leaves a line."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wushe.ground.accounts import actions, presence
from wushe.ground.accounts.models import User
from wushe.ground.accounts.queries import has_second_factor
from wushe.ground.accounts.wording import DONE, LOGIN
from wushe.ground.kit.crypto import Key, Unreadable, seal, unseal
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.keyring import purpose_key

#: The login library does not say whose secret it seals, so the place is the column alone.
PLACE = "mfa_authenticator|data|"


def secrets_key() -> Key:
    """The key of second factors: they belong to the installation, not to a county."""
    return purpose_key("", "login")


def worded(code: str) -> ValidationError | None:
    """The error of the login library in our words; None for a code we have no words for."""
    if code not in LOGIN:
        return None
    return ValidationError(str(LOGIN[code]).format(minutes=settings.WUSHE_LOCK_MINUTES), code=code)


def of_ours(user: AbstractBaseUser) -> User:
    """The user as one of this house. Refuses (TypeError): any other kind, which settings make impossible."""
    if not isinstance(user, User):
        raise TypeError(user)
    return user


def gave_a_code(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether the second factor was asked and given in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


class LoginAdapter(DefaultAccountAdapter):
    """Passwords: accounts are given by the county, tries are counted, every way in and out is written down."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a station worker's account comes with the post."""
        return False

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """The error in our words."""
        return worded(code) or super().validation_error(code, *args)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show only what a reader wants to hear: that the password or the second factor changed."""
        if message_template in DONE:
            super().add_message(request, level, message=str(DONE[message_template]))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by name alone: whatever host the browser asked for, and whether or not there is such an account."""
        return actions.tries_key(str(credentials.get("username", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at, so that many at once cannot slip through."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._refused(request, credentials.get("username", ""), "locked")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that the password was wrong, or that there is no such account."""
        self._refused(request, credentials.get("username", ""), "password")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account: the password was right, and still nobody gets in."""
        self._refused(request, user.get_username(), "closed")
        return redirect("account_inactive")

    def _refused(self, request: HttpRequest, username: object, reason: str) -> None:
        actions.refuse_login(str(username), reason=reason, address=self.get_client_ip(request))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Password and code were right."""
        with_code, on_phone = gave_a_code(request, user), presence.says_phone(request)
        super().login(request, user)
        presence.begin(request)
        actions.log_in(
            of_ours(user),
            address=self.get_client_ip(request),
            on_phone=on_phone,
            with_code=with_code,
        )

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Go to where one wanted to go, by way of the second factor when it is not switched on yet."""
        answer: HttpResponse = super().post_login(request, user, **how)
        if settings.WUSHE_SECOND_FACTOR == "off" or has_second_factor(of_ours(user)):
            return answer
        return redirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': answer['Location']})}")

    def logout(self, request: HttpRequest) -> None:
        """Somebody leaves on purpose."""
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            actions.log_out(user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to 我的."""
        return reverse("me")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after the login: the password was given a moment ago."""
        just_now = self.request is not None and presence.has_just_logged_in(self.request)
        return not just_now and bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from the phone: our words, our name in the app, the secret sealed in the database."""

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """The error in our words."""
        return worded(code) or super().validation_error(code, *args)

    def get_totp_issuer(self) -> str:
        """The name the app on the phone shows."""
        return _("吾社")

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The account the app on the phone shows."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is written, under a key that stands beside the database."""
        return b64encode(seal(secrets_key(), text.encode(), PLACE)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret that was read.

        Refuses: ``keyring-key-missing``; ``accounts-secret-unreadable`` when it was changed or the key is another.
        """
        try:
            return unseal(secrets_key(), b64decode(encrypted_text), PLACE).decode()
        except Unreadable:
            raise Refused("accounts-secret-unreadable") from None
