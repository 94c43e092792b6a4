"""Paths of the ledger: what was found out about who is who."""

from django.urls import path

from wushe.ledger import views

app_name = "ledger"

urlpatterns = [
    path("people/<uuid:uuid>/merge/confirm/", views.merge, name="merge"),
    path("people/<uuid:uuid>/merge/undo/", views.unmerge, name="unmerge"),
]
