"""Paths of mandatory reports."""

from django.urls import path

from wushe.work.safeguarding import views

app_name = "safeguarding"

urlpatterns = [
    path("safeguarding/", views.reports, name="all"),
    path("safeguarding/report/", views.report, name="report"),
    path("safeguarding/<uuid:uuid>/", views.one, name="one"),
    path("safeguarding/<uuid:uuid>/child/", views.child, name="child"),
    path("safeguarding/<uuid:uuid>/mistake/", views.mistake, name="mistake"),
    path("safeguarding/<uuid:uuid>/taken/", views.taken, name="taken"),
]
