"""Paths of mandatory reports."""

from django.urls import path

from wushe.work.safeguarding import views

app_name = "safeguarding"

urlpatterns = [
    path("safeguarding/report/", views.report, name="report"),
    path("safeguarding/<uuid:uuid>/", views.one, name="one"),
]
