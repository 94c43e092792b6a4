"""Paths of grants."""

from django.urls import path

from wushe.registers.stations.views import grants

app_name = "stations"

urlpatterns = [
    path("grants/", grants.listed, name="grants"),
    path("grants/new/", grants.give, name="give_grant"),
    path("grants/<int:pk>/end/", grants.end, name="end_grant"),
]
