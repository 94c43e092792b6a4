"""No statement changes or removes a row of an append-only table; only new rows are taken."""

import re
import sys
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F

from tests.cast import TODAY, Cast, activity_draft, attempt_draft, visit_draft
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.periods import month
from wushe.ledger.actions import close_period, merge_people, record, reverse, unmerge_people
from wushe.ledger.models import Attendance, ClosedPeriod, EventWorker, IdentityEntry, ServiceEvent
from wushe.ledger.queries import last_seq
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.actions import ConsentDraft, change_person, give_consent, withdraw_consent
from wushe.registers.beneficiaries.actions.reveals import reveal
from wushe.registers.beneficiaries.models import Consent, ConsentWithdrawal, Masked, PersonChange, Reveal, Why
from wushe.registers.beneficiaries.rules import PersonFacts
from wushe.registers.catalog.models import ServiceModel
from wushe.registers.stations.actions.stations import record_state
from wushe.registers.stations.models import StationState
from wushe.work.groupwork.actions import record_activity
from wushe.work.groupwork.models import Activity, Participation, Partner
from wushe.work.groupwork.rules import Came
from wushe.work.safeguarding.actions import add_entry, report_child_in_danger
from wushe.work.safeguarding.models import MandatoryReport, ReportEntry
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import ContactAttempt, Visit

Model = type[models.Model]
LEDGER = (ServiceEvent, Attendance, EventWorker, ClosedPeriod, IdentityEntry)
PARTIAL = {(column,): f" WHERE {column} IS NOT NULL" for column in ("reverses_id", "undoes_id")}
FILES = (PersonChange, Consent, ConsentWithdrawal, Reveal)
TOLD = (MandatoryReport, ReportEntry, Visit, ContactAttempt, Activity, Participation, Partner)
APPEND_ONLY = (AuditEntry, StationState, ServiceModel, *LEDGER, *FILES, *TOLD)
SQLITE_TRIGGERS = {"no_update", "no_delete", "no_replace"}
POSTGRES_TRIGGERS = {"no_change", "no_truncate"}
every_table = pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.db_table)


def unique_sets(model: Model) -> list[tuple[str, ...]]:
    """Every set of columns in which two rows of a model may not agree."""
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    sets = [(field.column,) for field in model._meta.concrete_fields if field.unique]
    unique = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return sets + [tuple(columns[name] for name in one.fields) for one in unique]


CLASHES = [(model, clash) for model in APPEND_ONLY for clash in unique_sets(model)]
every_clash = pytest.mark.parametrize(
    ("model", "clash"), CLASHES, ids=[f"{model._meta.db_table}({','.join(clash)})" for model, clash in CLASHES]
)


@pytest.fixture(autouse=True)
def _kept(cast: Cast, event_draft: Callable[..., EventDraft]) -> None:
    """At least one row in every append-only table; the last ledger rows are a reversal and a merge undone."""
    record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang))
    record_visit(cast.xiaozhou, cast.station, cast.wang, attempt_draft(cast.wang))
    record_activity(cast.xiaozhou, cast.station, activity_draft(cast, people=(Came(cast.wang.pk, "helper"),)))
    row = record(cast.xiaozhou, event_draft())
    reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="错了")
    entry = merge_people(cast.laochen, cast.fu, cast.chen, form_id=uuid.uuid4(), reason="同一个人")
    unmerge_people(cast.laochen, entry, form_id=uuid.uuid4(), reason="看错了")
    change_person(cast.xiaozhou, cast.wang, PersonFacts(name="王阿婆", sex=2, phone="100-0000-0000"))
    told = ConsentDraft(uuid.uuid4(), "service", "station", "signed", "2026年版", TODAY)
    consent = give_consent(cast.xiaozhou, cast.wang, told)
    withdraw_consent(cast.xiaozhou, cast.wang, consent.uuid, TODAY, "不愿意了")
    close_period(cast.wangke, cast.county, month(2026, 10))
    record_state(cast.guanli, cast.station, "planned", since="2021年", source="批复", proofs={})
    reveal(cast.xiaozhou, cast.wang, Masked.NAME, Why.IDENTITY)
    report = report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_child)
    add_entry(
        cast.xiaozhou, report, form_id=uuid.uuid4(), situations=["injuries"], facts="手臂有伤", called="110", receipt=""
    )


def rows(model: Model) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
        return cursor.fetchall()


