"""Plain normalised tables with Django's own indexes. Only for comparison."""

from django.db import models


class PlainPerson(models.Model):
    """A person and their household."""

    household = models.PositiveIntegerField()

    class Meta:
        app_label = "plain"


class PlainStation(models.Model):
    """A station and its county."""

    county = models.PositiveIntegerField()

    class Meta:
        app_label = "plain"


class PlainEvent(models.Model):
    """A service; ``is_cancelled`` instead of a reversal."""

    station = models.ForeignKey(PlainStation, models.CASCADE)
    day = models.DateField(db_index=True)
    field = models.PositiveSmallIntegerField()
    method = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    workers = models.PositiveSmallIntegerField()
    heads_counted = models.PositiveIntegerField()
    heads_estimated = models.PositiveIntegerField()
    met = models.BooleanField()
    is_cancelled = models.BooleanField()

    class Meta:
        app_label = "plain"


class PlainAttendance(models.Model):
    """Who took part."""

    event = models.ForeignKey(PlainEvent, models.CASCADE)
    person = models.ForeignKey(PlainPerson, models.CASCADE)

    class Meta:
        app_label = "plain"
