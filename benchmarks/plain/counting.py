"""The same figures by plain Django aggregates over the plain tables."""

from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum

from benchmarks.plain.models import PlainAttendance, PlainEvent, PlainPerson, PlainStation
from wushe.ground.kit.periods import Period

COPY = (
    """INSERT INTO plain_plainperson (id, household)
       SELECT person_id, household_id FROM beneficiaries_membership""",
    "INSERT INTO plain_plainstation (id, county) SELECT id, county_id FROM stations_station",
    """INSERT INTO plain_plainevent (id, station_id, day, field, method, minutes, workers, heads_counted,
         heads_estimated, met, is_cancelled)
       SELECT id, station_id, occurred_on, field_id, method, minutes, worker_count, heads_counted, heads_estimated,
         met, id IN (SELECT reverses_id FROM ledger_serviceevent WHERE reverses_id IS NOT NULL)
       FROM ledger_serviceevent WHERE kind = 0""",
    """INSERT INTO plain_plainattendance (id, event_id, person_id)
       SELECT id, event_id, person_id FROM ledger_attendance""",
    "ANALYZE",
)


def copy_ledger() -> None:
    """Make the plain tables and fill them with what the ledger holds."""
    with connection.schema_editor() as editor:
        for model in (PlainPerson, PlainStation, PlainEvent, PlainAttendance):
            editor.create_model(model)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in COPY:
            cursor.execute(statement)


def plain_figures(county: int, period: Period) -> list[int]:
    """人, 人次, 户, 场, 分钟, 工时分钟 of a county and a period, as a first Django app would count them."""
    given = Q(station__county=county, day__gte=period.start, day__lt=period.end, met=True, is_cancelled=False)
    events = PlainEvent.objects.filter(given).aggregate(
        sessions=Count("pk", filter=Q(method__in=(3, 4, 5))),
        time=Sum("minutes", default=0),
        work=Sum(F("minutes") * F("workers"), default=0),
        heads=Sum(F("heads_counted") + F("heads_estimated"), default=0),
    )
    named = PlainAttendance.objects.filter(
        event__station__county=county,
        event__day__gte=period.start,
        event__day__lt=period.end,
        event__met=True,
        event__is_cancelled=False,
    ).aggregate(
        times=Count("pk"),
        persons=Count("person", distinct=True),
        households=Count("person__household", distinct=True),
    )
    return [
        named["persons"],
        named["times"] + events["heads"],
        named["households"],
        events["sessions"],
        events["time"],
        events["work"],
    ]
