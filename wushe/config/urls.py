"""All paths of the site, room by room."""

from django.urls import include, path

handler404 = "wushe.ground.kit.doors.not_here"

urlpatterns = [
    path("", include("wushe.ground.accounts.urls")),
    path("", include("wushe.doors.phone.urls")),
    path("", include("wushe.registers.beneficiaries.urls")),
    path("", include("wushe.ledger.urls")),
    path("", include("wushe.registers.stations.urls")),
    path("", include("wushe.work.visits.urls")),
    path("", include("wushe.work.groupwork.urls")),
    path("", include("wushe.work.safeguarding.urls")),
    path("", include("wushe.work.needs.urls")),
    path("", include("wushe.work.disclosures.urls")),
    path("", include("wushe.doors.reports.urls")),
]
