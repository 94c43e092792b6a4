"""Paths of the pages of activities."""

from django.urls import path

from wushe.work.groupwork import views

app_name = "groupwork"

urlpatterns = [
    path("activities/", views.activities, name="activities"),
    path("activities/new/", views.new, name="new"),
    path("activities/<uuid:uuid>/", views.saved, name="saved"),
    path("activities/<uuid:uuid>/again/", views.again, name="again"),
    path("activities/<uuid:uuid>/correct/", views.correct, name="correct"),
    path("activities/<uuid:uuid>/cancel/", views.cancel, name="cancel"),
]
