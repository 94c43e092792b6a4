"""Ledger rows are never changed or removed, and ``seq`` has no gap inside a county."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wushe.ground.kit.append_only import append_only

SQLITE_NO_GAP = """
CREATE TRIGGER ledger_serviceevent_no_gap BEFORE INSERT ON ledger_serviceevent
WHEN NEW.seq <> 1 + COALESCE((SELECT MAX(seq) FROM ledger_serviceevent WHERE county_id = NEW.county_id), 0)
BEGIN SELECT RAISE(ABORT, 'ledger: seq must follow the last row of the county without a gap'); END
"""

POSTGRES_NO_GAP = """
CREATE FUNCTION ledger_no_gap() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF NEW.seq <> 1 + COALESCE(
    (SELECT seq FROM ledger_serviceevent WHERE county_id = NEW.county_id ORDER BY seq DESC LIMIT 1), 0
  ) THEN
    RAISE EXCEPTION 'ledger: seq must follow the last row of the county without a gap'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""

POSTGRES_NO_GAP_TRIGGER = """
CREATE TRIGGER ledger_serviceevent_no_gap BEFORE INSERT ON ledger_serviceevent
FOR EACH ROW EXECUTE FUNCTION ledger_no_gap()
"""


#: A participant or a worker may come only with the event itself: it says how many of each it has.
OF_EVENT = """
SELECT 1 FROM ledger_serviceevent e WHERE e.id = NEW.event_id AND e.kind = 0 AND e.met
  AND NEW.line BETWEEN 1 AND e.named AND e.seq = NEW.seq AND e.county_id = NEW.county_id
  AND e.station_id = NEW.station_id AND e.unit_id = NEW.unit_id AND e.occurred_on = NEW.day
  AND e.field_id = NEW.field_id AND e.method = NEW.method AND e.mode = NEW.mode
"""
WORKER_OF_EVENT = """
SELECT 1 FROM ledger_serviceevent e WHERE e.id = NEW.event_id
  AND e.worker_count > (SELECT COUNT(*) FROM ledger_eventworker w WHERE w.event_id = NEW.event_id)
"""
SQLITE_WITH_EVENT = """
CREATE TRIGGER {table}_with_event BEFORE INSERT ON {table} WHEN NOT EXISTS ({event})
BEGIN SELECT RAISE(ABORT, 'ledger: a row of {table} comes with its event, never later'); END
"""
POSTGRES_WITH_EVENT = """
CREATE FUNCTION {table}_with_event() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF NOT EXISTS ({event}) THEN
    RAISE EXCEPTION 'ledger: a row of {table} comes with its event, never later' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""
POSTGRES_WITH_EVENT_TRIGGER = """
CREATE TRIGGER {table}_with_event BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_with_event()
"""
WITH_EVENT = {"ledger_attendance": OF_EVENT, "ledger_eventworker": WORKER_OF_EVENT}


def tie_to_event(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let in participants and workers only as many as their event says, and only like it."""
    for table, event in WITH_EVENT.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(SQLITE_WITH_EVENT.format(table=table, event=event))
        else:
            schema_editor.execute(POSTGRES_WITH_EVENT.format(table=table, event=event), params=None)
            schema_editor.execute(POSTGRES_WITH_EVENT_TRIGGER.format(table=table))


def untie(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again."""
    for table in WITH_EVENT:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_with_event")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_with_event ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_with_event()")


def forbid_gaps(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database see that rows are numbered 1, 2, 3 … in each county."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE_NO_GAP)
        return
    schema_editor.execute(POSTGRES_NO_GAP, params=None)
    schema_editor.execute(POSTGRES_NO_GAP_TRIGGER)


def allow_gaps(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER ledger_serviceevent_no_gap")
        return
    schema_editor.execute("DROP TRIGGER ledger_serviceevent_no_gap ON ledger_serviceevent")
    schema_editor.execute("DROP FUNCTION ledger_no_gap()")


class Migration(migrations.Migration):
    dependencies = (("ledger", "0001_initial"),)
    operations = (
        append_only("ledger_serviceevent", ["form_id"], ["county_id", "seq"], ["reverses_id"]),
        append_only("ledger_attendance", ["event_id", "line"], ["event_id", "person_id"]),
        append_only("ledger_eventworker", ["event_id", "worker_id"]),
        append_only("ledger_closedperiod", ["county_id", "starts_on"]),
        migrations.RunPython(forbid_gaps, allow_gaps),
        migrations.RunPython(tie_to_event, untie),
    )
