"""Paths of the register of persons."""

from django.urls import path

from wushe.registers.beneficiaries import views

app_name = "beneficiaries"

urlpatterns = [
    path("people/new/", views.new, name="new"),
    path("people/new/alike/", views.alike, name="alike"),
    path("people/<uuid:uuid>/registered/", views.registered, name="registered"),
    path("people/<uuid:uuid>/done/", views.done, name="done"),
    path("people/<uuid:uuid>/edit/", views.edit, name="edit"),
    path("people/<uuid:uuid>/changes/", views.changes, name="changes"),
    path("people/<uuid:uuid>/move/", views.move, name="move"),
    path("people/<uuid:uuid>/death/", views.death, name="death"),
    path("people/<uuid:uuid>/category/", views.category, name="category"),
    path("people/<uuid:uuid>/category/end/", views.category_end, name="category_end"),
    path("people/<uuid:uuid>/charge/", views.charge, name="charge"),
    path("people/<uuid:uuid>/consent/", views.consent, name="consent"),
    path("people/<uuid:uuid>/consent/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("people/<uuid:uuid>/merge/", views.merge, name="merge"),
]
