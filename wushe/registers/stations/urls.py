"""Paths of the registers of places, stations and organizations, and of grants."""

from django.urls import path

from wushe.registers.stations.views import accounts, grants, openings, organizations, places

app_name = "stations"

urlpatterns = [
    path("regions/", places.regions, name="regions"),
    path("regions/<slug:key>/", places.region, name="region"),
    path("regions/<slug:key>/merge/", places.merge, name="merge"),
    path("regions/<slug:key>/split/", places.split, name="split"),
    path("regions/<slug:key>/station/", openings.new_station, name="new_station"),
    path("stations/", places.stations, name="stations"),
    path("stations/<slug:key>/", places.station, name="station"),
    path("stations/<slug:key>/contract/", openings.new_contract, name="new_contract"),
    path("stations/<slug:key>/contracts/<int:pk>/end/", openings.contract_end, name="end_contract"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/new/", organizations.new_organization, name="new_organization"),
    path("organizations/<slug:key>/", organizations.organization, name="organization"),
    path("organizations/<slug:key>/seat/", organizations.seat, name="seat_organization"),
    path("organizations/<slug:key>/end/", organizations.end, name="end_organization"),
    path("organizations/<slug:key>/incubation/", organizations.new_incubation, name="new_incubation"),
    path("organizations/<slug:key>/incubations/<int:pk>/end/", organizations.incubation_end, name="end_incubation"),
    path("grants/", grants.listed, name="grants"),
    path("grants/new/", grants.give, name="give_grant"),
    path("grants/accounts/new/", accounts.admit_somebody, name="open_account"),
    path("grants/accounts/<int:pk>/reset-login/", accounts.let_somebody_in_again, name="reset_login"),
    path("grants/<int:pk>/end/", grants.end, name="end_grant"),
]
