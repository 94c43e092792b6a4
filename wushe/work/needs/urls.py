"""Paths of needs."""

from django.urls import path

from wushe.work.needs import views

app_name = "needs"

urlpatterns = [path("needs/<uuid:uuid>/answer/", views.answer, name="answer")]
