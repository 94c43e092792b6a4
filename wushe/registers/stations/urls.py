"""Paths of the registers of places, stations and organizations."""

from django.urls import path

from wushe.registers.stations import views

app_name = "stations"

urlpatterns = [
    path("regions/", views.regions, name="regions"),
    path("regions/<slug:key>/", views.region, name="region"),
    path("regions/<slug:key>/merge/", views.merge, name="merge"),
    path("regions/<slug:key>/split/", views.split, name="split"),
    path("stations/", views.stations, name="stations"),
    path("stations/<slug:key>/", views.station, name="station"),
    path("organizations/", views.organizations, name="organizations"),
]
