"""Paths of boards, figures and records."""

from django.urls import path

from wushe.doors.reports import views

app_name = "reports"

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("county/", views.county, name="county"),
    path("models/", views.models, name="models"),
    path("figures/", views.figure, name="figure"),
    path("audit/", views.audit, name="audit"),
    path("articles/", views.articles, name="articles"),
    path("articles/<slug:key>/", views.article, name="article"),
    path("briefings/", views.briefings, name="briefings"),
    path("briefings/<str:key>/", views.briefing, name="briefing"),
    path("briefings/<str:key>/word/", views.briefing_word, name="briefing_word"),
    path("records/<str:number>/", views.record, name="record"),
]
