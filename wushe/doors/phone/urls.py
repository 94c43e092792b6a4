"""Paths of the worker's pages."""

from django.urls import path

from wushe.doors.phone import views

app_name = "phone"

urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("people/", views.people, name="people"),
    path("people/<uuid:uuid>/", views.person, name="person"),
    path("people/<uuid:uuid>/reveal/", views.reveal, name="reveal"),
    path("people/<uuid:uuid>/call/", views.call, name="call"),
]