def run(statement: str, *values: object) -> None:
    """Run one statement, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(model: Model, attack: Callable[[], object]) -> None:
    """The database refuses the attack, says why, and keeps the row."""
    before = rows(model)
    with pytest.raises(DatabaseError, match=r"append-only|without a gap|comes with its event"), transaction.atomic():
        attack()
    assert rows(model) == before


def copy(model: Model, clash: tuple[str, ...], insert: str, conflict: str = "") -> tuple[str, list[object]]:
    """An INSERT of a row that agrees with the last one in the clashing columns and in no other unique set."""
    last = models.Max("pk")
    pk = model.objects.aggregate(last=last)["last"]
    others = [one for one in unique_sets(model) if one != clash]
    changed = {next(column for column in reversed(one) if column not in clash) for one in others}
    fresh: dict[str, tuple[str, object]] = {}
    for field in model._meta.concrete_fields:
        fresh[field.column] = other_value(field) if field.column in changed else (field.column, None)
    columns = ", ".join(fresh)
    told = ", ".join(expression for expression, _value in fresh.values())
    values = [value for _expression, value in fresh.values() if value is not None]
    table = model._meta.db_table
    statement = f"{insert} INTO {table} ({columns}) SELECT {told} FROM {table} WHERE id = %s {conflict}"
    return statement, [*values, pk]


def other_value(field: models.Field) -> tuple[str, object]:
    """An SQL expression for another value of a column, and its parameter if it has one."""
    match field:
        case models.UUIDField():
            new = uuid.uuid4()
            return "%s", new if connection.vendor == "postgresql" else new.hex
        case models.DateField():
            return "CAST(%s AS date)" if connection.vendor == "postgresql" else "%s", date(2020, 1, 1)
        case _:
            return f"{field.column} + {1 if field.column == 'seq' else 1000}", None


@every_table
def test_update_is_refused(model: Model) -> None:
    refused(model, lambda: run(f"UPDATE {model._meta.db_table} SET id = id"))
    refused(model, lambda: run(f"UPDATE {model._meta.db_table} SET id = id + 1000"))


@every_table
def test_delete_is_refused(model: Model) -> None:
    refused(model, lambda: run(f"DELETE FROM {model._meta.db_table}"))
    refused(model, lambda: model.objects.all()._raw_delete(using="default"))


@every_table
def test_update_through_the_models_is_refused(model: Model) -> None:
    name = model._meta.concrete_fields[1].name
    row = model.objects.latest("pk")
    refused(model, lambda: model.objects.update(**{name: F(name)}))
    refused(model, lambda: model.objects.bulk_update([row], [name]))
    refused(model, row.save)
    refused(model, lambda: row.save(update_fields=[name]))


@every_clash
def test_an_upsert_is_refused(model: Model, clash: tuple[str, ...]) -> None:
    partial = PARTIAL.get(clash, {"nth": " WHERE nth IS NOT NULL"}.get(clash[-1], ""))
    column = model._meta.concrete_fields[1].column
    target = f"ON CONFLICT ({', '.join(clash)}){partial} DO UPDATE SET {column} = excluded.{column}"
    statement, values = copy(model, clash, "INSERT", target)
    refused(model, lambda: run(statement, *values))


@every_clash
def test_an_insert_that_clashes_changes_nothing(model: Model, clash: tuple[str, ...]) -> None:
    before = rows(model)
    statement, values = copy(model, clash, "INSERT")
    with pytest.raises(DatabaseError):
        run(statement, *values)
    assert rows(model) == before


@every_table
def test_bulk_create_does_not_update_a_row_that_is_there(model: Model) -> None:
    row = model.objects.latest("pk")
    name = model._meta.concrete_fields[1].name
    options = {"update_conflicts": True, "unique_fields": ["pk"], "update_fields": [name]}
    refused(model, lambda: model.objects.bulk_create([row], **options))


@pytest.mark.sqlite
@every_clash
@pytest.mark.parametrize("insert", ["INSERT OR REPLACE", "REPLACE"])
def test_an_insert_that_replaces_is_refused(model: Model, clash: tuple[str, ...], insert: str) -> None:
    statement, values = copy(model, clash, insert)
    refused(model, lambda: run(statement, *values))


@pytest.mark.sqlite
@every_clash
@pytest.mark.parametrize("policy", ["ABORT", "FAIL", "IGNORE"])
def test_no_policy_of_insert_changes_a_row(model: Model, clash: tuple[str, ...], policy: str) -> None:
    statement, values = copy(model, clash, f"INSERT OR {policy}")
    refused(model, lambda: run(statement, *values))


@pytest.mark.sqlite
@every_table
@pytest.mark.parametrize("policy", ["REPLACE", "IGNORE", "ABORT", "FAIL"])
def test_no_policy_of_update_changes_a_row(model: Model, policy: str) -> None:
    refused(model, lambda: run(f"UPDATE OR {policy} {model._meta.db_table} SET id = id + 1"))


@pytest.mark.postgresql
@every_table
@pytest.mark.parametrize("cascade", ["", "CASCADE"])
def test_truncate_is_refused(model: Model, cascade: str) -> None:
    """Foreign keys are checked first: a table with checks that wait for the commit is not truncated anyway."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    refused(ServiceEvent, lambda: run(f"TRUNCATE {tables_around(model)} {cascade}"))


