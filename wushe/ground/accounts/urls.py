"""Paths of logging in and of 我的.

The login library's pages stand here by name: only these are open. Sign-up, mail and password reset by mail are not
part of this house.
"""

from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import path

from wushe.ground.accounts import views
from wushe.ground.kit.doors import View, door


def behind_a_door(page: type[Any]) -> View:
    """A page of the login library for people who have logged in; a refusal is shown as everywhere."""
    return door(cast("View", page.as_view()))


urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/logins/end/", views.end_login, name="me_end_login"),
    path("me/logins/end-others/", views.end_other_logins, name="me_end_other_logins"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path(
        "accounts/password/change/",
        behind_a_door(views.ChangePassword),
        name="account_change_password",
    ),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("accounts/code/again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/second-factor/on/", behind_a_door(views.SwitchOn), name="mfa_activate_totp"),
    path("accounts/second-factor/off/", behind_a_door(views.SwitchOff), name="mfa_deactivate_totp"),
    path(
        "accounts/recovery-codes/",
        behind_a_door(views.RecoveryCodes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/recovery-codes/new/",
        behind_a_door(views.NewRecoveryCodes),
        name="mfa_generate_recovery_codes",
    ),
]
