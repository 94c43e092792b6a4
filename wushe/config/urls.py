"""All paths of the site, room by room."""

from allauth.account import views as account
from django.urls import include, path

# allauth's pages by name: only these are open. Sign-up and password reset by mail are not part of this house.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
]

handler404 = "wushe.ground.kit.doors.not_here"

urlpatterns = [
    path("accounts/", include(accounts)),
    path("", include("wushe.doors.phone.urls")),
    path("", include("wushe.work.visits.urls")),
    path("", include("wushe.work.safeguarding.urls")),
    path("", include("wushe.work.needs.urls")),
    path("", include("wushe.doors.reports.urls")),
    path("", include("wushe.registers.stations.urls")),
]