def tables_around(model: Model) -> str:
    """The table, those that point at it and at these, so that TRUNCATE is not refused for their sake."""
    tables, new = set(), {model}
    while new:
        tables |= {one._meta.db_table for one in new}
        found = {
            other.related_model for one in new for other in one._meta.get_fields(include_hidden=True) if points(other)
        }
        new = {one for one in found if one._meta.db_table not in tables}
    return ", ".join(sorted(tables))


def points(field: Any) -> bool:
    """True for the other end of a foreign key."""
    return field.auto_created and not field.concrete


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["stations_region", "accounts_user", "beneficiaries_person"])
def test_truncate_of_what_the_ledger_stands_on_is_refused(table: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    refused(ServiceEvent, lambda: run(f"TRUNCATE {table} CASCADE"))


@pytest.mark.postgresql
@every_table
def test_a_merge_is_refused(model: Model) -> None:
    table = model._meta.db_table
    column = model._meta.concrete_fields[1].column
    using = f"MERGE INTO {table} t USING {table} s ON t.id = s.id WHEN MATCHED THEN"
    refused(model, lambda: run(f"{using} UPDATE SET {column} = s.{column}"))
    refused(model, lambda: run(f"{using} DELETE"))


@pytest.mark.parametrize("step", [-2, -1, 0, 2, 1000])
def test_a_gap_in_the_numbers_is_refused(step: int) -> None:
    row = ServiceEvent.objects.latest("seq")
    row.pk, row.form_id, row.seq = None, uuid.uuid4(), row.seq + step
    row.kind, row.reverses = 0, None
    refused(ServiceEvent, lambda: row.save(force_insert=True))


def test_the_next_number_is_taken() -> None:
    row = ServiceEvent.objects.latest("seq")
    row.pk, row.form_id, row.seq = None, uuid.uuid4(), last_seq(row.county_id) + 1
    row.kind, row.reverses = 0, None
    row.save(force_insert=True)
    assert ServiceEvent.objects.latest("seq").pk == row.pk


def test_a_county_begins_with_one(cast: Cast) -> None:
    row = ServiceEvent.objects.latest("seq")
    row.pk, row.form_id, row.county = None, uuid.uuid4(), cast.far_station.county
    row.kind, row.reverses = 0, None
    refused(ServiceEvent, lambda: row.save(force_insert=True))


def triggers() -> dict[str, set[str]]:
    """The append-only triggers in the catalog of the database, by table."""
    statement = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled = 'O'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: dict[str, set[str]] = {}
        for table, name in cursor.fetchall():
            found.setdefault(table, set()).add(name.removeprefix(f"{table}_"))
    return found


def claims_to_be_append_only(model: Model) -> bool:
    """True if its own docstring or that of its file says so."""
    said = f"{model.__doc__} {sys.modules[model.__module__].__doc__}"
    return re.search(r"append-only|never changed", said, re.IGNORECASE) is not None


def test_every_model_that_claims_to_be_append_only_has_its_triggers() -> None:
    claiming = {model._meta.db_table for model in apps.get_models() if claims_to_be_append_only(model)}
    wanted = SQLITE_TRIGGERS if connection.vendor == "sqlite" else POSTGRES_TRIGGERS
    held = {table for table, names in triggers().items() if wanted <= names}
    assert claiming == held == {model._meta.db_table for model in APPEND_ONLY}


def test_the_ledger_has_the_trigger_against_gaps() -> None:
    assert "no_gap" in triggers()["ledger_serviceevent"]


def test_nobody_can_be_added_to_a_service_later(cast: Cast) -> None:
    seen = Attendance.objects.filter(event__met=True).order_by("pk").first()
    seen.pk, seen.line, seen.person_id = None, 2, cast.fu.pk
    with pytest.raises(DatabaseError, match="comes with its event"), transaction.atomic():
        seen.save(force_insert=True)


def test_no_worker_can_be_added_to_a_service_later(cast: Cast) -> None:
    gave = EventWorker.objects.order_by("pk").first()
    other = EventWorker(event=gave.event, worker=cast.xiaolin.user.worker)
    with pytest.raises(DatabaseError, match="comes with its event"), transaction.atomic():
        other.save(force_insert=True)
