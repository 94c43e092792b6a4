"""Paths of the visit pages."""

from django.urls import path

from wushe.work.visits import views

app_name = "visits"

urlpatterns = [
    path("people/<uuid:uuid>/visit/", views.visit, name="visit"),
    path("visits/<uuid:uuid>/", views.saved, name="saved"),
    path("visits/<uuid:uuid>/correct/", views.correct, name="correct"),
    path("visits/<uuid:uuid>/cancel/", views.cancel, name="cancel"),
]
