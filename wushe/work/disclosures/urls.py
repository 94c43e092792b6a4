"""Paths of file requests. No name stands in any of them."""

from django.urls import path

from wushe.work.disclosures import views

app_name = "disclosures"

urlpatterns = [
    path("files/", views.search, name="search"),
    path("files/requests/", views.requests, name="requests"),
    path("files/ask/<uuid:uuid>/", views.ask, name="ask"),
    path("files/<uuid:uuid>/", views.file, name="file"),
    path("files/<uuid:uuid>/reveal/", views.reveal, name="reveal"),
    path("files/<uuid:uuid>/decide/", views.decide, name="decide"),
    path("files/<uuid:uuid>/end/", views.end, name="end"),
]
